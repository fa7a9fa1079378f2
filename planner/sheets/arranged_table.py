"""A table in memory sorted and filtered by any column, within its outline or as a plain list.

Rows change places with those beside them and take along all below them; a filter keeps with a row
what it stands below, unfolded. Totals stay last and go with any filter: they are not of some rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from planner.sheets.arrangement import (
    NOTHING,
    Arrangement,
    Choices,
    Filter,
    filter_words,
    name_of,
)
from planner.sheets.cells import EMPTY, Cell, Column, Tone
from planner.sheets.column_choices import IN_ENGLISH, Writing, choices_of, keeper
from planner.sheets.outline import (
    filtered_rows,
    heads,
    is_toned,
    sorted_rows,
    sums_up,
    takes_new,
)
from planner.sheets.row_order import in_order, own_text
from planner.sheets.table import TableRow, TableSheet, unfolded

Rows = tuple[TableRow, ...]


@dataclass(frozen=True)
class ArrangedTable(TableSheet):
    """An `ArrangedSheet` of the rows of another table, `given`; unarranged it is that table.

    `shut` are the rows folded by hand since it was filtered, for that unfolds what it keeps;
    `found` counts what the filters ask for, without what stands above it.
    """

    given: TableSheet | None = None
    arrangement: Arrangement = NOTHING
    writing: Writing = IN_ENGLISH
    shut: frozenset[str] = frozenset()
    found: int = 0
    records: bool = False
    noun: str = "rows"

    @property
    def total(self) -> int:
        """How many rows there are without filters."""
        return len(self._listed)

    @property
    def matched(self) -> int:
        """How many rows the filters ask for; what they stand below is shown with them."""
        return self.found if self.arrangement.filters else self.total

    @property
    def folds_itself(self) -> bool:
        """Whether rows are folded here and not where the table comes from."""
        return bool(self.arrangement.filters) and self._given.listing is None

    def unhidden(self, row: str = "") -> Arrangement:
        """Return the arrangement that leaves no row out, or at least not the one of a key.

        A list leaves out what heads its rows.
        """
        listed = self._given.listing is None or any(one.row.key == row for one in self._listed)
        return Arrangement(self.arrangement.sort) if listed else NOTHING

    def arranged(self, arrangement: Arrangement) -> "ArrangedTable":
        """Return the same table arranged another way."""
        made = arrange_table(self._given, arrangement, self.writing)
        same = made.arrangement.filters == self.arrangement.filters
        return made.folded_at(self.shut) if same and self.shut else made

    def folded_at(self, shut: frozenset[str]) -> "ArrangedTable":
        """Return the same rows with others of them folded by hand."""
        return replace(self, shut=shut, rows=_folded(self.every, shut))

    def folding_keys(self) -> frozenset[str]:
        """Return the keys of all rows that have rows below them."""
        return frozenset(row.row.key for row in self.known_rows if row.row.folds)

    def choices(self, column: str) -> Choices:
        """Return what a column can be filtered by, counted over rows the other filters keep."""
        others = self.arrangement.without_filter(column)
        return self._choices(column, _asked_for(self._listed, others))

    def told(self, chosen: Filter) -> str:
        """Return a filter in words, such as Status = disputed."""
        title = self.title_of(chosen.column)
        return filter_words(title, chosen, self._choices(chosen.column, self._listed))

    def title_of(self, column: str) -> str:
        """Return a column's title by its key."""
        return name_of(self._column(column))

    def _column(self, key: str) -> Column:
        return next(column for column in self._given.columns if column.key == key)

    def _choices(self, key: str, rows: Rows) -> Choices:
        cells = [cell for row in rows if (cell := _offered(row, key)) is not None]
        return choices_of(self._column(key), cells, self.writing)

    @property
    def _given(self) -> TableSheet:
        return self if self.given is None else self.given

    @property
    def _listed(self) -> Rows:
        return _listed(self._given)


def arrange_table(
    given: TableSheet,
    arrangement: Arrangement,
    writing: Writing = IN_ENGLISH,
    like: ArrangedTable | None = None,
) -> ArrangedTable:
    """Return a table arranged; the same rows stay where they stand in `like`, as while typing.

    Filters and orders by columns that are not there are left out, and filters by the texts of
    numbers where these are written another way than in `like`.
    """
    arrangement = arrangement.among(given.columns)
    if like is not None and like.writing != writing:
        arrangement = arrangement.rewritten(given.columns)
    plain = ArrangedTable(
        given.name,
        given.columns,
        given.rows,
        given.explainer,
        given.changer,
        given.frozen,
        given.footnote,
        given.empty,
        every=given.every,
        given=given,
        arrangement=arrangement,
        writing=writing,
    )
    if arrangement == NOTHING:
        return plain
    before = like if like is not None and like.arrangement == arrangement else None
    rows = _listed(given)
    every = None if before is None else _as_before(rows, before)
    if every is not None and before is not None:
        found = before.found
    else:
        every, found = _arranged(given, rows, arrangement)
    made = replace(plain, rows=unfolded(every), every=every, found=found)
    return made if before is None or not before.shut else made.folded_at(before.shut)


def _as_before(rows: Rows, before: ArrangedTable) -> Rows | None:
    """Return rows in the order of a table of the same ones, None of others."""
    by_key = {row.row.key: row for row in rows}
    if by_key.keys() != {row.row.key for row in before._listed}:
        return None
    stood = ((by_key[old.row.key], old.row) for old in before.every)
    if not before.folds_itself:
        return tuple(row for row, _ in stood)
    return tuple(
        row
        if not row.row.folds
        else TableRow(replace(row.row, folds=old.folds, folded=False), row.cells)
        for row, old in stood
    )


def _arranged(given: TableSheet, rows: Rows, arrangement: Arrangement) -> tuple[Rows, int]:
    """Return rows in their order, and how many of them the filters ask for."""
    found, sort = len(rows), arrangement.sort
    if arrangement.filters:
        asked = {id(row) for row in _asked_for(rows, arrangement)}
        found, rows = len(asked), filtered_rows(rows, lambda row: id(row) in asked)
    if sort is None:
        return rows, found
    column = next(column for column in given.columns if column.key == sort.column)
    return sorted_rows(rows, partial(in_order, column=column, descending=sort.descending)), found


def _listed(given: TableSheet) -> Rows:
    """Return all rows that can be sorted and filtered: a list's own, else those of the outline."""
    if given.listing is None:
        return given.known_rows
    return (*given.listing(), *filter(takes_new, given.rows))


def _folded(rows: Rows, shut: frozenset[str]) -> Rows:
    """Return the rows that are left when some are folded."""
    marked = (
        TableRow(replace(row.row, folded=True), row.cells)
        if row.row.folds and row.row.key in shut
        else row
        for row in rows
    )
    return unfolded(marked)


def _asked_for(rows: Rows, arrangement: Arrangement) -> Rows:
    return tuple(filter(_asker(arrangement), rows)) if arrangement.filters else rows


def _asker(arrangement: Arrangement) -> Callable[[TableRow], bool]:
    """Return whether all filters keep a row by what it says itself; one for what is new stays."""
    keeps = [(chosen.column, keeper(chosen)) for chosen in arrangement.filters]

    def asks(row: TableRow) -> bool:
        if takes_new(row):
            return True
        cells = ((_offered(row, column), keep) for column, keep in keeps)
        return all(cell is not None and keep(cell) for cell, keep in cells)

    return asks


def _offered(row: TableRow, column: str) -> Cell | None:
    """Return the cell by which a row is found in a column, None where it cannot be.

    That a heading says nothing there means nothing.
    """
    if heads(row) or sums_up(row) or takes_new(row):
        return None
    cell = row.cells.get(column, EMPTY)
    return None if not own_text(cell) and is_toned(row, Tone.GROUP) else cell
