"""Columns in another order, some hidden: a sheet seen through a person's choice of columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.plan.edits import Draft
from planner.sheets.arrangement import ArrangedSheet, Arrangement, Choices, Filter, as_arranged
from planner.sheets.cells import Cell, Column, Explanation, Row, Sheet, as_blocks


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Which columns of a sheet are shown, by key; frozen ones stay first and are never hidden.

    `order` names the columns that were there when one was moved; a column it does not know stands
    after the one it follows in the sheet.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def places(self, columns: Sequence[Column], frozen: int) -> tuple[int, ...]:
        """Return the numbers of the columns shown, left to right."""
        numbers = {column.key: number for number, column in enumerate(columns)}
        moved = self._ordered([column.key for column in columns[frozen:]])
        shown = [numbers[key] for key in moved if key not in self.hidden]
        return (*range(frozen), *shown)

    def moved(
        self, columns: Sequence[Column], frozen: int, key: str, before: str
    ) -> "ColumnChoice":
        """Return the choice with a column put before another, '' for the end."""
        keys = self._ordered([column.key for column in columns[frozen:]])
        if key not in keys or key == before:
            return self
        keys.remove(key)
        keys.insert(keys.index(before) if before in keys else len(keys), key)
        return replace(self, order=tuple(keys))

    def with_hidden(self, key: str) -> "ColumnChoice":
        """Return the choice with a column hidden."""
        return replace(self, hidden=self.hidden | {key})

    def without_hidden(self, key: str) -> "ColumnChoice":
        """Return the choice with a column shown again."""
        return replace(self, hidden=self.hidden - {key})

    def _ordered(self, keys: list[str]) -> list[str]:
        made = [key for key in self.order if key in keys]
        for number, key in enumerate(keys):
            if key not in made:
                made.insert(made.index(keys[number - 1]) + 1 if number else 0, key)
        return made


def choose_columns(sheet: Sheet, choice: ColumnChoice) -> Sheet:
    """Return a sheet with the columns of a choice; itself where that changes nothing."""
    inner = sheet.inner if isinstance(sheet, ChosenColumns) else sheet
    at = choice.places(inner.columns, inner.frozen)
    if at == tuple(range(len(inner.columns))):
        return inner
    arranged = as_arranged(inner)
    if arranged is not None:
        return ArrangedColumns(inner, at, arranged)
    return ChosenColumns(inner, at) if as_blocks(inner) is None else BlockColumns(inner, at)


@dataclass(frozen=True)
class ChosenColumns:
    """A `Sheet` of the columns numbered `at` of another."""

    inner: Sheet
    at: tuple[int, ...]

    @property
    def name(self) -> str:
        """The sheet's tab or panel name."""
        return self.inner.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown, left to right."""
        given = self.inner.columns
        return tuple(given[number] for number in self.at)

    @property
    def frozen(self) -> int:
        """How many columns at the left stay in view."""
        return self.inner.frozen

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return self.inner.row_count

    def row(self, row: int) -> Row:
        """Return a row's identity."""
        return self.inner.row(row)

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""
        return self.inner.cell(row, self.at[column])

    def explain(self, row: int, column: int) -> Explanation:
        """Return the sentence for the explain bar."""
        return self.inner.explain(row, self.at[column])

    def change(self, row: int, column: int, text: str) -> tuple[Draft, ...]:
        """Return the edits that typing `text` into a cell means; RefusedError says why not."""
        return self.inner.change(row, self.at[column], text)


@dataclass(frozen=True)
class BlockColumns(ChosenColumns):
    """The same of a sheet that makes many rows together."""

    def lines(self, first: int, last: int) -> list[tuple[Cell, ...]]:
        """Return all cells shown of the rows `first` to `last`, row by row."""
        blocks = as_blocks(self.inner)
        if blocks is not None:
            rows = blocks.lines(first, last)
            return [tuple(cells[number] for number in self.at) for cells in rows]
        across = range(len(self.at))
        return [tuple(self.cell(r, c) for c in across) for r in range(first, last + 1)]


@dataclass(frozen=True)
class ArrangedColumns(BlockColumns):
    """The same of a sheet that can be sorted and filtered, hidden columns included."""

    given: ArrangedSheet

    @property
    def arrangement(self) -> Arrangement:
        """How its rows are arranged now."""
        return self.given.arrangement

    @property
    def total(self) -> int:
        """How many rows there are without filters."""
        return self.given.total

    @property
    def matched(self) -> int:
        """How many rows the filters ask for."""
        return self.given.matched

    @property
    def noun(self) -> str:
        """What its rows are called."""
        return self.given.noun

    @property
    def records(self) -> bool:
        """Whether a click on a title sorts its rows."""
        return self.given.records

    def arranged(self, arrangement: Arrangement) -> Sheet:
        """Return the same columns arranged another way."""
        made = self.given.arranged(arrangement)
        given = as_arranged(made)
        return made if given is None else replace(self, inner=made, given=given)

    def choices(self, column: str) -> Choices:
        """Return what a column can be filtered by."""
        return self.given.choices(column)

    def told(self, chosen: Filter) -> str:
        """Return a filter in words."""
        return self.given.told(chosen)

    def title_of(self, column: str) -> str:
        """Return a column's title by its key, hidden or not."""
        return self.given.title_of(column)
