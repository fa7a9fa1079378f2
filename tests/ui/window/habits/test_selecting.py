"""Selecting by keys alone as in Excel: F8, Shift+F8, corners, the current cell alone, to the side.

Every sheet: `Assumptions` and `Set aside` are written to, the other three read only.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.window.driver import CTRL, SHIFT, Key
from tests.ui.window.habits.sheet import Sheet

ALT = Qt.KeyboardModifier.AltModifier


def test_after_f8_moving_extends_until_f8_or_esc(every: Sheet) -> None:
    every.press(Key.Key_F8)
    every.press(Key.Key_Down, Key.Key_Right)
    assert every.areas == [(0, 0, 1, 1)]
    every.press(Key.Key_End)
    ((_, left, bottom, right),) = every.areas
    assert (left, bottom) == (0, 1)
    assert right + every.left == every.grid.grid_model().columnCount() - 1
    every.press(Key.Key_F8)
    every.press(Key.Key_Down)
    assert len(every.areas) == 1
    assert every.grid.areas()[0].height == 1
    every.go()
    every.press(Key.Key_F8, Key.Key_Down, Key.Key_Escape, Key.Key_Left)
    assert every.areas == [(0, -1, 0, -1)]


def test_shift_f8_adds_a_range_beside_what_is_selected(every: Sheet) -> None:
    every.select(1)
    every.press(Key.Key_F8, held=SHIFT)
    every.press(Key.Key_Right)
    assert every.areas == [(0, 0, 1, 0), (0, 1, 0, 1)]
    every.press(Key.Key_Down)
    assert every.areas == [(0, 0, 1, 0), (1, 1, 1, 1)]
    every.press(Key.Key_Down, held=SHIFT)
    assert every.areas == [(0, 0, 1, 0), (1, 1, 2, 1)]
    assert every.place == (1, 1)
    every.press(Key.Key_Up)
    assert every.areas == [(0, 1, 0, 1)]


def test_shift_f8_again_keeps_a_cell_and_esc_ends_it(every: Sheet) -> None:
    every.press(Key.Key_F8, held=SHIFT)
    every.press(Key.Key_Down, Key.Key_Down)
    every.press(Key.Key_F8, held=SHIFT)
    every.press(Key.Key_Right)
    assert every.areas == [(0, 0, 0, 0), (2, 0, 2, 0), (2, 1, 2, 1)]
    every.press(Key.Key_Escape, Key.Key_Left)
    assert every.areas == [(2, 0, 2, 0)]


def test_ctrl_full_stop_goes_round_the_corners_and_shift_backspace_leaves_one(every: Sheet) -> None:
    every.select(2, 1)
    seen = []
    for _ in range(4):
        every.press(Key.Key_Period, held=CTRL)
        seen.append(every.place)
    assert seen == [(0, 1), (2, 1), (2, 0), (0, 0)]
    assert every.areas == [(0, 0, 2, 1)]
    every.press(Key.Key_Period, held=CTRL)
    every.press(Key.Key_Down, held=SHIFT)
    assert every.areas == [(0, 0, 3, 1)]
    every.press(Key.Key_Backspace, held=SHIFT)
    assert every.areas == [(*every.place, *every.place)]


def test_ctrl_backspace_scrolls_back_to_the_current_cell(every: Sheet) -> None:
    grid = every.grid
    bar = grid.horizontalScrollBar() if every.name == "Plan" else grid.verticalScrollBar()
    every.select(1)
    bar.setValue(bar.maximum())
    every.press(Key.Key_Backspace, held=CTRL)
    assert every.areas == [(0, 0, 1, 0)]
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())
    assert every.place == (0, 0)


def test_alt_page_keys_go_to_the_side_and_with_shift_select(every: Sheet) -> None:
    grid = every.grid
    last = grid.grid_model().columnCount() - 1
    grid.go(every.top, grid.frozen_count())
    first = grid.place()[1]
    for _ in range(20):
        every.press(Key.Key_PageDown, held=ALT)
    assert grid.place() == (every.top, last)
    every.press(Key.Key_PageUp, held=ALT)
    assert grid.place()[1] < last
    for _ in range(20):
        every.press(Key.Key_PageUp, held=ALT)
    assert grid.place()[1] <= first
    every.go()
    every.press(Key.Key_PageDown, held=ALT | SHIFT)
    ((top, left, bottom, right),) = every.areas
    assert (top, left, bottom) == (0, 0, 0)
    assert right > 0


def test_ctrl_shift_space_selects_the_block_as_ctrl_a_does(every: Sheet) -> None:
    every.press(Key.Key_A, held=CTRL)
    block = every.areas
    every.go()
    every.press(Key.Key_Space, held=CTRL | SHIFT)
    assert every.areas == block
    every.go()
    every.press(Key.Key_Asterisk, held=CTRL | SHIFT)
    assert every.areas == block


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_shift_f10_opens_the_menu_of_the_cell(every: Sheet) -> None:
    every.press(Key.Key_F10, held=SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert any(action.text().startswith("Co&lumn") for action in menu.actions())
    menu.close()
    assert every.grid.hasFocus()


def test_typing_ends_what_f8_began(sheet: Sheet) -> None:
    sheet.press(Key.Key_F8, Key.Key_Down)
    sheet.press(Key.Key_F2)
    sheet.press(Key.Key_Escape)
    sheet.press(Key.Key_Left)
    ((top, left, bottom, right),) = sheet.areas
    assert (bottom - top, right - left) == (0, 0)


def test_what_f8_began_ends_when_the_keyboard_goes_elsewhere(every: Sheet) -> None:
    every.press(Key.Key_F8, Key.Key_Down)
    every.press(Key.Key_F6)
    assert not every.grid.hasFocus()
    every.grid.setFocus()
    every.press(Key.Key_Down)
    assert [area.height for area in every.grid.areas()] == [1]
