"""For hands and ears on every sheet: cells are sentences, and keys lead everywhere and back."""

import pytest
from PySide6.QtCore import Qt
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
    page = at.window.shown.page
    wanted = {
        button.group() or button  # arrows lead through a group
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and button.focusPolicy() & TABBED
    }
    assert wanted
    every.press(Key.Key_F6)
    reached = set()
    for _ in range(120):
        focus = at.window.focusWidget()
        if isinstance(focus, GridView):
            at.press(Key.Key_F6)
            focus = at.window.focusWidget()
        reached.add((isinstance(focus, QAbstractButton) and focus.group()) or focus)
        at.press(Key.Key_Tab)
    assert wanted <= reached
    if isinstance(at.window.focusWidget(), GridView):
        at.press(Key.Key_F6)
    at.press(Key.Key_F6)
    assert at.window.focusWidget() is every.grid
    assert every.grid.place() == place


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
