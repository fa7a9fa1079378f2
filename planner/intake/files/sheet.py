"""A sheet as read: its columns, and where it stood."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.intake.files.cells import Row
from planner.intake.files.columns import Column, columns_of_rows

_HEAD = 200


@dataclass(frozen=True, eq=False)
class RawSheet:
    """The cells of one sheet; `first_row` counts from 1, `first_column` from 0.

    `widths`: how many cells each of the first records of a text file has; a text is a table only
    where they agree. Empty for workbooks.
    """

    name: str
    columns: tuple[Column, ...]
    first_row: int = 1
    widths: tuple[int, ...] = ()
    first_column: int = 0

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def head(self) -> list[Row]:
        """The first rows, in which the header is looked for."""
        rows = np.arange(min(_HEAD, self.height))
        return list(
            zip(*(column.take(rows).cells.tolist() for column in self.columns), strict=True)
        )

    def row(self, index: int) -> Row:
        """Return one row's cells."""
        return tuple(column.at(index) for column in self.columns)


def sheet_of_rows(
    name: str,
    rows: Iterable[Row],
    first_row: int = 1,
    widths: tuple[int, ...] = (),
    progress: Callable[[int], None] = lambda _count: None,
) -> RawSheet:
    """Return rows of cells as a sheet."""
    return RawSheet(name, columns_of_rows(rows, progress), first_row, widths)
