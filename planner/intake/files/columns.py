"""Raw columns: the cells of a sheet by column, equal ones held once where they repeat."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.intake.files.cells import Cell, Row, is_blank

Index = npt.NDArray[np.int64]
Cells = npt.NDArray[np.object_]
_CHUNK = 20_000
_FEW = 0.5
_SPACES = frozenset({"", *" \t\n\r\u00a0\u3000"})


@dataclass(frozen=True, eq=False)
class Column:
    """n cells, either as `cells` (n) or as `codes` (n) into `distinct`; the other on demand.

    Blank cells are '', marks of yes and no are the texts TRUE and FALSE.
    """

    _cells: Cells | None = None
    _codes: npt.NDArray[np.int32] | None = None
    _distinct: Cells | None = None
    _samples: dict[int, list[Cell]] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        kept = self._cells if self._codes is None else self._codes
        return 0 if kept is None else len(kept)

    @property
    def held_once(self) -> bool:
        """Whether equal cells are held once, so that work per distinct cell is cheap."""
        return self._codes is not None

    @cached_property
    def _hardly_repeats(self) -> bool:
        """Whether finding equal cells would cost more than it saves."""
        if self._cells is None:
            return False
        return hardly_repeat(self._cells[:_CHUNK].tolist())

    @cached_property
    def coded(self) -> tuple[npt.NDArray[np.int32], Cells]:
        """The codes (n) and the distinct cells they mean."""
        if self._codes is not None and self._distinct is not None:
            return self._codes, self._distinct
        import pandas as pd

        codes, distinct = pd.factorize(self.cells)
        if codes.min(initial=0) < 0:
            codes, distinct = pd.factorize(self.cells, use_na_sentinel=False)
        return codes.astype(np.int32), np.asarray(distinct, dtype=object)

    @property
    def cells(self) -> Cells:
        """All cells (n)."""
        if self._cells is not None:
            return self._cells
        codes, distinct = self.coded
        return distinct[codes] if len(distinct) else np.empty(0, object)

    def at(self, row: int) -> Cell:
        """Return one cell."""
        if self._codes is not None and self._distinct is not None:
            found: Cell = self._distinct[self._codes[row]]
        else:
            found = self.cells[row]
        return found

    def take(self, rows: Index | npt.NDArray[np.bool_]) -> "Column":
        """Return some of the rows, by number or by mask."""
        if self._cells is not None:
            return Column(self._cells[rows])
        codes, distinct = self.coded
        return Column(_codes=codes[rows], _distinct=distinct)

    def used(self) -> "Column":
        """Return the column without distinct cells that no row has."""
        if self._codes is None or self._distinct is None:
            return self
        seen = self.counts() > 0
        codes = (np.cumsum(seen) - 1).astype(np.int32)[self._codes]
        return Column(_codes=codes, _distinct=self._distinct[seen])

    def texts(self, text_of: Callable[[Cell], str]) -> Cells:
        """Return a text per cell (n), made once per distinct cell where those are known."""
        if self._hardly_repeats:
            cells = self.cells.tolist()
            return objects([c.strip() if type(c) is str else text_of(c) for c in cells])
        codes, distinct = self.coded
        return objects([text_of(cell) for cell in distinct.tolist()])[codes]

    def counts(self) -> Index:
        """Return how many rows carry each distinct cell."""
        codes, distinct = self.coded
        return np.bincount(codes, minlength=len(distinct)).astype(np.int64)

    def blank(self, rows: Index) -> npt.NDArray[np.bool_]:
        """Tell of some rows whether the cell holds nothing."""
        if self._codes is not None and self._distinct is not None:
            empty = np.fromiter(map(is_blank, self._distinct.tolist()), bool, len(self._distinct))
            return np.asarray(empty[self._codes[rows]]) if len(empty) else np.zeros(0, bool)
        cells = self.cells[rows].tolist()
        return np.array([not c.strip() if type(c) is str else c is None for c in cells], bool)

    def begins(self, starts: frozenset[str], rows: Index) -> npt.NDArray[np.bool_]:
        """Tell of some rows whether the cell is blank, opens with a space or begins in such a way.

        `starts` are in lower case, of at most three letters.
        """
        if self.held_once:
            codes, distinct = self.coded
            return np.array([_begins(cell, starts) for cell in distinct.tolist()], bool)[
                codes[rows]
            ]
        return np.array([_begins(cell, starts) for cell in self.cells[rows].tolist()], bool)

    def sample(self, most: int) -> list[Cell]:
        """Return up to `most` filled cells, taken from the whole length."""
        if most not in self._samples:
            self._samples[most] = self._sampled(most)
        return self._samples[most]

    def spread(self, most: int) -> list[Cell]:
        """Return the filled ones among cells at even distances, some four times `most`."""
        step = max(1, len(self) // (most * 4))
        return [c for c in self.take(np.arange(0, len(self), step)).cells if not is_blank(c)]

    def _sampled(self, most: int) -> list[Cell]:
        filled = self.spread(most)
        if not filled and len(self) // (most * 4) > 1:
            rows = np.flatnonzero(~self.blank(np.arange(len(self))))
            filled = list(self.take(rows[: most * 4]).cells)
        return filled[:: max(1, len(filled) // most)][:most]

    def filled_down(self) -> "Column":
        """Return the column with each blank cell taking the last filled one above it."""
        filled = ~self.blank(np.arange(len(self)))
        last = np.maximum.accumulate(np.where(filled, np.arange(len(self)), -1))
        return self.take(np.where(last < 0, np.arange(len(self)), last))


def columns_of_rows(
    rows: Iterable[Row], progress: Callable[[int], None] = lambda _count: None
) -> tuple[Column, ...]:
    """Return rows as columns; a row too short ends in blanks. `progress` hears of rows read."""
    makers: list[_Maker] = []
    count = 0
    for chunk in _chunks(iter(rows)):
        for place, cells in enumerate(zip_longest(*chunk, fillvalue="")):
            if place == len(makers):
                makers.append(_Maker(count))
            makers[place].add(cells)
        count += len(chunk)
        for maker in makers:
            maker.pad(count)
        progress(count)
    return tuple(maker.column() for maker in makers)


def column_of_codes(parts: Sequence[tuple[npt.NDArray[Any], Cells]]) -> Column:
    """Return a column from chunks, each of codes into its own distinct cells."""
    numbers = _Codes()
    codes = [
        np.fromiter(map(numbers.__getitem__, distinct.tolist()), np.int32, len(distinct))[part]
        for part, distinct in parts
    ]
    return Column(_codes=np.concatenate(codes), _distinct=objects(list(numbers)))


def hardly_repeat(cells: Sequence[Cell]) -> bool:
    """Tell whether finding equal ones among cells such as these would cost more than it saves."""
    return len(set(cells)) > _FEW * len(cells)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


class _Codes(dict[Cell, int]):
    """Numbers cells by first appearance."""

    def __missing__(self, cell: Cell) -> int:
        number = self[cell] = len(self)
        return number


class _Maker:
    """Collects one column chunk by chunk; gives up numbering cells that hardly repeat."""

    def __init__(self, above: int) -> None:
        self._codes: _Codes | None = _Codes()
        self._parts: list[npt.NDArray[Any]] = []
        self._size = 0
        self.pad(above)

    def add(self, cells: tuple[Cell, ...]) -> None:
        kinds = set(map(type, cells))
        if bool in kinds or type(None) in kinds:
            cells = tuple(map(_said, cells))
        if self._codes is not None and len(self._codes) > max(_FEW * self._size, _CHUNK):
            distinct = objects(list(self._codes))
            self._parts = [distinct[part] for part in self._parts]
            self._codes = None
        if self._codes is None:
            self._parts.append(objects(cells))
        else:
            numbers = map(self._codes.__getitem__, cells)
            self._parts.append(np.fromiter(numbers, np.int32, len(cells)))
        self._size += len(cells)

    def pad(self, count: int) -> None:
        if count > self._size:
            self.add(("",) * (count - self._size))

    def column(self) -> Column:
        if self._codes is None:
            return Column(np.concatenate(self._parts))
        codes = np.concatenate(self._parts) if self._parts else np.zeros(0, np.int32)
        return Column(_codes=codes, _distinct=objects(list(self._codes)))


def _begins(cell: Cell, starts: frozenset[str]) -> bool:
    return type(cell) is str and (cell[:3].casefold() in starts or cell[:1] in _SPACES)


def _said(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return str(cell).upper() if isinstance(cell, bool) else cell


def objects(cells: Sequence[Cell]) -> Cells:
    """Return cells as an array of them."""
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return array
