"""Rows set aside by what they hold, so that a correction finds its row in any import."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from weakref import WeakKeyDictionary

from planner.journeys.table import SetAside, Snapshot, SourceFile

RETURNED = ("Reason", "File", "Sheet", "Row")
"""The first headers of a table of rows set aside, by which it is known when it comes back."""
Fixes = Mapping[str, Mapping[int, str]]
"""Corrected cells: row key → place of the column from 0 → text."""
_KEYS: WeakKeyDictionary[Snapshot, tuple[str, ...]] = WeakKeyDictionary()


def place_of(row: SetAside) -> tuple[str, str]:
    """Return the file's name and the sheet a row stood in."""
    return _place(row.file, row.sheet)


def sources(snapshot: Snapshot) -> dict[tuple[str, str], SourceFile]:
    """Return the files by (file name, sheet)."""
    return {_place(file.path, file.sheet): file for file in snapshot.files}


def row_keys(snapshot: Snapshot) -> tuple[str, ...]:
    """Return a key for each row set aside, made of its headers and cells and of nothing else.

    Rows that hold the same are numbered as they come.
    """
    if snapshot not in _KEYS:
        _KEYS[snapshot] = tuple(_keys(snapshot))
    return _KEYS[snapshot]


def _keys(snapshot: Snapshot) -> Iterator[str]:
    files, times = sources(snapshot), Counter[str]()
    above = {place: _digest("", file.headers) for place, file in files.items()}
    for row in snapshot.set_aside:
        key = _digest(above.get(place_of(row), ""), row.cells)
        times[key] += 1
        yield key if times[key] == 1 else f"{key}-{times[key]}"


def _digest(above: str, cells: tuple[str, ...]) -> str:
    held = "\x1f".join((above, *cells)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(held).hexdigest()[:20]


def corrected(row: SetAside, fixes: Mapping[int, str]) -> tuple[str, ...]:
    """Return a row's cells with its corrections; those of no column are left alone."""
    return tuple(fixes.get(i, cell) for i, cell in enumerate(row.cells))


def corrected_rows(snapshot: Snapshot, fixes: Fixes) -> dict[int, tuple[str, ...]]:
    """Return place among the rows set aside → cells, of the rows that corrections change."""
    changed = {}
    for i, key in enumerate(row_keys(snapshot) if fixes else ()):
        if key not in fixes:
            continue
        row = snapshot.set_aside[i]
        cells = corrected(row, fixes[key])
        if cells != row.cells:
            changed[i] = cells
    return changed


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row set aside that came back in a table: where it stood, and its cells by header."""

    file: str
    sheet: str
    row: int
    cells: dict[str, str]


def returned_fixes(
    snapshot: Snapshot, fixes: Fixes, returned: Iterable[ReturnedRow]
) -> tuple[dict[tuple[str, int], str | None], int]:
    """Return what a returned table corrects, and how many of its rows are not set aside any more.

    Corrections are (row key, place of the column) → text, None where the cell again holds what
    stood there; `fixes` are those the plan has already.
    """
    keys, files = row_keys(snapshot), sources(snapshot)
    rows = {(*_place(r.file, r.sheet), r.row): i for i, r in enumerate(snapshot.set_aside)}
    changed: dict[tuple[str, int], str | None] = {}
    unknown = 0
    for back in returned:
        at = rows.get((*_place(back.file, back.sheet), back.row))
        if at is None:
            unknown += 1
            continue
        row, key = snapshot.set_aside[at], keys[at]
        file = files.get(_place(row.file, row.sheet))
        shown = corrected(row, fixes.get(key, {}))
        for place, header in enumerate(file.headers if file else ()):
            text = back.cells.get(header)
            if place < len(shown) and text is not None and text != shown[place]:
                changed[key, place] = None if text == row.cells[place] else text
    return changed, unknown


def _place(file: str, sheet: str) -> tuple[str, str]:
    return _name(file), sheet


@lru_cache(256)
def _name(file: str) -> str:
    return PurePath(file).name
