"""The rows in which a workbook takes what is assumed of the team: more than was stated so far."""

from planner.base.days import Month
from planner.plan.assumption import Assumption
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.keys import TEAM, TEAM_KINDS, Driver, DriverKind
from planner.plan.resolve import own_months, resolve
from planner.plan.team_assumptions import team_drivers

MONTHS_THERE = 6
"""Months of a ramp that can be typed, unless more are stated."""


def team_inputs(plan: Plan) -> tuple[Assumption, ...]:
    """Return what can be typed of the team: nothing where nobody assumes anything of its reps.

    Reps who start have a row for every month of the plan.
    """
    stated = team_drivers(plan)
    drivers = set(stated)
    if any(driver.kind is not DriverKind.PIPELINE_RATIO for driver in stated):
        drivers |= {Driver(DriverKind.RAMP, tenure) for tenure in range(_ramp_length(stated))}
        plain = set(TEAM_KINDS) - {DriverKind.RAMP, DriverKind.PIPELINE_RATIO}
        drivers |= {Driver(kind) for kind in plain}
    ordered = sorted(drivers, key=lambda d: (TEAM_KINDS.index(d.kind), d.index))
    return tuple(
        resolve(plan, None, TEAM_LINE, driver, month)
        for driver in ordered
        for month in (None, *_months(plan, driver))
    )


def _ramp_length(stated: tuple[Driver, ...]) -> int:
    lengths = (d.index + 1 for d in stated if d.kind is DriverKind.RAMP)
    return max(MONTHS_THERE, *lengths, 0)


def _months(plan: Plan, driver: Driver) -> list[Month]:
    own = set(own_months(plan, TEAM, driver))
    return sorted(own | set(plan.horizon) if driver.kind is DriverKind.REPS else own)
