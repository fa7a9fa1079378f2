"""Clearing, copying, pasting, filling and undoing: the table's middle rows.

Written to: `Assumptions` (rates, one column of the seat) and `Set aside` (texts, a block of columns
of the Data sheet). Read only: `Plan`, `Funnel` and `Journeys`, which answer instead of changing.
"""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.sheets.cells import Tone
from tests.ui.grid.hands import drag_points
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.habits.sheet import SHOWN, STARTS, TYPED, WRITTEN, Sheet, copied
from ui.grid.clipboard import OWN_FORMAT
from ui.grid.refused import RefusedDialog


def test_delete_falls_back_and_backspace_opens_the_cell_empty(sheet: Sheet) -> None:
    before = sheet.texts(2)
    sheet.write(TYPED[sheet.name][2])
    sheet.press(Key.Key_Return)
    sheet.select(1)
    sheet.press(Key.Key_Delete)
    cleared = before if sheet.name == "Assumptions" else ["", ""]
    assert sheet.texts(2) == cleared
    assert "0.0%" not in sheet.texts(2)
    sheet.go()
    sheet.press(Key.Key_Backspace)
    assert sheet.editor is not None
    assert sheet.editor.text() == ""
    sheet.write(TYPED[sheet.name][1])
    sheet.press(Key.Key_Return)
    assert sheet.text() == SHOWN[sheet.name][1]


def test_a_position_deleted_shows_the_evidence_in_grey(at: Driver) -> None:
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", STARTS["Assumptions"][0], "sales", "40%")
    at.go("Assumptions", STARTS["Assumptions"][0], "sales")
    at.press(Key.Key_Delete)
    cell = at.grid.grid_model().cell(*at.grid.place())
    evidence = at.text("Assumptions", STARTS["Assumptions"][0], "evidence")
    assert (cell.text, cell.tone, cell.value) == (evidence, Tone.GHOST, None)


def test_copy_takes_the_selection_along_in_all_forms(every: Sheet) -> None:
    every.select(1, 1)
    every.press(Key.Key_C, held=CTRL)
    data = QGuiApplication.clipboard().mimeData()
    shown = [[every.text(r, c).replace("\u2212", "-") for c in (0, 1)] for r in (0, 1)]
    assert data.text() == "".join("\t".join(row) + "\n" for row in shown)
    assert data.html().count("<tr") == 2
    assert data.hasFormat(OWN_FORMAT)


def test_cut_and_paste_move_a_cell_exactly(sheet: Sheet) -> None:
    if sheet.name == "Assumptions":
        sheet.write("=(40+2.123456789)%")
        sheet.press(Key.Key_Return)
        sheet.go()
    text = sheet.text()
    sheet.press(Key.Key_X, held=CTRL)
    assert sheet.undo == f"Undo cut 1 cell in {sheet.title}"
    sheet.go(2)
    sheet.press(Key.Key_V, held=CTRL)
    assert sheet.text(2) == text
    if sheet.name == "Assumptions":
        assert sheet.grid.grid_model().cell(sheet.top + 2, sheet.left).value == 0.42123456789


@pytest.mark.usefixtures("unchanged")
def test_cutting_results_copies_them_and_says_that_they_stay(read: Sheet) -> None:
    text = read.text()
    read.press(Key.Key_X, held=CTRL)
    assert QGuiApplication.clipboard().text().strip() == text
    assert read.text() == text
    assert read.bubble.endswith(".")


def test_one_cell_fills_the_selection_and_a_block_spills(sheet: Sheet) -> None:
    typed, shown = TYPED[sheet.name], SHOWN[sheet.name]
    copied(typed[0])
    sheet.select(2)
    sheet.press(Key.Key_V, held=CTRL)
    assert sheet.texts(3) == [shown[0]] * 3
    assert sheet.undo == f"Undo paste 3 cells in {sheet.title}"
    copied("\n".join(typed))
    sheet.go()
    sheet.press(Key.Key_V, held=CTRL)
    assert tuple(sheet.texts(3)) == shown
    assert sheet.areas == [(0, 0, 2, 0)]


def test_a_multiple_tiles_and_another_shape_is_said(sheet: Sheet) -> None:
    typed, shown = TYPED[sheet.name], SHOWN[sheet.name]
    copied("\n".join(typed[:2]))
    sheet.select(3)
    sheet.press(Key.Key_V, held=CTRL)
    assert sheet.texts(4) == [*shown[:2], *shown[:2]]
    sheet.press(Key.Key_Z, held=CTRL)
    before = sheet.text(2)
    sheet.select(2)
    sheet.press(Key.Key_V, held=CTRL)
    assert sheet.texts(3) == [*shown[:2], before]
    sheet.at.until(lambda: "does not fit 3 × 1" in sheet.at.window.shown.status.text)


@pytest.mark.parametrize(
    ("cell", "block", "shown"),
    [
        (("Assumptions", *STARTS["Assumptions"]), "61%\t5", "61.0%"),
        (("Assumptions", *STARTS["Assumptions"]), "61%\nmany", "61.0%"),
        (("Plan", "goal", "FY2027"), "2.5m\n1", "2.50"),
    ],
)
def test_a_locked_or_unreadable_cell_stops_a_paste_and_the_rest_is_offered(
    at: Driver, cell: tuple[str, str, str], block: str, shown: str
) -> None:
    at.go(*cell)
    plan = at.window.shown.desk.session.plan
    copied(block)
    at.press(Key.Key_V, CTRL)
    (dialog,) = at.window.shown.page.findChildren(RefusedDialog)
    assert at.window.shown.desk.session.plan == plan
    assert dialog.failures.count() == 1
    assert dialog.fitting.text() == "Paste the one that fits"
    at.click(dialog.fitting)
    QApplication.processEvents()
    assert at.text(*cell) == shown
    assert at.window.deeds["undo"].text().startswith("Undo paste 1 cell in ")
    assert at.window.focusWidget() is at.grid


def called(sheet: Sheet, right: int) -> str:
    """What a person calls the cells that were pasted on."""
    return sheet.grid.grid_model().name(sheet.top, sheet.left + right) + ": "


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", ["Plan", "Funnel"])
def test_a_paste_on_results_lists_why_and_writes_nothing(at: Driver, name: str) -> None:
    sheet = Sheet(at, name)
    copied("1\t2")
    sheet.press(Key.Key_V, held=CTRL)
    (dialog,) = at.window.shown.page.findChildren(RefusedDialog)
    assert dialog.failures.count() == 2
    for i in range(2):
        assert dialog.failures.item(i).text().startswith(called(sheet, i))
    assert not dialog.fitting.isVisible()
    QTest.keyClick(dialog, Key.Key_Escape)
    QApplication.processEvents()
    assert at.window.focusWidget() is sheet.grid


@pytest.mark.usefixtures("unchanged")
def test_a_paste_where_a_row_set_aside_is_locked_says_why_and_imports_nothing(at: Driver) -> None:
    sheet = Sheet(at, "Set aside")
    sheet.go(0, -sheet.left)
    copied("Lead ID\tCreated\n1\t2026-01-05\n")
    sheet.press(Key.Key_V, held=CTRL)
    at.rest()
    (dialog,) = at.window.shown.page.findChildren(RefusedDialog)
    assert "only says where the row stood" in dialog.failures.item(0).text()
    assert at.window.load().importing.dialog is None
    QTest.keyClick(dialog, Key.Key_Escape)


def test_ctrl_d_and_ctrl_enter_fill(sheet: Sheet) -> None:
    typed, shown = TYPED[sheet.name], SHOWN[sheet.name]
    sheet.write(typed[0])
    sheet.press(Key.Key_Return)
    sheet.select(3)
    sheet.press(Key.Key_D, held=CTRL)
    assert sheet.texts(4) == [shown[0]] * 4
    assert sheet.undo.startswith("Undo fill ")
    sheet.select(2)
    sheet.write(typed[1])
    sheet.press(Key.Key_Return, held=CTRL)
    assert sheet.texts(4) == [shown[1]] * 3 + [shown[0]]
    assert sheet.undo == f"Undo fill 3 cells in {sheet.title}"
    assert sheet.place == (0, 0)


@pytest.mark.parametrize("name", WRITTEN)
def test_ctrl_r_fills_right_or_says_what_is_locked(at: Driver, name: str) -> None:
    sheet = Sheet(at, name)
    before = sheet.text(0, 1)
    sheet.select(0, 1)
    sheet.press(Key.Key_R, held=CTRL)
    asked = at.window.shown.page.findChildren(RefusedDialog)
    if name == "Set aside":
        assert sheet.text(0, 1) == sheet.text()
        assert sheet.undo.startswith("Undo fill 1 cell")
    else:
        assert asked[0].failures.count() == 1
        assert sheet.text(0, 1) == before


def test_the_fill_handle_repeats_the_cell(sheet: Sheet) -> None:
    sheet.write(TYPED[sheet.name][0])
    sheet.press(Key.Key_Return)
    sheet.go()
    target = sheet.middle(2)
    start = sheet.grid.filling.handle().center()
    drag_points(sheet.grid.viewport(), start, target)
    assert sheet.texts(3) == [SHOWN[sheet.name][0]] * 3
    assert sheet.undo.startswith("Undo fill 2 cells")
    assert sheet.areas == [(0, 0, 2, 0)]


def test_results_have_no_fill_handle(read: Sheet) -> None:
    assert read.grid.filling.handle().isEmpty()


def test_one_gesture_is_one_named_step(sheet: Sheet) -> None:
    before = sheet.texts(4)
    sheet.write(TYPED[sheet.name][0])
    sheet.press(Key.Key_Return)
    assert sheet.undo == f"Undo type {TYPED[sheet.name][0]} in {sheet.title}"
    copied("\n".join(TYPED[sheet.name]))
    sheet.go(1)
    sheet.press(Key.Key_V, held=CTRL)
    assert sheet.undo == f"Undo paste 3 cells in {sheet.title}"
    after = sheet.texts(4)
    sheet.press(Key.Key_Z, Key.Key_Z, held=CTRL)
    assert sheet.texts(4) == before
    assert (
        sheet.at.window.deeds["redo"].text() == f"Redo type {TYPED[sheet.name][0]} in {sheet.title}"
    )
    sheet.press(Key.Key_Y, Key.Key_Y, held=CTRL)
    assert sheet.texts(4) == after
    assert sheet.grid.hasFocus()


def test_undo_and_redo_lead_to_the_cells_they_changed(sheet: Sheet) -> None:
    sheet.go(1)
    copied("\n".join(TYPED[sheet.name][:2]))
    sheet.press(Key.Key_V, held=CTRL)
    sheet.press(Key.Key_Home, held=CTRL)
    sheet.press(Key.Key_Z, held=CTRL)
    assert (sheet.place, sheet.areas) == ((1, 0), [(1, 0, 2, 0)])
    sheet.press(Key.Key_End, held=CTRL)
    sheet.press(Key.Key_Y, held=CTRL)
    assert (sheet.place, sheet.areas) == ((1, 0), [(1, 0, 2, 0)])
    sheet.select(4)
    sheet.press(Key.Key_Z, held=CTRL)
    assert (sheet.place, sheet.areas) == ((0, 0), [(0, 0, 4, 0)])


def test_undo_stays_on_a_sheet_where_nothing_of_it_stands(at: Driver) -> None:
    at.type("Assumptions", *STARTS["Assumptions"], "61%")
    at.go("Plan", "bookings", "2027-03")
    at.press(Key.Key_Z, CTRL)
    where = at.grid.place_at(*at.grid.place())
    assert (where.sheet, where.row, where.column) == ("Plan", "bookings", "2027-03")
