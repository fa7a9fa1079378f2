"""The shortcut sheet says every key there is, and no other."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from tests.ui.window.driver import CTRL, Driver, Key
from ui.actions import SPECS
from ui.dialogs.shortcut_words import GRID_WORDS
from ui.dialogs.shortcuts_dialog import ShortcutsDialog, grid_lines, menu_lines
from ui.grid.view import GridView


def sheet(at: Driver) -> ShortcutsDialog:
    at.press(Key.Key_Slash, CTRL)
    return at.window.findChild(ShortcutsDialog)


def test_ctrl_slash_opens_it_and_esc_returns_to_the_cell(at: Driver) -> None:
    at.window.shown.show_sheet("Plan")
    dialog = sheet(at)
    assert dialog.isVisible()
    shown = "".join(page.toPlainText() for page in dialog.pages)
    for text in ("Find anything", "Ctrl+K", "Shift+F2", "Paste table"):
        assert text in shown
    dialog.reject()
    QApplication.processEvents()
    assert at.window.focusWidget() is at.grid


def test_every_key_of_every_action_is_listed(at: Driver) -> None:
    listed = {keys for lines in menu_lines(at.window.deeds).values() for _, keys in lines}
    written = ", ".join(listed)
    native = QKeySequence.SequenceFormat.NativeText
    for spec in SPECS:
        for keys in at.window.deeds[spec.name].shortcuts():
            assert keys.toString(native) in written


def test_every_key_of_the_grid_is_listed_once(at: Driver) -> None:
    view = at.grid
    assert isinstance(view, GridView)
    said = [chord for group in GRID_WORDS.values() for ways in group.values() for chord in ways]
    assert len(said) == len(set(said))
    assert set(view._keys._chords) <= set(said)
    assert all(keys for lines in grid_lines().values() for _, keys in lines)


def test_no_two_actions_share_a_key(at: Driver) -> None:
    keys = [k.toString() for spec in SPECS for k in at.window.deeds[spec.name].shortcuts()]
    assert len(keys) == len(set(keys))
