"""What is assumed of all reps together: nothing of it is measured."""

from planner.plan.assumption import Assumption
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.keys import TEAM, TEAM_KINDS, Driver, DriverKind
from planner.plan.resolve import own_months, resolve


def team_drivers(plan: Plan) -> tuple[Driver, ...]:
    """Return what somebody assumed of the team, in the order of the words."""
    stated = [driver for name, driver in plan.claims if name == TEAM and driver.kind in TEAM_KINDS]
    return tuple(sorted(stated, key=lambda d: (TEAM_KINDS.index(d.kind), d.index)))


def team_assumptions(plan: Plan, *, every: bool = False) -> tuple[Assumption, ...]:
    """Return all that is assumed of the team, months after each; `every`: also what nobody said.

    Then the ramp goes on by one month of tenure after those that somebody stated.
    """
    stated = team_drivers(plan)
    drivers = _team_words(stated) if every else stated
    return tuple(
        resolve(plan, None, TEAM_LINE, driver, month)
        for driver in drivers
        for month in (None, *own_months(plan, TEAM, driver))
        if every or month is not None or None in plan.claims_of(TEAM, driver)
    )


def _team_words(stated: tuple[Driver, ...]) -> tuple[Driver, ...]:
    ramp = [driver.index for driver in stated if driver.kind is DriverKind.RAMP]
    tenures = range(max(ramp, default=-1) + 2)
    return tuple(
        Driver(kind, index)
        for kind in TEAM_KINDS
        for index in (tenures if kind is DriverKind.RAMP else (0,))
    )
