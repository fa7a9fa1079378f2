"""Hand-off health: what became of the leads handed over, and what unworked ones cost."""

import math
from dataclasses import dataclass

import numpy as np

from planner.base.line_names import JOINED
from planner.base.stages import hand_off
from planner.commitments.agreed import Agreed
from planner.commitments.handed import NEVER, REASONS, Handed
from planner.commitments.promise import lead_worth
from planner.evidence.cuts import Cut, cut
from planner.evidence.figures import UNKNOWN, Figure, Floats
from planner.evidence.funnel import lines_cut
from planner.evidence.intervals import wilson
from planner.evidence.reps import REP, rep_evidence
from planner.journeys.table import Activities

AGES = (7, 30)
"""Days by which unanswered leads are told apart: up to a week, up to a month, older."""


@dataclass(frozen=True, slots=True)
class HandOffRow:
    """A group of leads handed over, '' for all: what became of them by the as-of date.

    `acceptance`: of those answered, with Wilson's 90 % interval. `waiting`: unanswered ones by age,
    as AGES; `oldest` days. `unworked`: neither touched nor moved on; `price` is what as many leads
    are worth by the agreed plan, None for leads of no line of it. `lean` is the cherry-pick meter.
    """

    key: str
    handed: int
    accepted: int
    refused: int
    acceptance: Figure
    waiting: tuple[int, ...]
    oldest: int
    unworked: int
    price: float | None
    lean: float

    @property
    def open(self) -> int:
        """How many are unanswered."""
        return sum(self.waiting)


def hand_off_ways(leads: Handed) -> tuple[str, ...]:
    """Return the dimensions by which the hand-off can be told, those that the data have."""
    known = leads.prepared.journeys.dimensions
    named = ("channel", "segment", "region", REP, "source team", *REASONS)
    return tuple(name for name in named if name in known)


def hand_off_health(
    agreed: Agreed, leads: Handed, by: str, activities: Activities | None
) -> tuple[HandOffRow, ...]:
    """Return the groups of a dimension, the most leads first, then all together.

    A reason is told of the leads turned down alone: those accepted may have one of a later loss.
    """
    journeys = leads.prepared.journeys
    leads = leads.among(leads.lost) if by in REASONS else leads
    worth = _worth(agreed, leads)
    groups = cut(journeys, (by,)) if by in journeys.dimensions else cut(journeys, ())
    leans = _leans(leads, activities) if by == REP else {}
    rows = [_row(leads, groups, i, worth, leans) for i in range(groups.count)]
    shown = sorted((row for row in rows if row.handed), key=lambda row: (-row.handed, row.key))
    everyone = _row(leads, cut(journeys, ()), 0, worth, leans)
    return (*shown, everyone)


def _row(
    leads: Handed, groups: Cut, group: int, worth: Floats, leans: dict[str, float]
) -> HandOffRow:
    here = groups.groups[leads.rows] == group
    waiting = here & (leads.answered == NEVER)
    answered, accepted = here & ~waiting, int((here & leads.moved).sum())
    unworked = here & ~leads.worked
    price = worth[unworked]
    key = JOINED.join(groups.keys[group])
    return HandOffRow(
        key,
        int(here.sum()),
        accepted,
        int((here & leads.lost).sum()),
        _rate(int((answered & leads.moved).sum()), int(answered.sum())),
        _by_age(leads.age[waiting]),
        int(leads.age[waiting].max(initial=0)),
        int(unworked.sum()),
        None if not np.isfinite(price).any() else float(np.nansum(price)),
        leans.get(key, math.nan),
    )


def _by_age(ages: Floats) -> tuple[int, ...]:
    places = np.searchsorted(np.array(AGES), ages, side="left")
    return tuple(np.bincount(places, minlength=len(AGES) + 1).tolist())


def _rate(part: int, whole: int) -> Figure:
    if not whole:
        return UNKNOWN
    low, high = wilson(np.array([part / whole]), np.array([float(whole)]))
    return Figure(part / whole, float(low[0]), float(high[0]), whole)


def _worth(agreed: Agreed, leads: Handed) -> Floats:
    """Return what each lead is worth by the agreed plan of its line, NaN of no line."""
    plan, flow = agreed.plan, agreed.seen.flow
    by_line = lead_worth(flow, hand_off(flow.stages).start)[:, flow.start :].mean(axis=1)
    found = lines_cut(leads.prepared.journeys, plan.by, plan.line_names)
    known = dict(zip(plan.line_names, by_line.tolist(), strict=True))
    table = np.array([*(known.get(JOINED.join(key), math.nan) for key in found.keys), math.nan])
    return np.asarray(table[found.groups[leads.rows]])


def _leans(leads: Handed, activities: Activities | None) -> dict[str, float]:
    """Return each rep's cherry-pick meter over the same days."""
    if not len(leads.entered):
        return {}
    window = int(leads.entered.min()), int(leads.entered.max())
    found = rep_evidence(leads.prepared, activities, window)
    return {row.rep: float(row.picks.lean[0]) for row in found.reps if row.picks is not None}
