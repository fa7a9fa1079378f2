"""Rows set aside by what they hold, so that a correction finds its row in any import."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath

from planner.journeys.table import SetAside, Snapshot, SourceFile

Fixes = Mapping[str, Mapping[int, str]]
"""Corrected cells: row key → place of the column from 0 → text."""


def source_of(snapshot: Snapshot, row: SetAside) -> SourceFile | None:
    """Return the file and sheet a row stood in, None where the snapshot does not know."""
    return sources(snapshot).get(_place(row.file, row.sheet))


def sources(snapshot: Snapshot) -> dict[tuple[str, str], SourceFile]:
    """Return the files by (file name, sheet)."""
    return {_place(file.path, file.sheet): file for file in snapshot.files}


def row_keys(snapshot: Snapshot) -> tuple[str, ...]:
    """Return a key for each row set aside, made of its headers and cells and of nothing else.

    Rows that hold the same are numbered as they come.
    """
    files, times = sources(snapshot), Counter[str]()
    keys = []
    for row in snapshot.set_aside:
        file = files.get(_place(row.file, row.sheet))
        held = json.dumps([file.headers if file else (), row.cells]).encode()
        key = hashlib.sha256(held).hexdigest()[:20]
        times[key] += 1
        keys.append(key if times[key] == 1 else f"{key}-{times[key]}")
    return tuple(keys)


def corrected(row: SetAside, fixes: Mapping[int, str]) -> tuple[str, ...]:
    """Return a row's cells with its corrections; those of no column are left alone."""
    return tuple(fixes.get(i, cell) for i, cell in enumerate(row.cells))


def corrected_rows(snapshot: Snapshot, fixes: Fixes) -> dict[int, tuple[str, ...]]:
    """Return place among the rows set aside → cells, of the rows that corrections change."""
    changed = {}
    for i, key in enumerate(row_keys(snapshot) if fixes else ()):
        row = snapshot.set_aside[i]
        cells = corrected(row, fixes.get(key, {}))
        if cells != row.cells:
            changed[i] = cells
    return changed


def _place(file: str, sheet: str) -> tuple[str, str]:
    return PurePath(file).name, sheet
