"""Native tables: quiet lines between rows, figures at the right."""

from dataclasses import dataclass
from typing import Any

from planner.output.drawing.ink import Ink
from planner.output.drawing.shapes import REGULAR, SEMIBOLD, Room
from planner.output.layout.table import HEAD, LEAD, NOTE, PAD, SIZE, TITLE, TableLayout
from planner.output.signs import printable
from planner.output.slides.native import bare, emu, named, parsed, place
from planner.output.slides.writing import Run, write, write_run

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style without any lines or fills."""


def write_table(slide: Any, laid: TableLayout, room: Room, ink: Ink) -> None:
    """Put a table into a room: title above, note below."""
    table = laid.table
    if table.title:
        run = Run(table.title, TITLE, ink.text, SEMIBOLD)
        write(slide, Room(room.x, room.y, room.width, laid.title_height), (run,), "Table title")
    top = room.y + laid.title_height
    rows, columns = len(table.rows) + 1, len(table.columns)
    high = laid.head_height + sum(laid.row_heights)
    grid = Room(room.x, top, room.width, high)
    frame = slide.shapes.add_table(rows, columns, *place(grid))
    frame.name = printable(table.title) or "Table"
    made = frame.table
    _plain(made)
    for i, wide in enumerate(laid.widths):
        made.columns[i].width = emu(wide)
        _head(made.cell(0, i), laid, i, ink)
    made.rows[0].height = emu(laid.head_height)
    for row, tall in enumerate(laid.row_heights, 1):
        made.rows[row].height = emu(tall)
        for column in range(columns):
            _cell(made.cell(row, column), laid, row - 1, column, ink)
    if table.note:
        below = Room(room.x, top + high + 4.0, room.width, laid.note_height)
        write(slide, below, (Run(table.note, NOTE, ink.muted),), "Note")


def _plain(made: Any) -> None:
    properties = made._tbl.tblPr
    for name in ("firstRow", "bandRow"):
        properties.set(name, "0")
    properties.set("firstRow", "1")
    properties.find(named("a:tableStyleId")).text = PLAIN


def _head(cell: Any, laid: TableLayout, column: int, ink: Ink) -> None:
    about = laid.table.columns[column]
    colour = ink.muted if about.role == "text" else ink.colour(about.role)
    run = Run(about.title, HEAD, colour, SEMIBOLD)
    _fill(cell, run, about.right, column, _looks(ink.colour("evidence"), 1.0, "b"))


def _cell(cell: Any, laid: TableLayout, row: int, column: int, ink: Ink) -> None:
    about, said = laid.table.columns[column], laid.table.rows[row][column]
    weight = SEMIBOLD if said.bold else REGULAR
    run = Run(said.text, SIZE, ink.colour(said.role), weight)
    _fill(cell, run, about.right, column, _looks(ink.palette.gridline, 0.5, "t"))


def _looks(line: str, width: float, anchor: str) -> tuple[str, str]:
    """Return where a cell's text stands, and its line below, as XML."""
    fill = f'<a:solidFill><a:srgbClr val="{bare(line)}"/></a:solidFill>'
    return f'anchor="{anchor}"', f'<a:lnB w="{emu(width)}">{fill}</a:lnB><a:noFill/>'


def _fill(cell: Any, run: Run, right: bool, column: int, looks: tuple[str, str]) -> None:
    anchor, border = looks
    left, high = emu(PAD if column or right else 0.0), emu(LEAD * 0.8)
    sides = f'marL="{left}" marR="{emu(PAD * 0.6)}" marT="{high}" marB="{high}"'
    body = cell._tc.txBody
    write_run(_Paragraph(body.findall(named("a:p"))[0]), run, -1 if right else 1)
    old = cell._tc.find(named("a:tcPr"))
    if old is not None:
        cell._tc.remove(old)
    cell._tc.append(parsed(f"<a:tcPr {sides} {anchor}>{border}</a:tcPr>"))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a cell, reached without python-pptx's search for it."""

    _p: Any
