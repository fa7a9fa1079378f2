"""Blocks of cells keep Excel's habits: selecting, copying, pasting, filling."""

from PySide6.QtGui import QGuiApplication

from tests.ui.grid.test_habits import CTRL, SHIFT, Key, press, write
from tests.ui.sheets import Desk
from ui.grid.blocks import Area


def test_ctrl_arrow_and_ctrl_shift_arrow_use_the_data_block(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=CTRL)
    assert desk.grid.place() == (2, 2)
    press(desk, Key.Key_Up, modifier=CTRL | SHIFT)
    assert desk.grid.areas() == [Area(1, 2, 2, 2)]
    press(desk, Key.Key_End, modifier=CTRL)
    assert desk.grid.place() == (4, 4)
    press(desk, Key.Key_Home, modifier=CTRL)
    assert desk.grid.place() == (0, 1)


def test_ctrl_a_selects_the_data_block_then_all(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_A, modifier=CTRL)
    assert desk.grid.areas() == [Area(1, 0, 4, 4)]
    press(desk, Key.Key_A, modifier=CTRL)
    assert desk.grid.areas() == [Area(0, 0, 4, 4)]


def test_space_selects_column_and_row(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_Space, modifier=CTRL)
    assert desk.grid.areas() == [Area(0, 2, 4, 2)]
    desk.go("sal", "marketing")
    press(desk, Key.Key_Space, modifier=SHIFT)
    assert desk.grid.areas() == [Area(2, 0, 2, 4)]


def test_copy_and_paste_keep_full_precision(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_C, modifier=CTRL)
    assert QGuiApplication.clipboard().text() == "58.1%\n"
    desk.go("won", "marketing")
    press(desk, Key.Key_V, modifier=CTRL)
    assert desk.book.figures["won", "marketing"] == 0.58123456789
    assert desk.labels == ["paste 1 cell in Marketing"]


def test_one_copied_cell_fills_the_selection(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("30%")
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(desk, Key.Key_V, modifier=CTRL)
    assert [desk.text(r, "marketing") for r in ("mql", "sal", "opp")] == ["30.0%"] * 3
    assert desk.labels == ["paste 3 cells in Marketing"]


def test_a_paste_that_meets_locked_cells_writes_nothing_and_offers_the_rest(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("30%\t31%\n32%\tabc\n")
    refused: list[object] = []
    desk.grid.paste_refused.connect(refused.append)
    desk.go("mql", "marketing")
    press(desk, Key.Key_V, modifier=CTRL)
    assert desk.labels == []
    (gesture,) = refused
    assert gesture.fitting == 2  # type: ignore[attr-defined]
    assert len(gesture.refused) == 2  # type: ignore[attr-defined]
    desk.grid.submit_fitting(gesture)  # type: ignore[arg-type]
    assert desk.text("sal", "marketing") == "32.0%"
    assert desk.labels == ["paste 2 cells in Marketing"]


def test_the_shape_of_a_paste_is_remarked(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("30%\n31%\n")
    remarks: list[str] = []
    desk.grid.remark.connect(remarks.append)
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(desk, Key.Key_V, modifier=CTRL)
    assert remarks == ["Pasted from the top left: 2 × 1 does not fit 3 × 1"]


def test_cut_copies_and_withdraws(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_X, modifier=CTRL)
    assert desk.text("sal", "marketing") == ""
    assert QGuiApplication.clipboard().text() == "40.0%\n"


def test_ctrl_d_fills_down(desk: Desk) -> None:
    desk.go("sal", "marketing")
    press(desk, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(desk, Key.Key_D, modifier=CTRL)
    assert desk.text("won", "marketing") == "40.0%"
    assert desk.labels == ["fill 2 cells in Marketing"]


def test_ctrl_enter_fills_the_selection(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=SHIFT)
    write(desk, "33")
    press(desk, Key.Key_Return, modifier=CTRL)
    assert desk.text("mql", "marketing") == desk.text("sal", "marketing") == "33.0%"
    assert len(desk.gestures) == 1


def test_a_relative_entry_changes_each_selected_cell(desk: Desk) -> None:
    desk.go("mql", "marketing")
    press(desk, Key.Key_Down, modifier=SHIFT)
    write(desk, "+2pt")
    press(desk, Key.Key_Return)
    assert desk.text("mql", "marketing") == "60.1%"
    assert desk.text("sal", "marketing") == "42.0%"
    assert len(desk.gestures) == 1


def test_ctrl_arrow_while_typing_commits_and_goes_to_the_edge_of_the_data(desk: Desk) -> None:
    desk.go("mql", "marketing")
    write(desk, "65")
    press(desk, Key.Key_Left, modifier=CTRL)
    assert desk.text("mql", "marketing") == "65.0%"
    assert desk.grid.place() == (1, 0)
    desk.go("mql", "marketing")
    press(desk, Key.Key_F2)
    press(desk, Key.Key_Left, modifier=CTRL)
    assert desk.grid.editing.typing
