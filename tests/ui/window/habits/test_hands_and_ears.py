"""For hands and ears on every sheet: cells are sentences, and keys lead everywhere and back."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from tests.ui.window.driver import CTRL, NONE, SHIFT, Driver, Key
from tests.ui.window.habits.sheet import Sheet, copied
from ui.actions import SPECS
from ui.grid.flyout import Flyout
from ui.grid.view import GridView
from ui.widgets.comment_box import CommentBox

ALT = Qt.KeyboardModifier.AltModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TABBED = Qt.FocusPolicy.TabFocus
FIRST_ROWS = 40


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def over(at: Driver) -> list[QWidget]:
    """What lies over the sheet: dialogs, menus and boxes."""
    kinds = (QDialog, Flyout, CommentBox)
    return [w for kind in kinds for w in at.window.findChildren(kind) if w.isVisible()]


def test_every_cell_is_spoken_as_a_whole_sentence(every: Sheet) -> None:
    model = every.grid.grid_model()
    said = {
        str(model.data(model.index(row, column), SPOKEN))
        for row in range(min(FIRST_ROWS, model.rowCount()))
        for column in range(model.columnCount())
    }
    poor = [text for text in said if text.endswith((": ", ":")) or len(text.split()) < 3]
    assert poor == []


def test_the_sentence_holds_the_cells_number(every: Sheet) -> None:
    model = every.grid.grid_model()
    shown = every.text()
    spoken = str(model.data(every.grid.currentIndex(), SPOKEN))
    assert shown in spoken


@pytest.mark.parametrize("way", [Key.Key_Escape, Key.Key_Return])
@pytest.mark.parametrize("name", ["Assumptions", "Plan", "Funnel"])
def test_the_keyboard_returns_from_the_list_of_what_is_locked(
    at: Driver, name: str, way: Qt.Key
) -> None:
    sheet = Sheet(at, name)
    copied("1\t2\n3\t4")
    sheet.press(Key.Key_V, held=CTRL)
    (dialog,) = over(at)
    QTest.keyClick(dialog.focusWidget() or dialog, way)
    settle()
    assert over(at) == []
    assert at.window.focusWidget() is sheet.grid


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Key.Key_V, CTRL | ALT), (Key.Key_Down, ALT), (Key.Key_Down, ALT | SHIFT),
        (Key.Key_F2, SHIFT), (Key.Key_F, CTRL), (Key.Key_G, CTRL), (Key.Key_K, CTRL),
        (Key.Key_Comma, CTRL), (Key.Key_Slash, CTRL), (Key.Key_F1, NONE),
    ],
)  # fmt: skip
def test_escape_returns_the_keyboard_from_whatever_a_key_opens(
    every: Sheet, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    place = every.place
    copied("1")
    every.press(key, held=held)
    settle()
    QTest.keyClick(QApplication.focusWidget() or every.grid, Key.Key_Escape)
    settle()
    assert over(every.at) == []
    assert every.at.window.focusWidget() is every.grid
    assert every.place == place


def test_a_sheet_left_while_a_cell_is_typed_gives_the_keyboard_on(at: Driver) -> None:
    sheet = Sheet(at, "Assumptions")
    sheet.write("61%")
    for key, title in ((Key.Key_PageDown, "Plan"), (Key.Key_PageUp, "Assumptions")):
        at.press(key, CTRL)
        settle()
        assert at.window.shown.page.title == title
        assert at.window.focusWidget() is at.grid
    assert sheet.editor is None


def test_f6_and_tab_lead_through_every_control_and_back(every: Sheet) -> None:
    at, place = every.at, every.grid.place()
    window = at.window
    wanted = {
        button.group() or button  # arrows lead through a group
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and button.focusPolicy() & TABBED
    }
    assert wanted
    reached = set()
    for panes in (1, 2):
        for _ in range(panes):
            every.press(Key.Key_F6)
        for _ in range(60):
            focus = window.focusWidget()
            if isinstance(focus, GridView):
                break
            reached.add((isinstance(focus, QAbstractButton) and focus.group()) or focus)
            every.press(Key.Key_Tab)
        while window.focusWidget() is not every.grid:
            every.press(Key.Key_F6)
    assert wanted <= reached
    assert every.grid.place() == place


def test_tab_leads_over_the_window_as_it_is_read(every: Sheet) -> None:
    every.press(Key.Key_F6)
    stops = [every.at.window.focusWidget()]
    while not isinstance(stops[-1], GridView) and len(stops) < 40:
        every.press(Key.Key_Tab)
        stops.append(every.at.window.focusWidget())
    assert isinstance(stops[-1], GridView)
    places = [QRect(stop.mapTo(every.at.window, QPoint()), stop.size()) for stop in stops]
    for one, after in pairwise(places):
        assert after.left() > one.left() or after.top() > one.center().y()
    every.press(Key.Key_F6)
    for stop in stops[1:-1]:
        every.press(Key.Key_Tab)
        assert every.at.window.focusWidget() is stop
    for stop in stops[-3::-1]:
        every.press(Key.Key_Tab, held=SHIFT)
        assert every.at.window.focusWidget() is stop


@pytest.mark.parametrize(("name", "before", "after"), [
    ("Assumptions", "plan", "worth"), ("Journeys", "journeys", "aside"),
])  # fmt: skip
def test_arrows_lead_through_a_choice(at: Driver, name: str, before: str, after: str) -> None:
    Sheet(at, name)
    shown = at.window.shown
    choice = shown.assumptions.order if name == "Assumptions" else shown.data.parts
    choice.button(before).setFocus()
    at.press(Key.Key_Right)
    assert choice.value == after
    at.press(Key.Key_Left)
    assert choice.value == before


def test_every_deed_has_keys_or_stands_in_a_menu(at: Driver) -> None:
    in_menus = {a for menu in at.window.deeds.menus.values() for a in menu.actions()}
    for spec in SPECS:
        action = at.window.deeds[spec.name]
        assert action in in_menus
        assert action.text()
    assert all("&" in menu.title() for menu in at.window.deeds.menus.values())


@pytest.mark.parametrize("name", ["paste_table", "settings", "shortcuts", "dark", "change_pane"])
def test_a_deed_is_found_by_name_in_the_palette(at: Driver, name: str) -> None:
    Sheet(at, "Assumptions")
    text = at.window.deeds[name].text().replace("&", "")
    at.press(Key.Key_K, CTRL)
    QTest.keyClicks(at.window.focusWidget(), text.rstrip("…"))
    assert text in [found for found, _ in at.window.finder.palette.texts]
    at.press(Key.Key_Escape)
    assert at.window.focusWidget() is at.grid


def test_a_click_on_any_button_leaves_the_keyboard_with_the_grid(every: Sheet) -> None:
    window = every.at.window
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
    assert [b.text() for b in buttons if b.focusPolicy() & Qt.FocusPolicy.ClickFocus] == []
    for seat in window.toolbar.seat.buttons.values():
        every.at.click(seat)
        assert window.focusWidget() is every.grid
