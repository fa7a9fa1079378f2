"""Months across, with quarters, years and the whole: the columns of a plan."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from planner.base.days import Month, month_name, month_text
from planner.base.fiscal import fiscal_quarter, fiscal_year


class Span(IntEnum):
    """What a period covers."""

    MONTH = 0
    QUARTER = 1
    YEAR = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Period:
    """Months `first` to `last` of a plan, counted from 0, both included."""

    key: str
    title: str
    span: Span
    first: int
    last: int

    @property
    def months(self) -> slice:
        """The part of an array of plan months."""
        return slice(self.first, self.last + 1)


@lru_cache(maxsize=32)
def periods(months: tuple[Month, ...], fiscal_start: int = 1) -> tuple[Period, ...]:
    """Return months in order, each quarter and fiscal year after its last month, then the whole.

    `fiscal_start` is the calendar month, 1 to 12, in which a fiscal year begins. The whole stands
    alone when all months lie in one year's column.
    """
    many = len({fiscal_year(m, fiscal_start) for m in months}) > 1
    made: list[Period] = []
    for i, month in enumerate(months):
        title = f"{month_name(month)} {month // 12 % 100:02d}" if many else month_name(month)
        made.append(Period(month_text(month), title, Span.MONTH, i, i))
        last = i == len(months) - 1
        year, quarter = fiscal_year(month, fiscal_start), fiscal_quarter(month, fiscal_start)
        if last or fiscal_quarter(months[i + 1], fiscal_start) != quarter:
            first = next(k for k in range(i + 1) if _same(months[k], month, fiscal_start))
            title = f"Q{quarter} {year % 100:02d}" if many else f"Q{quarter}"
            made.append(Period(f"{year}-Q{quarter}", title, Span.QUARTER, first, i))
        if last or fiscal_year(months[i + 1], fiscal_start) != year:
            first = next(k for k, m in enumerate(months) if fiscal_year(m, fiscal_start) == year)
            made.append(Period(f"FY{year}", year_title(year), Span.YEAR, first, i))
    if many:
        made.append(Period("all", "All", Span.ALL, 0, len(months) - 1))
    return tuple(made)


def year_title(year: int) -> str:
    """Return a fiscal year's title, such as FY27."""
    return f"FY{year % 100:02d}"


def plan_title(months: tuple[Month, ...], fiscal_start: int = 1) -> str:
    """Return the fiscal year's title when the plan lies in one, else nothing."""
    years = {fiscal_year(m, fiscal_start) for m in months}
    return year_title(years.pop()) if len(years) == 1 else ""


def months_text(first: Month, last: Month) -> str:
    """Return a range of months: Sep 2027, Jan–Dec 2027, Nov 2026–Oct 2027."""
    end = f"{month_name(last)} {last // 12}"
    if first == last:
        return end
    year = "" if first // 12 == last // 12 else f" {first // 12}"
    return f"{month_name(first)}{year}–{end}"


def quarter_text(month: Month) -> str:
    """Return the calendar quarter a month lies in, such as Q1 26."""
    return f"Q{month % 12 // 3 + 1} {month // 12 % 100:02d}"


def _same(month: Month, other: Month, fiscal_start: int) -> bool:
    same_year = fiscal_year(month, fiscal_start) == fiscal_year(other, fiscal_start)
    return same_year and fiscal_quarter(month, fiscal_start) == fiscal_quarter(other, fiscal_start)
