"""The scorecard of inside sales, on accepted leads, where a plan names who answers for it."""

import math
from dataclasses import dataclass

from planner.base.stages import hand_off
from planner.commitments.against import Against
from planner.commitments.compliance import Compliance, compliances
from planner.commitments.promise import marketing_rows
from planner.commitments.standing import Commitments
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import SLA, DriverKind
from planner.plan.objectives import SDR_OBJECTIVES
from planner.plan.pledges import pledge, weight

SDR = "sdr"
"""Inside sales, a third voice beside Marketing's and Sales'."""


@dataclass(frozen=True, slots=True)
class SdrObjective:
    """One row of the card: target by the plan, actual, weight; NaN of nothing."""

    name: str
    target: float
    actual: float
    weight: float
    stated: bool

    @property
    def attainment(self) -> float:
        """Actual over target."""
        return self.actual / self.target if self.target > 0.0 else math.nan


def has_inside_sales(plan: Plan) -> bool:
    """Whether the plan has inside sales: somebody answers for it, or it has a wording."""
    named = f"{SLA}/{SDR}" in plan.people
    return named or any(voice == SDR for voice, _, _ in plan.wordings)


def sdr_card(made: Commitments, view: View = View.WORKING) -> tuple[SdrObjective, ...]:
    """Return the objectives of inside sales: leads accepted, touched and answered in time."""
    plan, leads = made.agreed.plan, made.leads
    kept = () if leads is None else compliances(plan, leads)
    stated = [weight(plan, name).view(view) for name in SDR_OBJECTIVES]
    known = [value for value in stated if value is not None]
    open_ = len(stated) - len(known)
    part = max(0.0, 1.0 - sum(known)) / open_ if open_ else 0.0
    ends = (
        _accepted(made),
        _share(plan, DriverKind.FIRST_TOUCH_SHARE, kept[0] if kept else None),
        _share(plan, DriverKind.ANSWER_SHARE, kept[3] if kept else None),
    )
    return tuple(
        SdrObjective(name, *end, part if value is None else value, value is not None)
        for name, end, value in zip(SDR_OBJECTIVES, ends, stated, strict=True)
    )


def _accepted(made: Commitments) -> tuple[float, float]:
    """Return Marketing's leads accepted, planned and seen, in the months that are over."""
    agreed, found = made.agreed, made.found
    rows, stage = marketing_rows(agreed), hand_off(agreed.plan.stages).end
    if found is None or not found.months:
        return Against(agreed, agreed.seen.months, None).entries(stage, rows)
    return Against(agreed, found.months, found).entries(stage, rows)


def _share(plan: Plan, kind: DriverKind, kept: Compliance | None) -> tuple[float, float]:
    target = pledge(plan, kind).working if kept is None else kept.share
    return math.nan if target is None else target, math.nan if kept is None else kept.rate
