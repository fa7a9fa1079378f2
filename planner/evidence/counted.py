"""Everything a cut is measured from, counted once; all groups together are sums of the groups."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.cuts import Cut, Window, in_window
from planner.evidence.figures import Floats
from planner.evidence.money import opened_amounts, won_amounts
from planner.evidence.passages import Keys, Prepared
from planner.evidence.tally import Counts, Tallies, entrant_tallies

Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts of g groups over S stages for those who entered in a window.

    `first` (g, S - 1): journeys by the stage of their first own date; `entries` (g, S); `tallies`
    by from-to pair; `won`, `opened`: amounts of each group's deals won and opportunities entered.
    """

    first: Counts
    entries: Counts
    tallies: dict[Pair, Tallies]
    won: tuple[Floats, ...]
    opened: tuple[Floats, ...]

    @property
    def entry(self) -> npt.NDArray[np.intp]:
        """Each group's entry stage, (g); see `entry_stages`."""
        return np.asarray(self.first.argmax(axis=1))

    def merged(self) -> "Counted":
        """Return all groups as one."""
        everyone = np.ones(len(self.entries), dtype=np.bool_)
        return Counted(
            self.first.sum(axis=0, keepdims=True),
            self.entries.sum(axis=0, keepdims=True),
            {pair: found.merged(everyone) for pair, found in self.tallies.items()},
            (np.concatenate((np.empty(0), *self.won)),),
            (np.concatenate((np.empty(0), *self.opened)),),
        )


def count(
    prepared: Prepared, groups: Cut, window: Window | None, pairs: tuple[Pair, ...]
) -> Counted:
    """Count a cut: the given from-to pairs, and each entry stage's path to the last stage."""
    stages = len(prepared.journeys.stages)
    first = first_counts(prepared, groups)
    inside = [entrant_groups(prepared, groups, stage, window) for stage in range(stages)]
    entries = [np.bincount(each, minlength=groups.count + 1)[: groups.count] for each in inside]
    starts = {0, *first.argmax(axis=1).tolist(), int(first.sum(axis=0).argmax())}
    needed = (*pairs, *((start, stages - 1) for start in sorted(starts)))
    return Counted(
        first,
        np.stack(entries, axis=1),
        {
            pair: entrant_tallies(prepared.passage(*pair), inside[pair[0]], groups.count)
            for pair in dict.fromkeys(needed)
        },
        won_amounts(prepared, groups, window),
        opened_amounts(prepared, groups, window),
    )


def first_counts(prepared: Prepared, groups: Cut) -> Counts:
    """Return each group's journeys by the stage of their first own date, (g, S - 1)."""
    size = len(prepared.journeys.stages) + 1
    cells = groups.groups * size + prepared.first_stage
    counts = np.bincount(cells, minlength=(groups.count + 1) * size).reshape(-1, size)
    return np.asarray(counts[: groups.count, : size - 2])


def entry_stages(prepared: Prepared, groups: Cut) -> npt.NDArray[np.intp]:
    """Return the stage at which most of each group's journeys have their first own date, (g).

    0 where none is dated; the earlier of two equally frequent ones; never the last stage.
    """
    return np.asarray(first_counts(prepared, groups).argmax(axis=1))


def entrant_groups(prepared: Prepared, groups: Cut, stage: int, window: Window | None) -> Keys:
    """Return the groups of those who had reached a stage, in the order of their rows; `count` of
    groups for whoever entered outside the window."""
    rows = prepared.rows(stage)
    chosen = groups.groups if len(rows) == len(groups.groups) else groups.groups[rows]
    if window is None:
        return chosen
    return np.where(in_window(prepared.placed_rows(stage), window), chosen, groups.count)
