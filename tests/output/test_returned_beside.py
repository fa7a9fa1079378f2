"""Goals and scenarios of a workbook that comes back, wherever their rows and columns now stand."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.agreement.results import Results
from planner.base.stages import Seat
from planner.output.excel.goal_inputs import GOAL
from planner.output.returned import Comparison, compare, read_returned
from planner.output.workbook import write_workbook
from planner.plan.scenarios import scenario_key
from tests.libreoffice_hands import work
from tests.output.boards import M, S, Said, T, argued

STRETCH: tuple[Said, ...] = (
    (T, "goal:2027-Q2", 2_000_000.0),
    (T, "scenario:s1", '{"name": "Stretch", "parent": ""}'),
    (T, "scenario:s2", '{"name": "Low", "parent": ""}'),
    (S, "scenario:s1/Events/volume", 50.0),
    (M, "scenario:s2/Events/volume", 20.0),
    (T, "scenario:s2/goal:2027-Q2", 1_000_000.0),
)
RATE = "Events/volume"


def planned(*more: Said) -> Results:
    return argued(*STRETCH, *more)


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "plan.xlsx"
    write_workbook(planned(), None, path)
    return path


def held_against(path: Path, now: Results, seat: Seat | None = None) -> Comparison:
    return compare(read_returned(path), now.plan, {a.slot: a for a in now.assumptions}, seat)


def said(found: Comparison) -> set[tuple[str, Seat, float | None, float | None]]:
    return {(c.key, c.seat, c.at_export, c.returned) for c in found.changes}


def place(sheet: Worksheet, text: str, first: int = 1) -> tuple[int, int]:
    """Row and column of the first cell with a text, from 1."""
    for row in sheet.iter_rows(min_row=first):
        for cell in row:
            if cell.value == text:
                return cell.row, cell.column
    raise AssertionError(text)


def typed(board: Path, folder: Path) -> Path:
    """A colleague types goals, and what both scenarios say of one assumption."""
    book = load_workbook(board)
    book["Assumptions"].cell(GOAL[0] + 1, GOAL[1] + 1, 8_500_000)
    goals, says = book["Goals"], book["Scenarios"]
    goals.cell(place(goals, "goal:2027-Q2")[0], place(goals, "Goal")[1], 1_500_000)
    head = place(says, "Assumption")[0]
    row = place(says, RATE, head)[0]
    first = place(says, "Stretch", head - 1)[1]
    says.cell(row, first, 55)
    says.cell(row, place(says, "Low", head - 1)[1] + 1, 25)
    row = place(says, "goal:2027-Q2", head)[0]
    says.cell(row, first + 2, 2_500_000)
    says.cell(row, place(says, "Low", head - 1)[1] + 2).value = None
    goals.insert_rows(2, 3)
    goals.insert_cols(1)
    says.insert_rows(3, 2)
    says.insert_cols(1)
    book.save(folder / "back.xlsx")
    return folder / "back.xlsx"


def test_untouched_goals_and_scenarios_bring_nothing(board: Path, tmp_path: Path) -> None:
    for path in (board, work(board, tmp_path / "saved.xlsx")):
        assert held_against(path, planned()) == Comparison()


def test_goals_and_what_scenarios_say_come_back(board: Path, tmp_path: Path) -> None:
    found = held_against(typed(board, tmp_path), planned())
    assert said(found) == {
        ("goal", T, 9_000_000.0, 8_500_000.0),
        ("goal:2027-Q2", T, 2_000_000.0, 1_500_000.0),
        (f"scenario:s1/{RATE}", M, None, 55.0),
        (f"scenario:s2/{RATE}", S, None, 25.0),
        ("scenario:s1/goal:2027-Q2", T, None, 2_500_000.0),
        ("scenario:s2/goal:2027-Q2", T, 1_000_000.0, None),
    }
    assert not found.refused
    assert not found.missing
    assert not any(change.contested for change in found.changes)


def test_a_seat_brings_its_own_positions_and_goals_which_are_nobodys(
    board: Path, tmp_path: Path
) -> None:
    found = held_against(typed(board, tmp_path), planned(), S)
    goals = {"goal", *(f"{of}goal:2027-Q2" for of in ("", "scenario:s1/", "scenario:s2/"))}
    assert {key for key, *_ in said(found)} == {*goals, f"scenario:s2/{RATE}"}
    assert [refusal.reason for refusal in found.refused] == [
        "It is Marketing’s column, and the workbook comes back from another seat"
    ]


def test_what_the_plan_changed_too_is_contested_and_an_ended_scenario_refused(
    board: Path, tmp_path: Path
) -> None:
    now = planned(
        (T, "goal", 7_000_000.0), (T, "scenario:s1", None), (S, f"scenario:s2/{RATE}", 25.0)
    )
    found = held_against(typed(board, tmp_path), now)
    assert [change.key for change in found.changes if change.contested] == ["goal"]
    assert [change.key for change in found.known] == [f"scenario:s2/{RATE}"]
    assert [refusal.reason for refusal in found.refused] == [
        "The scenario it was said in is no more",
        "The scenario it was said in is no more",
    ]
    assert scenario_key(now.plan.scenarios[0]) == "scenario:s2"
