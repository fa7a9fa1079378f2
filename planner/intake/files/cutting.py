"""Cutting columns out of delimited text, all of their rows at once."""

import csv
import io
from collections.abc import Callable, Collection
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from planner.intake.files.columns import Cells, Column, column_of_codes, objects

if TYPE_CHECKING:
    import pandas as pd

_HEAD = 300_000
_MANY = 1_000
_STEP = 1 << 15
_MOST_DISTINCT = 0.9
"""Among a thousand cells taken at random this share differs where there are some 5,000 in all."""
_LONGEST_OF_BYTES = 64
_LEAST = "S1"
"""What a column is read as that is not wanted: one byte, and no object."""
_Parts = dict[int, "list[pd.Series[Any]]"]


class _Heard(io.BytesIO):
    """A text of which is heard whenever more of it is read, so that cutting it can be stopped.

    `rows`: how many are cut so far.
    """

    def __init__(self, text: bytes, heard: Callable[[int], None]) -> None:
        super().__init__(text)
        self._heard, self.rows = heard, 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the bytes that follow."""
        self._heard(self.rows)
        return super().read(size)


def cut_columns(
    text: bytes,
    delimiter: str,
    width: int,
    places: Collection[int],
    heard: Callable[[int], None] = lambda _count: None,
) -> dict[int, Column] | None:
    """Return the columns in some places of a text in UTF-8; None where its lines are irregular.

    That a line has too many cells is noticed only where all places are asked for. `heard` hears of
    rows cut.
    """
    sample = _kinds(text[:_HEAD].decode("utf-8", "replace"), delimiter, width)
    parts = _parts(text, delimiter, {place: sample[place] for place in places}, width, heard)
    columns = {place: _column(cut, heard) for place, cut in parts.items()}
    longer = {place: object for place, column in columns.items() if column is None}
    if longer:
        parts = _parts(text, delimiter, longer, width, heard)
        columns |= {place: _column(cut, heard) for place, cut in parts.items()}
    found = {place: column for place, column in columns.items() if column is not None}
    return found if len(found) == len(places) else None


def _kinds(sample: str, delimiter: str, width: int) -> list[Any]:
    """Return what the cells of each place are best read as, judged by the first records.

    Cells that repeat are numbered, which makes no object of one that was seen before; short ones
    that do not are read as so many bytes, which looks none up.
    """
    records = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _MANY))
    wide = [record for record in records[:-1] if len(record) == width]
    kinds: list[Any] = []
    for place in range(width):
        cells = {record[place] for record in wide}
        longest = max(map(len, cells), default=_LONGEST_OF_BYTES)
        if len(cells) <= _MOST_DISTINCT * len(wide):
            kinds.append("category")
        else:
            kinds.append(f"S{longest + 1}" if longest < _LONGEST_OF_BYTES else object)
    return kinds


def _parts(
    text: bytes, delimiter: str, kinds: dict[int, Any], width: int, heard: Callable[[int], None]
) -> _Parts:
    """Return columns in parts of so many rows; {} where lines are irregular.

    Columns that are not wanted are left out. Parts in which no line reaches the last of them can
    only be cut with them.
    """
    import pandas as pd

    for wanted in (sorted(kinds), None) if len(kinds) < width else (None,):
        parts: _Parts = {place: [] for place in kinds}
        source = _Heard(text, heard)
        with (
            suppress(pd.errors.ParserError, pd.errors.ParserWarning, ValueError),
            pd.read_csv(
                source, sep=delimiter, header=None, names=range(width), usecols=wanted,
                index_col=False, dtype=dict.fromkeys(range(width), _LEAST) | kinds,
                na_filter=False, low_memory=False, skip_blank_lines=False, chunksize=_STEP,
            ) as reader,
        ):  # fmt: skip
            for frame in reader:
                for place, part in parts.items():
                    part.append(frame[place])
                source.rows += len(frame)
            return parts
    return {}


def _column(parts: "list[pd.Series[Any]]", heard: Callable[[int], None]) -> Column | None:
    """Return a column of its parts; None where it was read as too few bytes."""
    heard(sum(map(len, parts)))
    if parts[0].dtype == "category":
        return column_of_codes(
            [(part.cat.codes.to_numpy(), part.cat.categories.to_numpy(object)) for part in parts]
        )
    arrays = [part.to_numpy() for part in parts]
    if parts[0].dtype == object:
        return Column(np.concatenate(arrays))
    texts = [_texts(array) for array in arrays]
    if any(cells is None for cells in texts):
        return None
    return Column(np.concatenate([cells for cells in texts if cells is not None]))


def _texts(cells: npt.NDArray[np.bytes_]) -> Cells | None:
    """Return cells of bytes as texts; None if one fills its room, and may have been cut off."""
    letters = cells.view(np.uint8).reshape(len(cells), cells.itemsize)
    if letters[:, -1].any():
        return None
    kept = letters != 0
    kept[:, -1] = True
    return objects(letters[kept].tobytes().decode().split("\0")[:-1])
