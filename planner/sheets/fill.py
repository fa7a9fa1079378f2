"""What a fill writes: copies of a block, or a series of months carried on by a pattern."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.base.units import ENGLISH, NumberStyle, exact
from planner.sheets.cells import NUMERIC, Cell, Kind, Sheet
from planner.sheets.gesture import Entry

YEAR = 12
_MONTH = re.compile(r"(.*?/)?(\d{4})-(0[1-9]|1[0-2])")
Month = int
"""Months since year 0, as `planner.base.days` counts them; its arrays are not needed here."""


class Pattern(StrEnum):
    """How a series of months goes on."""

    HOLD = "hold"
    LINEAR = "linear"
    GROWTH = "growth"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Block:
    """Cells `rows` by `columns` of a sheet."""

    rows: range
    columns: range


@dataclass(frozen=True, slots=True)
class Series:
    """One row (or column) of a fill: values known by month, the cells to fill, and the year before.

    `known` are the source's values; `ahead` the cells (row, column) to fill by month; `year` all
    other values of the same row or column by month.
    """

    known: Mapping[Month, float]
    ahead: Mapping[Month, tuple[int, int]]
    year: Mapping[Month, float]


def carry_on(
    pattern: Pattern,
    known: Mapping[int, float],
    ahead: Sequence[int],
    growth: float | None = None,
    year: Mapping[int, float] | None = None,
) -> list[float]:
    """Return the value of each month of `ahead`, months being consecutive numbers.

    HOLD repeats the last known value; LINEAR is the least-squares line through all known; GROWTH
    multiplies the last by 1 + `growth` per month (without it by the known values' mean growth);
    SHAPE moves from the last as the months of the `year` before moved. Where `ahead` lies before
    all known the same holds backwards: from the first known value, by the year after. ValueError
    where `known` or `year` do not suffice, see `possible`.
    """
    back = goes_back(known, ahead)
    last = min(known) if back else max(known)
    start = known[last]
    match pattern:
        case Pattern.HOLD:
            return [start for _ in ahead]
        case Pattern.LINEAR:
            middle, level, slope = _line(known)
            return [level + slope * (month - middle) for month in ahead]
        case Pattern.GROWTH:
            rate = mean_growth(known) if growth is None else growth
            return [start * (1 + rate) ** (month - last) for month in ahead]
    seen = {**(year or {}), **known}
    step = YEAR if back else -YEAR
    base = _year_beside(last, seen, last, step)
    if base == 0:
        raise ValueError("the year beside begins at zero")
    return [start * _year_beside(month, seen, last, step) / base for month in ahead]


def goes_back(known: Mapping[int, float], ahead: Iterable[int]) -> bool:
    """Return whether months to fill lie before all known ones."""
    return max(ahead) < min(known)


def mean_growth(known: Mapping[int, float]) -> float:
    """Return the mean growth per month from the first to the last known value, 0.02 for 2 %.

    ValueError unless there are two and both are above zero.
    """
    first, last = min(known), max(known)
    if first == last or known[first] <= 0 or known[last] <= 0:
        raise ValueError("growth needs two values above zero")
    return float((known[last] / known[first]) ** (1 / (last - first)) - 1)


def possible(series: Sequence[Series]) -> tuple[Pattern, ...]:
    """Return the patterns that every series has the values for; hold always."""
    return tuple(p for p in Pattern if all(_suffices(p, one) for one in series))


def copies(sheet: Sheet, source: Block, target: Block, style: NumberStyle = ENGLISH) -> list[Entry]:
    """Return the entries that repeat the source's cells over the target, as a copy does."""
    return [
        (row, column, exact_text(sheet, *_source_of(source, row, column), style))
        for row in target.rows
        for column in target.columns
    ]


def month_series(sheet: Sheet, source: Block, target: Block, down: bool) -> tuple[Series, ...]:
    """Return the series of months from source into target; none if no months run that way.

    Columns run by keys YYYY-MM, rows by keys that end in /YYYY-MM and else agree. Other cells of
    the target, such as quarters, belong to no series. A series whose source has no number is left
    out.
    """
    across = source.columns if down else source.rows
    made = [_one_series(sheet, source, target, at, down) for at in across]
    return tuple(series for series in made if series.known and series.ahead)


def columns_like(sheet: Sheet, column: int) -> list[int]:
    """Return the columns of months where a column is one, without the quarters; else all."""
    every = range(len(sheet.columns))
    return [at for at, _ in _months(sheet, every, column, down=False)] or list(every)


def series_entries(
    sheet: Sheet,
    series: Sequence[Series],
    pattern: Pattern,
    growth: float | None = None,
    style: NumberStyle = ENGLISH,
) -> list[Entry]:
    """Return the entries that carry every series on by the pattern."""
    made: list[Entry] = []
    for one in series:
        ahead = sorted(one.ahead)
        values = carry_on(pattern, one.known, ahead, growth, one.year)
        for month, value in zip(ahead, values, strict=True):
            row, column = one.ahead[month]
            kind = _kind(sheet, row, column)
            unit = kind if kind in NUMERIC else Kind.NUMBER
            made.append((row, column, _typed(value, unit, style)))
    return made


def exact_text(sheet: Sheet, row: int, column: int, style: NumberStyle = ENGLISH) -> str:
    """Return what typing would have to be typed for a cell: its formula, else its full number."""
    cell, kind = sheet.cell(row, column), _kind(sheet, row, column)
    if cell.edit_text.startswith("="):
        return cell.edit_text
    return value_text(cell, kind, style)


def value_text(cell: Cell, kind: Kind, style: NumberStyle = ENGLISH) -> str:
    """Return a cell's number in full, never its formula; texts as they are."""
    number = cell.held if cell.value is None else cell.value
    if kind in NUMERIC and isinstance(number, int | float) and cell.text:
        return _typed(float(number), kind, style)
    return cell.text if cell.edit_text.startswith("=") else cell.edit_text or cell.text


def _typed(value: float, kind: Kind, style: NumberStyle) -> str:
    """Return a number as it is typed; below zero as a formula, for -5% would be a change."""
    text = exact(value, (Kind.NUMBER if kind is Kind.LEVEL else kind).value, style)
    return f"={text}" if value < 0 else text


def _line(known: Mapping[int, float]) -> tuple[float, float, float]:
    """Return the least-squares line as (middle month, value there, step per month)."""
    if len(known) < 2:
        raise ValueError("a line needs two values")
    middle, level = math.fsum(known) / len(known), math.fsum(known.values()) / len(known)
    spread = math.fsum((month - middle) ** 2 for month in known)
    slope = math.fsum((m - middle) * (value - level) for m, value in known.items()) / spread
    return middle, level, slope


def _year_beside(month: int, seen: Mapping[int, float], last: int, step: int) -> float:
    """Return the value of the same calendar month in the nearest year on the known side of `last`.

    `step` leads there: a year back from months to come, a year on from months before.
    """
    at = month + step
    while (at > last) if step < 0 else (at < last):
        at += step
    if at not in seen:
        raise ValueError("the year beside is not known")
    return seen[at]


def _suffices(pattern: Pattern, series: Series) -> bool:
    try:
        carry_on(pattern, series.known, sorted(series.ahead), year=series.year)
    except ValueError:
        return False
    return True


def _source_of(source: Block, row: int, column: int) -> tuple[int, int]:
    rows, columns = source.rows, source.columns
    return (
        rows.start + (row - rows.start) % len(rows),
        columns.start + (column - columns.start) % len(columns),
    )


def _one_series(sheet: Sheet, source: Block, target: Block, at: int, down: bool) -> Series:
    run = source.rows if down else source.columns
    whole = range(sheet.row_count) if down else range(len(sheet.columns))
    months = dict(_months(sheet, whole if len(whole) <= 1000 else run, run.start, down))
    values: dict[Month, float] = {}
    for position, month in months.items():
        value = sheet.cell(*((position, at) if down else (at, position))).value
        if isinstance(value, int | float) and math.isfinite(value):
            values[month] = float(value)
    beyond = target.rows if down else target.columns
    ahead = {
        months[position]: (position, at) if down else (at, position)
        for position in beyond
        if position in months
    }
    sources = {months[position] for position in run if position in months}
    return Series(
        {month: value for month, value in values.items() if month in sources},
        ahead,
        {month: value for month, value in values.items() if month not in {*sources, *ahead}},
    )


def _months(sheet: Sheet, positions: range, start: int, down: bool) -> Iterator[tuple[int, Month]]:
    """Yield (position, month) of the rows or columns named like the one at `start`."""

    def key(position: int) -> str:
        return sheet.row(position).key if down else sheet.columns[position].key

    first = _MONTH.fullmatch(key(start))
    if first is None:
        return
    for position in positions:
        found = _MONTH.fullmatch(key(position))
        if found is not None and found.group(1) == first.group(1):
            yield position, int(found.group(2)) * YEAR + int(found.group(3)) - 1


def _kind(sheet: Sheet, row: int, column: int) -> Kind:
    return sheet.cell(row, column).kind or sheet.columns[column].kind
