"""Keys that differ between the platforms, pressed on a grid as each of them has it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grid.hands import CTRL, SHIFT, Key, centre, click, drag, editor_of, press, write
from tests.ui.sheets import Desk, small_book
from ui.grid.blocks import Area
from ui.grid.view import GridView
from ui.keymap import Platform

CONTROL = Qt.KeyboardModifier.MetaModifier
"""What Qt calls the Control key of a Mac; Cmd is CTRL."""
OPTION = Qt.KeyboardModifier.AltModifier
ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def desk_on(on: Platform, qtbot: QtBot) -> Desk:
    grid = GridView(on=on)
    qtbot.addWidget(grid)
    made = Desk(grid, small_book())
    grid.resize(800, 400)
    grid.show()
    grid.setFocus()
    return made


@pytest.fixture
def mac(qtbot: QtBot) -> Desk:
    return desk_on(Platform.MAC, qtbot)


@pytest.fixture(params=[Platform.WINDOWS, Platform.LINUX])
def other(request: pytest.FixtureRequest, qtbot: QtBot) -> Desk:
    return desk_on(request.param, qtbot)


def key_with_text(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    QApplication.sendEvent(desk.grid, event)


@pytest.mark.parametrize("on", list(Platform))
def test_return_goes_down_and_never_opens_the_cell(on: Platform, qtbot: QtBot) -> None:
    desk = desk_on(on, qtbot)
    click(desk, (1, 2))
    press(desk, Key.Key_Return)
    assert editor_of(desk) is None
    assert desk.grid.place() == (2, 2)
    write(desk, "7")
    press(desk, Key.Key_Enter, modifier=Qt.KeyboardModifier.KeypadModifier)
    assert editor_of(desk) is None
    assert desk.text("sal", "marketing") == "7.0%"
    assert desk.grid.place() == (3, 2)


def test_on_a_mac_control_u_opens_the_cell_and_lets_the_caret_move(mac: Desk) -> None:
    click(mac, (2, 2))
    press(mac, Key.Key_U, modifier=CONTROL)
    editor = editor_of(mac)
    assert editor is not None
    assert not editor.entering
    press(mac, Key.Key_U, modifier=CONTROL)
    assert editor.entering


def test_the_delete_key_of_a_mac_clears_the_selection(mac: Desk) -> None:
    drag(mac, (1, 2), (2, 2))
    press(mac, Key.Key_Backspace)
    assert editor_of(mac) is None
    assert mac.labels == ["clear 2 cells in Marketing"]


def test_elsewhere_backspace_clears_one_cell_and_types(other: Desk) -> None:
    click(other, (1, 2))
    press(other, Key.Key_Backspace)
    editor = editor_of(other)
    assert editor is not None
    assert editor.text() == ""


def test_control_space_selects_the_column_of_a_mac_whose_cmd_space_is_the_systems(
    mac: Desk,
) -> None:
    click(mac, (2, 2))
    press(mac, Key.Key_Space, modifier=CONTROL)
    assert mac.grid.areas() == [Area(0, 2, 4, 2)]
    press(mac, Key.Key_Space, modifier=SHIFT)
    assert mac.grid.areas() == [Area(0, 0, 4, 4)]


def test_elsewhere_ctrl_space_selects_the_column(other: Desk) -> None:
    click(other, (2, 2))
    press(other, Key.Key_Space, modifier=CTRL)
    assert other.grid.areas() == [Area(0, 2, 4, 2)]


def test_on_a_mac_cmd_delete_scrolls_back_and_control_full_stop_goes_to_a_corner(
    mac: Desk,
) -> None:
    drag(mac, (1, 2), (2, 3))
    mac.grid.verticalScrollBar().setValue(mac.grid.verticalScrollBar().maximum())
    press(mac, Key.Key_Backspace, modifier=CTRL)
    assert mac.labels == []
    assert mac.grid.viewport().rect().contains(centre(mac, (1, 2)))
    press(mac, Key.Key_Period, modifier=CONTROL)
    assert mac.grid.place() == (1, 3)
    press(mac, Key.Key_Backspace, modifier=SHIFT)
    assert mac.grid.areas() == [Area(1, 3, 1, 3)]


@pytest.mark.parametrize(("key", "held"), [(Key.Key_F, CTRL | SHIFT), (Key.Key_L, CONTROL | SHIFT)])
def test_on_a_mac_all_rows_are_shown_again_by_excels_keys_of_the_filter(
    mac: Desk, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    for _ in range(2):
        mac.grid.arranging.turn(1)
    assert mac.grid.grid_model().row(1).key == "won"
    press(mac, key, modifier=held)
    assert mac.grid.grid_model().row(1).key == "mql"


def test_control_return_fills_the_selection_on_a_mac(mac: Desk) -> None:
    drag(mac, (1, 2), (3, 2))
    write(mac, "9%")
    press(mac, Key.Key_Return, modifier=CONTROL)
    assert {mac.text(row, "marketing") for row in ("mql", "sal", "opp")} == {"9.0%"}


def test_option_writes_signs_on_a_mac(mac: Desk) -> None:
    click(mac, (1, 4))
    key_with_text(mac, Key.Key_2, OPTION | SHIFT, "€")
    editor = editor_of(mac)
    assert editor is not None
    assert editor.text() == "€"


def test_alt_gr_writes_signs_elsewhere_and_is_no_shortcut(other: Desk) -> None:
    click(other, (1, 4))
    key_with_text(other, Key.Key_V, ALT_GR, "€")
    editor = editor_of(other)
    assert editor is not None
    assert editor.text() == "€"


def test_a_letter_with_alt_writes_nothing_elsewhere(other: Desk) -> None:
    click(other, (1, 4))
    key_with_text(other, Key.Key_E, OPTION, "e")
    assert editor_of(other) is None
