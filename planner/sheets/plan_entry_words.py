"""What makes the entries of a line in a month of the plan other than its working volume."""

from planner.agreement.results import Results
from planner.base import units
from planner.base.units import Unit
from planner.forecast.seasonality import season
from planner.plan.keys import VOLUME
from planner.plan.resolve import own_months
from planner.sheets.periods import Period
from planner.sheets.words import Tongue

_NOTHING = 0.05
"""Fewer journeys than this are not told."""


def entering_words(results: Results, i: int, period: Period, tongue: Tongue) -> str:
    """Say what the season does to a line's volume, and what waits for the team or had waited."""
    return _by_season(results, i, period, tongue) + _by_queue(results, i, period, tongue)


def _by_season(results: Results, i: int, period: Period, tongue: Tongue) -> str:
    plan, months = results.plan, results.working.months[period.months]
    own = own_months(plan, plan.lines[i].name, VOLUME)
    index = season(plan, results.evidence, months)
    moved = [float(x) for month, x in zip(months, index, strict=True) if month not in own]
    if all(x == 1.0 for x in moved):
        return ""
    if len(months) > 1:
        return ", by season"
    return f" × {units.number(moved[0], tongue.style, 2)} by season"


def _by_queue(results: Results, i: int, period: Period, tongue: Tongue) -> str:
    seen, entry = results.working, results.plan.lines[i].entry
    came = float(seen.flow.coming[i, period.months].sum())
    apart = came - float(seen.entries[i, entry, period.months].sum())
    if abs(apart) < _NOTHING:
        return ""
    told = tongue.show(abs(apart), Unit.NUMBER)
    if apart > 0.0:
        return f"; {told} of {tongue.show(came, Unit.NUMBER)} that come wait for the team"
    return f", and {told} that had waited for the team"
