"""Goals: what is to be reached, of which measure, in which months, from which type of business.

A goal's key is `goal` (bookings of the whole plan) or `goal:PERIOD[/MEASURE[/TYPE]]`, the period a
fiscal year (2027, the one that ends in that year), a fiscal quarter (2027-Q2), a month (2027-03),
or `plan`, all of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from planner.base.days import Month, month_text, parse_month
from planner.base.fiscal import QUARTER, YEAR, fiscal_quarter, fiscal_year, fiscal_year_start
from planner.base.problem import Problem, RefusedError
from planner.base.units import Unit

Floats = npt.NDArray[np.float64]
PREFIX = "goal:"
WHOLE = "plan"
_REMEDY = "Write it as goal:2027, goal:2027-Q2 or goal:2027-03/pipeline_created"
_YEAR = re.compile(r"([0-9]{4})(?:-[Qq]([1-4]))?")


class Measure(StrEnum):
    """What a goal is about: money, but for a share and a ratio."""

    BOOKINGS = "bookings"
    SOURCED = "marketing_sourced"
    PIPELINE = "pipeline_created"
    COVERAGE = "coverage"

    @property
    def unit(self) -> Unit:
        """What its values count; the marketing-sourced share is one of bookings."""
        units = {Measure.SOURCED: Unit.RATE, Measure.COVERAGE: Unit.NUMBER}
        return units.get(self, Unit.MONEY)


class Business(StrEnum):
    """The type of business a line brings, or all of it."""

    ALL = ""
    NEW = "new"
    EXISTING = "existing"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Some months in a row."""

    start: Month
    months: int

    def inside(self, horizon: range) -> npt.NDArray[np.bool_]:
        """Which months of a horizon it holds, shape (months,)."""
        these = np.asarray(horizon)
        return np.asarray((these >= self.start) & (these < self.start + self.months))

    def text(self, fiscal_start: int) -> str:
        """Return the period as in keys; other lengths by their first and last month."""
        year = fiscal_year(self.start, fiscal_start)
        after = self.start - fiscal_year_start(year, fiscal_start)
        if self.months == 1:
            return month_text(self.start)
        if self.months == YEAR and after == 0:
            return f"{year:04d}"
        if self.months == QUARTER and after % QUARTER == 0:
            return f"{year:04d}-Q{fiscal_quarter(self.start, fiscal_start)}"
        return f"{month_text(self.start)}..{month_text(self.start + self.months - 1)}"


Place = tuple[Period | None, Measure, Business]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached; `period` None is the whole plan, `typed` the text to show on F2."""

    value: float
    period: Period | None = None
    measure: Measure = Measure.BOOKINGS
    business: Business = Business.ALL
    typed: str = ""

    @property
    def place(self) -> Place:
        """What it is of: at most one goal is stated of each."""
        return self.period, self.measure, self.business

    def over(self, horizon: range) -> Period:
        """Return the months it is for."""
        return self.period or Period(horizon.start, len(horizon))

    def key(self, fiscal_start: int) -> str:
        """Return the setting that states it."""
        when = WHOLE if self.period is None else self.period.text(fiscal_start)
        return goal_key(when, self.measure, self.business)


def goal_key(
    when: str, measure: Measure = Measure.BOOKINGS, business: Business = Business.ALL
) -> str:
    """Return the setting of a goal for a period written as in keys."""
    plain = (measure, business) == (Measure.BOOKINGS, Business.ALL)
    if plain and when == WHOLE:
        return "goal"
    tail = "" if plain else f"/{measure}" + (f"/{business}" if business else "")
    return f"{PREFIX}{when}{tail}"


def parse_period(text: str, fiscal_start: int) -> Period | None:
    """Return the months of 2027, 2027-Q2, 2027-03; None for `plan`; RefusedError otherwise."""
    word = text.strip()
    if word.casefold() == WHOLE:
        return None
    fiscal = _YEAR.fullmatch(word)
    if fiscal:
        first = fiscal_year_start(int(fiscal[1]), fiscal_start)
        if fiscal[2]:
            return Period(first + QUARTER * (int(fiscal[2]) - 1), QUARTER)
        return Period(first, YEAR)
    try:
        return Period(parse_month(word), 1)
    except ValueError:
        raise RefusedError(Problem(f"'{text}' is no period of a goal", "", _REMEDY)) from None


def parse_goal_key(key: str, fiscal_start: int) -> Goal:
    """Return the goal a key is about, its value still 0; RefusedError where it means none."""
    if key == "goal":
        return Goal(0.0)
    when, _, rest = key.removeprefix(PREFIX).partition("/")
    measure, _, business = rest.casefold().partition("/")
    try:
        said = Measure(measure or Measure.BOOKINGS), Business(business)
    except ValueError:
        known = ", ".join(Measure)
        what = f"'{rest}' is not what a goal can be about"
        remedy = f"Goals are about {known}, of new or existing business"
        raise RefusedError(Problem(what, key, remedy)) from None
    return Goal(0.0, parse_period(when, fiscal_start), *said)


def goals_of(
    amounts: Mapping[str, float], fiscal_start: int, typed: Mapping[str, str] | None = None
) -> tuple[Goal, ...]:
    """Return the goals stated by key, the longest period first; what cannot be read is left out."""
    found: dict[Place, Goal] = {}
    for key, value in amounts.items():
        try:
            about = parse_goal_key(key, fiscal_start)
        except RefusedError:
            continue
        found[about.place] = Goal(value, *about.place, (typed or {}).get(key, ""))
    return in_order(found.values())


def in_order(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return goals by what they are about, the longest period first."""
    return tuple(sorted(goals, key=_order))


def whole_goal(
    goals: tuple[Goal, ...], horizon: range, weights: tuple[float, ...], fiscal_start: int
) -> float | None:
    """Return the whole plan's bookings goal: as stated, else of shorter ones that fill the plan.

    A fiscal year's goal is stated of the whole plan where that is the year.
    """
    bookings = tuple(g for g in goals if g.measure is Measure.BOOKINGS and not g.business)
    for goal in bookings:
        if goal.over(horizon) == Period(horizon.start, len(horizon)):
            return goal.value
    due = float(phased(bookings, horizon, weights, fiscal_start).sum())
    return None if np.isnan(due) else due


def _order(goal: Goal) -> tuple[object, ...]:
    length = (-1000, 0) if goal.period is None else (-goal.period.months, goal.period.start)
    return (goal.measure, goal.business, *length)


@dataclass(frozen=True, eq=False)
class Phase:
    """A goal as it is spread: what shorter ones left of it, over the weights still open.

    `due` (H,) is what is due by this goal and all shorter ones, NaN where nothing is.
    """

    goal: Goal
    rest: float
    weight: float
    due: Floats


@lru_cache(maxsize=256)
def phased(
    goals: tuple[Goal, ...], horizon: range, weights: tuple[float, ...], fiscal_start: int
) -> Floats:
    """Return what is due in each month, (H,), from goals of one measure; NaN where nothing is.

    A goal is spread over its months by the weights of the fiscal year's 12 months (or 4 quarters;
    none: evenly). Months with goals of their own, or of a shorter period, take theirs first. The
    array is kept, and cannot be written to.
    """
    made = phases(goals, horizon, weights, fiscal_start)
    due = made[-1].due if made else np.full(len(horizon), np.nan)
    due.flags.writeable = False
    return due


def phases(
    goals: Iterable[Goal], horizon: range, weights: tuple[float, ...], fiscal_start: int
) -> tuple[Phase, ...]:
    """Return goals of one measure as they are spread, the shortest first, as `phased` says."""
    due, made = np.full(len(horizon), np.nan), []
    for goal in sorted(goals, key=lambda g: g.over(horizon).months):
        period = goal.over(horizon)
        months = np.arange(period.start, period.start + period.months)
        weight = month_weights(months, weights, fiscal_start)
        at = months - horizon.start
        here = (at >= 0) & (at < len(horizon))
        known = np.full(len(months), np.nan)
        known[here] = due[at[here]]
        free = np.isnan(known)
        rest = max(0.0, goal.value - float(np.nansum(known)))
        total = float(weight[free].sum())
        if total > 0.0:
            due = due.copy()
            due[at[here & free]] = rest * weight[here & free] / total
        made.append(Phase(goal, rest, total, due))
    return tuple(made)


def month_weights(
    months: npt.NDArray[np.int64], weights: tuple[float, ...], fiscal_start: int
) -> Floats:
    """Return each month's weight of its fiscal year."""
    if not weights:
        return np.ones(len(months))
    place = (months - (fiscal_start - 1)) % 12
    return np.asarray(weights, dtype=np.float64)[place * len(weights) // 12]
