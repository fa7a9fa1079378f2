"""A colleague's copy merged at the window: looked at, chosen in, taken in and taken back."""

import shutil
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.stages import Seat
from planner.output.excel import columns
from planner.output.workbook import write_workbook
from planner.session import open_plan
from tests.people import person
from tests.ui.window.driver import CTRL, Driver, Key
from ui.charts.hits import points
from ui.charts.plot import Plot

RATE = "Paid search/rate:MQL>SAL"


def colleague_says(plan_file: Path, folder: Path, *texts: str) -> Path:
    """Return a copy of the plan in which Bob, as Sales, typed these values one after another."""
    copy = Path(shutil.copy(plan_file, folder / "bobs copy.fairlead"))
    session = open_plan(copy, folder / "bob", person("Bob"))
    for text in texts:
        session.submit(session.typed(Seat.SALES, RATE, text), f"type {text}")
    session.save()
    session.close()
    return copy


def test_a_copy_is_looked_at_merged_and_taken_back(
    at: Driver, plan_file: Path, tmp_path: Path
) -> None:
    before = at.text("Assumptions", RATE, "sales")
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "50")
    copy = colleague_says(plan_file, tmp_path, "45%", "44%")
    at.window.reconciling.offer_merge(copy)
    at.until(lambda: at.window.reconciling.merging is not None)
    dialog = at.window.reconciling.merging
    assert dialog is not None
    assert "bobs copy.fairlead brings 2 edits by Bob" in dialog.title.text()
    assert at.text("Assumptions", RATE, "sales") == "50.0%"
    plot = dialog.chart.findChild(Plot)
    bars = [hit for hit in points(dialog.chart.chart) if hit.place and hit.place.row == RATE]
    QTest.mouseClick(plot.viewport(), at.LEFT, pos=plot._to_pixels(bars[0].x, bars[0].y).toPoint())
    assert dialog.grid.hasFocus()
    assert dialog.grid.grid_model().row(dialog.grid.place()[0]).key.endswith(f" {RATE}")
    assert plot._shown.runs
    form = dialog.conflicts.form
    assert form is not None
    (row,) = form.rows
    assert [cell.text for cell in row.cells][:2] == ["Paid search · MQL → SAL", "Sales"]
    assert row.cells[2].text.startswith("50.0% · Ann")
    assert row.cells[3].text.startswith("44.0% · Bob")
    assert row.cells[4].text == "The copy’s"
    QTest.keyClick(dialog.merge_button, Key.Key_Space)
    at.until(lambda: QApplication.activeModalWidget() is None)
    assert at.text("Assumptions", RATE, "sales") == "44.0%"
    at.press(Key.Key_Z, CTRL)
    assert at.text("Assumptions", RATE, "sales") == "50.0%"
    at.press(Key.Key_Z, CTRL)
    assert at.text("Assumptions", RATE, "sales") == before


def test_ones_own_value_can_be_kept_and_a_known_copy_says_so(
    at: Driver, plan_file: Path, tmp_path: Path
) -> None:
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "50")
    copy = colleague_says(plan_file, tmp_path, "45%", "44%")
    at.window.reconciling.offer_merge(copy)
    at.until(lambda: at.window.reconciling.merging is not None)
    dialog = at.window.reconciling.merging
    assert dialog is not None
    model = dialog.conflicts.model()
    model.setData(model.index(0, 4), "here")
    QTest.keyClick(dialog.merge_button, Key.Key_Space)
    at.until(lambda: QApplication.activeModalWidget() is None)
    assert at.text("Assumptions", RATE, "sales") == "50.0%"
    at.window.reconciling.offer_merge(copy)
    at.rest()
    assert "holds everything bobs copy.fairlead states" in at.message


def test_a_returned_workbook_is_looked_at_chosen_in_and_taken_in(
    at: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "board.xlsx"
    session = at.window.shown.desk.session
    write_workbook(session.results, session.snapshot, path)
    book = load_workbook(path)
    sheet = book["Assumptions"]
    row = next(r for r in range(1, 99) if sheet.cell(r, columns.KEY + 1).value == RATE)
    sheet.cell(row, columns.SALES + 1, 0.57)
    sheet.cell(row + 1, columns.SALES + 1, "soon")
    book.save(path)
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "50")

    at.drop(path)
    at.until(lambda: at.window.reconciling.merging is not None)
    dialog = at.window.reconciling.merging
    assert dialog is not None
    assert "board.xlsx brings 1 position" in dialog.title.text()
    assert "'soon' is not a number" in dialog.doubts.text()
    form = dialog.conflicts.form
    assert form is not None
    assert [cell.text for cell in form.rows[0].cells][2:] == ["50.0%", "57.0%", "The workbook’s"]
    dialog.grab().save(str(tmp_path / "returned.png"))

    QTest.keyClick(dialog.merge_button, Key.Key_Space)
    at.until(lambda: QApplication.activeModalWidget() is None)
    assert at.text("Assumptions", RATE, "sales") == "57.0%"
    at.press(Key.Key_Z, CTRL)
    assert at.text("Assumptions", RATE, "sales") == "50.0%"
