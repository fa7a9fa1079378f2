"""Where the records of a text stand, so that some of its cells can be cut without the rest."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.base.memo import Memo
from planner.intake.files.columns import Index

_STEP = 1 << 18
_HEARD = 64
_REMEMBERED = 1_000
_LONGEST_CELL = 1 << 27
_BREAK, _RETURN, _QUOTE = b'\n\r"'
_Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Records:
    """n records of a text in UTF-8, none wider than `width` cells; `starts` (n + 1) in bytes."""

    text: bytes
    delimiter: str
    width: int
    starts: Index
    _recent: Memo = field(default_factory=lambda: Memo(4), init=False, repr=False)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, at: int) -> list[str]:
        """Return one record's cells, filled up to the full width."""
        return self._recent(at, lambda: next(self._cut(np.array([at]))))

    def cells(self, place: int, at: Index) -> Sequence[str]:
        """Return the cells in one place of some records; those next to them then cost little."""
        if not 0 < len(at) <= _REMEMBERED:
            return [row[place] for row in self._cut(at)]
        return self._recent(at.tobytes(), lambda: list(zip(*self._cut(at), strict=True)))[place]

    def bytes_of(self, at: Index, most: int) -> _Bytes:
        """Return the first bytes (n, most) of some records, without a quote before them."""
        text, first = np.frombuffer(self.text, np.uint8), self.starts[at]
        first = first + (text.take(first, mode="clip") == _QUOTE)
        return np.asarray(text.take(first[:, None] + np.arange(most), mode="clip"), np.uint8)

    def _cut(self, at: Index) -> Iterator[list[str]]:
        csv.field_size_limit(_LONGEST_CELL)
        places = zip(self.starts[at].tolist(), self.starts[at + 1].tolist(), strict=True)
        lines = (self.text[start:end].decode() for start, end in places)
        for row in csv.reader(lines, delimiter=self.delimiter):
            yield row if len(row) == self.width else row + [""] * (self.width - len(row))


def records_of(
    text: bytes, delimiter: str, width: int, heard: Callable[[int], None] = lambda _count: None
) -> Records | None:
    """Return where the records of a text stand; None where only cutting all of it would tell.

    That is so where a record is wider than `width`, where a quote stands within a cell, and where
    a line ends in a carriage return alone. `heard` hears of records found.
    """
    if len(delimiter.encode()) != 1 or delimiter in '"\r\n':
        return None
    ends = _ends(np.frombuffer(text, np.uint8), ord(delimiter), width, b'"' in text, heard)
    if ends is None:
        return None
    starts = np.concatenate([np.zeros(1, np.int64), ends + 1])
    if starts[-1] < len(text):
        starts = np.append(starts, len(text))
    return Records(text, delimiter, width, starts)


def _ends(
    text: _Bytes, delimiter: int, width: int, quoted: bool, heard: Callable[[int], None]
) -> Index | None:
    """Return where the line breaks stand that end a record."""
    found: list[Index] = []
    inside, before, count, returns = 0, 0, 0, 0
    for number, start in enumerate(range(0, len(text), _STEP)):
        block = text[start : start + _STEP]
        lines = block == _BREAK
        returns += int(np.count_nonzero(block == _RETURN))
        if returns:
            before_lines = text[start + np.flatnonzero(lines) - 1]
            returns -= int(np.count_nonzero(before_lines == _RETURN))
        marks = lines | (block == delimiter)
        if quoted:
            within = np.bitwise_xor.accumulate((block == _QUOTE).view(np.uint8)) ^ inside
            if not _well_placed(text, start + np.flatnonzero(block == _QUOTE), delimiter, inside):
                return None
            marks &= within == 0
            inside = int(within[-1])
        places = np.flatnonzero(marks)
        breaks = np.flatnonzero(block[places] == _BREAK)
        after = len(places) + before if not len(breaks) else len(places) - 1 - int(breaks[-1])
        cells = np.diff(breaks, prepend=-1 - before)
        if after >= width or cells.max(initial=0) > width:
            return None
        before, count = after, count + len(breaks)
        found.append(places[breaks] + start)
        if number % _HEARD == _HEARD - 1:
            heard(count)
    return None if inside or returns else np.concatenate([np.zeros(0, np.int64), *found])


def _well_placed(text: _Bytes, quotes: Index, delimiter: int, inside: int) -> bool:
    """Tell whether quotes stand only around whole cells, and doubled within them.

    Then every other quote opens, and what lies between is one cell for every reader.
    """
    opens = (np.arange(len(quotes)) + inside) % 2 == 0
    opening, closing = quotes[opens], quotes[~opens]
    before = text[np.maximum(opening - 1, 0)]
    after = text[np.minimum(closing + 1, len(text) - 1)]
    starts = (before == delimiter) | (before == _BREAK) | (before == _QUOTE) | (opening == 0)
    ends = (after == delimiter) | (after == _BREAK) | (after == _QUOTE) | (after == _RETURN)
    return bool(starts.all() and ends.all())
