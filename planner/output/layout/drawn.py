"""A leaf in shapes: what PDF and pictures paint."""

from collections.abc import Iterator

from planner.output.drawing.chart import drawn_chart, paragraph, titled_chart
from planner.output.drawing.ink import Ink
from planner.output.drawing.letters import ASCENT, LEADING, height, wrapped
from planner.output.drawing.shapes import (
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    Box,
    Letters,
    Room,
    Shape,
    Stroke,
)
from planner.output.layout.blocks import INDENT, WORDS, WORDS_TITLE
from planner.output.layout.figures import ABOVE_DETAIL, MARK, NAME, PlacedFigure, placed_figures
from planner.output.layout.leaf import Leaf
from planner.output.layout.table import HEAD, LEAD, NOTE, PAD, SIZE, TITLE, TableLayout
from planner.output.pack.page import Block, Figures, Picture, Table, Words


def drawn_leaf(leaf: Leaf, ink: Ink) -> Iterator[Shape]:
    """Yield everything on a leaf."""
    yield from leaf.marks
    for line in leaf.lines:
        yield from paragraph(line.text, line.room, line.size, line.colour, line.weight, line.side)
    for part in leaf.parts:
        yield from drawn_block(part.block, part.room, ink)


def drawn_block(block: Block, room: Room, ink: Ink) -> Iterator[Shape]:
    """Yield one block."""
    match block:
        case Figures(items):
            for one in placed_figures(items, room.width):
                yield from _figure(one, room, ink)
        case Picture(chart, titled):
            yield from (titled_chart if titled else drawn_chart)(chart, room, ink)
        case Words():
            yield from _words(block, room, ink)
        case Table():
            yield from _table(TableLayout(block, room.width), room, ink)


def _figure(one: PlacedFigure, room: Room, ink: Ink) -> Iterator[Shape]:
    item, left, top = one.item, room.x + one.x, room.y + one.y
    yield Box(Room(left, top + 2, 2.0, one.height - 8), ink.colour(item.role, 1))
    x = left + MARK
    yield Letters(item.name, x, top + 10, one.name, ink.muted, 1, MEDIUM)
    colour = ink.colour("dispute") if item.role == "dispute" else ink.text
    yield Letters(item.value, x, top + 28, one.value, colour, 1, SEMIBOLD)
    for place, line in enumerate(one.detail):
        yield Letters(line, x, top + ABOVE_DETAIL + 8.0 + height(place, NAME), NAME, ink.muted)


def _words(block: Words, room: Room, ink: Ink) -> Iterator[Shape]:
    colour = ink.colour(block.role)
    yield from paragraph(block.title, room, WORDS_TITLE, colour, SEMIBOLD)
    titles = len(wrapped(block.title, WORDS_TITLE, room.width, SEMIBOLD)) if block.title else 0
    y = room.y + height(titles, WORDS_TITLE) + 3.0
    for line in block.lines:
        text = Room(room.x + INDENT, y, room.width - INDENT, room.bottom - y)
        yield Box(Room(room.x + 1, y + WORDS * 0.48, 3.0, 3.0), colour)
        yield from paragraph(line, text, WORDS, ink.text)
        y += height(len(wrapped(line, WORDS, text.width)), WORDS) + 2.5


def _table(laid: TableLayout, room: Room, ink: Ink) -> Iterator[Shape]:
    table = laid.table
    yield from paragraph(table.title, room, TITLE, ink.text, SEMIBOLD)
    y = room.y + laid.title_height
    yield from _heads(laid, room.x, y, ink)
    y += laid.head_height
    yield Stroke(((room.x, y), (room.right, y)), ink.colour("evidence"), 0.8)
    for row, high in enumerate(laid.row_heights):
        yield from _row(laid, row, Room(room.x, y, room.width, high), ink)
        y += high
        yield Stroke(((room.x, y), (room.right, y)), ink.palette.gridline, 0.5)
    yield from paragraph(table.note, room.inside(top=y + 4.0 - room.y), NOTE, ink.muted)


def _heads(laid: TableLayout, x: float, y: float, ink: Ink) -> Iterator[Shape]:
    for i, (column, wide) in enumerate(zip(laid.table.columns, laid.widths, strict=True)):
        lines = laid.head(i)
        first = y + laid.head_height - LEAD - height(len(lines), HEAD)
        colour = ink.muted if column.role == "text" else ink.colour(column.role)
        side, left = (-1, x + wide - PAD) if column.right else (1, x + (PAD if i else 0.0))
        for place, line in enumerate(lines):
            base = first + height(place, HEAD) + HEAD * ASCENT
            yield Letters(line, left, base, HEAD, colour, side, SEMIBOLD)
        x += wide


def _row(laid: TableLayout, row: int, room: Room, ink: Ink) -> Iterator[Shape]:
    x = room.x
    for i, (column, wide) in enumerate(zip(laid.table.columns, laid.widths, strict=True)):
        cell = laid.table.rows[row][i]
        side, left = (-1, x + wide - PAD) if column.right else (1, x + (PAD if i else 0.0))
        weight = SEMIBOLD if cell.bold else REGULAR
        for place, line in enumerate(laid.lines(row, i)):
            y = room.y + LEAD + place * SIZE * LEADING + SIZE * ASCENT
            if line:
                yield Letters(line, left, y, SIZE, ink.colour(cell.role), side, weight)
        x += wide
