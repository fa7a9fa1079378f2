"""What Sales' promises come to on leads of the past: the evidence beside the positions."""

from collections.abc import Mapping

import numpy as np

from planner.commitments.compliance import Compliance, compliances
from planner.commitments.handed import NEVER, Handed
from planner.evidence.figures import UNKNOWN, Figure
from planner.evidence.intervals import mean_of_amounts, wilson
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.plan.pledges import pledge

USUAL_SHARE = 0.9
"""Share of the leads whose days are told where no share is promised."""


def past_record(plan: Plan, leads: Handed) -> Mapping[DriverKind, Figure]:
    """Return what each promise, as it now stands, would have been on some leads.

    Shares are those met of the leads due by the working limit, with a Wilson interval. Days are the
    first by which the promised share was touched, or answered. Touches are the mean of leads given
    up. UNKNOWN where it cannot be told.
    """
    first, worked, _, answers = compliances(plan, leads)
    share = {
        kind: _share_of(plan, kind)
        for kind in (DriverKind.FIRST_TOUCH_SHARE, DriverKind.ANSWER_SHARE)
    }
    return {
        DriverKind.FIRST_TOUCH_DAYS: _days(
            leads.percentile(share[DriverKind.FIRST_TOUCH_SHARE]), len(leads.rows)
        ),
        DriverKind.FIRST_TOUCH_SHARE: _met(first),
        DriverKind.WORKED_SHARE: _met(worked) if worked.limit is not None else _ever(leads),
        DriverKind.TOUCHES_BEFORE_DEAD: _tries(leads),
        DriverKind.ANSWER_DAYS: _answered(leads, share[DriverKind.ANSWER_SHARE]),
        DriverKind.ANSWER_SHARE: _met(answers),
    }


def _share_of(plan: Plan, kind: DriverKind) -> float:
    stated = pledge(plan, kind).working
    return USUAL_SHARE if stated is None else stated


def _met(kept: Compliance) -> Figure:
    due, met = kept.counts
    return _rate(met, due)


def _ever(leads: Handed) -> Figure:
    """Return the share touched, or moved on, of all leads whatever their age."""
    return _rate(int(leads.worked.sum()), len(leads.rows))


def _rate(met: int, due: int) -> Figure:
    if not due:
        return UNKNOWN
    rate = np.array([met / due])
    low, high = wilson(rate, np.array([float(due)]))
    return Figure(met / due, float(low[0]), float(high[0]), due)


def _days(value: float, n: int) -> Figure:
    return Figure(value, value, value, n) if np.isfinite(value) else UNKNOWN


def _tries(leads: Handed) -> Figure:
    if leads.tries is None or not leads.lost.any():
        return UNKNOWN
    tries = leads.tries[leads.lost].astype(np.float64)
    mean = float(tries.mean())
    spread = mean_of_amounts(tries + 1.0)
    return Figure(mean, max(spread.low - 1.0, 0.0), spread.high - 1.0, len(tries))


def _answered(leads: Handed, share: float) -> Figure:
    """Return the first day by which a share of the leads that old were answered."""
    days = np.unique(leads.answered[leads.answered != NEVER])
    for day in days.tolist():
        due = leads.age >= day
        met = due & (leads.answered <= day)
        if due.any() and met.sum() >= share * due.sum():
            return _days(float(day), len(leads.rows))
    return UNKNOWN
