"""The Definitions sheet: what every stage and every term of the workbook means."""

from collections.abc import Sequence

from planner.output.excel.content import Content
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.output.pack.definitions import stages_table, terms_table
from planner.output.pack.meanings import meanings_table
from planner.output.pack.page import Cell, Table

_HOW = "What every word in this workbook means, the same for Marketing and Sales."
HEAD = 3
WIDTHS = (26, 32, 32, 28, 32, 18, 22)
LINE = 15
"""Points of a line of a wrapped cell."""
Places = Sequence[tuple[int, int]]
"""The first and the last column of each column of a table."""
ALL: Places = tuple((i, i) for i in range(len(WIDTHS)))
STAGES: Places = ((0, 0), (1, 1), (2, len(WIDTHS) - 1))
TERMS: Places = ((0, 0), (1, len(WIDTHS) - 1))
NO_INSIDE_SALES: Places = ((0, 0), (1, 1), (2, 3), (4, 4), (5, 5), (6, 6))


def write_definitions(page: Page, styles: Styles, content: Content) -> None:
    """Write what each side means, the stages with their rules, and the terms."""
    page.text(0, 0, "Definitions", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    plan, evidence = content.results.plan, content.results.evidence
    meant, row = meanings_table(plan, content.beside.meanings), HEAD
    if meant is not None:
        places = ALL if len(meant.columns) == len(ALL) else NO_INSIDE_SALES
        row = _table(page, styles, row, meant, places) + 1
    measured = content.snapshot is not None
    stages = stages_table(plan, measured=measured, meant=meant is not None)
    row = _table(page, styles, row, stages, STAGES)
    page.text(row, 0, stages.note, styles("muted"))
    row = _table(page, styles, row + 2, terms_table(plan, evidence), TERMS)
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.print_area(0, 0, row, len(WIDTHS) - 1)


def _table(page: Page, styles: Styles, top: int, table: Table, places: Places) -> int:
    """Write a table's texts into some columns; return the row after it."""
    page.text(top, 0, table.title, styles("section"))
    heads = tuple(Cell(column.title) for column in table.columns)
    _cells(page, top + 1, heads, places, [styles("head")] * len(heads))
    for row, cells in enumerate(table.rows, top + 2):
        _cells(page, row, cells, places, [_look(styles, cell) for cell in cells])
    return top + 2 + len(table.rows)


def _look(styles: Styles, cell: Cell) -> object:
    bold = ("bold",) if cell.bold else ()
    return styles("grid", "wrap", *bold, *(("warning",) if cell.role == "dispute" else ()))


def _cells(
    page: Page, row: int, cells: Sequence[Cell], places: Places, looks: Sequence[object]
) -> None:
    """Write a row as high as its longest text, over as many columns as each has."""
    lines = 1
    for cell, (first, last), look in zip(cells, places, looks, strict=True):
        lines = max(lines, -(-len(cell.text) // sum(WIDTHS[first : last + 1])))
        if last > first:
            page.sheet.merge_range(row, first, row, last, "", look)
        page.text(row, first, cell.text, look)
    page.sheet.set_row(row, LINE * lines)
