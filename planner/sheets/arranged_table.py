"""A table in memory sorted and filtered by any column; its total stays last, headings go.

A ghost is an empty cell: filters find it blank, and it is sorted behind all that have a value.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.arrangement import (
    NOTHING,
    Arrangement,
    Blanks,
    Choices,
    Extent,
    Filter,
    Holding,
    Listing,
    OneOf,
    Sort,
    Texts,
    filter_words,
)
from planner.sheets.cells import EMPTY, Cell, Column, Kind, Tone
from planner.sheets.table import TableRow, TableSheet

MOST_LISTED = 200
"""A column of more different texts is searched instead of listed."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""How a value begins that is a day or a moment, however it is shown."""
_NUMERIC = frozenset({Kind.NUMBER, Kind.RATE, Kind.MONEY, Kind.DAYS, Kind.LEVEL})


@dataclass(frozen=True)
class Writing:
    """How numbers are written in a filter's words and fields."""

    style: NumberStyle = ENGLISH
    currency: str = "USD"


@dataclass(frozen=True)
class ArrangedTable(TableSheet):
    """An `ArrangedSheet` of the rows of another table, `given`; unarranged it is that table."""

    given: TableSheet | None = None
    arrangement: Arrangement = NOTHING
    writing: Writing = Writing()
    records: bool = False
    noun: str = "rows"

    @property
    def total(self) -> int:
        """How many rows there are without filters."""
        return len(self._listed) + sum(map(_takes_new, self._given.rows))

    def arranged(self, arrangement: Arrangement) -> "ArrangedTable":
        """Return the same table arranged another way."""
        return arrange_table(self._given, arrangement, self.writing)

    def choices(self, column: str) -> Choices:
        """Return what a column can be filtered by, counted over rows the other filters keep."""
        kept = _filtered(self._given, self._listed, self.arrangement.without_filter(column))
        shown = next(c for c in self._given.columns if c.key == column)
        return _choices(shown, [row.cells.get(column, EMPTY) for row in kept], self.writing)

    def told(self, chosen: Filter) -> str:
        """Return a filter in words, such as Status = disputed."""
        shown = next(c for c in self._given.columns if c.key == chosen.column)
        cells = [row.cells.get(chosen.column, EMPTY) for row in self._listed]
        return filter_words(shown.title, chosen, _choices(shown, cells, self.writing))

    def title_of(self, column: str) -> str:
        """Return a column's title by its key."""
        return next(c.title for c in self._given.columns if c.key == column)

    @property
    def _given(self) -> TableSheet:
        return self if self.given is None else self.given

    @property
    def _listed(self) -> tuple[TableRow, ...]:
        return _listed(self._given)


def arrange_table(
    given: TableSheet,
    arrangement: Arrangement,
    writing: Writing = Writing(),
    like: ArrangedTable | None = None,
) -> ArrangedTable:
    """Return a table arranged; the same rows stay where they stand in `like`, as while typing.

    Filters and orders by columns that are not there are left out.
    """
    arrangement = arrangement.among(given.columns)
    rows = given.rows if arrangement == NOTHING else _arranged(given, arrangement, like)
    return ArrangedTable(
        given.name,
        given.columns,
        rows,
        given.explainer,
        given.changer,
        given.frozen,
        given.footnote,
        given.empty,
        given=given,
        arrangement=arrangement,
        writing=writing,
    )


def _arranged(
    given: TableSheet, arrangement: Arrangement, like: ArrangedTable | None
) -> tuple[TableRow, ...]:
    rows = _listed(given)
    if like is not None and like.arrangement == arrangement:
        by_key = {row.row.key: row for row in rows}
        if by_key.keys() == {row.row.key for row in _listed(like._given)}:
            kept = tuple(by_key[row.row.key] for row in like.rows if row.row.key in by_key)
            return (*kept, *filter(_takes_new, given.rows))
    kept = _sorted(given, _filtered(given, rows, arrangement), arrangement.sort)
    return (*kept, *filter(_takes_new, given.rows))


def _listed(given: TableSheet) -> tuple[TableRow, ...]:
    """Return the rows that can be sorted, each telling where it belongs; no headings."""
    if given.listing is not None:
        return given.listing()
    rows = (row for row in given.rows if not row.row.folds and not _is(row, Tone.GROUP))
    return tuple(row for row in rows if not _takes_new(row))


def _takes_new(row: TableRow) -> bool:
    """Whether a row only asks to type something new into it: it stays last."""
    cells = row.cells.values()
    return bool(cells) and all(c.tone is Tone.GHOST and c.held is None for c in cells)


def _is(row: TableRow, tone: Tone) -> bool:
    first = next(iter(row.cells.values()), EMPTY)
    return first.tone is tone


def _filtered(
    given: TableSheet, rows: tuple[TableRow, ...], arrangement: Arrangement
) -> tuple[TableRow, ...]:
    """Return the rows all filters keep; a total says nothing of some rows, and goes with any."""
    if not arrangement.filters:
        return rows
    known = {column.key for column in given.columns}
    keeps = [(f.column, _keeper(f)) for f in arrangement.filters if f.column in known]
    return tuple(
        row
        for row in rows
        if not _is(row, Tone.TOTAL)
        and all(keep(row.cells.get(column, EMPTY)) for column, keep in keeps)
    )


def _keeper(chosen: Filter) -> Callable[[Cell], bool]:
    if isinstance(chosen, OneOf):
        return lambda cell: _text(cell) in chosen.values
    if isinstance(chosen, Holding):
        part = chosen.text.casefold()
        return lambda cell: part in _text(cell).casefold()
    low = -math.inf if chosen.low is None else chosen.low
    high = math.inf if chosen.high is None else chosen.high

    def keep(cell: Cell) -> bool:
        value = _number(cell)
        if value is None:
            return chosen.blanks is not Blanks.OUT
        return chosen.blanks is not Blanks.ONLY and low <= value <= high

    return keep


def _sorted(
    given: TableSheet, rows: tuple[TableRow, ...], sort: Sort | None
) -> tuple[TableRow, ...]:
    """Return rows by a column: numbers, texts, ghosts by what they show, empty ones, a total."""
    if sort is None:
        return rows
    column = next(c for c in given.columns if c.key == sort.column)
    keyed = [(_key(row, column), row) for row in rows]
    found: list[TableRow] = []
    for place in _Order:
        part = [one for one in keyed if one[0][0] is place]
        if place < _Order.EMPTY:
            part.sort(key=lambda one: one[0], reverse=sort.descending)
        found += [row for _, row in part]
    return tuple(found)


class _Order(IntEnum):
    """Where a row stands by its cell, whichever way the column is sorted."""

    FILLED = 0
    GHOST = 1
    EMPTY = 2
    TOTAL = 3


def _key(row: TableRow, column: Column) -> tuple[_Order, bool, float, str]:
    """Return what a row is sorted by: where it stands, whether by its text, number and text."""
    cell = row.cells.get(column.key, EMPTY)
    if _is(row, Tone.TOTAL):
        return _Order.TOTAL, False, 0.0, ""
    value, place = _number(cell), _Order.FILLED
    if cell.tone is Tone.GHOST:
        value, place = cell.held, _Order.GHOST
    if value is not None:
        return place, False, abs(value) if column.by_size else value, ""
    text = _text(cell)
    if text and isinstance(cell.value, str) and _DAY.match(cell.value):
        text = cell.value
    return (_Order.FILLED if text else _Order.EMPTY), True, 0.0, text.casefold()


def _text(cell: Cell) -> str:
    """Return what a cell says of its own."""
    return "" if cell.tone is Tone.GHOST else cell.text


def _number(cell: Cell) -> float | None:
    value = cell.value
    known = isinstance(value, int | float) and math.isfinite(value)
    return float(value) if known else None  # type: ignore[arg-type]


def _choices(column: Column, cells: list[Cell], writing: Writing) -> Choices:
    """Return ends where all of a column is of one kind of number, else its texts."""
    numbers = {id(cell): value for cell in cells if (value := _number(cell)) is not None}
    kinds = {cell.kind or column.kind for cell in cells if id(cell) in numbers}
    texts = any(_text(cell) and id(cell) not in numbers for cell in cells)
    if len(kinds) == 1 and kinds <= _NUMERIC and not texts:
        kind, values = kinds.pop(), list(numbers.values())
        return Extent(
            min(values),
            max(values),
            sum(not _text(cell) for cell in cells),
            currency=writing.currency if kind is Kind.MONEY else "",
            style=writing.style,
            rates=kind is Kind.RATE,
        )
    return _listing(cells)


def _listing(cells: list[Cell]) -> Choices:
    counts: dict[str, int] = {}
    for cell in cells:
        counts[_text(cell)] = counts.get(_text(cell), 0) + 1
    if len(counts) > MOST_LISTED:
        return Texts()
    return Listing(tuple(sorted(counts.items(), key=_alphabetically)))


def _alphabetically(item: tuple[str, int]) -> tuple[bool, str]:
    return not item[0], item[0].casefold()
