"""Going anywhere by a few letters: rows crossed with columns."""

import pytest

from planner.base.stages import Seat
from planner.sheets.cells import Place
from planner.sheets.plan import plan_sheet
from planner.sheets.targets import Region, assumption_region, plan_region, table_region
from tests.sheets.plans import SIZE, measured

RATE = "Paid search/rate:Lead>Opportunity"


@pytest.fixture
def said() -> Region:
    months = [(Seat.SALES, f"{RATE}/2027-0{m}", 0.1) for m in (2, 3)]
    return assumption_region(measured(*months))


@pytest.fixture
def plan() -> Region:
    return plan_region(measured())


@pytest.mark.parametrize(
    ("query", "row", "column"),
    [
        ("Paid search Lead → Opportunity Sales", RATE, "sales"),
        ("paid lead oppo mark", RATE, "marketing"),
        ("worth deal size paid", SIZE, "worth"),
        ("deal size paid search", SIZE, "working"),
        ("paid search lead opportunity mar 2027 sales", f"{RATE}/2027-03", "sales"),
    ],
)
def test_an_assumption_is_found_by_line_driver_and_column(
    said: Region, query: str, row: str, column: str
) -> None:
    assert said.find(query)[0].place == Place("Assumptions", row, column)


def test_a_target_says_where_it_stands(said: Region) -> None:
    best = said.find("paid deal size sales")[0]
    assert (best.text, best.detail) == ("Paid search · Deal size", "Assumptions · Sales")


@pytest.mark.parametrize("query", ["mar 2027", "March 2027", "2027-03"])
def test_a_month_alone_leads_to_its_column_in_the_row_one_stands_in(
    plan: Region, query: str
) -> None:
    assert plan.find(query, row="gap")[0].place == Place("Plan", "gap", "2027-03")


@pytest.mark.parametrize(
    ("query", "row", "column"),
    [
        ("bookings march", "bookings", "2027-03"),
        ("won paid search apr 2027", "stage:2/Paid search", "2027-04"),
        ("leads q1", "stage:0", "2027-Q1"),
        ("bookings", "bookings", "FY2027"),
        ("Plan bookings mar", "bookings", "2027-03"),
        ("mar plan bookings", "bookings", "2027-03"),
        ("apr paid won 2027 search", "stage:2/Paid search", "2027-04"),
    ],
)
def test_a_row_and_a_month_of_the_plan(plan: Region, query: str, row: str, column: str) -> None:
    assert plan.find(query)[0].place == Place("Plan", row, column)


def test_the_sheets_name_alone_is_none_of_its_cells(plan: Region) -> None:
    assert plan.find("plan") == plan.find("plan", row="gap") == []


def test_nothing_fits_nonsense(said: Region, plan: Region) -> None:
    assert said.find("xyzzy") == plan.find("") == said.find("paid xyzzy") == []


def test_a_grid_as_it_stands_is_searched_by_its_first_column() -> None:
    region = table_region(plan_sheet(measured()), "Plan")
    assert region.find("bookings apr")[0].place == Place("Plan", "bookings", "2027-04")
