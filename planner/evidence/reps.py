"""Reps: what each received, worked, accepted and won, how fast, and which leads were picked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.base.days import NO_DAY, Day
from planner.base.problem import Problem, RefusedError
from planner.base.stages import hand_off
from planner.evidence.conversion import matured_interval, share, trials_of
from planner.evidence.cuts import Cut, Window, cut
from planner.evidence.figures import UNKNOWN, Figure
from planner.evidence.incidence import incidence_of
from planner.evidence.intervals import wilson
from planner.evidence.passages import Fate, Keys, Prepared, Source, prepare
from planner.evidence.picking import Picking, lead_values, picking, ranked
from planner.evidence.tally import Tallies, median_days, tallies
from planner.evidence.touch import FirstTouch, first_touch, waits
from planner.journeys.table import BLANK, Activities, Mask, Outcome

REP, SOURCE_TEAM = "rep", "source team"
_DONE = (np.arange(8)[None] >> np.arange(3)[:, None]) & 1
"""Which of worked, accepted, won, (3, 8), is in each sum of 1, 2 and 4."""
_Touch = tuple[FirstTouch | None, Figure | None]


@dataclass(frozen=True, slots=True)
class Closing:
    """How a group's accepted leads (else those received) closed by the as-of date.

    `rate`: won of all of them, with Wilson's 90 % interval; `closed_only`: of those won or lost;
    `matured`: within the observed age, with its 90 % interval `matured_low` to `matured_high`.
    `median_days` from acceptance to won, of `timed` deals.
    """

    rate: Figure
    closed_only: float
    matured: float
    matured_low: float
    matured_high: float
    median_days: float
    timed: int


@dataclass(frozen=True, eq=False)
class RepRow:
    """One rep, or a source team's leads of one rep; `rep` is '' for all reps together.

    `received`: leads that entered the hand-off's first stage in the window; of these, by the
    as-of date, `worked` (touched, or moved on), `accepted` (None where acceptance is no stage of
    its own), `won`. `touch` is the curve of first touches (1, D), `dead_touches` the mean touches
    before a lead was lost unaccepted; both None without activities. `picks` (1, 10) is None where
    leads have no value. `teams` are the rep's rows by source team.
    """

    rep: str
    source_team: str
    received: int
    worked: int
    accepted: int | None
    won: int
    closing: Closing
    touch: FirstTouch | None
    dead_touches: Figure | None
    picks: Picking | None
    teams: tuple["RepRow", ...] = ()

    @property
    def first_touch_days(self) -> float:
        """Days by which half the leads were touched; NaN where unknown, or half never are."""
        return float(self.touch.median[0]) if self.touch is not None else math.nan


@dataclass(frozen=True, eq=False)
class RepEvidence:
    """All reps over the leads received in a window (first day, last day; None: all).

    `stages` are those of receipt, of acceptance (None where it has none of its own) and the last.
    """

    received: str
    accepted: str | None
    won: str
    window: Window | None
    as_of: Day
    reps: tuple[RepRow, ...]
    total: RepRow
    touched: bool


def ownerless(found: RepEvidence) -> int:
    """Return how many leads received have no owner: where owners are only named later, as when
    a deal is won, the rates of those that have one are too high."""
    return sum(row.received for row in found.reps if row.rep == BLANK)


def rep_evidence(
    source: Source, activities: Activities | None, window: Window | None = None
) -> RepEvidence:
    """Measure every rep, and each one's source teams, in the order of their names.

    RefusedError where no owner was imported.
    """
    prepared = prepare(source)
    journeys = prepared.journeys
    if REP not in journeys.dimensions:
        raise RefusedError(
            Problem(
                "No column of owners was imported, so single reps are not measured",
                "",
                "Export leads or opportunities with their owner",
            )
        )
    made = _Measuring(prepared, activities, window)
    (total,) = made.rows(cut(journeys, ()))
    reps = made.rows(cut(journeys, (REP,)))
    if SOURCE_TEAM in journeys.dimensions:
        teams = made.rows(cut(journeys, (REP, SOURCE_TEAM)))
        reps = [replace(r, teams=tuple(t for t in teams if t.rep == r.rep)) for r in reps]
    return RepEvidence(
        journeys.stages[made.start],
        journeys.stages[made.closing] if made.closing > made.start else None,
        journeys.stages[-1],
        window,
        journeys.as_of,
        tuple(reps),
        total,
        activities is not None,
    )


class _Measuring:
    """One snapshot's leads and touches, to be measured by several cuts."""

    def __init__(
        self, prepared: Prepared, activities: Activities | None, window: Window | None
    ) -> None:
        journeys = prepared.journeys
        self.prepared, self.window = prepared, window
        self.start, self.last = hand_off(journeys.stages).start, len(journeys.stages) - 1
        self.closing = self.start + 1 if self.start + 1 < self.last else self.start
        self.worked = prepared.reached(self.start + 1)
        self.touched = (
            _Touched(prepared, activities, self.start) if activities is not None else None
        )
        if self.touched is not None:
            self.worked = self.worked | self.touched.ever
        handed = prepared.reached(self.start) & (prepared.first_stage <= self.start)
        values = lead_values(prepared, self.start, window)
        self.worth = None if values is None else ranked(*values, np.flatnonzero(handed))
        accepted, won = prepared.reached(self.closing), prepared.reached(self.last)
        self.done = (self.worked + 2 * accepted + 4 * won).astype(np.intp)

    def rows(self, groups: Cut) -> list[RepRow]:
        """Return the groups that received anything, in their order; all together always."""
        prepared, n = self.prepared, groups.count
        inside = groups.within(prepared.placed(self.start), self.window)
        inside = np.where(prepared.reached(self.start), inside, n)
        cells = np.bincount(inside * 8 + self.done, minlength=(n + 1) * 8).reshape(n + 1, 8)[:n]
        counts = [cells.sum(axis=1).tolist()]
        counts += [(cells * _DONE[i]).sum(axis=1).tolist() for i in range(3)]
        closing = _closing(tallies(prepared.passage(self.closing, self.last), inside, n))
        touched: Sequence[_Touch] = [(None, None)] * n
        if self.touched is not None:
            touched = self.touched.rows(inside, n)
        meter = None
        if self.worth is not None:
            meter = picking(self.worth, self.worked, inside, n)
        found = zip(groups.keys, *counts, closing, touched, strict=True)
        return [
            RepRow(
                rep=key[0] if key else "",
                source_team=key[1] if len(key) > 1 else "",
                received=received,
                worked=worked,
                accepted=accepted if self.closing > self.start else None,
                won=won,
                closing=closed,
                touch=curve,
                dead_touches=dead,
                picks=meter.of(i) if meter is not None else None,
            )
            for i, (key, received, worked, accepted, won, closed, (curve, dead)) in enumerate(found)
            if received or not key
        ]


class _Touched:
    """The touches of all leads: who was ever touched, the waits, and the touches of dead leads."""

    def __init__(self, prepared: Prepared, activities: Activities, stage: int) -> None:
        journeys = prepared.journeys
        touches = prepared.touches(activities)
        self.ever: Mask = touches.first(len(journeys)) != NO_DAY
        self._waits = waits(prepared, stage, touches)
        dead = prepared.reached(stage) & ~prepared.reached(stage + 1)
        self._dead = np.flatnonzero(dead & (journeys.outcome == Outcome.LOST))
        last = np.where(journeys.left == NO_DAY, journeys.as_of, journeys.left)
        self._tries = touches.up_to(last.astype(np.int32))[self._dead]

    def rows(self, groups: Keys, count: int) -> Sequence[_Touch]:
        """Return each group's curve of first touches, and mean touches of its dead leads."""
        curves = first_touch(self._waits, groups, count)
        own = groups[self._dead]
        dead = np.bincount(own, minlength=count + 1)[:count]
        tries = np.bincount(own, self._tries, minlength=count + 1)[:count]
        return [
            (curves.of(i), Figure(mean, math.nan, math.nan, int(n)) if n else UNKNOWN)
            for i, (mean, n) in enumerate(zip(share(tries, dead).tolist(), dead, strict=True))
        ]


def _closing(found: Tallies) -> list[Closing]:
    """Return how each group's deals closed."""
    counts = found.all
    shown = counts if found.skipped is None else counts.without(found.skipped)
    rate = share(counts.advanced, counts.entered)
    low, high = wilson(rate, counts.entered.astype(np.float64))
    timed = shown.days[:, Fate.ADVANCED]
    figures = map(Figure, *(column.tolist() for column in (rate, low, high, counts.entered)))
    curves = incidence_of(counts)
    _, trials = trials_of(counts, np.ones(len(rate), dtype=np.bool_))
    columns = (
        share(counts.advanced, counts.advanced + counts.lost),
        curves.rate,
        *matured_interval(curves, trials),
        median_days(timed),
        timed.sum(axis=1),
    )
    rows = zip(figures, *(column.tolist() for column in columns), strict=True)
    return [Closing(*row) for row in rows]
