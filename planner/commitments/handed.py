"""The leads handed over to Sales: when each was touched, answered, moved on or turned down."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import NO_DAY, Day
from planner.base.stages import hand_off
from planner.evidence.passages import Keys, Prepared
from planner.evidence.touch import FirstTouch, Waits, first_touch, waits
from planner.journeys.table import BLANK, Activities, Mask, Outcome

NEVER = np.iinfo(np.int32).max
REASONS = ("loss reason", "reject reason", "reason")
"""Dimensions that say why a lead was turned down, the first that the data have."""


@dataclass(frozen=True, eq=False)
class Handed:
    """n leads handed over, with a date: `rows` of the journeys and days counted from it.

    `age` until the as-of date; `touched` (NEVER where it was not, None without activities);
    `answered`: moved on, or turned down; `moved`, `lost`: which of them. `reasoned`: turned down
    with a reason, None where no reasons were imported. `tries` until the end of the wait.
    """

    prepared: Prepared
    rows: Keys
    entered: Keys
    age: Keys
    touched: Keys | None
    answered: Keys
    moved: Mask
    lost: Mask
    reasoned: Mask | None
    tries: Keys | None
    found: Waits | None

    def among(self, chosen: Mask) -> "Handed":
        """Return some of the leads."""

        def part(values: Keys | None) -> Keys | None:
            return None if values is None else values[chosen]

        return Handed(
            self.prepared,
            self.rows[chosen],
            self.entered[chosen],
            self.age[chosen],
            part(self.touched),
            self.answered[chosen],
            self.moved[chosen],
            self.lost[chosen],
            None if self.reasoned is None else self.reasoned[chosen],
            part(self.tries),
            _waits_of(self.found, chosen),
        )

    @property
    def worked(self) -> Mask:
        """Who was touched, or moved on."""
        touched = self.moved if self.touched is None else self.moved | (self.touched != NEVER)
        return np.asarray(touched)

    @cached_property
    def curve(self) -> FirstTouch | None:
        """The curve of first touches: open untouched leads are censored at their age."""
        if self.found is None:
            return None
        return first_touch(self.found, np.zeros(len(self.prepared.journeys), np.intp), 1)

    def percentile(self, share: float) -> float:
        """Return the first day by which a share of the leads is touched; NaN where none is."""
        curve = self.curve
        if curve is None:
            return float("nan")
        reached = curve.share[0] >= share - 1e-12
        return float(reached.argmax()) if reached.any() else float("nan")


def _waits_of(found: Waits | None, chosen: Mask) -> Waits | None:
    if found is None:
        return None
    return Waits(
        found.rows[chosen], found.day[chosen], found.touched[chosen], found.waiting[chosen]
    )


def handed(prepared: Prepared, activities: Activities | None) -> Handed:
    """Return the leads of the hand-off's first stage that did not begin beyond it."""
    journeys, stage = prepared.journeys, hand_off(prepared.journeys.stages).start
    entry = prepared.effective[:, stage]
    here = prepared.reached(stage) & (prepared.first_stage <= stage) & (entry != NO_DAY)
    rows = np.flatnonzero(here)
    start = entry[rows].astype(np.int64)
    moved = prepared.reached(stage + 1)[rows]
    lost = ~moved & (journeys.outcome[rows] == Outcome.LOST) & (journeys.left[rows] != NO_DAY)
    end = np.where(moved, prepared.effective[rows, stage + 1], journeys.left[rows])
    answered = np.where((moved & (end != NO_DAY)) | lost, np.maximum(end - start, 0), NEVER)
    touched = tries = found = None
    if activities is not None:
        touches = prepared.touches(activities)
        found = waits(prepared, stage, touches)
        touched = np.where(found.touched, found.day, NEVER)
        last = np.where(journeys.left == NO_DAY, journeys.as_of, journeys.left).astype(np.int32)
        tries = touches.up_to(last)[rows]
    age = np.maximum(journeys.as_of - start, 0)
    reasoned = _reasoned(prepared, rows)
    return Handed(
        prepared, rows, start, age, touched, answered, moved, lost, reasoned, tries, found
    )


def _reasoned(prepared: Prepared, rows: Keys) -> Mask | None:
    dimensions = prepared.journeys.dimensions
    known = next((dimensions[name] for name in REASONS if name in dimensions), None)
    if known is None:
        return None
    given = np.array([label not in {"", BLANK} for label in known.labels], dtype=np.bool_)
    return np.asarray(given[known.codes[rows]])


def within(leads: Handed, first: Day, last: Day) -> Handed:
    """Return the leads handed over from one day to another."""
    return leads.among((leads.entered >= first) & (leads.entered <= last))
