"""The fills by key, and those that go on from what stands there."""

import pytest
from PySide6.QtTest import QTest

from tests.ui.grid.hands import (
    ALT,
    CTRL,
    SHIFT,
    Key,
    click,
    drag,
    press,
    write,
)
from tests.ui.grid.test_filling import figures, menu_of
from tests.ui.sheets import Desk


def test_ctrl_d_and_ctrl_r_fill_from_the_first_row_and_column(months: Desk) -> None:
    drag(months, (1, 1), (3, 1))
    press(months, Key.Key_D, modifier=CTRL)
    drag(months, (2, 1), (2, 3))
    press(months, Key.Key_R, modifier=CTRL)
    assert figures(months, "fair", 1, 2, 3) == [100, 100, 100]
    assert months.labels == ["fill 2 cells in 2027-01", "fill 2 cells in Plan"]


def test_a_single_cell_is_filled_from_its_neighbour(months: Desk) -> None:
    click(months, (2, 3))
    press(months, Key.Key_D, modifier=CTRL)
    click(months, (3, 2))
    press(months, Key.Key_R, modifier=CTRL)
    assert figures(months, "fair", 3) == [120]
    press(months, Key.Key_Up, Key.Key_Up)
    press(months, Key.Key_R, modifier=CTRL)
    assert figures(months, "ads", 2) == [100]
    assert months.labels[0] == "fill 1 cell in 2027-03"


def test_ctrl_enter_fills_all_ranges(months: Desk) -> None:
    drag(months, (2, 1), (3, 1))
    click(months, (1, 3), CTRL)
    press(months, Key.Key_Down, modifier=SHIFT)
    write(months, "42")
    press(months, Key.Key_Return, modifier=CTRL)
    assert figures(months, "fair", 1, 3) == figures(months, "ads", 3) * 2 == [42, 42]
    assert months.labels == ["fill 4 cells in Plan"]


def test_months_go_on_by_keys_alone(months: Desk) -> None:
    months.go("fair", "2027-01")
    for _ in range(4):
        press(months, Key.Key_Right, modifier=SHIFT)
    press(months, Key.Key_R, modifier=CTRL | ALT)
    QTest.keyClick(menu_of(months).focusWidget(), Key.Key_Down)
    QTest.keyClick(menu_of(months).focusWidget(), Key.Key_Return)
    assert figures(months, "fair", 3, 4, 5) == pytest.approx([70, 80, 90])
    assert months.labels == ["fill 3 cells in Plan"]


def test_a_column_goes_on_from_its_first_numbers(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(desk, Key.Key_R, modifier=CTRL | ALT)
    assert [desk.text(row, "marketing") for row in ("opp", "won")] == ["58.1%", "40.0%"]
