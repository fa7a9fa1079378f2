"""Working values: from what was measured and what the seats claim to what the plan runs on.

The rules are those of domain.md, "Words" and "Reconciling".
"""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from planner.base.days import Month
from planner.base.memo import Memo
from planner.base.stages import Owner
from planner.evidence.figures import UNKNOWN, Figure, Floats, FunnelEvidence
from planner.plan.assumption import Assumption, Status, View, equal
from planner.plan.document import NO_CLAIMS, Claims, Line, Plan, Position, Remark
from planner.plan.keys import (
    COST,
    DEAL_SIZE,
    RETURNS,
    SPEND,
    VOLUME,
    Driver,
    DriverKind,
    Slot,
)
from planner.plan.log import Order
from planner.plan.measured import measured, transition_evidence
from planner.plan.parking import read_parked

__all__ = ["Assumption", "Status", "View", "assumptions", "drivers", "resolve", "series"]


_IN_ORDER = (
    DriverKind.VOLUME,
    DriverKind.RATE,
    DriverKind.LAG,
    DriverKind.DEAL_SIZE,
    DriverKind.COST,
    DriverKind.SPEND,
    DriverKind.RETURNS,
    DriverKind.OPEN,
)


class _Agreement(NamedTuple):
    value: float
    order: Order


def resolve(
    plan: Plan,
    evidence: FunnelEvidence | None,
    line: Line | str,
    driver: Driver,
    month: Month | None = None,
) -> Assumption:
    """Return an assumption; KeyError for a line that is not in the plan.

    For a month each seat's position is its own for that month, else its general one.
    """
    this = plan.line(line) if isinstance(line, str) else line
    return _resolve(plan, this, driver, month, measured(plan, evidence, this, driver))


def assumptions(plan: Plan, evidence: FunnelEvidence | None) -> tuple[Assumption, ...]:
    """Return every assumption: line by line, drivers in the funnel's order, months after each."""
    return tuple(a for line in plan.lines for a in line_assumptions(plan, evidence, line))


def line_assumptions(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, memo: Memo | None = None
) -> tuple[Assumption, ...]:
    """Return every assumption of one line; a `memo` keeps those of untouched drivers."""
    memo = memo or Memo()
    rest = (evidence, line, plan.stages, plan.owners, plan.parked, plan.notes)
    return tuple(
        assumption
        for driver in drivers(plan, line)
        for assumption in memo.latest(
            ("resolved", line.name, driver),
            (plan.claims_of(line.name, driver), *rest),
            partial(_driver_assumptions, plan, evidence, line, driver),
        )
    )


def _driver_assumptions(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, driver: Driver
) -> tuple[Assumption, ...]:
    figure = measured(plan, evidence, line, driver)
    months = (None, *own_months(plan, line.name, driver))
    return tuple(_resolve(plan, line, driver, month, figure) for month in months)


def known_assumptions(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, memo: Memo
) -> tuple[Assumption, ...]:
    """Return every assumption of one line, worked out once for all that is said of it."""
    return memo(
        ("assumptions", evidence, plan.said_of(line)),
        partial(line_assumptions, plan, evidence, line, memo),
    )


def drivers(plan: Plan, line: Line) -> tuple[Driver, ...]:
    """Return a line's drivers from its entry on; cost, spend, returns, open only where stated."""
    steps = range(line.entry, len(plan.stages) - 1)
    optional = (COST, SPEND, RETURNS, *(Driver(DriverKind.OPEN, stage) for stage in steps))
    return (
        VOLUME,
        *(Driver(DriverKind.RATE, step) for step in steps),
        *(Driver(DriverKind.LAG, step) for step in steps),
        DEAL_SIZE,
        *(driver for driver in optional if plan.claims_of(line.name, driver)),
    )


def said_of_line(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, memo: Memo
) -> tuple[Assumption, ...]:
    """Return all that can be assumed of a line, stated or not, in the funnel's order."""
    return memo(
        ("said", evidence, plan.said_of(line)), partial(_said_of_line, plan, evidence, line, memo)
    )


def _said_of_line(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, memo: Memo
) -> tuple[Assumption, ...]:
    found = (*known_assumptions(plan, evidence, line, memo), *_not_stated(plan, evidence, line))
    kinds = {kind: at for at, kind in enumerate(_IN_ORDER)}
    return tuple(sorted(found, key=lambda a: (kinds[a.driver.kind], a.driver.index)))


def _not_stated(plan: Plan, evidence: FunnelEvidence | None, line: Line) -> tuple[Assumption, ...]:
    """Return what nobody stated of what a line costs and begins with, so that it can be.

    Returns wait for a cost; what is open at the start is asked for where no data say it.
    """
    return tuple(
        _resolve(plan, line, driver, None, UNKNOWN)
        for driver in (COST, SPEND, RETURNS, *_opening(plan, evidence, line))
        if not plan.claims_of(line.name, driver)
        if driver != RETURNS or plan.claims_of(line.name, COST)
    )


def _opening(plan: Plan, evidence: FunnelEvidence | None, line: Line) -> Iterator[Driver]:
    for stage in range(line.entry, len(plan.stages) - 1):
        if transition_evidence(plan, evidence, line, stage) is None:
            yield Driver(DriverKind.OPEN, stage)


def own_months(plan: Plan, line: str, driver: Driver) -> tuple[Month, ...]:
    """Return the months for which somebody stated a value of their own."""
    return tuple(sorted(m for m in plan.claims_of(line, driver) if m is not None))


def series(  # noqa: PLR0917 - reads as one sentence: whose driver, in which view, when
    plan: Plan,
    evidence: FunnelEvidence | None,
    line: Line | str,
    driver: Driver,
    which: View | str,
    months: Sequence[Month],
) -> Floats:
    """Return a view's value in each of `months`, shape (len(months),), NaN where there is none."""
    this = plan.line(line) if isinstance(line, str) else line
    figure = measured(plan, evidence, this, driver)
    general = _resolve(plan, this, driver, None, figure).view(which)
    values = np.full(len(months), _number(general), dtype=np.float64)
    for month in own_months(plan, this.name, driver):
        if month in months:
            own = _resolve(plan, this, driver, month, figure)
            values[months.index(month)] = _number(own.view(which))
    return values


def _resolve(
    plan: Plan, line: Line, driver: Driver, month: Month | None, figure: Figure
) -> Assumption:
    slot = Slot(line.name, driver, month)
    claims = _effective(plan, slot)
    owner = plan.owner(line, driver)
    agreement = _agreement(claims)
    parked = _parked(plan, slot, agreement)
    working, provisional = _working(owner, driver, claims, agreement, figure)
    waits = read_parked(parked.text) if parked else None
    note = plan.notes.get(slot) if plan.notes else None
    return Assumption(
        slot=slot,
        key=plan.key(slot),
        owner=owner,
        evidence=figure,
        marketing=_value(claims.marketing),
        sales=_value(claims.sales),
        agreed=None if agreement is None else agreement.value,
        working=working,
        status=Status.PARKED if parked else _status(claims, agreement),
        provisional=provisional,
        note=note.text if note else "",
        parked=waits.why if waits else "",
        until=waits.until if waits else None,
    )


def _effective(plan: Plan, slot: Slot) -> Claims:
    """Return the positions that hold in a slot: each seat's own of the month, else its general.

    Reps of a month are those who start then: nobody does unless it is said.
    """
    by_month = plan.claims_of(slot.line, slot.driver)
    general = by_month.get(None, NO_CLAIMS)
    if slot.month is None:
        return general
    own = by_month.get(slot.month, NO_CLAIMS)
    if slot.driver.kind is DriverKind.REPS:
        return own
    return Claims(
        own.marketing or general.marketing,
        own.sales or general.sales,
        own.together or general.together,
    )


def _agreement(claims: Claims) -> _Agreement | None:
    """Return what is agreed: the joint edit later than both positions, or two equal positions."""
    marketing, sales, joint = claims.marketing, claims.sales, claims.together
    latest = max((p.order for p in (marketing, sales) if p), default=(0, ""))
    if joint and joint.order > latest:
        return _Agreement(joint.value, joint.order)
    if marketing and sales and equal(marketing.value, sales.value):
        return _Agreement(marketing.value, latest)
    return None


def _parked(plan: Plan, slot: Slot, agreement: _Agreement | None) -> Remark | None:
    """Return why a slot is parked; an agreement made after parking ends it."""
    if not plan.parked:
        return None
    general = Slot(slot.line, slot.driver)
    remark = plan.parked.get(slot) or plan.parked.get(general)
    if remark is None or (agreement is not None and agreement.order > remark.order):
        return None
    return remark


def _status(claims: Claims, agreement: _Agreement | None) -> Status:
    if agreement is not None:
        return Status.AGREED
    spoke = sum(p is not None for p in (claims.marketing, claims.sales))
    return (Status.MEASURED, Status.PROPOSED, Status.DISPUTED)[spoke]


def _working(
    owner: Owner, driver: Driver, claims: Claims, agreement: _Agreement | None, figure: Figure
) -> tuple[float | None, bool]:
    """Return the working value and whether it is provisional.

    Agreed, else the owner's position, else evidence; without evidence the only position, or of a
    shared driver's two the one with fewer bookings.
    """
    if agreement is not None:
        return agreement.value, False
    own = {Owner.MARKETING: claims.marketing, Owner.SALES: claims.sales}.get(owner)
    if own is not None:
        return own.value, False
    if figure.known:
        return figure.value, False
    stated = [p.value for p in (claims.marketing, claims.sales) if p is not None]
    if not stated:
        return None, False
    return (max if driver.kind is DriverKind.LAG else min)(stated), True


def _value(position: Position | None) -> float | None:
    return None if position is None else position.value


def _number(value: float | None) -> float:
    return math.nan if value is None else value
