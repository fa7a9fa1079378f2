"""Days and months as integers: a day counts from 1970-01-01, a month is year * 12 + month - 1."""

import calendar
from datetime import date

import numpy as np
import numpy.typing as npt

Day = int
Month = int
Days = npt.NDArray[np.int32]

NO_DAY: int = np.iinfo(np.int32).min
"""Marks a date that is missing in an array of days."""

DAYS_PER_MONTH = 30.4375
"""D of the lag formulas: the mean length of a calendar month."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_of(value: date) -> Day:
    """Return the day number of a date."""
    return value.toordinal() - _EPOCH


def date_of(day: Day) -> date:
    """Return the date of a day number."""
    return date.fromordinal(day + _EPOCH)


def iso(day: Day) -> str:
    """Return a day as YYYY-MM-DD."""
    return date_of(day).isoformat()


def parse_day(text: str) -> Day:
    """Return the day of an ISO date; ValueError otherwise."""
    return day_of(date.fromisoformat(text.strip()))


def month_of(day: Day) -> Month:
    """Return the calendar month a day falls in."""
    d = date_of(day)
    return d.year * 12 + d.month - 1


def months_of(days: Days) -> npt.NDArray[np.int32]:
    """Return the months of an array of days; entries without a date stay NO_DAY."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(days == NO_DAY, NO_DAY, months).astype(np.int32)


def first_known(*columns: Days) -> Days:
    """Return the first date there is of several columns, entry by entry; NO_DAY without any."""
    result = columns[0].copy()
    for column in columns[1:]:
        result = np.where(result == NO_DAY, column, result)
    return result.astype(np.int32)


def first_day(month: Month) -> Day:
    """Return the first day of a month."""
    return day_of(date(month // 12, month % 12 + 1, 1))


def last_day(month: Month) -> Day:
    """Return the last day of a month."""
    return first_day(month + 1) - 1


def month_text(month: Month) -> str:
    """Return a month as YYYY-MM."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_name(month: Month) -> str:
    """Return a month's short English name, such as Sep."""
    return calendar.month_abbr[month % 12 + 1]


def parse_month(text: str) -> Month:
    """Return the month of YYYY-MM; ValueError otherwise."""
    year, _, month = text.strip().partition("-")
    if len(year) != 4 or not 1 <= int(month) <= 12:
        raise ValueError(f"'{text}' is not a month such as 2027-03")
    return int(year) * 12 + int(month) - 1
