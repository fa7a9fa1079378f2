"""Merged cells: what stands in the first of them holds for those below it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.intake.files.sheet import RawSheet

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of merged cells, counted from 0 within a sheet's cells."""


def unmerged(sheet: RawSheet, ranges: Sequence[Range]) -> RawSheet:
    """Return the sheet with merged cells filled down their first column.

    A merged group then stands on each of its rows, and a heading of two lines is whole in its
    second. Cells merged across stay blank but for the first: titles and totals are merged so.
    """
    reaching: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in ranges:
        if bottom > top and 0 <= left < len(sheet.columns) and 0 <= top < sheet.height:
            reaching.setdefault(left, []).append((top, bottom))
    if not reaching:
        return sheet
    columns = list(sheet.columns)
    for place, downs in reaching.items():
        rows = np.arange(sheet.height)
        for top, bottom in downs:
            rows[top : bottom + 1] = top
        columns[place] = columns[place].take(rows)
    return replace(sheet, columns=tuple(columns))
