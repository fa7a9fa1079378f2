"""Dates of one column: the order of day and month is decided once, from all its values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, day_of
from planner.intake.files.cells import Cell
from planner.intake.values.daytext import Triple, date_part, read_date
from planner.intake.values.nothing import says_nothing
from planner.journeys.table import Mask

_FIRST, _LAST = day_of(date(1971, 1, 1)), day_of(date(2098, 12, 31))
_SERIAL_ZERO = day_of(date(1899, 12, 30))
_PLACEHOLDER = NO_DAY + 1
UNREADABLE = NO_DAY + 2


@dataclass(frozen=True, eq=False)
class DayColumn:
    """One column of dates.

    `days` (n): day numbers, NO_DAY where missing. `order`: DMY, MDY or YMD, empty where the cells
    were typed dates. `undecided`: no value tells day from month. `unreadable` (n): cells that are
    no date. `placeholders` (n): dates that stand for none, such as
    1900-01-01: those up to 1970 and from 2099 on.
    """

    days: Days
    order: str
    unreadable: Mask
    placeholders: Mask
    undecided: bool = False


def read_days(cells: Sequence[Cell], fallback: str = "MDY") -> DayColumn:
    """Return the days of a column; `fallback` is the order where no value decides it."""
    quick = _iso_only(cells)
    if quick is not None:
        return _finished(quick, "YMD")
    typed = (day_of(c) if type(c) is date else _typed_day(c) for c in cells)
    days = np.fromiter(typed, np.int32, len(cells))
    texts = [i for i, c in enumerate(cells) if isinstance(c, str) and not says_nothing(c)]
    if not texts:
        return _finished(days, "")
    return _with_texts(days, texts, cells, fallback)


def looks_like_date(cell: Cell) -> bool:
    """Tell whether a single cell can be read as a date in some order, or says there is none."""
    if isinstance(cell, str):
        return _text_looks_like_date(cell)
    return _typed_day(cell) > UNREADABLE


@lru_cache(4096)
def _text_looks_like_date(text: str) -> bool:
    return says_nothing(text) or read_date(date_part(text)) is not None


def _with_texts(days: Days, texts: list[int], cells: Sequence[Cell], fallback: str) -> DayColumn:
    import pandas as pd

    heads = np.array([date_part(str(cells[i])) for i in texts], dtype=object)
    codes, uniques = pd.factorize(heads)
    triples = [read_date(str(head)) for head in uniques]
    order, undecided = _order_of(triples, fallback)
    decoded = np.array([day_in(triple, order) for triple in triples], dtype=np.int32)
    days[np.array(texts)] = decoded[codes]
    return _finished(days, order, undecided)


def _finished(days: Days, order: str, undecided: bool = False) -> DayColumn:
    """Turn marks and dates beyond reason into missing ones, and say which they were."""
    unreadable = days == UNREADABLE
    beyond = (days > UNREADABLE) & ((days < _FIRST) | (days > _LAST))
    placeholders = beyond | (days == _PLACEHOLDER)
    days[beyond | (days <= UNREADABLE)] = NO_DAY
    return DayColumn(days, order, unreadable, placeholders, undecided)


def _iso_only(cells: Sequence[Cell]) -> Days | None:
    """Return the days of a column whose every cell is blank or starts with YYYY-MM-DD."""
    if set(map(type, cells)) != {str}:
        return None
    heads = np.array(cells, dtype="U10")
    filled = heads != ""
    if not filled.any():
        return np.full(len(cells), NO_DAY, np.int32)
    letters = heads[filled].view("U1").reshape(-1, 10)
    if not ((letters[:, 4] == "-") & (letters[:, 7] == "-") & (letters[:, 9] != "")).all():
        return None
    days = np.full(len(cells), NO_DAY, np.int32)
    try:
        numbers = heads[filled].astype("datetime64[D]").astype(np.int64)
    except ValueError:
        return None
    days[filled] = np.clip(numbers, _FIRST - 1, _LAST + 1)
    return days


def _typed_day(cell: Cell) -> int:
    if isinstance(cell, str) or cell is None:
        return NO_DAY
    if isinstance(cell, date):
        return day_of(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return UNREADABLE
    return _day_of_number(cell)


def _day_of_number(cell: float) -> int:
    """Return the day of a serial of Excel, of digits such as 20210105, or of milliseconds."""
    if 0 <= cell < 2:
        return _PLACEHOLDER
    if 20_000 <= cell < 80_000:
        return int(cell) + _SERIAL_ZERO
    if 19_000_101 <= cell <= 21_001_231:
        return day_in(read_date(str(int(cell))), "YMD")
    if 1e11 <= cell < 1e13:
        return int(cell) // 86_400_000
    return UNREADABLE


def _order_of(triples: list[Triple | None], fallback: str) -> tuple[str, bool]:
    """Return (order, undecided) of a column from all of its distinct dates."""
    open_ones = [t for t in triples if t is not None and t[0] != "YMD" and t[1] and t[2]]
    if not open_ones:
        return ("YMD" if any(triples) else ""), False
    day_first = sum(1 for t in open_ones if t[1] > 12)
    month_first = sum(1 for t in open_ones if t[2] > 12)
    if day_first == month_first:
        dotted = all(t[0] == "." for t in open_ones)
        return ("DMY" if dotted else fallback), any(t[1] != t[2] for t in open_ones)
    return ("DMY" if day_first > month_first else "MDY"), False


def day_in(triple: Triple | None, order: str) -> int:
    """Return the day of a written date; at most UNREADABLE where it is none in that order."""
    if triple is None:
        return UNREADABLE
    kind, x, y, year = triple
    month, day = (x, y) if kind == "YMD" or order != "DMY" else (y, x)
    if not (1900 < year < 2099 and month and day):
        return _PLACEHOLDER
    try:
        return day_of(date(year, month, day))
    except ValueError:
        return UNREADABLE
