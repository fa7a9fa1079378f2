"""Sales' side: which leads were touched and answered in time, of all whose limit has passed."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, Day, Month
from planner.base.stages import hand_off
from planner.base.units import Unit
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys, Prepared
from planner.evidence.touch import FirstTouch, Waits, first_touch, waits
from planner.journeys.table import BLANK, Activities, Mask, Outcome
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.plan.pledges import pledge, pledges

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


@dataclass(frozen=True, eq=False)
class Compliance:
    """One of Sales' promises over some leads: which are `due`, and which of those were `met`.

    `limit` in days or touches; `share` is what was promised of the due leads. Both are None where
    nobody stated them: then nothing is due. `why` says why a promise could not be measured.
    """

    kind: DriverKind
    limit: float | None
    share: float | None
    due: Mask
    met: Mask
    why: str = ""

    @property
    def unit(self) -> Unit:
        """The unit of the limit: days also where a share of leads is to be worked by then."""
        return Unit.NUMBER if self.kind is DriverKind.TOUCHES_BEFORE_DEAD else Unit.DAYS

    @property
    def counts(self) -> tuple[int, int]:
        """Number due, and met."""
        return int(self.due.sum()), int((self.due & self.met).sum())

    @property
    def rate(self) -> float:
        """Met over due; NaN where nothing is due."""
        due, met = self.counts
        return met / due if due else float("nan")


def compliances(plan: Plan, leads: Handed) -> tuple[Compliance, ...]:
    """Return how Sales kept its promises over some leads; untouched is never on time.

    A lead is held to the limits of the month it was handed over in, where those have their own;
    the limit and share told are those of all other months.
    """
    kept = _kept(plan, leads, None)
    stated = {one.month for one in pledges(plan) if one.month is not None}
    months = months_of(leads.entered.astype(np.int32)).astype(np.int64)
    for month in sorted(stated):
        here = np.asarray(months == month)
        if here.any():
            parts = _kept(plan, leads.among(here), month)
            kept = tuple(_held_to(one, here, part) for one, part in zip(kept, parts, strict=True))
    return kept


def _held_to(whole: Compliance, here: Mask, part: Compliance) -> Compliance:
    """Return a compliance in which some leads are held to other limits."""
    due, met = whole.due.copy(), whole.met.copy()
    due[here], met[here] = part.due, part.met
    why = whole.why if whole.limit is not None else part.why
    limit = part.limit if whole.limit is None else whole.limit
    return replace(whole, due=due, met=met, limit=limit, why=why)


def _kept(plan: Plan, leads: Handed, month: Month | None) -> tuple[Compliance, ...]:
    first, answer, least = (
        pledge(plan, kind, month).working
        for kind in (
            DriverKind.FIRST_TOUCH_DAYS,
            DriverKind.ANSWER_DAYS,
            DriverKind.TOUCHES_BEFORE_DEAD,
        )
    )
    wanted, worked, answers = (
        pledge(plan, kind, month).working
        for kind in (
            DriverKind.FIRST_TOUCH_SHARE,
            DriverKind.WORKED_SHARE,
            DriverKind.ANSWER_SHARE,
        )
    )
    return (
        _first_touch(leads, first, wanted),
        _worked(leads, first, worked),
        _tries(leads, least),
        _answers(leads, answer, answers),
    )


_UNTOUCHED = "No activities were imported: touches are not measured"
_UNSTATED = "No limit is stated"


def _nothing(kind: DriverKind, leads: Handed, share: float | None, why: str) -> Compliance:
    none = np.zeros(len(leads.rows), np.bool_)
    return Compliance(kind, None, share, none, none, why)


def _first_touch(leads: Handed, limit: float | None, share: float | None) -> Compliance:
    kind = DriverKind.FIRST_TOUCH_DAYS
    if limit is None or leads.touched is None:
        return _nothing(kind, leads, share, _UNSTATED if limit is None else _UNTOUCHED)
    return Compliance(kind, limit, share, leads.age >= limit, leads.touched <= limit)


def _worked(leads: Handed, limit: float | None, share: float | None) -> Compliance:
    """Return whether leads were worked at all: touched, or moved on, once the limit has passed."""
    kind = DriverKind.WORKED_SHARE
    if limit is None:
        return _nothing(kind, leads, share, _UNSTATED)
    touched = leads.moved if leads.touched is None else leads.moved | (leads.touched != NEVER)
    why = _UNTOUCHED + "; worked means moved on" if leads.touched is None else ""
    return Compliance(kind, limit, share, leads.age >= limit, touched, why)


def _tries(leads: Handed, least: float | None) -> Compliance:
    kind = DriverKind.TOUCHES_BEFORE_DEAD
    if least is None or leads.tries is None:
        return _nothing(kind, leads, None, _UNSTATED if least is None else _UNTOUCHED)
    return Compliance(kind, least, None, leads.lost, leads.tries >= least)


def _answers(leads: Handed, limit: float | None, share: float | None) -> Compliance:
    """Return whether leads were accepted, or turned down with a reason, within the limit."""
    kind = DriverKind.ANSWER_DAYS
    if limit is None:
        return _nothing(kind, leads, share, _UNSTATED)
    given = leads.answered <= limit
    if leads.reasoned is not None:
        given &= leads.moved | leads.reasoned
    why = "" if leads.reasoned is not None else "No reasons were imported: any answer counts"
    return Compliance(kind, limit, share, leads.age >= limit, given, why)


def groups_of(leads: Handed, groups: Keys, count: int, of: Compliance) -> tuple[Floats, Floats]:
    """Return due and met by group; `groups` (journeys) are 0 … count - 1, count for left out."""
    own = groups[leads.rows]
    due = np.bincount(own[of.due], minlength=count + 1)[:count]
    met = np.bincount(own[of.due & of.met], minlength=count + 1)[:count]
    return due.astype(np.float64), met.astype(np.float64)
