"""What happened to journeys from one snapshot to the next: amount, close date and stage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.journeys.diff import Change, Flags, differences, furthest
from planner.journeys.matching import Index, match
from planner.journeys.table import Journeys, Money, Outcome, Snapshot

LOST = "Lost"


class Field(IntEnum):
    """What of a journey is followed."""

    AMOUNT = 0
    CLOSING = 1
    STAGE = 2


_FOLLOWED = ((Field.AMOUNT, Change.AMOUNT), (Field.CLOSING, Change.CLOSING),
             (Field.STAGE, Change.STAGE))  # fmt: skip


@dataclass(frozen=True, eq=False)
class Changes:
    """n changes, by day and then as the journeys stand.

    `as_of` (n): the day of the snapshot that shows the change, `since` (n) of the one before.
    `field` (n): Field codes. `before`, `after` (n): amounts in `currency`, day numbers, or places
    in `states` (the furthest stage, or 'Lost'); NaN where there is none.
    """

    ids: tuple[str, ...]
    since: Days
    as_of: Days
    field: Flags
    before: Money
    after: Money
    states: tuple[str, ...]
    currency: str

    def __len__(self) -> int:
        return len(self.field)


def changes(snapshots: Iterable[Snapshot]) -> Changes:
    """Return the changes between snapshots that follow each other; none for fewer than two.

    The snapshots are asked for one by one, so that no more than two are held at a time.
    """
    states: dict[str, int] = {}
    parts: list[_Part] = []
    currency, last = "", None
    for snapshot in snapshots:
        if last is not None:
            parts += _between(last, snapshot, states)
        currency, last = snapshot.journeys.currency or currency, snapshot
    days, codes, nothing = np.zeros(0, np.int32), np.zeros(0, np.int8), np.zeros(0)
    return Changes(
        ids=tuple(one for part in parts for one in part.ids),
        since=np.concatenate([days, *(part.column(part.since) for part in parts)]),
        as_of=np.concatenate([days, *(part.column(part.as_of) for part in parts)]),
        field=np.concatenate([codes, *(part.column(part.field).astype(np.int8) for part in parts)]),
        before=np.concatenate([nothing, *(part.before for part in parts)]),
        after=np.concatenate([nothing, *(part.after for part in parts)]),
        states=tuple(states),
        currency=currency,
    )


@dataclass(frozen=True, eq=False)
class _Part:
    ids: list[str]
    since: int
    as_of: int
    field: Field
    before: Money
    after: Money

    def column(self, value: int) -> Days:
        return np.full(len(self.ids), value, np.int32)


def _between(one: Snapshot, other: Snapshot, states: dict[str, int]) -> Iterator[_Part]:
    old, new, found = one.journeys, other.journeys, match(one, other)
    now = np.flatnonzero(found.was >= 0).astype(np.int64)
    was = found.was[now]
    flags = differences(old, new, was, now)
    for field, flag in _FOLLOWED:
        rows = (flags & int(flag)) != 0
        ids = [new.ids[i] for i in now[rows].tolist()]
        before, after = (
            _values(old, field, states)[was[rows]],
            _values(new, field, states)[now[rows]],
        )
        yield _Part(ids, one.as_of, other.as_of, field, before, after)


def _values(journeys: Journeys, field: Field, states: dict[str, int]) -> Money:
    if field is Field.AMOUNT:
        return journeys.amount
    if field is Field.CLOSING:
        return np.where(journeys.closing == NO_DAY, np.nan, journeys.closing.astype(np.float64))
    return _states(journeys, states).astype(np.float64)


def _states(journeys: Journeys, states: dict[str, int]) -> Index:
    """Return each journey's furthest stage, or Lost, as a place in `states`, which grows."""
    places = [states.setdefault(name, len(states)) for name in (*journeys.stages, LOST)]
    lost = journeys.outcome == Outcome.LOST
    at = np.where(lost, len(journeys.stages), furthest(journeys))
    return np.array(places, np.int64)[at]
