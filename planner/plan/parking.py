"""Why a dispute waits and until when, kept as one text: 2027-01-31 January’s figures."""

import re
from dataclasses import dataclass

from planner.base.days import Day, date_of, iso, month_name, month_of, parse_day
from planner.base.problem import Problem, RefusedError

LONGEST = 500
SOON = 365
"""Within so many days a day and month say which is meant."""
_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\s+|$)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parked:
    """Why something waits; `until` is the day it is to be taken up again, None where none is."""

    why: str
    until: Day | None = None

    @property
    def words(self) -> str:
        """Both in one line, such as until 31 Jan 2027: January’s figures."""
        return ": ".join(part for part in (until_words(self.until), self.why) if part)


def read_parked(text: str) -> Parked:
    """Return what the value of a `park:KEY` edit says; a text that begins with no day is a why."""
    dated = _DATED.fullmatch(text.strip())
    if dated is None:
        return Parked(text.strip())
    try:
        return Parked(dated.group(2).strip(), parse_day(dated.group(1)))
    except ValueError:
        return Parked(text.strip())


def parked_value(why: str, until: Day | None = None) -> str:
    """Return the value of a `park:KEY` edit; RefusedError without a reason, or for too long one."""
    said = why.strip()
    if not said:
        what = "A dispute is parked with a reason"
        raise RefusedError(Problem(what, "", "Type what it waits for, and until when"))
    if len(said) > LONGEST:
        what = f"A reason has at most {LONGEST} letters; this one has {len(said)}"
        raise RefusedError(Problem(what, "", "Shorten it"))
    return said if until is None else f"{iso(until)} {said}"


def until_words(until: Day | None, today: Day | None = None) -> str:
    """Return until 31 Jan 2027, without the year where it comes soon; '' without a day."""
    if until is None:
        return ""
    soon = today is not None and 0 < until - today < SOON
    return f"until {day_words(until).rpartition(' ')[0] if soon else day_words(until)}"


def day_words(day: Day) -> str:
    """Return a day as 31 Jan 2027."""
    return f"{date_of(day).day} {month_name(month_of(day))} {date_of(day).year}"
