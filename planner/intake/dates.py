"""Dates of one column: the order of day and month is decided once, from all its values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from planner.base.days import NO_DAY, Days, day_of
from planner.intake.cells import Cell, is_blank, text_of

_NONE = frozenset({"-", "–", "n/a", "na", "#n/a", "null", "none"})
_FIRST, _LAST = day_of(date(1971, 1, 1)), day_of(date(2100, 1, 1))
_SERIAL_ZERO = day_of(date(1899, 12, 30))
_PLACEHOLDER = NO_DAY + 1
_UNREADABLE = NO_DAY + 2

_NUMERIC = re.compile(r"^(\d{1,4})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{1,4})$")
_DAY_NAME_YEAR = re.compile(r"^(\d{1,2})[.\s-]*([^\W\d_]{3,})\.?,?[\s-]*(\d{4}|\d{2})$")
_NAME_DAY_YEAR = re.compile(r"^([^\W\d_]{3,})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene", "feb fev fév", "mar mär mrz", "apr abr avr", "may mai", "jun", "jul",
            "aug ago", "sep set", "oct okt out", "nov", "dec dez dic déc",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTHS |= {"juin": 6, "juil": 7, "août": 8, "aout": 8}


@dataclass(frozen=True, eq=False)
class DayColumn:
    """One column of dates.

    `days` (n): day numbers, NO_DAY where missing. `order`: DMY, MDY or YMD, empty where the cells
    were typed dates. `undecided`: no value tells day from month. `unreadable`, `placeholders`:
    cells that are no date, and dates such as 1900-01-01 that stand for none. `example`: one of
    the unreadable cells.
    """

    days: Days
    order: str
    undecided: bool = False
    unreadable: int = 0
    placeholders: int = 0
    example: str = ""


def read_days(cells: Sequence[Cell], fallback: str = "MDY") -> DayColumn:
    """Return the days of a column; `fallback` is the order where no value decides it."""
    quick = _iso_only(cells)
    if quick is not None:
        return _finished(quick, "YMD", cells)
    typed = (day_of(c) if type(c) is date else _typed_day(c) for c in cells)
    days = np.fromiter(typed, np.int32, len(cells))
    texts = [i for i, cell in enumerate(cells) if isinstance(cell, str) and not _says_none(cell)]
    if not texts:
        return _finished(days, "", cells)
    return _with_texts(days, texts, cells, fallback)


def _says_none(text: str) -> bool:
    return is_blank(text) or text.strip().casefold() in _NONE


def looks_like_date(cell: Cell) -> bool:
    """Tell whether a single cell can be read as a date in some order."""
    if isinstance(cell, str):
        return _triple(_date_part(cell)) is not None
    return _typed_day(cell) > _UNREADABLE


def _with_texts(days: Days, texts: list[int], cells: Sequence[Cell], fallback: str) -> DayColumn:
    import pandas as pd

    heads = np.array([_date_part(text_of(cells[i])) for i in texts], dtype=object)
    codes, uniques = pd.factorize(heads)
    triples = [_triple(str(head)) for head in uniques]
    order, undecided = _order_of(triples, fallback)
    decoded = np.array([_day_in(triple, order) for triple in triples], dtype=np.int32)
    days[np.array(texts)] = decoded[codes]
    return _finished(days, order, cells, undecided)


def _finished(days: Days, order: str, cells: Sequence[Cell], undecided: bool = False) -> DayColumn:
    """Turn marks and dates beyond reason into missing ones, and count them."""
    bad = np.flatnonzero(days == _UNREADABLE)
    beyond = (days > _UNREADABLE) & ((days < _FIRST) | (days > _LAST))
    placeholders = int((beyond | (days == _PLACEHOLDER)).sum())
    days[beyond | (days <= _UNREADABLE)] = NO_DAY
    example = text_of(cells[int(bad[0])]) if len(bad) else ""
    return DayColumn(days, order, undecided, len(bad), placeholders, example)


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
        return _UNREADABLE
    return _day_of_number(cell)


def _day_of_number(cell: float) -> int:
    """Return the day of a serial of Excel, or of digits such as 20210105."""
    if 0 <= cell < 2:
        return _PLACEHOLDER
    if 20_000 <= cell < 80_000:
        return int(cell) + _SERIAL_ZERO
    if 19_000_101 <= cell <= 21_001_231:
        return _day_in(_triple(str(int(cell))), "YMD")
    return _UNREADABLE


def _date_part(text: str) -> str:
    """Return the date in front of a time of day.

    >>> _date_part("5/22/2026, 9:07 AM"), _date_part("2024-01-22T20:36:47.000+0000")
    ('5/22/2026', '2024-01-22')
    """
    head, colon, _ = text.strip().partition(":")
    if not colon:
        return head
    return head[: max(head.rfind(" "), head.rfind("T"))].rstrip(" ,")


Triple = tuple[str, int, int, int]


def _triple(head: str) -> Triple | None:
    """Return (kind, x, y, year): in kind YMD x, y are month, day; in others their order is open."""
    numeric = _NUMERIC.match(head)
    if numeric:
        a, mark, b, c = numeric.groups()
        if len(a) == 4:
            return ("YMD", int(b), int(c), int(a))
        if len(a) > 2 or len(c) == 3:
            return None
        return ("." if mark == "." else "?", int(a), int(b), _full_year(c))
    if head.isdigit():
        return _digits(head)
    named = _DAY_NAME_YEAR.match(head)
    if named:
        return _named(named[2], named[1], named[3])
    named = _NAME_DAY_YEAR.match(head)
    return _named(named[1], named[2], named[3]) if named else None


def _named(month: str, day: str, year: str) -> Triple | None:
    lowered = month.casefold()
    number = _MONTHS.get(lowered[:4]) or _MONTHS.get(lowered[:3])
    return ("YMD", number, int(day), _full_year(year)) if number else None


def _digits(head: str) -> Triple | None:
    if len(head) == 8 and head[:2] in ("19", "20", "99"):
        return ("YMD", int(head[4:6]), int(head[6:]), int(head[:4]))
    if len(head) == 5 and 20_000 <= int(head) < 80_000:
        day = date.fromordinal(int(head) + date(1899, 12, 30).toordinal())
        return ("YMD", day.month, day.day, day.year)
    return None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _order_of(triples: list[Triple | None], fallback: str) -> tuple[str, bool]:
    """Return (order, undecided) of a column from all of its distinct dates."""
    open_ones = [t for t in triples if t is not None and t[0] != "YMD"]
    if not open_ones:
        return ("YMD" if any(triples) else ""), False
    day_first = sum(1 for t in open_ones if t[1] > 12)
    month_first = sum(1 for t in open_ones if t[2] > 12)
    if day_first == month_first:
        dotted = all(t[0] == "." for t in open_ones)
        return ("DMY" if dotted else fallback), True
    return ("DMY" if day_first > month_first else "MDY"), False


def _day_in(triple: Triple | None, order: str) -> int:
    if triple is None:
        return _UNREADABLE
    kind, x, y, year = triple
    month, day = (x, y) if kind == "YMD" or order != "DMY" else (y, x)
    if not 1900 < year <= 2100:
        return _PLACEHOLDER
    try:
        return day_of(date(year, month, day))
    except ValueError:
        return _UNREADABLE
