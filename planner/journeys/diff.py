"""What a new import changes: new, changed, unchanged and gone journeys, and the funnel's totals."""

from dataclasses import dataclass
from enum import IntFlag
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY
from planner.journeys.matching import Index, match
from planner.journeys.table import (
    BLANK,
    Codes,
    Dimension,
    Journeys,
    Mask,
    Money,
    Outcome,
    Snapshot,
)

EXAMPLES = 5
Flags = npt.NDArray[np.int8]


class Change(IntFlag):
    """What differs in a journey; `DATES` are entries into stages, the day lost, `OPENED` the opened
    amount."""

    AMOUNT = 1
    CLOSING = 2
    STAGE = 4
    DATES = 8
    DIMENSIONS = 16
    OPENED = 32


@dataclass(frozen=True, slots=True)
class StageTotal:
    """How many journeys reached a stage: before, in the new data, and among those gone."""

    stage: str
    before: int
    after: int
    gone: int

    @property
    def kept(self) -> int:
        """How many there are if the gone ones are kept."""
        return self.after + self.gone


@dataclass(frozen=True, eq=False)
class Difference:
    """n journeys of an import beside m from before.

    `was` (n): the place before, -1 for new ones. `change` (n): Change flags, 0 for new and for
    unchanged ones. `gone`: places before of journeys that are no longer there. `replaced`: how many
    from before have no id by which they could be found again. `stages`: totals, the new data's
    stages first. `won`: amounts won before, after, and among those gone.
    """

    was: Index
    change: Flags
    gone: Index
    replaced: int
    stages: tuple[StageTotal, ...]
    won: tuple[float, float, float]
    gone_examples: tuple[str, ...]

    @cached_property
    def new(self) -> Index:
        """Places of journeys that were not there before."""
        return np.flatnonzero(self.was < 0).astype(np.int64)

    @cached_property
    def changed(self) -> Index:
        """Places of journeys that differ from before."""
        return np.flatnonzero(self.change).astype(np.int64)

    @cached_property
    def unchanged(self) -> Index:
        """Places of journeys that are as before."""
        return np.flatnonzero((self.was >= 0) & (self.change == 0)).astype(np.int64)

    def count_of(self, change: Change) -> int:
        """Return in how many journeys something differs."""
        return int(np.count_nonzero(self.change & int(change)))


def compare(before: Snapshot | None, after: Snapshot) -> Difference:
    """Compare an import with the data so far; without any journey, all is new.

    Journeys match by id (see `match`); stages and dimensions by name, a dimension that one side
    lacks is blank there. What data of the first version did not record is no change.
    """
    new = after.journeys
    if before is None or not len(before.journeys):
        was, nothing = np.full(len(new), -1, np.int64), np.zeros(0, np.int64)
        totals = tuple(StageTotal(s, 0, n, 0) for s, n in reached_by(new).items())
        zero = np.zeros(len(new), np.int8)
        return Difference(was, zero, nothing, 0, totals, (0.0, won_amount(new), 0.0), ())
    old, found = before.journeys, match(before, after)
    gone = np.flatnonzero(~found.seen & found.named).astype(np.int64)
    here = np.flatnonzero(found.was >= 0)
    change = np.zeros(len(new), np.int8)
    change[here] = differences(old, new, found.was[here], here.astype(np.int64))
    return Difference(
        found.was,
        change,
        gone,
        int((~found.seen & ~found.named).sum()),
        _totals(old, new, gone),
        (won_amount(old), won_amount(new), won_amount(old, gone)),
        tuple(old.deal_ids[i] if found.parted[i] else old.ids[i] for i in gone[:EXAMPLES].tolist()),
    )


def differences(old: Journeys, new: Journeys, was: Index, now: Index) -> Flags:
    """Return Change flags (k) of the journeys at `was` (k) as they stand at `now` (k)."""
    flags = np.zeros(len(now), np.int8)
    flags[unequal(old.amount[was], new.amount[now])] |= Change.AMOUNT
    flags[unequal(old.opened_amount[was], new.opened_amount[now])] |= Change.OPENED
    if (old.closing != NO_DAY).any():
        flags[old.closing[was] != new.closing[now]] |= Change.CLOSING
    flags[_stage_moved(old, new, was, now)] |= Change.STAGE
    flags[_dates_moved(old, new, was, now)] |= Change.DATES
    for name in {**old.dimensions, **new.dimensions}:
        mine, theirs = dimension_of(old, name), dimension_of(new, name)
        if mine.labels == theirs.labels:
            moved = mine.codes[was] != theirs.codes[now]
        else:
            moved = recoded(mine, theirs.labels)[0][was] != theirs.codes[now]
        flags[moved] |= Change.DIMENSIONS
    return flags


def unequal(one: Money, other: Money) -> Mask:
    """Tell which amounts differ; two absent ones do not."""
    return np.asarray((one != other) & ~(np.isnan(one) & np.isnan(other)))


def furthest(journeys: Journeys) -> Index:
    """Return the last stage each journey reached, (n)."""
    passed: Index = journeys.reached.sum(axis=1, dtype=np.int64)
    return np.maximum(passed - 1, 0)


def reached_by(journeys: Journeys, rows: Index | None = None) -> dict[str, int]:
    """Return how many of the journeys, or of some rows, reached each stage."""
    reached = journeys.reached if rows is None else journeys.reached[rows]
    counts = np.count_nonzero(reached, axis=0).tolist()
    return dict(zip(journeys.stages, counts, strict=True))


def won_amount(journeys: Journeys, rows: Index | None = None) -> float:
    """Return the amounts won, of all journeys or of some rows."""
    won, amount = journeys.outcome == Outcome.WON, journeys.amount
    if rows is not None:
        won, amount = won[rows], amount[rows]
    return float(np.nansum(amount[won]))


def dimension_of(journeys: Journeys, name: str) -> Dimension:
    """Return a dimension, all blank where there is none of that name."""
    found = journeys.dimensions.get(name)
    return found or Dimension(np.zeros(len(journeys), np.int32), (BLANK,))


def recoded(dimension: Dimension, labels: tuple[str, ...]) -> tuple[Codes, tuple[str, ...]]:
    """Return a dimension's codes in other labels, and those labels with what they lacked."""
    place = {label: i for i, label in enumerate(labels)}
    to = [place.setdefault(label, len(place)) for label in dimension.labels]
    return np.array(to, np.int32)[dimension.codes], tuple(place)


def _stage_moved(old: Journeys, new: Journeys, was: Index, now: Index) -> Mask:
    places = {stage: i for i, stage in enumerate(new.stages)}
    known = np.array([places.get(stage, -1) for stage in old.stages], np.int64)
    moved = known[furthest(old)[was]] != furthest(new)[now]
    return np.asarray(moved | (old.outcome[was] != new.outcome[now]))


def _dates_moved(old: Journeys, new: Journeys, was: Index, now: Index) -> Mask:
    moved = old.left[was] != new.left[now]
    for i, stage in enumerate(old.stages):
        if stage in new.stages:
            moved |= old.entered[was, i] != new.entered[now, new.stages.index(stage)]
    return np.asarray(moved)


def _totals(old: Journeys, new: Journeys, gone: Index) -> tuple[StageTotal, ...]:
    before, after, lost = reached_by(old), reached_by(new), reached_by(old, gone)
    names = dict.fromkeys((*new.stages, *old.stages))
    return tuple(
        StageTotal(name, before.get(name, 0), after.get(name, 0), lost.get(name, 0))
        for name in names
    )
