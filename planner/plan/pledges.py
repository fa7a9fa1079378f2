"""What Sales promises and what weighs in scorecards: stated in the plan as every assumption is."""

from collections.abc import Mapping

from planner.base.days import Month
from planner.plan.assumption import Assumption
from planner.plan.document import SLA_LINE, Plan
from planner.plan.edits import Edit
from planner.plan.keys import PLEDGE_KINDS, SLA, Driver, DriverKind
from planner.plan.objectives import WEIGHED
from planner.plan.resolve import own_months, resolve

PERSON = "person:"
"""The setting that names who answers for a commitment, as person:sla/first_touch_days."""


def people_of(settings: Mapping[str, Edit]) -> dict[str, str]:
    """Return who answers for each commitment that somebody was named for."""
    return {
        key.removeprefix(PERSON): edit.value
        for key, edit in settings.items()
        if key.startswith(PERSON) and isinstance(edit.value, str) and edit.value.strip()
    }


def pledge(plan: Plan, kind: DriverKind, month: Month | None = None) -> Assumption:
    """Return what Sales promises, agreed or not, in a month or in every one without its own."""
    return resolve(plan, None, SLA_LINE, Driver(kind), month)


def pledges(plan: Plan) -> tuple[Assumption, ...]:
    """Return every promise of Sales, stated or not, months after each."""
    kinds = [kind for kind in PLEDGE_KINDS if kind is not DriverKind.WEIGHT]
    return tuple(
        pledge(plan, kind, month)
        for kind in kinds
        for month in (None, *own_months(plan, SLA, Driver(kind)))
    )


def stated_pledges(plan: Plan) -> tuple[Assumption, ...]:
    """Return every promise and every weight that somebody stated, months after each."""
    said = sorted(
        (driver for line, driver in plan.claims if line == SLA),
        key=lambda driver: (driver.kind, driver.index),
    )
    return tuple(
        resolve(plan, None, SLA_LINE, driver, month)
        for driver in said
        for month in sorted(plan.claims_of(SLA, driver), key=lambda m: -1 if m is None else m)
    )


def weight(plan: Plan, objective: str) -> Assumption:
    """Return the weight of an objective; None as its value where nobody stated one."""
    driver = Driver(DriverKind.WEIGHT, WEIGHED.index(objective))
    return resolve(plan, None, SLA_LINE, driver)
