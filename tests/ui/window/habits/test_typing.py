"""While a cell is open: whatever is done next takes what was typed, by key, menu or mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, NONE, Driver, Key
from tests.ui.window.habits.sheet import TYPED, Sheet

RIGHT = Qt.MouseButton.RightButton
FOCUS = Qt.FocusPolicy


@pytest.fixture
def no_focus_by_click(at: Driver) -> Iterator[None]:
    """Buttons as on a Mac, where a click leaves the keyboard with the cell."""
    shown = at.window.shown
    holders = (at.window.toolbar.seat, shown.assumptions.order, shown.data.parts)
    held = [button for holder in holders for button in holder.findChildren(QAbstractButton)]
    buttons = [*held, shown.assumptions.months]
    policies = [button.focusPolicy() for button in buttons]
    for button, policy in zip(buttons, policies, strict=True):
        if policy != FOCUS.NoFocus:
            button.setFocusPolicy(FOCUS.TabFocus)
    yield
    for button, policy in zip(buttons, policies, strict=True):
        button.setFocusPolicy(policy)


def test_every_button_takes_what_was_typed_though_it_takes_no_focus(
    at: Driver, no_focus_by_click: None
) -> None:
    shown, toolbar = at.window.shown, at.window.toolbar
    seats = toolbar.seat.findChildren(QAbstractButton)
    buttons = (
        shown.assumptions.order.button("worth"), shown.assumptions.months, seats[1],
        shown.assumptions.months, seats[2], shown.assumptions.order.button("plan"),
    )  # fmt: skip
    for number, button in enumerate(buttons):
        at.window.sit(Seat.TOGETHER)
        sheet = Sheet(at, "Assumptions")
        sheet.write(f"6{number}%")
        at.click(button)
        assert sheet.editor is None
        assert sheet.undo == f"Undo type 6{number}% in {sheet.title}"
        assert at.window.shown.desk.session.log.edits[-1].seat is Seat.TOGETHER


def test_a_correction_is_taken_by_the_choice_of_another_part(
    at: Driver, no_focus_by_click: None
) -> None:
    sheet = Sheet(at, "Set aside")
    sheet.write("Web")
    at.click(at.window.shown.data.parts.button("journeys"))
    assert sheet.editor is None
    assert sheet.undo == f"Undo type Web in {sheet.title}"


def test_the_cells_own_menu_leaves_it_open(sheet: Sheet) -> None:
    sheet.write(TYPED[sheet.name][0])
    editor = sheet.editor
    assert editor is not None
    QTest.mouseClick(editor, RIGHT)
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    assert sheet.editor is editor
    assert editor.text() == TYPED[sheet.name][0]
    sheet.press(Key.Key_Escape)
    assert sheet.editor is None


def test_rows_that_come_meanwhile_leave_the_cell_open_with_what_was_typed(at: Driver) -> None:
    sheet = Sheet(at, "Assumptions")
    sheet.write("61")
    at.window.shown.assumptions.view.fold_toggled.emit("line:Events")
    assert sheet.editor is not None
    sheet.write("%")
    sheet.press(Key.Key_Return)
    assert sheet.text() == "61.0%"
    at.window.shown.assumptions.view.fold_toggled.emit("line:Events")


def test_whatever_is_done_while_a_cell_is_typed_takes_what_was_typed(at: Driver) -> None:
    sheet = Sheet(at, "Assumptions")
    for text, key, held in (
        ("61%", Key.Key_F3, NONE), ("62%", Key.Key_Equal, CTRL), ("63%", Key.Key_2, CTRL),
    ):  # fmt: skip
        sheet.go()
        sheet.write(text)
        sheet.press(key, held=held)
        assert sheet.editor is None
        assert at.window.focusWidget() is sheet.grid
        assert sheet.undo == f"Undo type {text} in {sheet.title}"
        assert at.window.shown.desk.session.log.edits[-1].seat is Seat.TOGETHER


def test_a_click_on_another_tab_or_on_the_strip_takes_what_was_typed(at: Driver) -> None:
    shown = at.window.shown
    plan = list(shown.pages).index("Plan")
    for text, widget, point in (
        ("61%", shown.tabs, shown.tabs.tabRect(plan).center()),
        ("62%", shown.strip.tiles[0], QPoint(20, 10)),
    ):
        sheet = Sheet(at, "Assumptions")
        sheet.write(text)
        at.click(widget, point)
        assert shown.page is shown.plan
        assert sheet.undo == f"Undo type {text} in {sheet.title}"
        assert at.window.focusWidget() is at.grid
