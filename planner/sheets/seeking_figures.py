"""The figures of the Plan sheet that can be sought: what each is called, and how it is read."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.forecast.results import Forecast
from planner.forecast.seek import Aim
from planner.forecast.uncertainty import draws
from planner.plan.document import Plan
from planner.sheets.groups import group_at
from planner.sheets.outlook import Late
from planner.sheets.outlook_words import chance_text
from planner.sheets.periods import Period, months_text, periods
from planner.sheets.plan_figures import (
    KEYS,
    NAN,
    WHOLE,
    at_end,
    chance_by_month,
    goal_running,
    held_figure,
    marketing_pipeline,
    measure_figure,
    over,
    priced,
    promised_pipeline,
    stated_goal,
    summed,
    total_spend,
)
from planner.sheets.plan_figures import Figure as PlanFigure
from planner.sheets.plan_team import LIMIT, TeamRow, team_rows_of
from planner.sheets.plan_words import NAMES
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import Tongue, heading, plural

CHANCE, ALL = "chance", "whole"
_NOTHING = Problem(
    "Nothing can be sought here",
    "",
    "Choose a figure that follows from assumptions, in a month or a sum of months",
)
_PRICED = ("marketing", "promised", "pipeline", "coverage", "sourced", "spend", "cac", "return")
_NAMES = {ALL: NAMES["bookings"], CHANCE: NAMES["chance"], **{key: NAMES[key] for key in _PRICED}}
_MONEY = frozenset({"bookings", ALL, "marketing", "promised", "pipeline", "spend", "cac"})
_AT_END = frozenset({CHANCE, "reps", "waiting"})
_SINCE = {CHANCE: " up to"}
"""Rows of what holds at a period's end, and what leads to it."""
_EXACT = 1e-6
_POINT, _COARSE, _APART = 5e-3, 2e-4, 4
"""How near a chance must come, how finely its assumption is told, as draws make it a stair, and of
how many factors one is tried, as all draws are made for each."""


@dataclass(frozen=True, eq=False)
class Figure:
    """One total of the plan: its name, the months it covers, and how it is read off a forecast.

    `drawn` is what the sheet shows of a chance, NaN while it is drawn.
    """

    results: Results
    row: str
    period: Period
    name: str
    unit: Unit
    drawn: float = NAN

    def aim(self, wanted: float, now: float) -> Aim:
        """Return what it is wanted to be, and how near is near enough."""
        if self.row == CHANCE:
            return Aim(self.of, wanted, _POINT, _COARSE, _APART)
        return Aim(self.of, wanted, _EXACT * abs(now))

    def of(self, seen: Forecast, plan: Plan) -> float:
        """Return the figure in a forecast of a plan."""
        value = _read(self.results, self.row, seen, plan)(self.period.months)
        return 0.0 if math.isnan(value) else value

    def now(self, style: NumberStyle = ENGLISH) -> str:
        """Return what it is in the working plan, for reading."""
        results = self.results
        tongue = Tongue(style, results.plan.currency)
        if self.row == CHANCE:
            return "being drawn" if math.isnan(self.drawn) else self.shown(self.drawn, tongue)
        return self.shown(self.of(results.working, results.plan), tongue)

    def shown(self, value: float, tongue: Tongue) -> str:
        """Return a value of it for reading."""
        if self.row == CHANCE:
            return chance_text(value, tongue)
        return tongue.short(value) if self.unit is Unit.MONEY else tongue.show(value, self.unit)


def figure_at(results: Results, row: str, column: str, late: Late | None = None) -> Figure:
    """Return the figure in a cell of the Plan sheet; RefusedError where it is none.

    Goals and gaps are sought by what they are of, over the whole of a plan under way.
    """
    columns = periods(results.working.months, results.plan.fiscal_start)
    period = next((p for p in columns if p.key == column), columns[-1])
    row = _sought(results, row, period)
    name, unit = _name(results, row), _unit(row)
    months, drawn = results.working.months, _drawn(period, late)
    if row == CHANCE:
        known = not math.isnan(goal_running(results.plan)[period.last])
    else:
        read = _read(results, row, results.working, results.plan) if name else None
        known = read is not None and not math.isnan(read(period.months))
    if not known:
        raise RefusedError(_NOTHING)
    first = period.last if row in _AT_END else period.first
    when = months_text(months[first], months[period.last])
    return Figure(results, row, period, f"{name}{_SINCE.get(row, ',')} {when}", unit, drawn)


def _sought(results: Results, row: str, period: Period) -> str:
    """Return the row that a cell's figure is sought by: a goal and a gap by what they are of."""
    if row in {"gap", "goal"}:
        return ALL
    of, colon, _ = row.partition(":")
    measure = next((measure for measure, key in KEYS.items() if key == of), None)
    if not colon or measure is None:
        return row
    return of + (WHOLE if stated_goal(results.plan, measure, period.months) else "")


def is_of_team(row: str) -> bool:
    """Whether a row is of the team: its reps, what they can take in, and what waits."""
    return row in {"reps", "waiting"} or row.startswith(LIMIT)


def _drawn(period: Period, late: Late | None) -> float:
    if late is None or late.stale or late.outlook is None:
        return NAN
    return float(late.outlook.by_month[period.last])


def _name(results: Results, row: str) -> str:
    """Return what a row's figures are called; nothing where they follow from no assumption."""
    stage, _, line = row.removeprefix("stage:").partition("/")
    group = group_at(results.plan.lines, line)
    whose = group.channel if group else line
    if row == "bookings":
        return "To come" if is_under_way(results) else "Bookings"
    if row.startswith("stage:") and stage.isdecimal():
        return heading(results.working.stages[int(stage)]) + (f" of {whose}" if line else "")
    found = _team_row(results.working, row)
    return found.title if found else _NAMES.get(row.removesuffix(WHOLE), "")


def _unit(row: str) -> Unit:
    of = row.removesuffix(WHOLE)
    if of in {"sourced", CHANCE}:
        return Unit.RATE
    return Unit.MONEY if of in _MONEY else Unit.NUMBER


def _team_row(seen: Forecast, row: str) -> TeamRow | None:
    if seen.capacity is None or not is_of_team(row):
        return None
    return next((r for r in team_rows_of(seen.capacity, plural) if r.key == row), None)


def _read(results: Results, row: str, seen: Forecast, plan: Plan) -> PlanFigure:
    """Return what a row shows for a period in a forecast of a plan."""
    if row == CHANCE:
        drawn = draws(plan, results.evidence, seen).bookings + seen.booked
        return at_end(chance_by_month(plan, drawn))
    if is_of_team(row):
        found = _team_row(seen, row)
        return (lambda _months: NAN) if found is None else found.of
    of, whole, _ = row.partition(WHOLE)
    measure = next((measure for measure, key in KEYS.items() if key == of), None)
    if measure is not None:
        figure = held_figure if whole else measure_figure
        return figure(results, seen, measure)
    if row in {"cac", "return"}:
        costing, spent = priced(seen), total_spend(seen)
        won, booked = seen.entries[costing, -1].sum(axis=0), seen.bookings[costing].sum(axis=0)
        return over(spent, won) if row == "cac" else over(booked, spent)
    return summed(_values(results, row, seen))


def _values(results: Results, row: str, seen: Forecast) -> npt.NDArray[np.float64]:
    if row in {"bookings", ALL}:
        before = seen.booked if row == ALL else 0.0
        return np.asarray(seen.bookings.sum(axis=0) + before)
    if row == "marketing":
        return marketing_pipeline(results, seen)
    if row == "promised":
        return promised_pipeline(results, seen)
    if row == "spend":
        return total_spend(seen)
    stage, _, line = row.removeprefix("stage:").partition("/")
    entered = seen.entries[:, int(stage)]
    group = group_at(results.plan.lines, line)
    names = group.names if group else (line,) if line else seen.lines
    return np.asarray(entered[[seen.lines.index(name) for name in names]].sum(axis=0))
