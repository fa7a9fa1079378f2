"""What a plan without data begins with, on the Assumptions sheet: a row for each stage."""

import pytest

from planner.agreement.results import results as worked_out
from planner.base.problem import RefusedError
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.table import TableSheet
from tests.sheets.plans import RATE, SIZE, VOLUME, WIN, M, S, T, by_hand, evidence, log_of, measured
from tests.sheets.test_assumptions import at, cell, keys, typed

LEADS, DEALS = "Paid search/open:Lead", "Paid search/open:Opportunity"
YEAR = frozenset({"year:2027"})
AGREED = (T, VOLUME, 1000.0), (T, RATE, 0.1), (T, WIN, 0.2), (T, SIZE, 40_000.0)


def explained(sheet: TableSheet, row: str, column: str) -> str:
    return sheet.explain(*at(sheet, row, column)).text


def test_an_opening_pipeline_is_typed_into_the_row_that_waits_for_it() -> None:
    sheet = assumptions_sheet(by_hand(*AGREED), seat=S)
    spend = keys(sheet).index("Paid search/spend")
    assert keys(sheet)[spend + 1 : spend + 3] == [LEADS, DEALS]
    names = [cell(sheet, key, "name").text for key in (LEADS, DEALS)]
    assert names == ["Open in Lead at the start", "Open in Opportunity at the start"]
    assert [cell(sheet, key, "owner").text for key in (LEADS, DEALS)] == ["Marketing", "Sales"]
    assert explained(sheet, DEALS, "working").endswith("nothing is open at the start.")
    assert typed(sheet, DEALS, "sales", "12") == (Draft(S, DEALS, 12.0, "12"),)


def test_what_both_state_is_worth_the_difference_and_stays_where_it_stood() -> None:
    """8 deals more, a fifth of them won, at 40 000 each."""
    results = by_hand(*AGREED, (M, DEALS, 20.0), (S, DEALS, 12.0))
    sheet = assumptions_sheet(results)
    spend = keys(sheet).index("Paid search/spend")
    assert keys(sheet)[spend + 1 : spend + 3] == [LEADS, DEALS]
    shown = [cell(sheet, DEALS, c).text for c in ("marketing", "sales", "working", "status")]
    assert shown == ["20", "12", "12", "disputed"]
    worth = cell(sheet, DEALS, "worth").value
    assert worth == pytest.approx(results.bridge.gap)
    assert worth == pytest.approx(8 * 0.2 * 40_000.0)


def test_it_holds_on_one_day_and_so_no_month_has_its_own() -> None:
    sheet = assumptions_sheet(by_hand(*AGREED), seat=S, months=YEAR)
    assert cell(sheet, DEALS, "2027-03").text == ""
    with pytest.raises(RefusedError, match="No month has one of its own"):
        typed(sheet, DEALS, "2027-03", "12")


def test_where_data_know_what_is_open_nothing_is_asked_and_what_was_stated_says_so() -> None:
    assert not {LEADS, DEALS} & set(keys(assumptions_sheet(measured())))
    plan = fold(log_of((S, DEALS, 12.0)))
    found, without = worked_out(plan, evidence()), worked_out(fold(log_of()), evidence())
    assert found.working.total == without.working.total
    told = explained(assumptions_sheet(found), DEALS, "working")
    assert "12 was stated; what is open today is in the data, and counts instead." in told
