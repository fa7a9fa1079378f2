"""LibreOffice calculates every formula anew and comes to the program's own figures."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from planner.agreement.results import Results
from planner.output.excel import lead_times, one_more
from planner.output.excel.working import status_at_export
from planner.plan.assumption import View
from tests.output import boards
from tests.output.boards import ARGUED, M, S, Said, T
from tests.output.calculator import CENT, Written, named, of_cases, opened, same, written
from tests.output.front import without

NAMES = {
    "Bookings_working": View.WORKING,
    "Bookings_marketing": View.MARKETING,
    "Bookings_sales": View.SALES,
}
SEARCH_RATE, SEARCH_WIN = "Paid search/rate:Inquiry>MQL", "Paid search/rate:Opportunity>Won"
OUTBOUND_WIN = f"{boards.OUTBOUND}/rate:Opportunity>Won"
SEASON = (
    (T, "plan:season:07", 0.8),
    (T, "plan:season:03", 1.25),
    (M, "Paid search/cost", 90.0),
    (M, "Paid search/returns", 0.6),
)

PLANS = {
    "argued": boards.argued,
    "by hand": boards.by_hand,
    "without lines or goal": lambda: boards.results(boards.fold(boards.Log()), None),
    "with a season and a dear channel": lambda: boards.results(
        boards.plan_of(*ARGUED, *SEASON), boards.evidence()
    ),
    "with goals of shorter periods": lambda: boards.argued(*boards.GOALS),
    "with a team": lambda: boards.staged(*boards.TEAM),
    "with a team and no SAL": lambda: boards.argued(*boards.TEAM),
    "by hand, with a team": lambda: boards.by_hand(*boards.TEAM),
    "with scenarios": lambda: boards.argued(*boards.SCENARIOS),
    "with scenarios and a team": lambda: boards.staged(*boards.TEAM, *boards.SCENARIOS),
    "five years of nothing but a team and a goal of none": lambda: boards.results(
        boards.plan_of(*boards.TEAM, (T, "goal", 0.0), months=60), None
    ),
    "already begun": lambda: boards.results(
        boards.plan_of(*ARGUED, start="2026-09", months=30), boards.evidence()
    ),
}


WRONG = "by hand, with a wrong value"


@pytest.fixture(scope="module")
def boards_written(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[Results, Written]]:
    """Every plan and its workbook; that of a plan by hand also with a wrong value stored in it."""
    folder = tmp_path_factory.mktemp("boards")
    plans = {name: make() for name, make in PLANS.items()}
    paths = {
        name: written(results, folder / f"{number}.xlsx")
        for number, (name, results) in enumerate(plans.items())
    }
    paths[WRONG], plans[WRONG] = folder / "wrong.xlsx", plans["by hand"]
    plant(paths["by hand"], paths[WRONG])
    found = opened(paths, folder / "calculated")
    return {name: (plans[name], found[name]) for name in paths}


@pytest.fixture(params=PLANS)
def board(
    request: pytest.FixtureRequest, boards_written: dict[str, tuple[Results, Written]]
) -> tuple[Results, Written]:
    return boards_written[request.param]


def test_every_formula_stores_what_it_comes_to(board: tuple[Results, Written]) -> None:
    pairs = list(board[1].pairs())
    assert len(pairs) > 50
    assert [pair for pair in pairs if not same(pair[1], pair[2])] == []


def test_no_cell_shows_an_error_but_a_chart_without_a_goal(board: tuple[Results, Written]) -> None:
    assert board[1].errors <= (set() if board[0].plan.goal is not None else {("Summary", "#N/A")})


def test_totals_equal_the_programs_to_the_cent(board: tuple[Results, Written]) -> None:
    assert_totals(board[1], board[0])


def assert_totals(found: Written, results: Results) -> None:
    for name, view in NAMES.items():
        total = named(found.calculated, name)
        assert total == pytest.approx(results.view(view).total, abs=CENT), name
    goal, gap = (named(found.calculated, name) for name in ("Goal", "Gap"))
    assert goal == results.plan.goal
    expected = "" if results.working.gap is None else results.working.gap
    assert gap == (pytest.approx(expected, abs=CENT) if expected != "" else None)


def test_a_wrong_stored_value_does_not_survive(
    boards_written: dict[str, tuple[Results, Written]],
) -> None:
    results, again = boards_written[WRONG]
    assert named(again.stored, "Bookings_working") == 999
    assert_totals(again, results)


def plant(source: Path, target: Path) -> None:
    """Copy a workbook with 999 stored where the Plan sheet has all its bookings."""
    names = openpyxl.load_workbook(source).defined_names
    cell = names["Bookings_working"].attr_text.split("!")[1].replace("$", "")
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(target, "w") as copy:
        for name in book.namelist():
            text = book.read(name)
            if name == "xl/worksheets/sheet4.xml":
                start = text.index(f'<c r="{cell}"'.encode())
                begin, end = text.index(b"<v>", start) + 3, text.index(b"</v>", start)
                text = text[:begin] + b"999" + text[end:]
            copy.writestr(name, text)


SALES_VOLUME = "a volume that counts on one side only"
ASIDE = (S, "Paid search/volume", 1000.0)
EDITS: dict[str, tuple[Callable[..., Results], tuple[Said, ...]]] = {
    "an agreed rate, a lag and a month": (
        boards.argued,
        (
            (T, SEARCH_WIN, 0.3),
            (S, "Paid search/lag:Opportunity>Won", 45.0),
            (M, "Paid search/volume/2027-06", 2600.0),
            (T, f"{boards.OUTBOUND}/deal_size/2027-09", 55_000.0),
            (T, "goal", 12_000_000.0),
        ),
    ),
    "a lag of none where one was, and one where none was": (
        boards.argued,
        (
            (M, "Paid search/lag:Inquiry>MQL", 25.0),
            (S, "Paid search/lag:Opportunity>Won", 0.0),
            (T, "Events/lag:MQL>Opportunity", 0.0),
            (S, "Paid search/lag:Opportunity>Won/2027-04", 400.0),
        ),
    ),
    "a later position reopens what was agreed": (
        boards.argued,
        (
            (S, SEARCH_RATE, 0.19),
            (M, SEARCH_WIN, 0.27),
            (M, OUTBOUND_WIN, 0.28),
            (M, "Paid search/rate:MQL>Opportunity", 0.3),
        ),
    ),
    "positions withdrawn": (
        boards.argued,
        (
            (M, "Paid search/volume", None),
            (M, "Paid search/volume/2027-06", None),
            (T, SEARCH_RATE, None),
            (M, "Events/rate:MQL>Opportunity", None),
            (T, f"{OUTBOUND_WIN}/2027-10", None),
            (S, "Events/deal_size", None),
            (T, "goal", None),
        ),
    ),
    "a plan by hand": (
        boards.by_hand,
        (
            (S, f"{boards.OUTBOUND}/open:Opportunity", 30.0),
            (S, OUTBOUND_WIN, 0.25),
            (S, f"{boards.OUTBOUND}/lag:Opportunity>Won", 90.0),
            (S, f"{boards.OUTBOUND}/deal_size", 50_000.0),
            (M, "Events/lag:MQL>Opportunity", 200.0),
        ),
    ),
}


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """The workbooks of all cases with their changes typed in."""
    changed = {case: (make, (), edits) for case, (make, edits) in EDITS.items()}
    asked = {**changed, SALES_VOLUME: (boards.argued, (), (ASIDE,))}
    with without(lead_times, one_more):
        return of_cases(asked, tmp_path_factory.mktemp("typed"))


@pytest.mark.parametrize("case", EDITS)
def test_a_changed_input_gives_what_the_program_gives(case: str, typed: dict[str, Written]) -> None:
    make, edits = EDITS[case]
    before, after = make(), make(*edits)
    assert after.working.total != pytest.approx(before.working.total, abs=1.0)
    assert_totals(typed[case], after)
    assert_assumptions(typed[case], after)


def assert_assumptions(found: Written, results: Results) -> None:
    """Working value, both views and status of every row are the program's."""
    sheet = found.calculated["Assumptions"]
    rows = {str(row[18].value): [cell.value for cell in row] for row in sheet.iter_rows(min_row=7)}
    for assumption in results.assumptions:
        row = rows[assumption.key]
        shown = {View.WORKING: row[11], View.MARKETING: row[16], View.SALES: row[17]}
        for view, value in shown.items():
            expected = assumption.view(view)
            assert same(value, expected), f"{assumption.key} {view}"
        assert row[14] == status_at_export(assumption), assumption.key


def test_the_bar_of_changes_is_what_the_edits_did(typed: dict[str, Written]) -> None:
    before, after, found = boards.argued(), boards.argued(ASIDE), typed[SALES_VOLUME]
    bridge = found.calculated["Bridge"]
    worth = {row[0].value: row[5].value for row in bridge.iter_rows(min_row=28)}
    expected = after.bridge.gap - before.bridge.gap
    assert worth["Changed in this workbook"] == pytest.approx(expected, abs=CENT)
    assert worth["Marketing’s view"] == pytest.approx(after.marketing.total, abs=CENT)
