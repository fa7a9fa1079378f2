"""Speed to first touch: Kaplan–Meier by group, discrete in days."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import NO_DAY
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys, Prepared
from planner.evidence.tally import Counts
from planner.journeys.activities import Touches
from planner.journeys.table import Mask, Outcome


@dataclass(frozen=True, eq=False)
class FirstTouch:
    """Curves of g groups by day 0 … D - 1 from receipt.

    `touched`, `at_risk` (g, D): how many are touched first on that day, and how many were still
    waiting. `leads` (g): all; `waiting` (g): untouched and open, counted until their age; `never`
    (g): closed untouched, which wait for ever.
    Source: Kaplan & Meier (1958), J. Am. Stat. Assoc. 53, 457-481.
    """

    touched: Counts
    at_risk: Counts
    leads: Counts
    waiting: Counts
    never: Counts

    def of(self, group: int) -> "FirstTouch":
        """Return one group's curve."""
        one = slice(group, group + 1)
        parts = (self.touched, self.at_risk, self.leads, self.waiting, self.never)
        return FirstTouch(*(part[one] for part in parts))

    @cached_property
    def share(self) -> Floats:
        """Share touched by each day, 1 - S(d), (g, D); 0 where nobody is left to watch."""
        hazard = np.divide(
            self.touched, self.at_risk, out=np.zeros(self.touched.shape), where=self.at_risk > 0
        )
        return np.asarray(1.0 - np.cumprod(1.0 - hazard, axis=1))

    @property
    def median(self) -> Floats:
        """The first day by which half are touched, (g); NaN where half never are."""
        reached = self.share >= 0.5 - 1e-12
        return np.where(reached.any(axis=1), reached.argmax(axis=1), np.nan)

    @property
    def watched(self) -> Counts:
        """The last day on which somebody touched or still open was watched, (g); -1 for none."""
        seen = self.at_risk > self.never[:, None]
        return np.where(seen.any(axis=1), seen.shape[1] - 1 - seen[:, ::-1].argmax(axis=1), -1)


@dataclass(frozen=True, eq=False)
class Waits:
    """n leads: `rows` (n) of the journeys, days to touch or until now, and how the wait stands."""

    rows: Keys
    day: Keys
    touched: Mask
    waiting: Mask


def waits(prepared: Prepared, stage: int, touches: Touches) -> Waits:
    """Return how long each lead waited for its first touch from its entry into a stage on.

    A touch before the entry counts as day 0. Open untouched leads are censored at their age,
    those closed untouched count as never touched. Left out is who began after the stage, such as
    a rep's own opportunity, and who has no date there.
    """
    journeys, entry = prepared.journeys, prepared.effective[:, stage]
    handed = prepared.reached(stage) & (prepared.first_stage <= stage) & (entry != NO_DAY)
    rows = np.flatnonzero(handed)
    first = touches.first(len(journeys))[rows].astype(np.int64)
    touched = first != NO_DAY
    until = np.where(touched, first, journeys.as_of) - entry[rows]
    waiting = ~touched & (journeys.outcome[rows] == Outcome.OPEN)
    return Waits(rows, np.maximum(until, 0).astype(np.intp), touched, waiting)


def first_touch(found: Waits, groups: Keys, count: int) -> FirstTouch:
    """Return the curves of groups; `groups` (journeys) are 0 … count - 1, count for "left out"."""
    own = groups[found.rows]
    leaves = found.touched | found.waiting
    length = int(found.day[leaves & (own < count)].max(initial=0)) + 1

    def by_day(mask: Mask) -> Counts:
        inside = mask & (own < count)
        cells = own[inside] * length + found.day[inside]
        return np.bincount(cells, minlength=count * length).reshape(count, length)

    touched, waiting = by_day(found.touched), by_day(found.waiting)
    never = np.bincount(own[~leaves], minlength=count + 1)[:count]
    gone = touched + waiting
    leads = gone.sum(axis=1) + never
    at_risk = leads[:, None] - np.cumsum(gone, axis=1) + gone
    return FirstTouch(touched, at_risk, leads, waiting.sum(axis=1), never)
