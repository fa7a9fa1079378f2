"""Ways to settle a dispute, and what a value between the positions would mean."""

from dataclasses import replace

from planner.agreement.results import Results, results
from planner.base.memo import Memo
from planner.plan.assumption import Assumption
from planner.plan.document import Claims, Position
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


def supposed(
    now: Results, assumption: Assumption, value: float, memo: Memo | None = None
) -> Results:
    """Return what a plan would imply if both agreed on a value; nothing is changed."""
    slot = assumption.slot
    place = slot.line, slot.driver
    by_month = dict(now.plan.claims.get(place, {}))
    stated = by_month.get(slot.month, Claims())
    by_month[slot.month] = replace(stated, together=Position(value, LAST))
    claims = {**now.plan.claims, place: by_month}
    return results(replace(now.plan, claims=claims), now.evidence, memo)


def at_stake(now: Results) -> float:
    """Return what all disputes are worth together, each without its sign."""
    places = {(a.line, a.driver): abs(now.worth(a)) for a in now.disputed}
    return sum(places.values())
