"""The Set aside sheet: every row of the exports that could not become a journey."""

from planner.base.units import count
from planner.journeys.aside import row_keys
from planner.output.excel.area_notes import write_area_notes
from planner.output.excel.content import Content
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles

HEAD = 3
ROW_LIMIT = 1_048_576
COLUMN_LIMIT = 16_384
_HEADS = (("File", 34), ("Sheet", 20), ("Row", 8), ("Reason", 56))


_FRONT = {"file": 0, "sheet": 1, "row": 2, "reason": 3}
_ALIGNED = {"Row": ("right",), "Reason": ("indent",)}


def write_set_aside(page: Page, styles: Styles, content: Content) -> None:
    """Write file, sheet, row, reason and the row's own cells, all as text."""
    snapshot = content.snapshot
    page.text(0, 0, "Set aside", styles("title"))
    page.sheet.set_row(0, 28)
    for column, (name, width) in enumerate(_HEADS):
        page.text(HEAD, column, name, styles("head", *_ALIGNED.get(name, ())))
        page.sheet.set_column(column, column, width)
    words = "left out: names are hidden" if content.results.plan.board.hide_names else ""
    page.text(HEAD, len(_HEADS), f"The row’s cells{words and ', '}{words}", styles("head"))
    page.sheet.set_column(len(_HEADS), len(_HEADS) + 30, 16)
    page.sheet.freeze_panes(HEAD + 1, 0)
    page.sheet.repeat_rows(HEAD)
    rows = snapshot.set_aside if snapshot else ()
    fitting = rows[: ROW_LIMIT - HEAD - 1]
    page.text(1, 0, _account(content, len(fitting)), styles("muted"))
    plain, muted, number = styles(), styles("muted"), styles("whole")
    indented, hidden = styles("indent"), content.results.plan.board.hide_names
    for row, item in enumerate(fitting, HEAD + 1):
        page.text(row, 0, item.file, plain)
        page.text(row, 1, item.sheet, plain)
        page.number(row, 2, item.row, number)
        page.text(row, 3, item.reason, indented)
        cells = () if hidden else item.cells[: COLUMN_LIMIT - len(_HEADS)]
        for column, cell in enumerate(cells, len(_HEADS)):
            page.text(row, column, cell, muted)
    if snapshot is not None:
        keys = zip(row_keys(snapshot), range(HEAD + 1, HEAD + 1 + len(fitting)), strict=False)
        rows_of = {f"aside:{key}": row for key, row in keys}
        write_area_notes(page, content, ("Data", "aside"), rows_of, _column)
    page.sheet.print_area(0, 0, max(HEAD + len(fitting), HEAD + 1), len(_HEADS) - 1)


def _column(key: str) -> int:
    """Return where a column of the window's sheet stands; the row's own cells come last."""
    kind, _, place = key.partition(":")
    return len(_HEADS) + int(place) if kind == "cell" and place.isdecimal() else _FRONT.get(key, 0)


def _account(content: Content, shown: int) -> str:
    snapshot = content.snapshot
    if snapshot is None:
        return "This plan was made by hand: no rows were read."
    aside = len(snapshot.set_aside)
    text = (
        f"{count(snapshot.rows_read)} rows read = {count(len(snapshot.journeys))} journeys + "
        f"{count(snapshot.merged)} merged into another + {count(aside)} set aside."
    )
    return text if shown == aside else f"{text} The first {count(shown)} are listed."
