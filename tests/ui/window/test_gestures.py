"""The grid's gestures on the sheets of the window, by mouse and keys."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.grid.refused import RefusedDialog
from ui.main_window import PlanWindow
from ui.settings import Settings

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
    at.until(lambda: dialog.failures.sizeHintForRow(0) > 0)
    assert not dialog.failures.horizontalScrollBar().isVisible(), "each reason is read whole"
    assert at.text("Assumptions", HAND_OFF, "working") != "61.0%"
    assert dialog.fitting.text() == "Paste the one that fits"
    at.click(dialog.fitting)
    assert at.text("Assumptions", HAND_OFF, "working") == "61.0%"
    assert at.text("Assumptions", NEXT, "working") == before
    assert at.window.deeds["undo"].text() == "Undo paste 1 cell in Working"


def test_columns_and_zoom_are_found_again_in_the_next_window(
    at: Driver, plan_file: Path, qtbot: QtBot
) -> None:
    at.window.shown.show_sheet("Assumptions")
    at.grid.columns.hide([c.key for c in at.grid.grid_model().columns].index("owner"))
    at.grid.set_zoom(1.3)
    window = PlanWindow(Settings(at.window.settings.folder))
    qtbot.addWidget(window, before_close_func=lambda _: window.forget())
    again = Driver(window, qtbot)
    window.open_path(plan_file)
    again.rest()
    window.shown.show_sheet("Assumptions")
    assert "owner" not in [c.key for c in again.grid.grid_model().columns]
    assert again.grid.zoom == 1.3
    window.shown.show_sheet("Plan")
    assert again.grid.zoom == 1.0


def test_a_hidden_column_of_the_journeys_stays_hidden_when_they_are_sorted(at: Driver) -> None:
    at.window.shown.show_sheet("Data")
    at.window.shown.data.show_part("journeys")
    at.rest()
    keys = [column.key for column in at.grid.grid_model().columns]
    at.grid.columns.hide(2)
    sheet = at.grid.arranging.sheet
    assert sheet is not None
    at.grid.arranging.arrange(sheet.arrangement.turned("amount"))
    at.rest()
    shown = at.grid.grid_model()
    assert [column.key for column in shown.columns] == [*keys[:2], *keys[3:]]
    column = [c.key for c in shown.columns].index("amount")
    amounts = [shown.cell(row, column).value for row in range(5)]
    assert amounts == sorted(amounts)


def test_a_rate_that_was_never_measured_takes_a_position_and_explains_it(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    model = at.grid.grid_model()
    column = [c.key for c in model.columns].index("evidence")
    keys = [model.row(row).key for row in range(model.rowCount())]
    unknown = [key for row, key in enumerate(keys) if "/rate:" in key
               and not model.cell(row, column).text]  # fmt: skip
    at.type("Assumptions", unknown[0], "working", "40")
    assert at.text("Assumptions", unknown[0], "working") == "40.0%"
    at.go("Assumptions", unknown[0], "working")
    assert "percentile" not in at.window.shown.explain.explanation.text
