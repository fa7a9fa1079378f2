"""Columns of a text that are cut when somebody asks for them, few rows or all of them."""

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.intake.files.cells import Cell
from planner.intake.files.columns import Cells, Column, Index, objects
from planner.intake.files.cutting import cut_columns
from planner.intake.files.records import Records

Mask = npt.NDArray[np.bool_]
_FEW, _SHARE = 1_000, 10
_LETTERS, _SEEN = 3, 40
_LOWER, _BEYOND_ASCII = 0x20, 0x80


class UncutColumn(Column):
    """A column whose cells still stand in their text; once cut, it is like any other.

    Few cells are cut singly. The text is kept in memory: what became of its file does not matter.
    """

    def __init__(self, records: Records, place: int, rows: Index | None = None) -> None:
        super().__init__()
        self._records, self._place, self._rows = records, place, rows
        self._whole: Column | None = None

    def __len__(self) -> int:
        return len(self._records) if self._rows is None else len(self._rows)

    @property
    def held_once(self) -> bool:
        """Whether equal cells are held once, so that work per distinct cell is cheap."""
        return self._cut.held_once

    @cached_property
    def coded(self) -> tuple[npt.NDArray[np.int32], Cells]:
        """The codes (n) and the distinct cells they mean."""
        return self._cut.coded

    @property
    def cells(self) -> Cells:
        """All cells (n)."""
        return self._cut.cells

    def at(self, row: int) -> Cell:
        """Return one cell."""
        if self._whole is not None:
            return self._whole.at(row)
        return self._records.row(row if self._rows is None else int(self._rows[row]))[self._place]

    def take(self, rows: Index | Mask) -> Column:
        """Return some of the rows, by number or by mask."""
        if self._whole is not None:
            return self._whole.take(rows)
        return UncutColumn(self._records, self._place, self._within(rows))

    def texts(self, text_of: Callable[[Cell], str]) -> Cells:
        """Return a text per cell (n), made once per distinct cell where those are known."""
        return self._cut.texts(text_of)

    def blank(self, rows: Index) -> Mask:
        """Tell of some rows whether the cell holds nothing."""
        return self._part(rows).blank(np.arange(len(rows)))

    def begins(self, starts: frozenset[str], rows: Index) -> Mask:
        """Tell of some rows whether the cell is blank, opens with a space or begins in such a way.

        What the first cells of records begin with is seen without cutting any.
        """
        if self._whole is None and self._place == 0:
            within = self._within(rows)
            result = _may_begin(self._records, starts, within)
            some = np.flatnonzero(result)
            result[some] = self._part(rows[some]).begins(starts, np.arange(len(some)))
            return result
        return self._part(rows).begins(starts, np.arange(len(rows)))

    @property
    def _cut(self) -> Column:
        if self._whole is None:
            self._whole = self._part(np.arange(len(self)))
        return self._whole

    def _part(self, rows: Index) -> Column:
        """Return some rows as an ordinary column."""
        if self._whole is None:
            if len(rows) <= max(_FEW, len(self._records) // _SHARE):
                return Column(objects(self._records.cells(self._place, self._within(rows))))
            cut_together([self])
        return self.take(rows)

    def _within(self, rows: Index | Mask) -> Index:
        numbers = np.flatnonzero(rows) if rows.dtype == bool else np.asarray(rows, np.int64)
        return numbers if self._rows is None else np.asarray(self._rows[numbers])


def cut_together(
    columns: Iterable[Column], heard: Callable[[int], None] = lambda _count: None
) -> None:
    """Cut those of some columns that are not cut yet, at hardly more cost than one of them."""
    uncut = [c for c in columns if isinstance(c, UncutColumn) and c._whole is None]
    for records in {id(c._records): c._records for c in uncut}.values():
        own = [c for c in uncut if c._records is records]
        cut = cut_columns(
            records.text, records.delimiter, records.width, {c._place for c in own}, heard
        )
        if cut is None or any(len(column) != len(records) for column in cut.values()):
            raise ValueError("a text has other records when it is cut than when it was looked at")
        for column in own:
            whole = cut[column._place]
            column._whole = whole if column._rows is None else whole.take(column._rows).used()


def cut_where_blank(
    columns: Iterable[Column], heard: Callable[[int], None] = lambda _count: None
) -> None:
    """Cut together the columns that seem blank: whether they are, only all of their cells tell."""
    uncut = (column for column in columns if isinstance(column, UncutColumn))
    cut_together([column for column in uncut if not column.spread(_SEEN)], heard)


def _may_begin(records: Records, starts: frozenset[str], rows: Index) -> Mask:
    """Tell of some records whether the first cell may begin in such a way: surely not, or maybe."""
    first = records.bytes_of(rows, _LETTERS)
    known = [tuple(start.encode()) for start in starts if start.isascii()]
    exact = [code for code in known if len(code) == _LETTERS]
    short = [code[0] | _LOWER for code in known if 0 < len(code) < _LETTERS]
    lower = (first | _LOWER).astype(np.uint32)
    keys = lower[:, 0] | lower[:, 1] << 8 | lower[:, 2] << 16
    wanted = [(a | _LOWER) | (b | _LOWER) << 8 | (c | _LOWER) << 16 for a, b, c in exact]
    opening = np.zeros(256, bool)
    opening[: _LOWER + 1] = opening[[ord('"'), ord(records.delimiter)]] = True
    result = np.isin(keys, np.array(wanted, np.uint32)) | opening[first[:, 0]]
    result |= np.isin(lower[:, 0], np.array(short, np.uint32))
    return np.asarray(result | (first >= _BEYOND_ASCII).any(axis=1))
