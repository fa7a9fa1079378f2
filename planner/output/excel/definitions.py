"""The Definitions sheet: what every stage and every term of the workbook means."""

from planner.output.excel.content import Content
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.output.pack.definitions import stages_table, terms_table
from planner.output.pack.page import Table

_HOW = "What every word in this workbook means, the same for Marketing and Sales."
HEAD = 3
WIDTHS = (26, 18, 96)
LINE = 15
"""Points of a line of a wrapped cell."""


def write_definitions(page: Page, styles: Styles, content: Content) -> None:
    """Write the stages with their rules, and the terms."""
    page.text(0, 0, "Definitions", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    plan, evidence = content.results.plan, content.results.evidence
    stages = stages_table(plan, measured=content.snapshot is not None)
    row = _table(page, styles, HEAD, stages, (0, 1, 2))
    page.text(row, 0, stages.note, styles("muted"))
    row = _table(page, styles, row + 2, terms_table(plan, evidence), (0, 2))
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.print_area(0, 0, row, 2)


def _table(page: Page, styles: Styles, top: int, table: Table, places: tuple[int, ...]) -> int:
    """Write a table's texts into some columns; return the row after it."""
    page.text(top, 0, table.title, styles("section"))
    for column in range(3):
        page.text(top + 1, column, "", styles("head"))
    for column, head in zip(places, table.columns, strict=True):
        page.text(top + 1, column, head.title, styles("head"))
    for row, cells in enumerate(table.rows, top + 2):
        lines = max(-(-len(c.text) // WIDTHS[at]) for at, c in zip(places, cells, strict=True))
        page.sheet.set_row(row, LINE * max(lines, 1))
        for column in range(3):
            page.text(row, column, "", styles("grid", "wrap"))
        for column, cell in zip(places, cells, strict=True):
            words = ("bold",) if cell.bold else ()
            page.text(row, column, cell.text, styles("grid", "wrap", *words))
    return top + 2 + len(table.rows)
