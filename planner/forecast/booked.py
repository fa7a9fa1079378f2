"""What the data tell of the plan's months by their day: a part of the whole of a plan under way."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from planner.base.days import Day, Month, first_day
from planner.evidence.figures import Floats, FunnelEvidence, LineEvidence
from planner.forecast.business import is_marketings, of_business
from planner.forecast.carry import remaining_share
from planner.plan.document import Line, Plan
from planner.plan.goals import Business
from planner.plan.measured import line_evidence


def booked(
    plan: Plan, evidence: FunnelEvidence | None, business: Business = Business.ALL
) -> Floats:
    """Won amounts by the plan's months, (H,): of all the data, or of one type of business's lines.

    They are the data's own: no view, scenario or draw changes them.
    """
    if evidence is not None and business is Business.ALL and has_begun(evidence, plan.start):
        return evidence.booked(plan.horizon)
    return _added(plan, [e.booked for _, e in _lines(plan, evidence, business)])


def booked_by_marketing(
    plan: Plan, evidence: FunnelEvidence | None, business: Business = Business.ALL
) -> Floats:
    """Won amounts of Marketing's lines by the plan's months, (H,)."""
    return _added(plan, [e.booked for line, e in _lines(plan, evidence, business)
                         if is_marketings(line)])  # fmt: skip


def created(
    plan: Plan, evidence: FunnelEvidence | None, business: Business = Business.ALL
) -> Floats:
    """Pipeline created by the plan's months, (H,): the opened amounts of what became one then."""
    return _added(plan, [e.created for _, e in _lines(plan, evidence, business)])


def _lines(
    plan: Plan, evidence: FunnelEvidence | None, business: Business
) -> list[tuple[Line, LineEvidence]]:
    """Return the plan's lines of a type of business with what was measured of each."""
    if not has_begun(evidence, plan.start):
        return []
    own = [line for line in plan.lines if of_business(plan, line, business)]
    found = ((line, line_evidence(plan, evidence, line)) for line in own)
    return [(line, e) for line, e in found if e is not None]


def _added(plan: Plan, by_month: list[Mapping[Month, float]]) -> Floats:
    return np.array([sum(each.get(m, 0.0) for each in by_month) for m in plan.horizon])


def has_begun(evidence: FunnelEvidence | None, month: Month) -> bool:
    """Whether a month had begun on the data's day: what was open at its beginning is not known."""
    return evidence is not None and evidence.as_of >= first_day(month)


def still_ahead(plan: Plan, evidence: FunnelEvidence | None) -> Floats:
    """Return the share of each plan month that is still to come by the data's day, (H,)."""
    as_of = None if evidence is None else evidence.as_of
    return _ahead(as_of, plan.start, plan.months)


@lru_cache(maxsize=8)
def _ahead(as_of: Day | None, start: Month, months: int) -> Floats:
    if as_of is None:
        return np.ones(months)
    return np.array([remaining_share(as_of, start + t) for t in range(months)])
