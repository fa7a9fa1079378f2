"""What was won in the plan's months by the data's day: a part of the whole of a plan under way."""

import numpy as np

from planner.base.days import Month, first_day
from planner.evidence.figures import Floats, FunnelEvidence
from planner.forecast.business import of_business
from planner.forecast.carry import remaining_share
from planner.plan.document import Plan
from planner.plan.goals import Business
from planner.plan.measured import line_evidence


def booked(
    plan: Plan, evidence: FunnelEvidence | None, business: Business = Business.ALL
) -> Floats:
    """Won amounts by the plan's months, (H,): of all the data, or of one type of business's lines.

    They are the data's own: no view, scenario or draw changes them.
    """
    months = plan.horizon
    if evidence is None or not has_begun(evidence, months.start):
        return np.zeros(len(months))
    if business is Business.ALL:
        return evidence.booked(months)
    own = [line_evidence(plan, evidence, e) for e in plan.lines if of_business(plan, e, business)]
    return np.array([sum(e.booked.get(m, 0.0) for e in own if e is not None) for m in months])


def has_begun(evidence: FunnelEvidence | None, month: Month) -> bool:
    """Whether a month had begun on the data's day: what was open at its beginning is not known."""
    return evidence is not None and evidence.as_of >= first_day(month)


def still_ahead(plan: Plan, evidence: FunnelEvidence | None) -> Floats:
    """Return the share of each plan month that is still to come by the data's day, (H,)."""
    if evidence is None:
        return np.ones(plan.months)
    return np.array([remaining_share(evidence.as_of, month) for month in plan.horizon])
