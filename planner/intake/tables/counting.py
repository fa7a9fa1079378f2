"""Counts in columns: headers that are months, and cells that are whole numbers of something."""

import re
from datetime import date
from functools import lru_cache

from planner.base.days import Month
from planner.intake.files.cells import Cell, text_of
from planner.intake.values.daytext import date_part, read_date

_COUNT = re.compile(r"^\d{1,3}([.,'’\s  ]\d{3})*$|^\d+([.,]0+)?$")
_FEWEST = 2


@lru_cache(4096)
def month_of_header(cell: Cell) -> Month | None:
    """Return the month a heading names, None if it names none; a day must be a month's first.

    >>> month_of_header("Jan 2026") == month_of_header("2026-01") == 2026 * 12
    True
    """
    if isinstance(cell, date):
        return cell.year * 12 + cell.month - 1 if cell.day == 1 else None
    if not isinstance(cell, str) or cell.strip().isdigit():
        return None
    found = read_date(date_part(cell))
    if found is None or found[0] != "YMD" or found[2] != 1 or not 1 <= found[1] <= 12:
        return None
    return found[3] * 12 + found[1] - 1


def months_of_headers(cells: tuple[Cell, ...]) -> dict[int, Month]:
    """Return place → month of the headings that are months; none unless several differ."""
    found = {i: m for i, cell in enumerate(cells) if (m := month_of_header(cell)) is not None}
    return found if len(set(found.values())) >= _FEWEST else {}


def looks_like_count(cell: Cell) -> bool:
    """Tell whether a cell is a whole number from 0 on, without currency or sign."""
    return bool(_COUNT.match(text_of(cell)))
