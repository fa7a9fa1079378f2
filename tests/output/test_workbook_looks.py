"""Workbooks of long names and of amounts in billions: nothing is cut off or shown as ###."""

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.agreement.results import results
from planner.base.days import parse_month
from planner.output.excel.widths import WIDEST, name_width
from planner.output.workbook import workbook_bytes
from tests.output import boards
from tests.output.boards import T
from tests.output.pack import packs

SHOWN = ("Summary", "Goals", "Plan", "Bridge", "SLA", "Agenda and minutes")
SPARE = 1.06
"""What an amount may be longer than its column has letters: digits are narrower than most."""


@cache
def book(case: str) -> Workbook:
    content = workbook_bytes(packs.CASES[case](), None)
    return openpyxl.load_workbook(BytesIO(content), data_only=True)


def width(sheet: Worksheet, column: int) -> float:
    """The width of a column, also where several were set at once."""
    for one in sheet.column_dimensions.values():
        if one.min is not None and one.min <= column <= one.max:
            return float(one.width)
    return 9.1


def amount(cell: Cell, sign: str) -> str:
    """What a cell shows of an amount of money, '' for any other cell."""
    if not isinstance(cell.value, int | float) or sign not in cell.number_format:
        return ""
    digits = 2 if "0.00" in cell.number_format else 0
    return f"{sign}{cell.value:,.{digits}f}"


@pytest.mark.parametrize(("case", "sign"), [("yen", "¥"), ("many", "$"), ("argued", "$")])
def test_every_amount_fits_its_column(case: str, sign: str) -> None:
    for name in SHOWN:
        sheet = book(case)[name]
        first, top, last, bottom = range_boundaries(str(sheet.print_area).split("!")[-1])
        for row in sheet.iter_rows(top, bottom, first, last):
            for cell in row:
                said = amount(cell, sign)
                room = width(sheet, cell.column) * SPARE
                fits = len(said) <= room or cell.alignment.shrink_to_fit
                assert fits, (name, cell.coordinate, said)


@pytest.mark.parametrize("sheet", ["Assumptions", "Plan", "Bridge", "Calculation"])
def test_names_of_sixty_letters_have_room(sheet: str) -> None:
    names = [line.name for line in packs.many().plan.lines]
    longest = max(names, key=len)
    assert len(longest) > WIDEST
    shown = book("many")[sheet]
    column = 2 if sheet == "Bridge" else 1
    assert width(shown, column) >= WIDEST - 1
    assert width(book("argued")[sheet], column) < 40


def test_the_width_of_names_counts_square_letters_twice() -> None:
    assert name_width(["Web"], 20.0) == 20.0
    assert name_width(["東京" * 12], 20.0) > 1.9 * name_width(["ab" * 12], 0.0)
    assert name_width([packs.LONG * 2], 20.0) == WIDEST


def test_sentences_of_the_summary_wrap_across_the_sheet() -> None:
    from planner.sheets.outlook import outlook

    said = [(s, key, value) for s, key, value in packs.lines(2, 3e4)]
    found = results(packs.plan_of((T, "goal", 9e9), *said), None)
    content = workbook_bytes(found, None, outlook=outlook(found))
    sheet = openpyxl.load_workbook(BytesIO(content), data_only=True)["Summary"]
    cell = sheet["A12"]
    assert len(str(cell.value)) > 140
    assert cell.alignment.wrap_text
    assert "A12:F12" in {str(one) for one in sheet.merged_cells.ranges}
    assert (sheet.row_dimensions[12].height or 0) >= 30


def test_the_axis_counts_what_is_booked_already_too() -> None:
    measured = boards.evidence()
    search = replace(measured.lines[boards.SEARCH], booked={parse_month("2026-09"): 2e9})
    known = replace(measured, lines={**measured.lines, boards.SEARCH: search})
    found = results(boards.begun().plan, known)
    assert found.working.total < 1e9 < found.working.whole
    with zipfile.ZipFile(BytesIO(workbook_bytes(found, None))) as book:
        assert "bn&quot;" in book.read("xl/charts/chart1.xml").decode()
