"""Counts of one transition by group and day: the only thing conversion is calculated from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.passages import DATED, Fate, Keys, Passage

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of g groups over D days from entry.

    `days` (g, 3, D): dated journeys by fate (moved on, lost, open) and the day it happened.
    `ages` (g, D): the same journeys by age, whether left or not. `rest` (g, 5): the undated and
    out-of-order fates in the order of Fate.
    """

    days: Counts
    ages: Counts
    rest: Counts

    @property
    def dated(self) -> Counts:
        """Entrants in matured conversion, (g)."""
        return np.asarray(self.ages.sum(axis=1))

    @property
    def advanced(self) -> Counts:
        """All who moved on, (g)."""
        return self._all(Fate.ADVANCED)

    @property
    def lost(self) -> Counts:
        """All lost from the from-stage, (g)."""
        return self._all(Fate.LOST)

    @property
    def open(self) -> Counts:
        """All still in the from-stage, or beyond it short of the to-stage, (g)."""
        return np.asarray(self.days[:, Fate.OPEN].sum(axis=1)) + self._rest(Fate.OPEN_UNDATED)

    @property
    def entered(self) -> Counts:
        """All entrants, (g)."""
        return self.advanced + self.lost + self.open

    @property
    def out_of_order(self) -> Counts:
        """Entrants left out of matured because their dates run backward, (g)."""
        return self._rest(Fate.ADVANCED_OUT_OF_ORDER) + self._rest(Fate.LOST_OUT_OF_ORDER)

    @property
    def undated(self) -> Counts:
        """Entrants left out of matured because a date is missing, (g)."""
        return np.asarray(self.rest[:, : Fate.ADVANCED_OUT_OF_ORDER - DATED].sum(axis=1))

    def merged(self, groups: npt.NDArray[np.bool_]) -> "Tally":
        """Return the chosen groups as one."""
        parts = (self.days, self.ages, self.rest)
        return Tally(*(part[groups].sum(axis=0, keepdims=True) for part in parts))

    def without(self, other: "Tally") -> "Tally":
        """Return the counts less those of some of the journeys."""
        return Tally(self.days - other.days, self.ages - other.ages, self.rest - other.rest)

    def _all(self, fate: Fate) -> Counts:
        undated = self._rest(Fate(fate + Fate.ADVANCED_UNDATED))
        backward = self._rest(Fate(fate + Fate.ADVANCED_OUT_OF_ORDER))
        return np.asarray(self.days[:, fate].sum(axis=1)) + undated + backward

    def _rest(self, fate: Fate) -> Counts:
        return np.asarray(self.rest[:, fate - DATED])


def median_days(counts: Counts) -> npt.NDArray[np.float64]:
    """Plain median of days from counts by day, (g, D) to (g); NaN where nothing was counted."""
    total = counts.sum(axis=1)
    reached = np.cumsum(counts, axis=1)
    lower = (2 * reached >= total[:, None]).argmax(axis=1)
    upper = (2 * reached > total[:, None]).argmax(axis=1)
    return np.where(total > 0, (lower + upper) / 2.0, np.nan)


def tally(passage: Passage, groups: Keys, count: int) -> Tally:
    """Count a transition by group; `groups` (n) are 0 … count - 1, and count for "not counted"."""
    chosen = passage.of_rows(groups)
    return _tally(passage, chosen, count, passage.cell, passage.age_cell)


@dataclass(frozen=True, eq=False)
class Tallies:
    """Counts of one transition, and of its journeys that shown velocity leaves out, if any."""

    all: Tally
    skipped: Tally | None

    def merged(self, groups: npt.NDArray[np.bool_]) -> "Tallies":
        """Return the chosen groups as one."""
        return Tallies(self.all.merged(groups), self.skipped and self.skipped.merged(groups))


def tallies(passage: Passage, groups: Keys, count: int) -> Tallies:
    """Count a transition by group, as `tally` does, and its skipped stages."""
    return entrant_tallies(passage, passage.of_rows(groups), count)


def entrant_tallies(passage: Passage, groups: Keys, count: int) -> Tallies:
    """Do the same where `groups` are those of the passage's `rows` alone."""
    skipped = tally_skipped(passage, groups, count) if len(passage.skipped) else None
    return Tallies(_tally(passage, groups, count, passage.cell, passage.age_cell), skipped)


def tally_skipped(passage: Passage, groups: Keys, count: int) -> Tally:
    """Count only the journeys that shown velocity leaves out; `groups` are those of `rows`."""
    at = passage.skipped_at
    return _tally(passage, groups[at], count, passage.cell[at], passage.age_cell[at])


def _tally(passage: Passage, groups: Keys, count: int, cell: Keys, age_cell: Keys) -> Tally:
    width, length = passage.width, passage.length
    cells = np.bincount(groups * width + cell, minlength=(count + 1) * width)
    ages = np.bincount(groups * (length + 1) + age_cell, minlength=(count + 1) * (length + 1))
    cells = cells.reshape(count + 1, width)[:count]
    days = cells[:, : DATED * length].reshape(count, DATED, length)
    rest = cells[:, DATED * length : -1]
    return Tally(days, ages.reshape(count + 1, length + 1)[:count, :length], rest)
