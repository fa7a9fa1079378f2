"""What a column says of a row by itself, and in which order it puts rows.

A ghost is an empty cell: it comes behind all that have a value.
"""

import math
import re
from enum import IntEnum
from typing import NamedTuple

from planner.sheets.cells import EMPTY, Cell, Column, Tone
from planner.sheets.outline import Branch, sums_up, takes_new
from planner.sheets.table import TableRow

_DATED = re.compile(r"\d{4}-\d{2}(-\d{2})?")
"""How a value begins that is a month, a day or a moment, however it is shown."""


class _Place(IntEnum):
    """Where a row stands by its cell, whichever way the column is sorted."""

    FILLED = 0
    GHOST = 1
    EMPTY = 2
    TOTAL = 3
    NEW = 4


class _Key(NamedTuple):
    """What a row is sorted by: its place, whether by its text, its number and its text."""

    place: _Place
    by_text: bool = False
    number: float = 0.0
    text: str = ""


def in_order(beside: list[Branch], column: Column, *, descending: bool) -> list[Branch]:
    """Return rows by a column: numbers, texts, ghosts by what they show, empty ones, a total."""
    keyed = [(_key(branch.row, column), branch) for branch in beside]
    found: list[Branch] = []
    for place in _Place:
        part = [one for one in keyed if one[0].place is place]
        if place < _Place.EMPTY:
            part.sort(key=lambda one: one[0], reverse=descending)
        found += [branch for _, branch in part]
    return found


def _key(row: TableRow, column: Column) -> _Key:
    cell = row.cells.get(column.key, EMPTY)
    if sums_up(row):
        return _Key(_Place.TOTAL)
    if takes_new(row):
        return _Key(_Place.NEW)
    value, place = own_number(cell), _Place.FILLED
    if cell.tone is Tone.GHOST:
        value, place = cell.held, _Place.GHOST
    if value is not None:
        return _Key(place, number=abs(value) if column.by_size else value)
    text = own_text(cell)
    by = (text and own_date(cell)) or text.casefold()
    return _Key(_Place.FILLED if text else _Place.EMPTY, by_text=True, text=by)


def own_text(cell: Cell) -> str:
    """Return what a cell says of its own."""
    return "" if cell.tone is Tone.GHOST else cell.text


def own_date(cell: Cell) -> str:
    """Return the month or day of a cell as it goes by time, '' where it is none."""
    return cell.value if isinstance(cell.value, str) and _DATED.match(cell.value) else ""


def own_number(cell: Cell) -> float | None:
    """Return the number of a cell, None where it has none of its own."""
    value = cell.value
    known = isinstance(value, int | float) and math.isfinite(value)
    return float(value) if known else None  # type: ignore[arg-type]
