"""Several ranges, their extension, and the steps inside them: by mouse and keys, on two sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.sheets.cells import Place
from tests.ui.grid.hands import (
    ALT,
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    Key,
    centre,
    click,
    drag,
    move,
    press,
    write,
)
from tests.ui.sheets import Desk
from ui.dialogs.shortcuts_dialog import grid_lines
from ui.grid.blocks import Area, disjoint
from ui.grid.keys import NOTHING_BEHIND

ENDS = st.tuples(st.integers(0, 5), st.integers(0, 5))
AREAS = st.builds(
    lambda rows, columns: Area(min(rows), min(columns), max(rows), max(columns)), ENDS, ENDS
)


@given(st.lists(AREAS, max_size=6))
def test_disjoint_areas_cover_the_same_cells_once(areas: list[Area]) -> None:
    cells = [place for area in disjoint(areas) for place in area.places()]
    assert len(cells) == len(set(cells))
    assert set(cells) == {place for area in areas for place in area.places()}


def test_dragging_selects_and_typing_goes_where_it_began(either: Desk) -> None:
    drag(either, (1, 2), (3, 3))
    assert either.grid.areas() == [Area(1, 2, 3, 3)]
    assert either.grid.place() == (1, 2)


def test_ctrl_click_adds_a_cell_and_ctrl_drag_a_range(either: Desk) -> None:
    drag(either, (1, 1), (2, 1))
    click(either, (3, 3), CTRL)
    assert either.grid.areas() == [Area(1, 1, 2, 1), Area(3, 3, 3, 3)]
    drag(either, (1, 3), (2, 4), CTRL)
    assert either.grid.areas() == [Area(1, 1, 2, 1), Area(3, 3, 3, 3), Area(1, 3, 2, 4)]
    assert either.grid.place() == (1, 3)


def test_ctrl_click_on_a_selected_cell_leaves_it_out(either: Desk) -> None:
    drag(either, (1, 1), (3, 1))
    click(either, (2, 1), CTRL)
    assert either.grid.areas() == [Area(1, 1, 1, 1), Area(3, 1, 3, 1)]
    assert either.grid.place() == (1, 1)
    click(either, (1, 1), CTRL)
    assert either.grid.areas() == [Area(3, 1, 3, 1)]
    assert either.grid.place() == (3, 1)


def test_ranges_that_overlap_count_every_cell_once(either: Desk) -> None:
    drag(either, (1, 1), (2, 2))
    drag(either, (3, 1), (2, 2), CTRL)
    cells = [place for area in either.grid.areas() for place in area.places()]
    assert sorted(cells) == [(row, column) for row in (1, 2, 3) for column in (1, 2)]


def test_shift_click_and_shift_arrows_extend_the_last_range(either: Desk) -> None:
    click(either, (1, 1))
    click(either, (1, 3), CTRL)
    click(either, (2, 4), SHIFT)
    assert either.grid.areas() == [Area(1, 1, 1, 1), Area(1, 3, 2, 4)]
    press(either, Key.Key_Left, Key.Key_Down, modifier=SHIFT)
    assert either.grid.areas() == [Area(1, 1, 1, 1), Area(1, 3, 3, 3)]
    press(either, Key.Key_Left, modifier=SHIFT)
    assert either.grid.areas() == [Area(1, 1, 1, 1), Area(1, 2, 3, 3)]
    assert either.grid.place() == (1, 3)


def test_a_range_drawn_back_gives_the_others_their_cells_back(either: Desk) -> None:
    drag(either, (1, 1), (3, 1))
    click(either, (2, 2), CTRL)
    press(either, Key.Key_Left, modifier=SHIFT)
    press(either, Key.Key_Right, modifier=SHIFT)
    assert either.grid.areas() == [Area(1, 1, 3, 1), Area(2, 2, 2, 2)]


def test_enter_and_tab_go_round_all_ranges(either: Desk) -> None:
    drag(either, (1, 1), (2, 1))
    drag(either, (3, 3), (3, 4), CTRL)
    seen = []
    for _ in range(4):
        press(either, Key.Key_Return)
        seen.append(either.grid.place())
    assert seen == [(3, 4), (1, 1), (2, 1), (3, 3)]
    press(either, Key.Key_Tab)
    assert either.grid.place() == (3, 4)
    press(either, Key.Key_Return, modifier=SHIFT)
    press(either, Key.Key_Tab, modifier=SHIFT)
    assert either.grid.place() == (2, 1)
    assert len(either.grid.areas()) == 2


def test_typing_goes_round_the_ranges_too(months: Desk) -> None:
    drag(months, (2, 1), (3, 1))
    click(months, (3, 3), CTRL)
    for text in ("7", "8", "9"):
        write(months, text)
        press(months, Key.Key_Return)
    lines = (("mail", "2027-03"), ("fair", "2027-01"), ("mail", "2027-01"))
    assert [months.book.figures[at] for at in lines] == [7, 8, 9]
    assert months.grid.place() == (3, 3)


def test_a_run_of_tabs_ends_in_the_first_column_of_the_next_row(months: Desk) -> None:
    click(months, (2, 3))
    for text in ("7", "8"):
        write(months, text)
        press(months, Key.Key_Tab)
    write(months, "9")
    press(months, Key.Key_Return)
    assert months.grid.place() == (3, 3)
    assert [months.text("fair", f"2027-0{m}") for m in (3, 4, 5)] == ["7", "8", "9"]


def test_clear_takes_all_ranges_as_one_step(months: Desk) -> None:
    click(months, (1, 1))
    click(months, (2, 2), CTRL)
    press(months, Key.Key_Delete)
    assert months.labels == ["clear 2 cells in Plan"]
    assert ("ads", "2027-01") not in months.book.figures
    assert ("fair", "2027-02") not in months.book.figures


def test_ctrl_arrows_stop_at_the_edges_of_blocks(months: Desk) -> None:
    months.go("fair", "2027-01")
    stops = []
    for _ in range(3):
        press(months, Key.Key_Right, modifier=CTRL)
        stops.append(months.grid.place())
    assert stops == [(2, 2), (2, 24), (2, 24)]
    months.go("ads", "2027-03")
    press(months, Key.Key_Right, modifier=CTRL | SHIFT)
    assert months.grid.areas() == [Area(1, 3, 1, 12)]
    press(months, Key.Key_Right, modifier=CTRL | SHIFT)
    press(months, Key.Key_Down, modifier=SHIFT)
    assert months.grid.areas() == [Area(1, 3, 2, 24)]
    assert months.grid.place() == (1, 3)


def test_space_selects_the_columns_and_rows_of_every_range(either: Desk) -> None:
    last = either.grid.grid_model().columnCount() - 1
    click(either, (1, 1))
    click(either, (2, 3), CTRL)
    press(either, Key.Key_Space, modifier=SHIFT)
    assert either.grid.areas() == [Area(1, 0, 1, last), Area(2, 0, 2, last)]
    click(either, (1, 1))
    click(either, (2, 3), CTRL)
    press(either, Key.Key_Space, modifier=CTRL)
    bottom = either.grid.grid_model().rowCount() - 1
    assert either.grid.areas() == [Area(0, 1, bottom, 1), Area(0, 3, bottom, 3)]


def test_shift_with_page_home_and_end_extends(either: Desk) -> None:
    last = either.grid.grid_model().columnCount() - 1
    click(either, (1, 2))
    press(either, Key.Key_End, modifier=SHIFT)
    assert either.grid.areas() == [Area(1, 2, 1, last)]
    press(either, Key.Key_Home, modifier=SHIFT)
    press(either, Key.Key_PageDown, modifier=SHIFT)
    bottom = either.grid.grid_model().rowCount() - 1
    assert either.grid.areas() == [Area(1, 0, bottom, 2)]


def test_dragging_out_of_view_scrolls_on(months: Desk, qtbot: QtBot) -> None:
    view = months.grid.viewport()
    QTest.mousePress(view, LEFT, NONE, centre(months, (1, 2)))
    outside = QPoint(view.width() + 20, centre(months, (1, 2)).y())
    for _ in range(2):
        move(view, outside)
    qtbot.waitUntil(lambda: months.grid.ranges.head() == (1, 24), timeout=8000)
    QTest.mouseRelease(view, LEFT, NONE, outside)
    assert months.grid.areas() == [Area(1, 2, 1, 24)]
    assert months.grid.horizontalScrollBar().value() > 0


def test_whole_columns_and_rows_stay_whole_when_they_reach_further(either: Desk) -> None:
    last_row = either.grid.grid_model().rowCount() - 1
    last_column = either.grid.grid_model().columnCount() - 1
    click(either, (2, 2))
    press(either, Key.Key_Space, modifier=CTRL)
    press(either, Key.Key_Right, Key.Key_Right, modifier=SHIFT)
    assert either.grid.areas() == [Area(0, 2, last_row, 4)]
    press(either, Key.Key_Left, modifier=SHIFT)
    assert either.grid.areas() == [Area(0, 2, last_row, 3)]
    click(either, (2, 2))
    press(either, Key.Key_Space, modifier=SHIFT)
    press(either, Key.Key_Up, modifier=SHIFT)
    assert either.grid.areas() == [Area(1, 0, 2, last_column)]


@pytest.mark.parametrize(("key", "held"), [
    (Key.Key_Delete, NONE), (Key.Key_D, CTRL), (Key.Key_R, CTRL), (Key.Key_V, CTRL),
])  # fmt: skip
def test_a_gesture_on_too_many_cells_is_answered_at_once(
    desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.grid.transfer.MOST_CHANGED", 24)
    QGuiApplication.clipboard().setText("61%")
    before = dict(desk.book.figures)
    press(desk, Key.Key_A, Key.Key_A, modifier=CTRL)
    press(desk, key, modifier=held)
    assert desk.grid.editing.bubble.text == "More than 24 cells are selected. Change them in parts."
    assert desk.book.figures == before
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=SHIFT)
    press(desk, key, modifier=held)
    assert "selected" not in desk.grid.editing.bubble.text


def test_the_keys_of_every_table_do_what_the_shortcut_sheet_says(either: Desk) -> None:
    last = (either.grid.grid_model().rowCount() - 1, either.grid.grid_model().columnCount() - 1)
    either.grid.go(1, 2)
    for keys, place in (
        ((Key.Key_Right, Key.Key_Down), (2, 3)),
        ((Key.Key_Left, Key.Key_Up), (1, 2)),
        ((Key.Key_End,), (1, last[1])),
        ((Key.Key_PageDown,), last),
        ((Key.Key_PageUp,), (0, last[1])),
    ):
        press(either, *keys)
        assert either.grid.place() == place
    told = [keys for words, keys in grid_lines()["Move in the grid"]]
    assert {"Left, Right, Up, Down", "PgUp, PgDown", "End"} <= set(told)


def test_alt_return_leads_behind_a_number_or_says_where_that_is_told(either: Desk) -> None:
    told: list[str] = []
    asked: list[Place] = []
    either.grid.remark.connect(told.append)
    either.grid.go(1, 2)
    press(either, Key.Key_Return, modifier=ALT)
    assert told == [NOTHING_BEHIND]
    either.grid.place_requested.connect(asked.append)
    press(either, Key.Key_Return, modifier=ALT)
    assert asked == [either.grid.place_at(1, 2)]
    assert either.grid.place() == (1, 2)
    assert told == [NOTHING_BEHIND]
