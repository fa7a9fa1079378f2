"""What lines cost, on the Assumptions sheet: a row stands ready before anybody has spoken."""

import pytest

from planner.plan.edits import Draft
from planner.sheets.assumptions import assumptions_sheet
from tests.sheets.plans import M, by_hand, measured
from tests.sheets.test_assumptions import cell, keys, typed

COST, SPEND, RETURNS = (f"Paid search/{driver}" for driver in ("cost", "spend", "returns"))


@pytest.mark.parametrize("results", [by_hand(), measured()])
def test_a_first_cost_is_typed_into_the_row_that_waits_for_it(results) -> None:
    sheet = assumptions_sheet(results, seat=M)
    size = keys(sheet).index("Paid search/deal_size")
    assert keys(sheet)[size + 1 : size + 3] == [COST, SPEND]
    assert cell(sheet, COST, "name").text == "Cost per lead"
    assert cell(sheet, COST, "status").text == "not stated"
    assert sheet.explain(size + 1, 8).text.endswith("no cost is planned.")
    assert typed(sheet, COST, "marketing", "$120") == (Draft(M, COST, 120.0, "$120"),)


def test_returns_wait_where_a_cost_is_stated() -> None:
    assert RETURNS not in keys(assumptions_sheet(measured()))
    sheet = assumptions_sheet(measured((M, COST, 120.0)), seat=M)
    assert [key for key in keys(sheet) if key in {COST, SPEND, RETURNS}] == [COST, SPEND, RETURNS]
    assert typed(sheet, RETURNS, "marketing", "60%") == (Draft(M, RETURNS, 0.6, "60%"),)
    fixed = assumptions_sheet(measured((M, f"{SPEND}/2027-03", 5e3)))
    assert keys(fixed).count(SPEND) == 1
