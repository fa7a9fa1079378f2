"""Ways to settle a dispute, and what a value between the positions would mean."""

import math
from dataclasses import replace

from planner.agreement.results import Results, WayOut, results, way_out
from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.plan.assumption import Assumption
from planner.plan.document import Claims, Plan, Position
from planner.plan.keys import Slot
from planner.plan.supposing import LAST


def split(assumption: Assumption) -> float | None:
    """Return a value between two positions, each counting the more the nearer it is to evidence.

    (m·|s − e| + s·|m − e|) / (|m − e| + |s − e|): the evidence itself where it lies between them,
    the middle where nothing was measured. None without two positions.
    """
    ours, theirs = assumption.marketing, assumption.sales
    if ours is None or theirs is None:
        return None
    if not assumption.evidence.known:
        return (ours + theirs) / 2
    measured = assumption.evidence.value
    far, near = abs(theirs - measured), abs(ours - measured)
    whole = far + near
    return ours if whole == 0.0 else (ours * far + theirs * near) / whole


def halfway(assumption: Assumption) -> float | None:
    """Return the split as somebody would say it: the evidence itself, or with four digits."""
    value, figure = split(assumption), assumption.evidence
    if value is None or (figure.known and math.isclose(value, figure.value)):
        return value if value is None else figure.value
    return float(f"{value:.4g}")


def cheapest(assumption: Assumption) -> float | None:
    """Return the value of the cheapest way out; None where that is to park or test."""
    way = way_out(assumption)
    if way is WayOut.TEST:
        return None
    return halfway(assumption) if way is WayOut.SPLIT else assumption.evidence.value


def supposed(
    now: Results,
    assumption: Assumption,
    value: float,
    memo: Memo | None = None,
    seat: Seat = Seat.TOGETHER,
) -> Results:
    """Return what a plan would imply if a seat, or both together, stated a value.

    Nothing is changed by it.
    """
    return results(as_if_said(now.plan, assumption.slot, value, seat), now.evidence, memo)


def as_if_said(plan: Plan, slot: Slot, value: float, seat: Seat = Seat.TOGETHER) -> Plan:
    """Return the plan in which a seat, or both together, states a value, later than all else."""
    place = slot.line, slot.driver
    by_month = dict(plan.claims.get(place, {}))
    stated = by_month.get(slot.month, Claims())
    by_month[slot.month] = replace(stated, **{seat.value: Position(value, LAST)})
    return replace(plan, claims={**plan.claims, place: by_month})


def at_stake(now: Results) -> float:
    """Return what all disputes are worth together, each without its sign."""
    places = {(a.line, a.driver): abs(now.worth(a)) for a in now.disputed}
    return sum(places.values())
