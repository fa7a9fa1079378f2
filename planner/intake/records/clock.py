"""The time of day of a cell: only asked where several changes fall on one day."""

import re
from datetime import datetime, time

import numpy as np
import numpy.typing as npt

from planner.intake.files.cells import Cell, text_of
from planner.intake.records.folding import Index, Stack

_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap])?\.?(?:m\b)?", re.I)
_DAY = 86_400


def seconds_of(rows: Stack, which: Index, name: str) -> npt.NDArray[np.int32]:
    """Return the second of the day of some rows' cells of a field, 0 without a time of day."""
    result = np.zeros(len(which), np.int32)
    known: dict[str, int] = {}
    for number, table in enumerate(rows.tables):
        mine = np.flatnonzero(rows.table[which] == number)
        column = table.table.columns[table.table.headers.index(table.header_of(name) or "")]
        cells = column.take(rows.row[which[mine]]).cells.tolist()
        result[mine] = [_second(cell, known) for cell in cells]
    return result


def _second(cell: Cell, known: dict[str, int]) -> int:
    """Return the second of a cell; texts of the same time of day are read once."""
    if type(cell) is not str:
        return second_of(cell)
    clock = cell[max(cell.find(" "), cell.find("T"), 0) :]
    found = known.get(clock)
    if found is None:
        found = known[clock] = second_of(cell)
    return found


def second_of(cell: Cell) -> int:
    """Return the second of the day of one cell, 0 where it names none.

    >>> second_of("2024-01-22T20:36:47.000+0000"), second_of("5/22/2026, 9:07 PM")
    (74207, 76020)
    >>> second_of(45631.5), second_of("2024-01-22")
    (43200, 0)
    """
    if isinstance(cell, (datetime, time)):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, float) and 0 < cell < 1e6:
        return round(cell % 1 * _DAY) % _DAY
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell >= 1e11:
        return int(cell) // 1000 % _DAY
    head, _, tail = text_of(cell).replace("T", " ").partition(" ")
    found = _TIME.search(tail if ":" not in head else head)
    if found is None:
        return 0
    hour = (
        int(found[1]) % 12 + (12 if found[4].casefold() == "p" else 0)
        if found[4]
        else int(found[1])
    )
    return min(hour * 3600 + int(found[2]) * 60 + int(found[3] or 0), _DAY - 1)
