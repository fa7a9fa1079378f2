"""Fiscal years and quarters: a year is named after the calendar year it ends in, everywhere."""

from planner.base.days import Month

QUARTER, YEAR = 3, 12


def fiscal_year(month: Month, fiscal_start: int = 1) -> int:
    """Return the fiscal year a month lies in; `fiscal_start` is a calendar month, 1 to 12."""
    year, place = divmod(month, YEAR)
    return year + (1 if fiscal_start > 1 and place + 1 >= fiscal_start else 0)


def fiscal_quarter(month: Month, fiscal_start: int = 1) -> int:
    """Return the quarter of its fiscal year a month lies in, 1 to 4."""
    return (month - (fiscal_start - 1)) % YEAR // QUARTER + 1


def fiscal_year_start(year: int, fiscal_start: int = 1) -> Month:
    """Return the first month of a fiscal year."""
    return (year - (1 if fiscal_start > 1 else 0)) * YEAR + fiscal_start - 1
