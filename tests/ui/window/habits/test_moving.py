"""Going, selecting and typing: the first rows of the design's table of Excel's habits.

Written to: `Assumptions` (rates, one column of the seat) and `Set aside` (texts, a block of columns
of the Data sheet). Read only: `Plan`, `Funnel` and `Journeys`, which answer instead of changing.
"""

import pytest
from PySide6.QtCore import Qt

from planner.sheets.cells import Tone
from tests.ui.window.driver import CTRL, SHIFT, Key
from tests.ui.window.habits.sheet import SHOWN, TYPED, Sheet


def test_enter_commits_and_goes_down_shift_enter_up(sheet: Sheet) -> None:
    typed, shown = TYPED[sheet.name], SHOWN[sheet.name]
    for text in typed[:2]:
        sheet.write(text)
        sheet.press(Key.Key_Return)
    assert sheet.place == (2, 0)
    sheet.write(typed[2])
    sheet.press(Key.Key_Return, held=SHIFT)
    assert sheet.place == (1, 0)
    assert tuple(sheet.texts(3)) == shown
    assert sheet.grid.hasFocus()


def test_enter_goes_up_and_down_where_nothing_is_typed(every: Sheet) -> None:
    every.press(Key.Key_Return, Key.Key_Enter)
    assert every.place == (2, 0)
    every.press(Key.Key_Return, held=SHIFT)
    assert every.place == (1, 0)


def test_enter_goes_round_a_selection(every: Sheet) -> None:
    every.select(1, 1)
    seen = []
    for _ in range(5):
        every.press(Key.Key_Return)
        seen.append(every.place)
    assert seen == [(1, 0), (0, 1), (1, 1), (0, 0), (1, 0)]
    every.press(Key.Key_Return, held=SHIFT)
    assert every.place == (0, 0)
    assert every.areas == [(0, 0, 1, 1)]


def test_typing_in_a_selection_goes_round_it(sheet: Sheet) -> None:
    sheet.select(2)
    for text in TYPED[sheet.name]:
        sheet.write(text)
        sheet.press(Key.Key_Return)
    assert tuple(sheet.texts(3)) == SHOWN[sheet.name]
    assert sheet.place == (0, 0)


def test_enter_after_tabs_goes_to_the_runs_first_column(every: Sheet) -> None:
    every.press(Key.Key_Tab, Key.Key_Tab)
    assert every.place == (0, 2)
    every.press(Key.Key_Return)
    assert every.place == (1, 0)
    every.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Left, Key.Key_Return)
    assert every.place == (2, 1)


def test_tab_in_an_editor_commits_goes_right_and_closes_it(sheet: Sheet) -> None:
    sheet.write(TYPED[sheet.name][0])
    sheet.press(Key.Key_Tab)
    assert sheet.place == (0, 1)
    assert sheet.editor is None
    assert sheet.text() == SHOWN[sheet.name][0]
    sheet.go()
    sheet.write(TYPED[sheet.name][1])
    sheet.press(Key.Key_Tab, held=SHIFT)
    assert sheet.place == (0, -1)
    assert sheet.text() == SHOWN[sheet.name][1]


def test_f2_edits_in_place_where_arrows_move_the_caret(sheet: Sheet) -> None:
    sheet.press(Key.Key_F2)
    editor = sheet.editor
    assert editor is not None
    sheet.press(Key.Key_Home, Key.Key_Right)
    assert sheet.editor is editor
    assert editor.cursorPosition() == 1
    sheet.press(Key.Key_Escape)
    assert sheet.place == (0, 0)
    assert sheet.editor is None


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Key.Key_Down, (2, 0)), (Key.Key_Up, (0, 0)),
        (Key.Key_Left, (1, -1)), (Key.Key_Right, (1, 1)),
    ],
)  # fmt: skip
def test_typing_enters_and_an_arrow_commits_and_moves(
    sheet: Sheet, key: Qt.Key, place: tuple[int, int]
) -> None:
    sheet.go(1)
    sheet.write(TYPED[sheet.name][1])
    sheet.press(key)
    assert sheet.editor is None
    assert sheet.place == place
    assert sheet.text(1) == SHOWN[sheet.name][1]


def test_f2_turns_entering_into_editing_and_back(sheet: Sheet) -> None:
    sheet.write("61")
    sheet.press(Key.Key_F2, Key.Key_Left)
    assert sheet.editor is not None
    assert sheet.editor.cursorPosition() == 1
    sheet.press(Key.Key_F2, Key.Key_Down)
    assert sheet.editor is None
    assert sheet.place == (1, 0)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("key", [Key.Key_5, Key.Key_F2, Key.Key_Delete, Key.Key_Backspace])
def test_a_result_that_is_typed_at_says_why_it_stays(read: Sheet, key: Qt.Key) -> None:
    read.press(key)
    assert read.editor is None
    assert read.bubble.endswith(".")
    assert len(read.bubble) > 20


def test_ctrl_arrows_lead_to_the_edges_of_the_block(every: Sheet) -> None:
    model, grid = every.grid.grid_model(), every.grid
    row, column = grid.place()

    def filled(at: int) -> bool:
        cell = model.cell(at, column)
        return bool(cell.text) and cell.tone != Tone.GHOST

    every.press(Key.Key_Down, held=CTRL)
    end = grid.place()[0]
    assert end > row
    assert all(filled(at) == filled(end) for at in range(row + 1, end + 1)) or not filled(row + 1)
    assert end == model.rowCount() - 1 or not filled(end + 1) or not filled(end - 1)
    every.go()
    every.press(Key.Key_Down, held=CTRL | SHIFT)
    assert every.areas == [(0, 0, end - row, 0)]
    every.go()
    every.press(Key.Key_Left, held=CTRL)
    assert grid.place()[1] < column


def test_ctrl_home_and_end_go_to_the_corners(every: Sheet) -> None:
    model, grid = every.grid.grid_model(), every.grid
    last = (model.rowCount() - 1, model.columnCount() - 1)
    every.press(Key.Key_End, held=CTRL)
    assert grid.place() == last
    every.press(Key.Key_Home, held=CTRL)
    assert grid.place() == (0, grid.frozen_count())
    every.press(Key.Key_End, held=CTRL | SHIFT)
    (area,) = grid.areas()
    assert (area.top, area.left, area.bottom, area.right) == (0, grid.frozen_count(), *last)


def test_home_goes_beside_the_frozen_columns_then_to_the_first(every: Sheet) -> None:
    first = every.grid.frozen_count()
    every.press(Key.Key_Home)
    assert every.grid.place() == (every.top, first)
    every.press(Key.Key_Home)
    assert every.grid.place() == (every.top, 0)
    every.press(Key.Key_Home)
    assert every.grid.place() == (every.top, first)


def test_space_and_ctrl_a_select_column_row_and_block(every: Sheet) -> None:
    model, grid = every.grid.grid_model(), every.grid
    height, width = model.rowCount(), model.columnCount()
    every.press(Key.Key_Space, held=CTRL)
    (area,) = grid.areas()
    assert (area.height, area.width, area.left) == (height, 1, every.left)
    every.go()
    every.press(Key.Key_Space, held=SHIFT)
    (area,) = grid.areas()
    assert (area.height, area.width, area.top) == (1, width, every.top)
    every.go()
    every.press(Key.Key_A, held=CTRL)
    (area,) = grid.areas()
    assert area.holds(every.top, every.left)
    assert area.width == width
    every.press(Key.Key_A, held=CTRL)
    (area,) = grid.areas()
    assert (area.height, area.width) == (height, width)
    assert every.place == (0, 0)


def test_an_arrow_out_of_the_sheet_leaves_the_current_cell_alone_selected(every: Sheet) -> None:
    grid = every.grid
    grid.go(0, every.left)
    every.press(Key.Key_Down, held=SHIFT)
    every.press(Key.Key_Up)
    (area,) = grid.areas()
    assert (area.top, area.height, area.width) == (0, 1, 1)
    grid.go(0, grid.grid_model().columnCount() - 1)
    every.press(Key.Key_Left, held=SHIFT)
    every.press(Key.Key_Right)
    (area,) = grid.areas()
    assert area.width == 1
    assert grid.place() == (0, grid.grid_model().columnCount() - 1)
