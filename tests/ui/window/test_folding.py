"""Rows that unfold, by keys and by mouse, on the sheets that have them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.session.views import Draft
from planner.sheets.cells import Place
from planner.sheets.reps import rep_key
from tests.ui.window.driver import SHIFT, Driver, Key

ALT = Qt.KeyboardModifier.AltModifier
HEADINGS = {"Plan": "stage:1", "Assumptions": "line:Events", "Reps": rep_key("Maya Okafor")}
SHEETS = pytest.mark.parametrize("sheet", list(HEADINGS))


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def rows(at: Driver) -> list[str]:
    model = at.grid.grid_model()
    return [model.row(i).key for i in range(model.rowCount())]


def below(at: Driver, heading: str) -> list[str]:
    """The rows seen below a heading, up to the next one as high."""
    model, keys = at.grid.grid_model(), rows(at)
    start = keys.index(heading)
    level, found = model.row(start).level, []
    for row in range(start + 1, model.rowCount()):
        if model.row(row).level <= level:
            break
        found.append(keys[row])
    return found


def stand_at(at: Driver, row: str) -> None:
    at.grid.go(rows(at).index(row), 1)


@SHEETS
def test_alt_shift_left_folds_and_alt_shift_right_unfolds(at: Driver, sheet: str) -> None:
    at.window.shown.show_sheet(sheet)
    heading = HEADINGS[sheet]
    stand_at(at, heading)
    at.press(Key.Key_Right, ALT | SHIFT)
    lines = below(at, heading)
    assert lines
    stand_at(at, lines[-1])
    at.press(Key.Key_Left, ALT | SHIFT)
    assert below(at, heading) == []
    assert rows(at)[at.grid.place()[0]] == heading
    at.press(Key.Key_Left, ALT | SHIFT)
    assert below(at, heading) == []
    at.press(Key.Key_Right, ALT | SHIFT)
    assert below(at, heading) == lines
    assert at.grid.hasFocus()


@SHEETS
def test_alt_shift_a_folds_all_and_unfolds_all(at: Driver, sheet: str) -> None:
    at.window.shown.show_sheet(sheet)
    model = at.grid.grid_model()
    stand_at(at, HEADINGS[sheet])
    at.press(Key.Key_Right, ALT | SHIFT)
    at.press(Key.Key_A, ALT | SHIFT)
    folds = [model.row(i) for i in range(model.rowCount()) if model.row(i).folds]
    assert len(folds) > 2
    assert all(row.folded for row in folds)
    at.press(Key.Key_A, ALT | SHIFT)
    assert not any(model.row(i).folded for i in range(model.rowCount()))
    assert below(at, HEADINGS[sheet])


@SHEETS
def test_the_mark_of_a_heading_folds_by_mouse(at: Driver, sheet: str) -> None:
    at.window.shown.show_sheet(sheet)
    heading = HEADINGS[sheet]
    stand_at(at, heading)
    at.press(Key.Key_Right, ALT | SHIFT)
    click_on_mark(at, heading)
    assert below(at, heading) == []
    click_on_mark(at, heading)
    assert below(at, heading)


def click_on_mark(at: Driver, heading: str) -> None:
    """Click on a heading's mark where it stands now: a short sheet moves down as it folds."""
    index = at.grid.grid_model().index(rows(at).index(heading), 0)
    at.grid.scrollTo(index)
    rect = at.grid.visualRect(index)
    mark = QPoint(rect.left() + 9, rect.center().y())
    QTest.mouseClick(at.grid._frozen.viewport(), at.LEFT, pos=mark)


def test_space_folds_at_a_heading_and_types_in_a_cell(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    stand_at(at, "line:Events")
    at.press(Key.Key_Space)
    assert below(at, "line:Events") == []
    at.press(Key.Key_Space)
    first = below(at, "line:Events")[0]
    at.go("Assumptions", first, "note")
    at.press(Key.Key_Space)
    assert at.window.focusWidget().text() == " "
    at.press(Key.Key_Escape)


def test_the_months_below_an_assumption_fold_by_themselves(alone: Driver) -> None:
    key = "Events/deal_size"
    alone.window.shown.desk.submit((Draft(Seat.TOGETHER, f"{key}/2027-03", 50_000.0),), "a month")
    alone.window.shown.show_sheet("Assumptions")
    stand_at(alone, key)
    assert below(alone, key) == []
    alone.press(Key.Key_Right, ALT | SHIFT)
    assert below(alone, key) == [f"{key}/2027-03"]
    stand_at(alone, f"{key}/2027-03")
    alone.press(Key.Key_Left, ALT | SHIFT)
    assert below(alone, key) == []
    assert below(alone, "line:Events")
    alone.window.shown.go(Place("Assumptions", f"{key}/2027-03", "working"))
    assert rows(alone)[alone.grid.place()[0]] == f"{key}/2027-03"
