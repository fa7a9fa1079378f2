"""Cells that hold a text, in a grid of any size: kept as numbers, never as a list of cells."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from planner.base.days import iso
from planner.base.problem import RefusedError
from planner.sheets.arrangement import Between, Extent, Filter, Holding, Listing, OneOf, Texts
from planner.sheets.cells import Cell, Column, Sheet, as_blocks
from planner.sheets.journeys import JourneysSheet

Places = npt.NDArray[np.int64]
ROWS_AT_ONCE = 1024
_DATE_SIGNS = frozenset("0123456789-")
DATE_LENGTH = 4
"""Shorter texts stand in too many dates to be looked for in them."""


@dataclass(frozen=True, eq=False)
class Found:
    """Cells of a grid of `width` columns; `places` are row × width + column, ascending."""

    places: Places
    width: int

    def __len__(self) -> int:
        return len(self.places)

    def cell(self, number: int) -> tuple[int, int]:
        """Return the row and column of a match, counted from 0."""
        row, column = divmod(int(self.places[number]), self.width)
        return row, column

    def number_of(self, row: int, column: int) -> int | None:
        """Return which match a cell is, None if it is none."""
        place = row * self.width + column
        number = int(np.searchsorted(self.places, place))
        return number if number < len(self) and self.places[number] == place else None

    def from_cell(self, row: int, column: int, step: int = 0) -> int:
        """Return the match at a cell or after it; step 1 the next one, -1 the one before.

        Past the last match the first one follows. There must be a match.
        """
        place, last = row * self.width + column, len(self)
        if step < 0:
            return (int(np.searchsorted(self.places, place)) - 1) % last
        side = "right" if step > 0 else "left"
        return int(np.searchsorted(self.places, place, side)) % last  # type: ignore[call-overload]

    def among(self, rows: frozenset[int]) -> "Found":
        """Return the matches in some rows only, all of them where none of those holds any."""
        kept = self.places[np.isin(self.places // self.width, list(rows))]
        return Found(kept, self.width) if len(kept) else self


NOTHING_FOUND = Found(np.empty(0, np.int64), 1)


def find_cells(sheet: Sheet, text: str) -> Found:
    """Return the cells whose text holds another, capital letters or not; nothing for no text."""
    wanted, width = text.strip().casefold(), len(sheet.columns)
    if not wanted or not width:
        return NOTHING_FOUND
    if isinstance(sheet, JourneysSheet):
        return Found(_in_journeys(sheet, wanted), width)
    places = [
        row * width + column
        for row, cells in enumerate(_rows(sheet))
        for column, cell in enumerate(cells)
        if wanted in cell.text.casefold()
    ]
    return Found(np.array(places, np.int64), width)


def find_in_columns(sheet: Sheet, text: str, shown: Sequence[Column]) -> Found:
    """Return the cells holding a text in the columns that are shown."""
    found = find_cells(sheet, text)
    keys = {column.key for column in shown}
    kept = [i for i, column in enumerate(sheet.columns) if column.key in keys]
    return Found(found.places[np.isin(found.places % found.width, kept)], found.width)


def ids_holding(ids: Sequence[str], text: str, most: int) -> list[str]:
    """Return the first ids that hold a text, capital letters or not."""
    wanted = text.casefold()
    return list(islice((i for i in ids if wanted in i.casefold()), most))


def _rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    blocks = as_blocks(sheet)
    if blocks is not None:
        for first in range(0, sheet.row_count, ROWS_AT_ONCE):
            yield from blocks.lines(first, min(first + ROWS_AT_ONCE, sheet.row_count) - 1)
        return
    columns = range(len(sheet.columns))
    for row in range(sheet.row_count):
        yield tuple(sheet.cell(row, column) for column in columns)


def _in_journeys(sheet: JourneysSheet, wanted: str) -> Places:
    """Ask whole columns at once: a million rows are never made into cells."""
    width, parts = len(sheet.columns), []
    for number, column in enumerate(sheet.columns):
        field = sheet.fields.by_key[column.key]
        mask = np.zeros(len(sheet.fields.ids), np.bool_)
        for chosen in _filters(column.key, sheet.fields.choices(column.key), wanted):
            mask |= field.keeps(chosen)
        shown = mask if sheet.rows is None else mask[sheet.rows]
        parts.append(np.flatnonzero(shown) * width + number)
    return np.sort(np.concatenate(parts))


def _filters(column: str, choices: Listing | Texts | Extent, wanted: str) -> Iterator[Filter]:
    """Yield filters that together keep the cells holding a text."""
    if isinstance(choices, Texts):
        yield Holding(column, wanted)
    elif isinstance(choices, Listing):
        held = frozenset(text for text, _ in choices.values if wanted in text.casefold())
        if held:
            yield OneOf(column, held)
    elif choices.dates:
        yield from (Between(column, *run) for run in _days(choices, wanted))
    else:
        yield from _amount(column, choices, wanted)


def _days(extent: Extent, wanted: str) -> Iterator[tuple[float, float]]:
    """Yield the runs of days whose date holds a text."""
    dated = len(wanted) >= DATE_LENGTH and _DATE_SIGNS.issuperset(wanted)
    if not dated or math.isnan(extent.low):
        return
    first: int | None = None
    for day in range(int(extent.low), int(extent.high) + 2):
        held = day <= extent.high and wanted in iso(day)
        if held and first is None:
            first = day
        elif not held and first is not None:
            yield float(first), float(day - 1)
            first = None


def _amount(column: str, extent: Extent, wanted: str) -> Iterator[Filter]:
    try:
        amount = extent.read(wanted)
    except RefusedError:
        return
    if amount is not None:
        yield Between(column, amount, amount)
