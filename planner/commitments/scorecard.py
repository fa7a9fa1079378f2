"""Scorecards: complementary objectives of both leaders, all taken from the same plan."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.base.stages import Owner, hand_off, opportunity_stage
from planner.commitments.against import Against, Ends, Rows, over
from planner.commitments.agreed import Actuals, Agreed
from planner.commitments.promise import marketing_rows
from planner.forecast.business import is_marketings
from planner.forecast.targets import pipeline_rows
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import SLA, Driver, DriverKind
from planner.plan.objectives import OBJECTIVES, bound_by
from planner.plan.pledges import weight

_DAYS = ("marketing_days", "sales_days", "cycle")
"""Objectives of which less is better."""


@dataclass(frozen=True, slots=True)
class Objective:
    """One row: `target` from the plan and `actual` over its months that are over, NaN of nothing.

    `weight` is the stated one, else an equal part of what the stated ones leave of that scorecard.
    """

    seat: Owner
    name: str
    target: float
    actual: float
    weight: float
    stated: bool

    @property
    def attainment(self) -> float:
        """Actual over target, of days target over actual; NaN where it cannot be told."""
        over, under = self.actual, self.target
        if self.name in _DAYS:
            over, under = under, over
        return over / under if under > 0.0 else math.nan


def weighed(agreed: Agreed, now: Plan) -> Agreed:
    """Return a plan as promised with the weights that are stated now: they count at once."""
    claims = {p: said for p, said in agreed.plan.claims.items() if not _weighs(p)}
    claims |= {p: said for p, said in now.claims.items() if _weighs(p)}
    return replace(agreed, plan=replace(agreed.plan, claims=claims))


def _weighs(place: tuple[str, Driver]) -> bool:
    line, driver = place
    return line == SLA and driver.kind is DriverKind.WEIGHT


def scorecard(found: Actuals, view: View = View.WORKING) -> tuple[Objective, ...]:
    """Return every objective as a view weighs it, Marketing's first, the shared ones last."""
    return _rows(Against(found.agreed, found.months, found), view)


def targets(agreed: Agreed, view: View = View.WORKING) -> tuple[Objective, ...]:
    """Return the same over all of the plan, with nothing known of what came of it."""
    return _rows(Against(agreed, agreed.plan.horizon, None), view)


def _rows(seen: Against, view: View) -> tuple[Objective, ...]:
    weights, ends = weights_of(seen.plan, view), _ends(seen)
    return tuple(
        Objective(bound_by(name), name, *ends[name](), *weights[name]) for name in OBJECTIVES
    )


def score(rows: Sequence[Objective], seat: Owner) -> float:
    """Return a leader's weighted attainment; the shared objectives bind both. NaN of nothing."""
    own = [row for row in rows if row.seat in {seat, Owner.SHARED}]
    known = [row for row in own if math.isfinite(row.attainment)]
    total = sum(row.weight for row in known)
    return sum(row.weight * row.attainment for row in known) / total if total > 0.0 else math.nan


def weights_of(plan: Plan, view: View = View.WORKING) -> dict[str, tuple[float, bool]]:
    """Return each objective's weight and whether it was stated.

    What nobody weighed shares evenly in what the stated weights leave of 1 on its scorecard; a
    shared objective, which stands on both, takes the smaller part.
    """
    said = {name: weight(plan, name).view(view) for name in OBJECTIVES}
    parts = {}
    for seat in (Owner.MARKETING, Owner.SALES):
        card = [name for name in OBJECTIVES if bound_by(name) in {seat, Owner.SHARED}]
        stated = [value for name in card if (value := said[name]) is not None]
        open_ = len(card) - len(stated)
        parts[seat] = max(0.0, 1.0 - sum(stated)) / open_ if open_ else 0.0
    parts[Owner.SHARED] = min(parts.values())
    return {
        name: (parts[bound_by(name)], False) if value is None else (value, True)
        for name, value in said.items()
    }


def _ends(seen: Against) -> dict[str, Callable[[], Ends]]:
    """Return target and actual by objective."""
    plan, leads = seen.plan, marketing_rows(seen.agreed)
    shared, won = hand_off(plan.stages).start, len(plan.stages) - 1
    before, after = range(shared), range(shared + 1, won)
    sourced = [i for i, line in enumerate(plan.lines) if is_marketings(line)]
    others = [i for i, line in enumerate(plan.lines) if not is_marketings(line)]
    return {
        "inquiries": lambda: seen.volume(leads),
        "qualified_rate": lambda: _rate(seen, before, leads),
        "sourced_share": lambda: over(seen.bookings(sourced), seen.bookings()),
        "pipeline_created": lambda: _pipeline(seen),
        "marketing_days": lambda: seen.days(before, leads),
        "deals": lambda: seen.entries(won),
        "deal_size": seen.deal_size,
        "closing_rate": lambda: _rate(seen, after),
        "self_sourced_share": lambda: over(seen.bookings(others), seen.bookings()),
        "sales_days": lambda: seen.days(after),
        "bookings": seen.bookings,
        "hand_off": lambda: seen.rate(shared),
        "cycle": lambda: seen.days(range(opportunity_stage(plan.stages), won)),
    }


def _rate(seen: Against, steps: Sequence[int], rows: Rows = None) -> Ends:
    """Return the product of some steps' rates, planned and actual; NaN of no step."""
    if not steps:
        return math.nan, math.nan
    ends = [seen.rate(step, rows) for step in steps]
    return math.prod(planned for planned, _ in ends), math.prod(actual for _, actual in ends)


def _pipeline(seen: Against) -> Ends:
    """Return the opened amounts of the opportunities created."""
    agreed, stage = seen.agreed, opportunity_stage(seen.plan.stages)
    _, created = pipeline_rows(seen.plan, agreed.evidence, agreed.seen.flow, agreed.seen.entries)
    target = float(created[:, seen.planned].sum())
    if seen.found is None:
        return target, math.nan
    journeys, rows = seen.found.prepared.journeys, seen.came(seen.found, stage)
    opened = journeys.opened_amount[rows]
    return target, float(np.nansum(np.where(opened > 0, opened, journeys.amount[rows])))
