"""Touches of exports: who answered which campaign, on which day and by which channel."""

from pathlib import Path

from planner.base.days import NO_DAY, iso
from planner.intake import propose, take_in
from planner.journeys.table import Snapshot
from planner.journeys.touches import laid
from planner.journeys.union import unite
from tests.intake.files import assert_all_rows_accounted, write_text
from tests.shared_data import shared_data

Found = list[tuple[str, str, str, str]]

LEADS = """Lead ID,Created Date,Lead Status,Lead Source,Campaign,Converted Opportunity ID
00Q1,2026-01-01,Open,Events,Fair,
00Q2,2026-01-01,Open,Events,Fair,0061
00Q3,2026-01-03,Open,Web,Search,0061
00Q4,2026-01-04,Open,Web,Search,"""
DEALS = """Opportunity ID,Created Date,Close Date,Stage,Amount
0061,2026-01-10,2026-03-01,Closed Won,500"""
MEMBERS = """Campaign Member Id,Campaign Name,Lead ID,Member Status,Member First Associated Date
00v1,Fair,00Q1,Responded,2026-01-01
00v2,Clinic,00Q1,Sent,2026-01-05
00v3,Search,00Q3,Responded,2026-01-06
00v4,Fair,00Q9,Responded,2026-01-07
00v5,Fair,,Responded,2026-01-07
00v6,Clinic,00Q2,Responded,"""


def snapshot_of(folder: Path, **texts: str) -> Snapshot:
    return take_in(propose([write_text(folder, f"{name}.csv", t) for name, t in texts.items()]))


def found_in(snapshot: Snapshot) -> Found:
    """Return lead, day, channel and campaign of each touch of a journey."""
    touches = laid(snapshot.journeys, snapshot.touches)
    columns = zip(
        touches.journey.tolist(), touches.day.tolist(), touches.channel.codes.tolist(),
        touches.campaign.codes.tolist(), strict=True,
    )  # fmt: skip
    return sorted(
        (
            snapshot.journeys.ids[row],
            "" if day == NO_DAY else iso(day),
            touches.channel.labels[channel],
            touches.campaign.labels[campaign],
        )
        for row, day, channel, campaign in columns
    )


def test_a_salesforce_report_of_members(tmp_path: Path) -> None:
    """Who was only sent something is no touch; one of a second lead is the first lead's journey."""
    found = snapshot_of(tmp_path, leads=LEADS, deals=DEALS, members=MEMBERS)
    assert found_in(found) == [
        ("00Q1", "2026-01-01", "Events", "Fair"),
        ("00Q2", "", "(blank)", "Clinic"),
        ("00Q2", "2026-01-06", "Web", "Search"),
    ]
    assert laid(found.journeys, found.touches).strangers == 1
    assert "1 response names no lead and count as responses only." in found.warnings
    assert_all_rows_accounted(found)


def test_an_api_dump_of_members() -> None:
    folder = shared_data("data", "sfdc_datacloud")
    names = ("Lead.csv", "Opportunity.csv", "CampaignMember.csv")
    snapshot = take_in(propose([folder / name for name in names]))
    assert snapshot.touches is None
    assert not [text for text in snapshot.warnings if "touch" in text]


def test_hubspots_form_submissions_are_touches_of_contacts(tmp_path: Path) -> None:
    contacts = (
        '"Record ID","Email","Lifecycle Stage","Original Source","Create Date",'
        '"Became a Marketing Qualified Lead Date"\n'
        '"101","a@example.com","Lead","Organic Search","2026-01-01 09:00","2026-01-03 09:00"\n'
        '"102","b@example.com","Lead","Paid Search","2026-01-02 09:00",""'
    )
    forms = (
        '"Conversion ID","Form Submission Date","Form Name","Contact ID"\n'
        '"1","2026-01-05 10:20","Guide","101"\n"2","2026-01-06 11:00","Guide","102"'
    )
    found = snapshot_of(tmp_path, contacts=contacts, forms=forms)
    assert [file.kind for file in found.files] == ["leads", "campaign_members"]
    assert found_in(found) == [
        ("101", "2026-01-05", "(blank)", "Guide"),
        ("102", "2026-01-06", "(blank)", "Guide"),
    ]
    assert [(r.campaign, r.responses, r.leads) for r in found.responses] == [("Guide", 2, 2)]


def test_a_touchpoint_with_its_own_channel_keeps_it(tmp_path: Path) -> None:
    points = """Touchpoint ID,Touchpoint Date,Marketing Channel,Ad Campaign Name,Lead ID
1,2026-01-05,Paid Social,Retargeting,00Q1
2,2026-01-06,Webinar,Fair,00Q1"""
    found = snapshot_of(tmp_path, leads=LEADS, points=points)
    assert found_in(found) == [
        ("00Q1", "2026-01-05", "Paid Social", "Retargeting"),
        ("00Q1", "2026-01-06", "Webinar", "Fair"),
    ]


def test_an_activity_that_names_a_campaign_is_a_touch_and_work_only_if_somebody_did_it(
    tmp_path: Path,
) -> None:
    header = "Activity ID,Activity Date,Associated Contact IDs,Channel,Campaign,Assigned"
    rows = """00T1,2026-01-05,00Q1;00Q2,Webinar,Clinic,
00T2,2026-01-06,00Q1,,,Ann
00T3,2026-01-07,00Q1,Outbound,Calls,Ann
00T4,2026-01-07,,Webinar,Clinic,"""
    found = snapshot_of(tmp_path, leads=LEADS, activities=f"{header}\n{rows}")
    assert found_in(found) == [
        ("00Q1", "2026-01-05", "Webinar", "Clinic"),
        ("00Q1", "2026-01-07", "Outbound", "Calls"),
        ("00Q2", "2026-01-05", "Webinar", "Clinic"),
    ]
    said = "1 touch names no lead or opportunity, and no channel is credited with it."
    assert said in found.warnings
    assert found.activities is not None
    assert [iso(day) for day in found.activities.days.tolist()] == ["2026-01-06", "2026-01-07"]


def test_next_months_members_join_those_of_before(tmp_path: Path) -> None:
    before = snapshot_of(tmp_path, leads=LEADS, deals=DEALS, members=MEMBERS)
    more = MEMBERS.splitlines()[0] + "\n00v9,Clinic,00Q2,Responded,2026-02-03"
    after = snapshot_of(tmp_path, leads=LEADS, deals=DEALS, members=more)
    assert found_in(unite(before, after, keep_gone=True)) == [
        ("00Q1", "2026-01-01", "Events", "Fair"),
        ("00Q2", "2026-01-06", "Web", "Search"),
        ("00Q2", "2026-02-03", "(blank)", "Clinic"),
    ]


def test_members_alone_are_laid_beside_the_data_so_far(tmp_path: Path) -> None:
    before = snapshot_of(tmp_path, leads=LEADS, deals=DEALS)
    later = unite(before, snapshot_of(tmp_path, members=MEMBERS), keep_gone=True)
    assert found_in(later)[0] == ("00Q1", "2026-01-01", "Events", "Fair")
    assert (later.rows_read, len(later.journeys)) == (before.rows_read, len(before.journeys))


def test_spend_on_a_campaign_of_a_channel_keeps_both(tmp_path: Path) -> None:
    spend = """Month,Channel,Campaign,Spend
2026-01,Events,Fair,500
2026-01,Events,Fair,250
2026-01,Events,,40"""
    found = snapshot_of(tmp_path, leads=LEADS, deals=DEALS, spend=spend).spend
    assert [(s.channel, s.campaign, s.amount) for s in found] == [
        ("Events", "Fair", 750.0),
        ("Events", "", 40.0),
    ]
