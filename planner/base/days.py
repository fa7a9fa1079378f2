"""Days and months as integers: a day counts from 1970-01-01, a month is year * 12 + month - 1."""

from datetime import date

Day = int
Month = int

NO_DAY = -(2**31)
"""Marks a date that is missing in a column of days: the least int32."""

DAYS_PER_MONTH = 30.4375
"""D of the lag formulas: the mean length of a calendar month."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""In the language of the program, whatever the system's is, which the standard library follows."""

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
    return MONTHS[month % 12][:3]


def parse_month(text: str) -> Month:
    """Return the month of YYYY-MM; ValueError otherwise."""
    year, _, month = text.strip().partition("-")
    if len(year) != 4 or not 1 <= int(month) <= 12:
        raise ValueError(f"'{text}' is not a month such as 2027-03")
    return int(year) * 12 + int(month) - 1
