"""One transition of every journey, made ready for counting: where it counts, and on which day."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days, months_of
from planner.base.days import NO_DAY, Day
from planner.journeys.activities import Touches, touches_of
from planner.journeys.table import Activities, Journeys, Mask, Outcome

Keys = npt.NDArray[np.intp]


class Fate(IntEnum):
    """How a journey stands in one transition.

    The first three have their day and count everywhere; those without dates, and those whose dates
    are out of order, count in plain and closed-only alone.
    """

    ADVANCED = 0
    LOST = 1
    OPEN = 2
    ADVANCED_UNDATED = 3
    LOST_UNDATED = 4
    OPEN_UNDATED = 5
    ADVANCED_OUT_OF_ORDER = 6
    LOST_OUT_OF_ORDER = 7
    ABSENT = 8


DATED = 3
"""The first fates, which have a day."""


@dataclass(frozen=True, eq=False)
class Passage:
    """n journeys through one from-to pair of stages.

    `fate` (n): Fate codes. `day` (n): days from entry to moving on, leaving, or the as-of date; 0
    unless dated. `age` (n): as-of date minus entry of dated fates, else -1. `rows`: those who
    entered the from-stage. `skipped`: the rows of dated journeys that shown velocity leaves out.
    """

    start: int
    end: int
    fate: npt.NDArray[np.int8]
    day: Days
    age: Days
    rows: Keys
    skipped: Keys

    @cached_property
    def length(self) -> int:
        """Number of days a journey was or could have been seen: the greatest age plus one."""
        return max(int(self.age.max(initial=0)), 0) + 1

    @property
    def width(self) -> int:
        """Cells one group takes in a count by `cell`."""
        return DATED * self.length + len(Fate) - DATED

    @cached_property
    def cell(self) -> Keys:
        """Where each of `rows` is counted: a day of its fate, or one cell for undated fates."""
        fate = self.fate[self.rows].astype(np.intp)
        dated = fate * self.length + self.day[self.rows]
        return np.where(fate < DATED, dated, DATED * (self.length - 1) + fate)

    @cached_property
    def age_cell(self) -> Keys:
        """Where the age of each of `rows` is counted; the last of `length` + 1 cells: undated."""
        age = self.age[self.rows]
        return np.where(age >= 0, age, self.length).astype(np.intp)

    @cached_property
    def skipped_at(self) -> Keys:
        """Where the skipped stand among `rows`."""
        return np.searchsorted(self.rows, self.skipped)

    def of_rows(self, groups: Keys) -> Keys:
        """Return the groups of `rows` from those of all journeys, (n)."""
        return groups if len(self.rows) == len(groups) else groups[self.rows]


def passage(journeys: Journeys, effective: Days, start: int, end: int) -> Passage:
    """Return the journeys of the transition `start` to `end`; `effective` dates are (n, S).

    What is dated after the as-of date has not happened yet. ValueError unless start < end.
    """
    if not 0 <= start < end < len(journeys.stages):
        raise ValueError(f"no transition leads from stage {start} to stage {end}")
    entry, arrival = effective[:, start], effective[:, end]
    as_of = journeys.as_of
    entered = journeys.reached[:, start] & (entry <= as_of)
    advanced = entered & journeys.reached[:, end] & (arrival <= as_of)
    left = journeys.left
    lost = entered & ~journeys.reached[:, end] & (journeys.outcome == Outcome.LOST)
    lost &= left <= as_of
    last = np.where(advanced, arrival, np.where(lost, left, as_of))
    undated = (entry == NO_DAY) | (last == NO_DAY)
    backward = ~undated & (last < entry)
    fate = np.where(advanced, Fate.ADVANCED, np.where(lost, Fate.LOST, Fate.OPEN))
    fate = fate + np.where(undated, Fate.ADVANCED_UNDATED, 0)
    fate = fate + np.where(backward, Fate.ADVANCED_OUT_OF_ORDER, 0)
    fate = np.where(entered, fate, Fate.ABSENT).astype(np.int8)
    dated = fate < DATED
    return Passage(
        start,
        end,
        fate,
        _where(dated, last, entry, 0),
        _where(dated, np.full_like(entry, as_of), entry, -1),
        np.flatnonzero(entered),
        _skipped(journeys.entered, dated, fate, start, end),
    )


def _where(mask: Mask, later: Days, earlier: Days, otherwise: int) -> Days:
    """Return later - earlier under the mask, without overflow elsewhere."""
    difference = later.astype(np.int64) - earlier
    return np.where(mask, difference, otherwise).astype(np.int32)


def _skipped(
    entered: Days, dated: Mask, fate: npt.NDArray[np.int8], start: int, end: int
) -> npt.NDArray[np.intp]:
    arrived = (fate == Fate.ADVANCED) & (entered[:, end] == NO_DAY)
    return np.flatnonzero(dated & ((entered[:, start] == NO_DAY) | arrived))


class Prepared:
    """A snapshot's journeys with their transitions made ready once, for any number of cuts."""

    def __init__(self, journeys: Journeys) -> None:
        self.journeys = journeys
        self._passages: dict[tuple[int, int], Passage] = {}
        self._placed: dict[int, Days] = {}
        self._placed_rows: dict[int, Days] = {}
        self._months: dict[int, Days] = {}
        self._rows: dict[int, Keys] = {}
        self._reached: dict[int, Mask] = {}
        self._touches: tuple[Activities, Touches] | None = None

    @cached_property
    def effective(self) -> Days:
        """Stage dates with skipped stages filled from later ones, (n, S)."""
        return self.journeys.effective

    @cached_property
    def first_entry(self) -> Day:
        """The first day of any stage up to the as-of date; the as-of date without one."""
        entered = self.journeys.entered
        known = (entered != NO_DAY) & (entered <= self.journeys.as_of)
        return int(entered.min(where=known, initial=self.journeys.as_of))

    @cached_property
    def first_stage(self) -> Keys:
        """The first stage with an own date of each journey, (n); the number of stages without."""
        stages = len(self.journeys.stages)
        first = np.full(len(self.journeys), stages, dtype=np.intp)
        for stage in range(stages - 1, -1, -1):
            first[self.journeys.entered[:, stage] != NO_DAY] = stage
        return first

    def reached(self, stage: int) -> Mask:
        """Return who had reached a stage by the as-of date, (n)."""
        if stage not in self._reached:
            known = self.effective[:, stage] <= self.journeys.as_of
            self._reached[stage] = np.asarray(self.journeys.reached[:, stage] & known)
        return self._reached[stage]

    def rows(self, stage: int) -> Keys:
        """Return the rows of those who had reached a stage by the as-of date."""
        if stage not in self._rows:
            self._rows[stage] = np.flatnonzero(self.reached(stage))
        return self._rows[stage]

    def placed(self, stage: int) -> Days:
        """Return the day that decides whether an entry belongs to a window, (n).

        The entry's day; without one the last dated stage before it, NO_DAY if there is none.
        """
        if stage not in self._placed:
            entry = self.effective[:, stage]
            before = self.journeys.entered[:, : stage + 1].max(axis=1)
            self._placed[stage] = np.where(entry == NO_DAY, before, entry).astype(np.int32)
        return self._placed[stage]

    def placed_rows(self, stage: int) -> Days:
        """Return the same of `rows(stage)` alone."""
        if stage not in self._placed_rows:
            self._placed_rows[stage] = self.placed(stage)[self.rows(stage)]
        return self._placed_rows[stage]

    def entry_months(self, stage: int) -> Days:
        """Return the month each stage was entered, NO_DAY without a date, (n)."""
        if stage not in self._months:
            self._months[stage] = months_of(self.effective[:, stage])
        return self._months[stage]

    def touches(self, activities: Activities) -> Touches:
        """Return the journeys' touches by the as-of date; whose they are is found out once."""
        if self._touches is None or self._touches[0] is not activities:
            self._touches = activities, touches_of(self.journeys, activities)
        return self._touches[1]

    def passage(self, start: int, end: int) -> Passage:
        """Return one transition, prepared at its first use."""
        if (start, end) not in self._passages:
            self._passages[start, end] = passage(self.journeys, self.effective, start, end)
        return self._passages[start, end]


Source = Journeys | Prepared


def prepare(source: Source) -> Prepared:
    """Return journeys ready for measuring; what is prepared already is returned as it is."""
    return source if isinstance(source, Prepared) else Prepared(source)
