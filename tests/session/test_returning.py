"""A returned workbook is one step of undo, and is held against the plan as it is by then."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.output.excel import columns as col
from planner.output.workbook import write_workbook
from planner.plan import keys
from planner.plan.edits import Draft
from planner.plan.fold import line_value
from planner.session import PlanSession
from planner.session.returning import preview_return, take_return
from tests.session.conftest import Opener

RATE = "Web/rate:Lead>Opportunity"


@pytest.fixture
def back(by_hand: PlanSession, tmp_path: Path) -> Path:
    """The plan's workbook, in which Sales states half the rate."""
    path = tmp_path / "board.xlsx"
    write_workbook(by_hand.results, by_hand.snapshot, path)
    book = load_workbook(path)
    sheet = book["Assumptions"]
    rows = (row for row in range(1, 60) if sheet.cell(row, col.KEY + 1).value == RATE)
    sheet.cell(next(rows), col.SALES + 1, 0.05)
    book.save(path)
    return path


def test_it_is_priced_before_and_is_one_named_step(by_hand: PlanSession, back: Path) -> None:
    before, total = by_hand.log, by_hand.results.sales.total
    found = preview_return(by_hand, back)
    assert by_hand.log == before

    take_return(by_hand, found)
    assert by_hand.results.sales.total == pytest.approx(total / 2)
    assert by_hand.undo_label == "take in board.xlsx"
    by_hand.undo()
    assert by_hand.results.sales.total == total


def test_the_worths_of_its_changes_are_the_whole_difference(
    by_hand: PlanSession, back: Path
) -> None:
    by_hand.submit([Draft(Seat.TOGETHER, f"owner:{RATE}", "sales")], "own")
    found = preview_return(by_hand, back)
    before, after = found.priced.totals["working"]
    assert sum(found.worth(change) or 0.0 for change in found.taken) == pytest.approx(
        after - before
    )
    assert after - before == pytest.approx(-total_of(by_hand) / 2)


def test_a_rep_whose_name_is_hidden_is_taken_while_the_data_name_the_same(
    opening: Opener, sample_file: Path, tmp_path: Path
) -> None:
    session, path = opening(sample_file), tmp_path / "board.xlsx"
    assert session.snapshot is not None
    rep = session.snapshot.journeys.dimensions["rep"].labels[1]
    line = {keys.line_key(rep): line_value("Inquiry"), "board:names": "hidden"}
    session.submit([Draft(Seat.TOGETHER, *one) for one in line.items()], "a rep’s own line")
    write_workbook(session.results, session.snapshot, path)
    book = load_workbook(path)
    for row in book["Assumptions"].iter_rows():
        if str(row[col.KEY].value).startswith("Rep ") and row[col.KEY].value.endswith("/volume"):
            row[col.SALES].value = 40.0
    book.save(path)

    found = preview_return(session, path, Seat.SALES)
    assert [change.key for change in found.taken] == [f"{rep}/volume"]
    with pytest.raises(RefusedError, match="the data name other reps now"):
        preview_return(session, replace(found.workbook, hides="of other reps"), Seat.SALES)


def total_of(session: PlanSession) -> float:
    return session.results.working.total


def test_what_the_plan_says_after_the_look_is_held_against_it(
    by_hand: PlanSession, back: Path
) -> None:
    looked = preview_return(by_hand, back)
    by_hand.submit([Draft(Seat.SALES, RATE, 0.08)], "type 8%")

    taken = take_return(by_hand, looked)

    assert [(c.now, c.returned, c.contested) for c in taken.taken] == [(0.08, 0.05, True)]


def test_a_workbook_that_brings_nothing_is_refused(by_hand: PlanSession, back: Path) -> None:
    take_return(by_hand, preview_return(by_hand, back))
    with pytest.raises(RefusedError, match="nothing that the plan does not say"):
        take_return(by_hand, preview_return(by_hand, back))
