"""The grid's gestures on the sheets of the window, by mouse and keys."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.grid.refused import RefusedDialog

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


def test_ctrl_shift_v_pastes_values_on_a_cell_that_takes_text(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "working")
    QGuiApplication.clipboard().setText("61%")
    at.press(Key.Key_V, CTRL | SHIFT)
    at.rest()
    assert at.text("Assumptions", HAND_OFF, "working") == "61.0%"
    assert at.window.load().importing.dialog is None


def test_the_part_of_a_paste_that_fits_is_offered_and_is_one_step(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "working")
    before = at.text("Assumptions", NEXT, "working")
    QGuiApplication.clipboard().setText("61%\tx\nabc\ty\n")
    at.press(Key.Key_V, CTRL)
    (dialog,) = at.window.shown.page.findChildren(RefusedDialog)
    assert dialog.failures.count() == 3
    assert at.text("Assumptions", HAND_OFF, "working") != "61.0%"
    assert dialog.fitting.text() == "Paste the 1 that fit"
    at.click(dialog.fitting)
    assert at.text("Assumptions", HAND_OFF, "working") == "61.0%"
    assert at.text("Assumptions", NEXT, "working") == before
    assert at.window.deeds["undo"].text() == "Undo paste 1 cell in Working"
