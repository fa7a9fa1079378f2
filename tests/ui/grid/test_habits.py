"""The grid keeps Excel's habits: real key and mouse events on a real grid."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from planner.sheets.cells import Place
from tests.ui.sheets import Desk
from ui.grid.blocks import Area
from ui.grid.editor import CellEditor

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def editor_of(desk: Desk) -> CellEditor | None:
    found = [e for e in desk.grid.findChildren(CellEditor) if e.isVisible()]
    return found[0] if found else None


def press(desk: Desk, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        target: QWidget = editor_of(desk) or desk.grid
        QTest.keyClick(target, key, modifier)


def write(desk: Desk, text: str) -> None:
    for letter in text:
        QTest.keyClicks(editor_of(desk) or desk.grid, letter)


def click(desk: Desk, row: int, column: int) -> None:
    grid = desk.grid
    centre = grid.visualRect(grid.grid_model().index(row, column)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, centre)


def test_typing_a_rate_and_enter_goes_down(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "65")
    press(desk, Key.Key_Return)
    assert desk.text("mql", "marketing") == "65.0%"
    assert desk.labels == ["type 65 in Marketing"]
    assert desk.grid.place() == (2, 2)
    assert editor_of(desk) is None
    assert desk.grid.hasFocus()


def test_shift_enter_goes_up(desk: Desk) -> None:
    desk.go("sal", "marketing")
    write(desk, "65")
    press(desk, Key.Key_Return, modifier=SHIFT)
    assert desk.grid.place() == (1, 2)


def test_tab_commits_and_goes_right_with_the_editor_closed(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "65")
    press(desk, Key.Key_Tab)
    assert desk.text("mql", "marketing") == "65.0%"
    assert desk.grid.place() == (1, 3)
    assert editor_of(desk) is None


def test_enter_after_tabs_returns_to_the_runs_first_column(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    assert desk.grid.place() == (2, 2)


def test_an_arrow_ends_the_run_of_tabs(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Tab, Key.Key_Left, Key.Key_Right, Key.Key_Return)
    assert desk.grid.place() == (2, 3)


def test_enter_cycles_inside_a_selection(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=SHIFT)
    desk.grid.selectionModel().setCurrentIndex(
        desk.grid.grid_model().index(1, 2), desk.grid.selectionModel().SelectionFlag.NoUpdate
    )
    press(desk, Key.Key_Return)
    assert desk.grid.place() == (2, 2)
    press(desk, Key.Key_Return)
    assert desk.grid.place() == (1, 2)
    assert desk.grid.areas() == [Area(1, 2, 2, 2)]


def test_typing_enters_and_an_arrow_commits_and_moves(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "65")
    press(desk, Key.Key_Right)
    assert desk.text("mql", "marketing") == "65.0%"
    assert desk.grid.place() == (1, 3)


def test_f2_edits_in_place_and_arrows_move_the_caret(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_F2)
    editor = editor_of(desk)
    assert editor is not None
    assert not editor.entering
    editor.setText("65")
    press(desk, Key.Key_Left)
    assert editor_of(desk) is editor
    assert editor.cursorPosition() == 1
    press(desk, Key.Key_Return)
    assert desk.text("sal", "marketing") == "65.0%"


def test_escape_gives_the_typing_up(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "65")
    press(desk, Key.Key_Escape)
    assert desk.labels == []
    assert editor_of(desk) is None
    assert desk.grid.place() == (1, 2)


def test_opening_and_leaving_a_cell_unchanged_edits_nothing(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_F2, Key.Key_Return)
    assert desk.labels == []


def test_delete_withdraws_and_is_one_step(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=SHIFT)
    press(desk, Key.Key_Delete)
    assert desk.text("mql", "marketing") == desk.text("sal", "marketing") == ""
    assert desk.labels == ["clear 2 cells in Marketing"]


def test_backspace_clears_and_edits(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_Backspace)
    editor = editor_of(desk)
    assert editor is not None
    assert editor.text() == ""
    write(desk, "7%")
    press(desk, Key.Key_Return)
    assert desk.text("sal", "marketing") == "7.0%"


def test_an_unreadable_entry_says_why_and_keeps_text_and_value(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "12x")
    press(desk, Key.Key_Return)
    editor = editor_of(desk)
    assert editor is not None
    assert editor.text() == "12x"
    assert "12x" in desk.grid.editing.bubble.text
    assert desk.labels == []
    assert desk.text("mql", "marketing") == "58.1%"
    press(desk, Key.Key_Backspace, Key.Key_Return)
    assert desk.text("mql", "marketing") == "12.0%"
    assert desk.grid.editing.bubble.text == ""


def test_an_unreadable_entry_left_by_mouse_waits_for_correction(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "12x")
    click(desk, 3, 2)
    assert desk.labels == []
    desk.go("mql", "marketing")
    press(desk, Key.Key_F2)
    editor = editor_of(desk)
    assert editor is not None
    assert editor.text() == "12x"


def test_typing_into_a_locked_cell_says_why(desk: Desk) -> None:
    desk.go("mql", "evidence")
    write(desk, "5")
    assert editor_of(desk) is None
    assert "result, not an input" in desk.grid.editing.bubble.text


def test_what_is_said_at_a_cell_goes_with_the_next_key(desk: Desk) -> None:
    desk.go("sal", "evidence")
    write(desk, "6")
    press(desk, Key.Key_Shift)
    assert desk.grid.editing.bubble.text
    press(desk, Key.Key_Down)
    assert not desk.grid.editing.bubble.text


def test_the_place_survives_a_sheet_with_other_rows(desk: Desk) -> None:
    desk.go("opp", "marketing")
    desk.book.lines = ("new", "other", *desk.book.lines)
    desk.grid.set_sheet(desk.book.sheet())
    assert desk.grid.place() == (5, 2)
    assert desk.grid.areas() == [Area(5, 2, 5, 2)]


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_R, Key.Key_Space, Key.Key_E])
def test_keys_of_the_grid_do_nothing_under_an_open_cell(desk: Desk, key: Qt.Key) -> None:
    desk.go("sal", "marketing")
    write(desk, "62")
    press(desk, key, modifier=CTRL)
    assert desk.gestures == []
    editor = editor_of(desk)
    assert editor is not None
    assert editor.text() == "62"


def test_ctrl_shift_v_pastes_into_an_open_cell(desk: Desk) -> None:
    desk.go("sal", "marketing")
    QGuiApplication.clipboard().setText("5%")
    write(desk, "1")
    press(desk, Key.Key_V, modifier=CTRL | SHIFT)
    press(desk, Key.Key_Return)
    assert desk.text("sal", "marketing") == "15.0%"
    assert desk.labels == ["type 15% in Marketing"]


def test_going_elsewhere_takes_what_is_being_typed(desk: Desk) -> None:
    desk.go("sal", "marketing")
    write(desk, "62")
    assert desk.grid.go_to(Place("Assumptions", "won", "marketing"))
    assert desk.text("sal", "marketing") == "62.0%"
    assert (desk.grid.place(), editor_of(desk)) == ((4, 2), None)


def test_a_page_turned_takes_what_is_being_typed(desk: Desk) -> None:
    desk.go("sal", "marketing")
    write(desk, "62")
    press(desk, Key.Key_PageDown)
    assert desk.text("sal", "marketing") == "62.0%"
    assert (desk.grid.place(), editor_of(desk)) == ((4, 2), None)


def test_escape_puts_away_what_is_said_and_then_belongs_to_the_dialog_around(desk: Desk) -> None:
    dialog = QDialog()
    box = QVBoxLayout(dialog)
    box.addWidget(desk.grid)
    dialog.show()
    desk.go("sal", "evidence")
    write(desk, "6")
    assert desk.grid.editing.bubble.text
    press(desk, Key.Key_Escape)
    assert not desk.grid.editing.bubble.text
    assert dialog.isVisible()
    press(desk, Key.Key_Escape)
    assert not dialog.isVisible()
    desk.grid.setParent(None)


def test_a_click_on_the_triangle_folds(desk: Desk) -> None:
    folded: list[str] = []
    desk.grid.fold_toggled.connect(folded.append)
    QTest.mouseClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(9, 12))
    assert folded == ["group"]
    desk.grid.go(0, 0)
    press(desk, Key.Key_Space)
    assert folded == ["group", "group"]


def test_a_double_click_on_a_result_asks_for_what_is_behind_it(desk: Desk) -> None:
    asked: list[object] = []
    desk.grid.place_requested.connect(asked.append)
    desk.grid.go(1, 1)
    centre = desk.grid.visualRect(desk.grid.currentIndex()).center()
    QTest.mouseDClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, NONE, centre)
    assert asked == [desk.grid.place_at(1, 1)]


def test_the_selections_figures_are_told(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=SHIFT)
    assert desk.grid.summary() == "Average 49.1% · Count 2"


def test_frozen_columns_stay_and_take_the_mouse(desk: Desk) -> None:
    grid = desk.grid
    grid.resize(300, 300)
    QApplication.processEvents()
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert grid.horizontalScrollBar().value() > 0
    click(desk, 2, 0)
    assert grid.place() == (2, 0)
    assert grid.indexAt(QPoint(10, 60)).column() == 0
    desk.go("mql", "evidence")
    left = grid.visualRect(grid.currentIndex()).left()
    assert left >= grid.columnWidth(0)
