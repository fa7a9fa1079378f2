"""The shortcut sheet says every key there is, and no other."""

import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.actions import SPECS, Actions
from ui.dialogs.shortcuts_dialog import ShortcutsDialog, grid_lines, menu_lines
from ui.grid.key_table import DEEDS, GIVEN, IN_AN_EDITOR
from ui.grid.keys import Keys
from ui.keymap import HERE, Platform, shown
from ui.keys_elsewhere import ELSEWHERE, meeting_foot

META = Qt.KeyboardModifier.MetaModifier
ON_EVERY = pytest.mark.parametrize("on", list(Platform))


def sheet(at: Driver) -> ShortcutsDialog:
    at.press(Key.Key_Slash, CTRL)
    return at.window.findChild(ShortcutsDialog)


def test_ctrl_slash_opens_it_and_esc_returns_to_the_cell(at: Driver) -> None:
    at.window.shown.show_sheet("Plan")
    dialog = sheet(at)
    assert dialog.isVisible()
    told = "".join(page.toPlainText() for page in dialog.pages)
    for text in ("Find anything", "Ctrl+K", "Shift+F2", "Paste table", "Alt+Shift+Left", "square"):
        assert text in told
    dialog.reject()
    QApplication.processEvents()
    assert at.window.focusWidget() is at.grid


def test_every_key_of_every_action_is_listed(at: Driver) -> None:
    listed = {keys for lines in menu_lines().values() for _, keys in lines}
    written = ", ".join(listed)
    for spec in SPECS:
        for keys in at.window.deeds[spec.name].shortcuts():
            assert shown(keys) in written


@ON_EVERY
def test_every_key_of_the_grid_is_listed_once(at: Driver, on: Platform) -> None:
    keys = Keys(at.grid, on)
    assert set(keys.deeds) == {deed.name for deed in DEEDS}
    said = Counter(keys for deed in DEEDS for keys in deed.sequences(on))
    assert set(said.values()) == {1}
    written = ", ".join(keys for lines in grid_lines(on).values() for _, keys in lines)
    assert all(shown(sequence, on) in written for sequence in said)


def test_no_action_of_the_window_has_a_key_that_is_not_listed(at: Driver) -> None:
    at.window.shown.show_sheet("Plan")
    written = [keys for lines in menu_lines().values() for _, keys in lines]
    listed = {key for keys in written for key in keys.split(", ")}
    bound = {shown(key) for action in at.window.findChildren(QAction) for key in action.shortcuts()}
    bound |= {shown(short.key()) for short in at.window.findChildren(QShortcut)}
    assert bound == listed
    assert {"F11", "Ctrl+K", "Alt+8"} <= bound


def test_no_key_that_the_program_asks_for_is_missing() -> None:
    asked = {
        name
        for path in (Path(__file__).parents[3] / "ui").rglob("*.py")
        for name in re.findall(r"\bKey_(\w+)", path.read_text("utf-8"))
    }
    spoken = {"Enter": "Return", "Backtab": "Tab"}
    held = {"Shift", "Control", "Alt", "AltGr", "Meta", "CapsLock"}
    keys = {spoken.get(name, name) for name in asked} - held
    deeds = (*GIVEN, *DEEDS, *IN_AN_EDITOR, *ELSEWHERE)
    listed = [key for deed in deeds for key in deed.sequences(HERE)]
    listed += [key for spec in SPECS for key in spec.sequences(HERE)]
    alone = {sequence[0].key() for sequence in listed}
    assert len(keys) > 10
    assert [name for name in sorted(keys) if Qt.Key[f"Key_{name}"] not in alone] == []


@ON_EVERY
def test_the_keys_of_a_meeting_stand_at_its_foot_and_in_the_sheet(on: Platform) -> None:
    foot, told = meeting_foot(on), dict(grid_lines(on)["In a meeting"])
    for words in ("Agree", "Park", "Next", "Before", "Undo", "Leave"):
        assert f"{told[words]} {words.lower()}" in foot
    assert ("⌘Z undo" in foot) == (on is Platform.MAC)


@ON_EVERY
def test_no_two_actions_share_a_key(on: Platform) -> None:
    keys = Counter(keys.toString() for spec in SPECS for keys in spec.sequences(on))
    assert set(keys.values()) == {1}


@ON_EVERY
def test_a_key_of_the_menus_does_the_same_in_the_grid(on: Platform) -> None:
    same = {"select_all": "block"}
    in_menus = {keys: spec.name for spec in SPECS for keys in spec.sequences(on)}
    for deed in DEEDS:
        for keys in deed.sequences(on):
            name = in_menus.get(keys, deed.name)
            # where a cell takes text, the grid keeps the key that imports a table elsewhere
            assert same.get(name, name) == deed.name or deed.name == "paste_values"


MAC_KEYS = [
    ("go_data", Key.Key_1, META), ("marketing", Key.Key_1, CTRL), ("find_next", Key.Key_G, CTRL),
    ("go_to", Key.Key_G, META), ("meeting", Key.Key_M, CTRL | SHIFT),
    ("redo", Key.Key_Z, CTRL | SHIFT), ("next_sheet", Key.Key_PageDown, META),
    ("next_sheet", Key.Key_Right, Qt.KeyboardModifier.AltModifier),
    ("withdraw", Key.Key_Backspace, META),
]  # fmt: skip


def test_on_a_mac_cmd_and_control_do_what_they_do_there(qtbot: QtBot) -> None:
    """Of a Mac, CTRL is the Cmd key and META Control; Alt writes signs and binds nothing."""
    window, done = QMainWindow(), []
    qtbot.addWidget(window)
    deeds = {spec.name: partial(done.append, spec.name) for spec in SPECS}
    Actions(window, deeds, Platform.MAC)
    with qtbot.waitActive(window):
        window.show()
    for _, key, held in MAC_KEYS:
        QTest.keyClick(window, key, held)
    assert done == [name for name, _, _ in MAC_KEYS]
    QTest.keyClick(window, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert len(done) == len(MAC_KEYS)


def test_each_platform_is_told_its_own_names() -> None:
    menus = {on: dict(menu_lines(on)["Edit"]) for on in Platform}
    assert menus[Platform.MAC]["Redo"] == "⇧⌘Z, ⌘Y"
    assert menus[Platform.WINDOWS]["Redo"] == "Ctrl+Y, Ctrl+Shift+Z, Alt+Shift+Backspace"
    assert menus[Platform.MAC]["Find next"] == "⌘G, F3"
    grid = dict(grid_lines(Platform.MAC)["Type, copy and fill"])
    assert grid["Type in the cell"] == "F2, ⌃U"
    assert grid["Clear: fall back to the evidence"] == "⌦, ⌫"
    assert "Clear and type" not in grid
    select = dict(grid_lines(Platform.MAC)["Select"])
    assert select["Columns"] == "⌃Space"
    assert "⌘" in dict(grid_lines(Platform.MAC)["By mouse"])["Zoom 70–200 %"]
    assert HERE in menus
