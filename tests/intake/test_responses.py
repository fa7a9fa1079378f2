"""Responses from campaign members: several of one lead count as such, and once as a lead."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.base.days import NO_DAY, month_text
from planner.intake import propose
from planner.intake.records.responses import read_responses
from planner.intake.values.fields import Entity
from tests.intake.files import write_rows, write_text

Found = dict[tuple[str, str], tuple[int, int]]


def responses_of(*paths: Path) -> Found:
    responses, _ = read_responses(propose(paths).of(Entity.CAMPAIGN_MEMBERS))
    return {
        (r.campaign, "" if r.month == NO_DAY else month_text(r.month)): (r.responses, r.leads)
        for r in responses
    }


MEMBERS = """Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate
1,Webinar,00QA,,Attended,TRUE,2026-01-10
2,Webinar,00QB,,Registered,FALSE,
3,Trade show,00QA,,Visited booth,TRUE,2026-02-03
4,Trade show,00QC,,Visited booth,TRUE,2026-02-04
5,Trade show,,003X,Visited booth,TRUE,2026-02-04"""


def test_an_api_dump_counts_those_marked(tmp_path: Path) -> None:
    path = write_text(tmp_path, "members.csv", MEMBERS)
    assert responses_of(path) == {("Webinar", "2026-01"): (1, 1), ("Trade show", "2026-02"): (3, 1)}
    _, notes = read_responses(propose([path]).of(Entity.CAMPAIGN_MEMBERS))
    assert notes == ("1 response names no lead and count as responses only.",)


def test_a_member_in_two_exports_is_one(tmp_path: Path) -> None:
    first = write_text(tmp_path, "january.csv", "\n".join(MEMBERS.splitlines()[:4]))
    second = write_text(tmp_path, "february.csv", "\n".join(MEMBERS.splitlines()[:5]))
    assert responses_of(first, second) == {
        ("Webinar", "2026-01"): (1, 1),
        ("Trade show", "2026-02"): (2, 1),
    }


@pytest.mark.parametrize(
    ("status", "counted"),
    [
        ("Responded", 1), ("Attended", 1), ("Sent", 0), ("Not Responded", 0), ("Did not attend", 0),
        ("Hat geantwortet", 1), ("Eingeladen", 0), ("A répondu", 1), ("Unsubscribed", 0),
    ],
)  # fmt: skip
def test_the_status_alone_tells_who_responded(tmp_path: Path, status: str, counted: int) -> None:
    header = (
        "Campaign Member Id 18,Campaign Name,Lead ID,Member Status,Member First Associated Date"
    )
    text = f"{header}\n00v1,Fair,00QA,{status},2026-03-02"
    found = responses_of(write_text(tmp_path, "members.csv", text))
    assert found == ({("Fair", "2026-03"): (1, 1)} if counted else {})


def test_a_response_without_a_date_stands_in_no_month(tmp_path: Path) -> None:
    text = "Campaign Member Id,Campaign Name,Lead ID,Member Status\n00v1,Fair,00QA,Responded"
    assert responses_of(write_text(tmp_path, "m.csv", text)) == {("Fair", ""): (1, 1)}


def test_members_without_any_sign_of_a_response_are_said(tmp_path: Path) -> None:
    text = "Campaign Member Id,Campaign Name,Lead ID\n00v1,Fair,00QA"
    tables = propose([write_text(tmp_path, "m.csv", text)]).of(Entity.CAMPAIGN_MEMBERS)
    responses, (note,) = read_responses(tables)
    assert responses == ()
    assert note.startswith("m.csv: no column says who responded")


members = st.tuples(
    st.sampled_from(["", "L1", "L2", "L3"]),
    st.sampled_from(["Fair", "Webinar"]),
    st.sampled_from(["Responded", "Sent"]),
    st.sampled_from(["", "2026-01-05", "2026-02-07"]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(members, min_size=1, max_size=12))
def test_responses_and_leads_add_up_and_a_second_copy_changes_nothing(
    tmp_path: Path, rows: list[tuple[str, str, str, str]]
) -> None:
    header = ["Campaign Member Id", "Lead ID", "Campaign Name", "Member Status", "Created Date"]
    numbered = [[str(i), *row] for i, row in enumerate(rows)]
    path = write_rows(tmp_path, "m.csv", [header, *numbered])
    found = responses_of(path)
    responded = [row for row in rows if row[2] == "Responded"]
    assert sum(n for n, _ in found.values()) == len(responded)
    assert sum(leads for _, leads in found.values()) == len({r[0] for r in responded} - {""})
    if all(lead for lead, *_ in rows):
        assert responses_of(path, write_rows(tmp_path, "copy.csv", [header, *numbered])) == found
