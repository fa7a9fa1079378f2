"""The Edit menu: by key and by menu, on whichever grid or text field has the keyboard."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, Driver, Key
from ui.cell_menu import open_menu
from ui.main_window import PlanWindow
from ui.settings import Settings

HAND_OFF = "Paid search/rate:MQL>SAL"
LEADS = "Paid search/rate:Inquiry>MQL"
NO_SCREEN = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def can(at: Driver) -> set[str]:
    """What the Edit menu offers when it opens."""
    at.window.deeds.menus["&Edit"].aboutToShow.emit()
    names = ("cut", "copy", "paste", "select_all")
    return {name for name in names if at.window.deeds[name].isEnabled()}


@pytest.mark.parametrize(
    ("sheet", "row", "column"),
    [("Assumptions", HAND_OFF, "sales"), ("Plan", "bookings", "2027-01"), ("Data", "", "")],
)
def test_copy_by_key_takes_the_cell_in_view(at: Driver, sheet: str, row: str, column: str) -> None:
    if row:
        at.go(sheet, row, column)
    else:
        at.window.shown.show_sheet(sheet)
    shown = at.grid.grid_model().cell(*at.grid.place()).text
    at.press(Key.Key_C, CTRL)
    assert shown
    assert clipboard().strip() == shown


@pytest.mark.parametrize("sheet", ["Assumptions", "Plan", "Funnel"])
def test_select_all_takes_the_block_then_the_sheet(at: Driver, sheet: str) -> None:
    at.window.shown.show_sheet(sheet)
    at.rest()
    at.press(Key.Key_A, CTRL)
    at.press(Key.Key_A, CTRL)
    model = at.grid.grid_model()
    (area,) = at.grid.areas()
    assert (area.height, area.width) == (model.rowCount(), model.columnCount())


def test_cut_and_paste_move_a_position_and_are_named_for_undo(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "sales")
    at.press(Key.Key_X, CTRL)
    assert at.window.deeds["undo"].text() == "Undo cut 1 cell in Sales"
    at.go("Assumptions", LEADS, "sales")
    at.window.deeds["paste"].trigger()
    assert at.text("Assumptions", LEADS, "sales") == "52.0%"
    for _ in range(2):
        at.press(Key.Key_Z, CTRL)
    assert at.text("Assumptions", HAND_OFF, "sales") == "52.0%"


def test_only_what_does_something_is_offered(at: Driver) -> None:
    QGuiApplication.clipboard().setText("1")
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "sales")
    assert can(at) == {"cut", "copy", "paste", "select_all"}
    at.go("Plan", "bookings", "2027-01")
    assert can(at) == {"copy", "select_all"}
    at.window.shown.show_sheet("Data")
    assert can(at) == {"copy", "paste", "select_all"}


def texts(menu: QMenu) -> set[str]:
    """What a menu offers, without its keys."""
    return {a.text().replace("&", "").partition("\t")[0] for a in menu.actions() if a.isEnabled()}


@NO_SCREEN
def test_a_right_click_offers_what_the_cell_takes(at: Driver) -> None:
    QGuiApplication.clipboard().setText("1")
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "sales")
    view = at.grid.viewport()
    spot = at.grid.visualRect(at.grid.currentIndex()).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.mapToGlobal(spot))
    QApplication.sendEvent(view, asked)
    (menu,) = (m for m in at.window.findChildren(QMenu) if m.isVisible())
    every = {"Cut", "Copy", "Paste", "Paste special…", "Clear", "Comment…", "Column…"}
    assert every | {"Sort and filter…", "Withdraw 52.0%"} <= texts(menu)
    clear = next(a for a in menu.actions() if a.text().startswith("C&lear"))
    clear.trigger()
    menu.close()
    assert at.window.deeds["undo"].text() == "Undo clear 1 cell in Sales"
    assert at.grid.hasFocus()


@NO_SCREEN
def test_the_menu_key_offers_on_results_what_changes_nothing(at: Driver) -> None:
    at.go("Plan", "bookings", "2027-01")
    menu = open_menu(at.window, at.grid, QPoint(-5, -5))
    assert texts(menu) - {""} == {"Copy", "Sort and filter…", "Column…", "Comment…"}
    menu.close()


def test_without_a_plan_only_a_table_can_be_pasted(empty: Driver) -> None:
    assert can(empty) == {"paste"}
    empty.window.shown.show_sheet("Plan")
    assert can(empty) == set()


def test_while_a_cell_is_typed_the_menu_works_on_its_text(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "sales")
    at.press(Key.Key_7)
    at.press(Key.Key_7)
    at.press(Key.Key_A, CTRL)
    assert at.window.focusWidget().selectedText() == "77"
    at.window.deeds["cut"].trigger()
    assert clipboard() == "77"
    assert at.window.focusWidget().text() == ""
    at.press(Key.Key_Escape)
    assert at.text("Assumptions", HAND_OFF, "sales") == "52.0%"


@pytest.mark.parametrize(
    ("name", "standard"),
    [("cut", "Cut"), ("copy", "Copy"), ("paste", "Paste"), ("undo", "Undo"), ("redo", "Redo")],
)
def test_keys_are_the_platforms_own(at: Driver, name: str, standard: str) -> None:
    known = QKeySequence.keyBindings(QKeySequence.StandardKey[standard])
    own = [keys for keys in known if "+" in keys.toString()]
    assert own
    assert set(own) <= set(at.window.deeds[name].shortcuts())


def test_redo_has_its_key_on_every_platform(at: Driver) -> None:
    keys = {keys.toString() for keys in at.window.deeds["redo"].shortcuts()}
    assert {"Ctrl+Y", "Ctrl+Shift+Z"} <= keys


def test_the_keyboard_leaving_a_window_that_is_deleted_is_passed_over(
    settings: Settings, qtbot: QtBot
) -> None:
    window = PlanWindow(settings)
    with qtbot.waitActive(window):
        window.show()
    edits = window.edits
    window.forget()
    delete(window)
    edits._look_again(None, None)
