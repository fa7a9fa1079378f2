"""Finding the table in a sheet: its header row, and the cells of its columns."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.days import month_text
from planner.base.letters import letters
from planner.intake.files.cells import Cell, Row, is_blank, plain, text_of
from planner.intake.files.columns import Column, Index
from planner.intake.files.sheet import RawSheet
from planner.intake.tables.body import data_rows, filled_groups
from planner.intake.tables.counting import month_of_header, months_of_headers
from planner.intake.tables.stated import stated_day
from planner.intake.values.daytext import Triple

_LOOK_AT = 80
_TOGETHER = 1_000
_COMPARE = 60
_LONGEST_HEADER = 80
_GROUP = "Group"
_UNNAMED = re.compile(r"^Column [A-Z]+$")
_NUMBER = re.compile(r"^[\s\d.,:/%€$£+-]+$")


@dataclass(frozen=True, eq=False)
class Table:
    """One table cut out of a sheet: n rows by header; `row_numbers` (n) count from 1.

    `stated`: the day a line above the header says the data are as of.
    """

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    row_numbers: npt.NDArray[np.int64]
    stated: Triple | None = None

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.row_numbers)

    @cached_property
    def fingerprint(self) -> str:
        """What tells tables of the same headers, in whatever order, from all others."""
        told = (header for header in self.headers if not _UNNAMED.match(header))
        names = "\n".join(sorted(header.casefold() for header in told))
        return hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def texts(self, rows: Index) -> Iterator[tuple[str, ...]]:
        """Return the texts of some rows, in the order of the headers, cut so many at a time."""
        for start in range(0, len(rows), _TOGETHER):
            part = rows[start : start + _TOGETHER]
            columns = (column.take(part).used().texts(text_of).tolist() for column in self.columns)
            yield from zip(*columns, strict=True)


def find_table(sheet: RawSheet, known: Callable[[str], bool]) -> Table | None:
    """Return the sheet's table, or None; `known` tells whether a plain header is familiar."""
    best, best_score = -1, 0.0
    for index, row in enumerate(sheet.head[:_LOOK_AT]):
        score = _header_score(sheet, index, row, known)
        if score > best_score:
            best, best_score = index, score
    if best < 0:
        return None
    heading = sheet.head[best]
    best = sheet.head.index(heading)
    body = data_rows(sheet, best)
    places = [
        i for i, cell in enumerate(heading)
        if not is_blank(cell) or not sheet.columns[i].blank(body.rows).all()
    ]  # fmt: skip
    columns = tuple(sheet.columns[i].take(body.rows) for i in places)
    names = [_header_text(heading[i]) or unnamed(sheet.first_column + i) for i in places]
    if body.group is not None:
        columns, names = (*columns, body.group), [*names, _GROUP]
    headers = _distinct(names)
    return Table(
        sheet.name, sheet.first_row + best, headers, filled_groups(headers, columns),
        (body.rows + sheet.first_row).astype(np.int64), stated_day(sheet.head[:best]),
    )  # fmt: skip


def _header_score(sheet: RawSheet, index: int, row: Row, known: Callable[[str], bool]) -> float:
    """Rate a row as header: familiar names count most, then text above rows of equal shape."""
    filled = [(i, cell) for i, cell in enumerate(row) if not is_blank(cell)]
    dated = months_of_headers(tuple(cell for _, cell in filled))
    named = [c for i, (_, c) in enumerate(filled) if isinstance(c, str) or i in dated]
    texts = [_header_text(cell) for cell in named]
    months = months_of_headers(tuple(named))
    if len(filled) < 2 or len(texts) < len(filled) * 0.9:
        return 0.0
    names = {plain(text) for text in texts}
    if len(names) < len(texts) * 0.8 or sum(map(len, texts)) > _LONGEST_HEADER * len(texts):
        return 0.0
    if any(_NUMBER.match(text) for i, text in enumerate(texts) if i not in months):
        return 0.0
    familiar = sum(1 for name in names if known(name))
    below = [r for r in sheet.head[index + 1 : index + 1 + _COMPARE] if _cells(r)]
    alike = _share_alike([i for i, _ in filled], below)
    if sheet.widths:
        alike = _share_as_wide(sheet.widths[index : index + 1 + _COMPARE])
    if familiar < 2 and alike < 0.8:
        return 0.0
    earliness = 1 - index / (10 * _LOOK_AT)
    return (familiar * 3 + len(texts) * alike + 0.1) * earliness


def _cells(row: Row) -> list[Cell]:
    return [cell for cell in row if not is_blank(cell)]


def _share_alike(places: list[int], below: list[Row]) -> float:
    """Share of the rows below that fill at least half of a header's places."""

    def fits(row: Row) -> bool:
        return 2 * sum(1 for i in places if not is_blank(row[i])) >= len(places)

    return sum(1 for row in below if fits(row)) / len(below) if below else 0.0


def _share_as_wide(widths: tuple[int, ...]) -> float:
    """Share of the records below the first that have as many cells as it; blank lines aside."""
    below = [width for width in widths[1:] if width > 0]
    return sum(1 for width in below if width == widths[0]) / len(below) if below else 0.0


def unnamed(place: int) -> str:
    """Return the name of a filled column without a header: its letter, counted from 0.

    >>> unnamed(0), unnamed(27)
    ('Column A', 'Column AB')
    """
    return f"Column {letters(place)}"


def _header_text(cell: Cell) -> str:
    text = text_of(cell)
    month = month_of_header(cell) if isinstance(cell, date) else None
    if month is not None:
        return month_text(month)
    return re.sub(r"\s+", " ", text)


def _distinct(headers: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    result = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        result.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(result)
