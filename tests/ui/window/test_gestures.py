"""The grid's gestures on the sheets of the window, by mouse and keys."""

from PySide6.QtTest import QTest

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, Driver, Key

HAND_OFF, NEXT = "Paid search/rate:MQL>SAL", "Paid search/rate:SAL>Opportunity"


def pull_handle(at: Driver, row: str, column: str) -> None:
    """Drag the fill handle of the current selection to a cell."""
    grid = at.grid
    model, view = grid.grid_model(), grid.viewport()
    rows = [model.row(i).key for i in range(model.rowCount())]
    end = rows.index(row), [c.key for c in model.columns].index(column)
    start, target = grid.filling.handle().center(), grid.visualRect(model.index(*end)).center()
    QTest.mousePress(view, at.LEFT, pos=start)
    for part in (0.5, 1.0):
        QTest.mouseMove(view, start + (target - start) * part)
    QTest.mouseRelease(view, at.LEFT, pos=target)


def test_the_fill_handle_copies_a_position_and_is_undone_as_one(at: Driver) -> None:
    at.window.sit(Seat.MARKETING)
    before = at.text("Assumptions", NEXT, "marketing")
    at.go("Assumptions", HAND_OFF, "marketing")
    pull_handle(at, NEXT, "marketing")
    assert at.text("Assumptions", NEXT, "marketing") == "66.0%"
    assert at.window.deeds["undo"].text() == "Undo fill 1 cell in Marketing"
    at.press(Key.Key_Z, CTRL)
    assert at.text("Assumptions", NEXT, "marketing") == before
