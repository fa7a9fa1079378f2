"""Cells that hold a text, in small grids and in journeys."""

from dataclasses import replace

import numpy as np
import pytest

from planner.base.days import NO_DAY
from planner.sheets.arrangement import Arrangement, Sort
from planner.sheets.cells import Cell, Column, Kind, Row
from planner.sheets.finding import Found, find_cells, ids_holding
from planner.sheets.journeys import journeys_sheet
from planner.sheets.table import TableRow, TableSheet
from tests.sheets.test_journeys import journeys

FEW = journeys(
    ("00J3", "2026-03-01", "2026-04-15", 12_000.0, 1, "006A"),
    ("00J1", "2026-02-27", None, float("nan"), 2, ""),
    ("00k2", "2026-03-31", "2026-05-01", 1000.0, 1, "006B"),
)
COLUMNS = (Column("name", "Name"), Column("value", "Value", Kind.NUMBER))
ROWS = [("Paid search", "12%"), ("Events", "1,200"), ("Paid social", "")]
SHEET = TableSheet(
    "Plan",
    COLUMNS,
    tuple(TableRow(Row(n), {"name": Cell(n), "value": Cell(v)}) for n, v in ROWS),
)


def cells(found: Found) -> list[tuple[int, int]]:
    return [found.cell(i) for i in range(len(found))]


def test_cells_are_found_row_by_row_whatever_the_capitals() -> None:
    assert cells(find_cells(SHEET, "PAID")) == [(0, 0), (2, 0)]
    assert cells(find_cells(SHEET, "12")) == [(0, 1)]
    assert cells(find_cells(SHEET, "1,2")) == [(1, 1)]
    assert cells(find_cells(SHEET, "  ")) == []


def test_stepping_runs_round() -> None:
    found = find_cells(SHEET, "paid")
    assert (found.number_of(2, 0), found.number_of(1, 0)) == (1, None)
    assert found.from_cell(0, 0) == 0
    assert found.from_cell(0, 0, 1) == 1
    assert found.from_cell(2, 0, 1) == 0
    assert found.from_cell(0, 0, -1) == 1
    assert found.from_cell(1, 1, -1) == 0


@pytest.mark.parametrize("order", [None, Sort("id", descending=True)])
@pytest.mark.parametrize("text", ["J", "ev", "2026-03", "won", "006", "nothing"])
def test_journeys_are_found_as_if_every_cell_were_looked_at(text: str, order: Sort | None) -> None:
    sheet = journeys_sheet(FEW).arranged(Arrangement(order))
    every = range(len(sheet.columns))
    looked = [
        (row, column)
        for row in range(sheet.row_count)
        for column in every
        if text.casefold() in sheet.cell(row, column).text.casefold()
    ]
    assert cells(find_cells(sheet, text)) == looked


def test_an_amount_is_found_however_it_is_grouped() -> None:
    sheet = journeys_sheet(FEW)
    column = [c.key for c in sheet.columns].index("amount")
    for text in ("12000", "12,000", "€12,000"):
        assert cells(find_cells(sheet, text)) == [(0, column)]


def test_dates_are_found_by_year_and_month_where_some_are_missing() -> None:
    entered = np.full_like(FEW.entered, NO_DAY)
    sheet = journeys_sheet(replace(FEW, entered=entered))
    column = [c.key for c in sheet.columns].index("stage:0")
    assert all(place[1] != column for place in cells(find_cells(sheet, "2026")))


def test_the_first_ids_that_hold_a_text() -> None:
    assert ids_holding(["00a", "00B1", "00b2", "b3"], "0B", 1) == ["00B1"]
