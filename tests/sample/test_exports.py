"""The exports look like Salesforce's, and their dirt is what the truth says."""

import re
from collections import Counter
from pathlib import Path

import pytest

from planner.base.day_columns import months_of
from planner.base.days import date_of, month_of
from planner.base.progress import CancelledError
from planner.sample import Company, layout, make_company, monthly_spend, write_exports
from planner.sample.ids import record_ids
from tests.sample.reading import Sheet, as_date

REPORTS = (
    layout.LEADS,
    layout.OPPORTUNITIES,
    layout.HISTORY,
    layout.ACTIVITIES,
    layout.MEMBERS,
    layout.SPEND,
)
MOMENT = re.compile(r"\d{1,2}/\d{1,2}/\d{4}, \d{1,2}:\d{2} [AP]M")

Sheets = dict[str, Sheet]


def test_six_reports(export_folder: Path) -> None:
    assert sorted(path.name for path in export_folder.iterdir()) == sorted(REPORTS)


@pytest.mark.parametrize("report", REPORTS)
def test_shape_of_a_formatted_report(sheets: Sheets, report: str) -> None:
    rows = sheets[report].rows
    place = 0 if report == layout.MEMBERS else 1
    assert any(row[0] for row in rows) == (place == 0)
    assert rows[1][place]
    assert rows[2][place].startswith("As of 2026-10-31 ")
    assert rows[4][place] == "Filtered By"
    assert rows[-4][place : place + 2] == ["Total", "Count"]
    assert rows[-2][place] == "Confidential Information - Do Not Distribute"
    assert rows[-1][place] == "Copyright © 2000-2026 salesforce.com, inc. All rights reserved."


def test_literal_headers(sheets: Sheets) -> None:
    leads = "Lead ID, Lead Owner, Company / Account, Lead Source, Lead Status, Create Date, "
    leads += "Last Activity, Converted"
    assert list(sheets[layout.LEADS].columns)[:8] == leads.split(", ")
    assert {"MQL Date", "SAL Date", "Converted Date", "Converted Opportunity ID"} <= set(
        sheets[layout.LEADS].columns
    )
    opportunities = set(sheets[layout.OPPORTUNITIES].columns)
    assert {"Opportunity ID", "Stage", "Amount", "Probability (%)", "Close Date"} <= opportunities


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first = write_exports(make_company(3, leads=400), tmp_path / "one")
    second = write_exports(make_company(3, leads=400), tmp_path / "two")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_a_company_of_one_lead_can_be_written(tmp_path: Path) -> None:
    assert len(write_exports(make_company(leads=1), tmp_path)) == len(REPORTS)


def test_a_cancelled_run_leaves_nothing(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if done == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_exports(make_company(leads=300), tmp_path / "out", stop)
    assert list(tmp_path.iterdir()) == []


def test_every_row_is_accounted_for(company: Company, sheets: Sheets) -> None:
    truth = company.truth
    lead_ids = sheets[layout.LEADS].columns["Lead ID"]
    opportunities = sheets[layout.OPPORTUNITIES].columns["Opportunity ID"]
    converted = {i for i in sheets[layout.LEADS].columns["Converted Opportunity ID"] if i}
    distinct = set(filter(None, lead_ids))
    alone = set(filter(None, opportunities)) - converted
    assert (len(lead_ids), len(opportunities)) == (truth.lead_rows, truth.opportunity_rows)
    assert len(distinct) + len(alone) == truth.journeys
    assert len(list(filter(None, lead_ids))) - len(distinct) == truth.duplicate_leads > 0
    assert len(converted) == truth.joined
    rows_read = truth.lead_rows + truth.opportunity_rows
    assert rows_read == truth.journeys + truth.merged + len(truth.set_aside)


def test_rows_to_set_aside_stand_where_the_truth_says(company: Company, sheets: Sheets) -> None:
    assert {aside.file for aside in company.truth.set_aside} == {
        layout.LEADS,
        layout.OPPORTUNITIES,
    }
    for aside in company.truth.set_aside:
        row = sheets[aside.file].rows[aside.row - 1]
        assert row[1] == ""
        assert "n/a" in row
        assert not any(as_date(cell) for cell in row if MOMENT.match(str(cell)))
        assert len([cell for cell in row if cell != ""]) == 3


def test_the_dirt_is_counted(company: Company, sheets: Sheets) -> None:
    truth = company.truth
    leads, deals = sheets[layout.LEADS].columns, sheets[layout.OPPORTUNITIES].columns
    by_lead = {i: k for k, i in enumerate(leads["Lead ID"]) if i}
    sources = {
        leads["Converted Opportunity ID"][k]: leads["Lead Source"][k] for k in by_lead.values()
    }
    assert sum(not leads["Lead Source"][k] for k in by_lead.values()) == truth.blank_sources
    swapped = [
        k
        for k in by_lead.values()
        if leads["SAL Date"][k] and leads["SAL Date"][k] < leads["MQL Date"][k]
    ]
    assert len(swapped) == truth.sal_before_mql
    rows = [k for k, i in enumerate(deals["Opportunity ID"]) if i]
    closed_early = [
        k for k in rows if as_date(deals["Close Date"][k]) < as_date(deals["Created Date"][k])
    ]
    assert len(closed_early) == truth.won_before_created
    assert all(deals["Won"][k] for k in closed_early)
    unpriced = [k for k in rows if deals["Amount"][k] == ""]
    assert len(unpriced) == truth.won_without_amount
    assert all(deals["Won"][k] for k in unpriced)
    other = [
        k
        for k in rows
        if sources.get(deals["Opportunity ID"][k], deals["Lead Source"][k])
        != deals["Lead Source"][k]
    ]
    assert len(other) == truth.channel_disagreements
    counts = (
        truth.blank_sources,
        truth.channel_disagreements,
        truth.out_of_order,
        truth.won_without_amount,
    )
    assert all(counts)


def test_only_planned_closings_lie_after_the_as_of_day(company: Company, sheets: Sheets) -> None:
    as_of = date_of(company.as_of)
    deals = sheets[layout.OPPORTUNITIES].columns
    for name, sheet in sheets.items():
        for header, cells in sheet.columns.items():
            if "Date" not in header and header not in ("Last Activity", "Month"):
                continue
            dated = [as_date(cell) for cell in cells]
            late = [k for k, day in enumerate(dated) if day and day > as_of]
            if header == "Close Date":
                rows = enumerate(zip(deals["Opportunity ID"], deals["Closed"], strict=True))
                assert late == [k for k, (i, closed) in rows if i and not closed]
                assert len(late) > 100
            else:
                assert late == [], (name, header)


def test_dates_are_real_in_some_columns_and_text_in_others(sheets: Sheets) -> None:
    leads = sheets[layout.LEADS].columns
    assert not isinstance(next(filter(None, leads["MQL Date"])), str)
    assert MOMENT.fullmatch(next(filter(None, leads["Converted Date"])))
    assert MOMENT.fullmatch(sheets[layout.OPPORTUNITIES].columns["Created Date"][0])


def test_history_uses_short_ids_that_only_case_tells_apart(sheets: Sheets) -> None:
    short = set(sheets[layout.HISTORY].columns["Opportunity ID"])
    full = {i for i in sheets[layout.OPPORTUNITIES].columns["Opportunity ID"] if i}
    assert {len(i) for i in short} == {15}
    assert {len(i) for i in full} == {18}
    assert {i[:15] for i in full} == short
    assert len({i.casefold() for i in short}) < len(short)
    assert len({i.casefold() for i in full}) == len(full)


def test_check_characters_say_which_letters_are_capitals() -> None:
    # 00Q5g: capital at place 2, 4 -> E; 00000 -> A; 264W0: capital at place 3, 8 -> I
    assert record_ids("00Q", 2, 31_000_000) == ("00Q5g00000264W0EAI", "00Q5g00000264W1EAI")


def test_history_tells_how_each_opportunity_came_to_its_stage(sheets: Sheets) -> None:
    history, deals = sheets[layout.HISTORY].columns, sheets[layout.OPPORTUNITIES].columns
    last: dict[str, str] = {}
    for record, before, after in zip(
        history["Opportunity ID"], history["From Stage"], history["To Stage"], strict=True
    ):
        assert before == last.get(record, "")
        last[record] = after
    now = {i[:15]: s for i, s in zip(deals["Opportunity ID"], deals["Stage"], strict=True) if i}
    assert last == now
    assert set(now.values()) >= {"Prospecting", "Negotiation/Review", "Closed Won", "Closed Lost"}


def test_touches_belong_to_qualified_leads(sheets: Sheets) -> None:
    leads, activities = sheets[layout.LEADS].columns, sheets[layout.ACTIVITIES].columns
    qualified = {i: day for i, day in zip(leads["Lead ID"], leads["MQL Date"], strict=True) if day}
    accepted = {i for i, day in zip(leads["Lead ID"], leads["SAL Date"], strict=True) if day}
    touched = Counter(activities["Lead ID"])
    assert set(touched) <= set(qualified)
    assert accepted <= set(touched)
    assert 0.03 < 1 - len(touched) / len(qualified) < 0.25


def test_members_are_leads(sheets: Sheets) -> None:
    members = sheets[layout.MEMBERS].columns
    leads = {i for i in sheets[layout.LEADS].columns["Lead ID"] if i}
    assert set(members["Lead ID"]) == leads
    assert len(set(members["Campaign Member Id 18"])) == len(members["Lead ID"]) > len(leads)


def test_spend_is_monthly_and_never_of_sales(company: Company, sheets: Sheets) -> None:
    spent = monthly_spend(company)
    columns = sheets[layout.SPEND].columns
    assert columns["Spend"] == [s.amount for s in spent]
    months = {s.month for s in spent}
    assert max(months) == month_of(company.as_of)
    assert months == set(months_of(company.entry_days).tolist())
    assert {s.channel for s in spent} == set(company.truth.channels) - {"Outbound"}
