"""The leads whose quality is asked for: who entered a stage on their own, and how far each is."""

import zlib
from dataclasses import dataclass, replace

import numpy as np

from planner.evidence.conversion import maturity
from planner.evidence.counted import first_counts
from planner.evidence.cuts import Window, cut
from planner.evidence.figures import Floats
from planner.evidence.passages import Fate, Keys, Prepared
from planner.evidence.tally import tally
from planner.journeys.table import Mask

PARTS = 5
"""One lead in five is held out of the choice of a rule, and checks it."""


@dataclass(frozen=True, eq=False)
class Leads:
    """m leads of a stage: `rows` (m), which of them were `won` (m) within the observed age `tau`.

    `trials` (m), 0 to 1: how much of a trial each is, the share of wins that come by its age; so a
    young lead counts little, and nobody's silence counts as a no too early. `unseen` (m): held out
    of every choice of a rule, by id alone. `later` journeys entered beyond the stage and are no
    leads of it; `undated` ones have no date to be aged by.
    """

    stage: int
    rows: Keys
    trials: Floats
    won: Mask
    unseen: Mask
    tau: int
    later: int
    undated: int

    def part(self, chosen: Mask) -> "Leads":
        """Return some of them, as mature as they are among all."""
        return replace(
            self,
            rows=self.rows[chosen],
            trials=self.trials[chosen],
            won=self.won[chosen],
            unseen=self.unseen[chosen],
        )

    def rates(self, groups: Keys, count: int) -> tuple[Floats, Floats]:
        """Return x and n_eff by group, (count): won, and trials, never fewer than won."""
        moved = np.bincount(groups, self.won, minlength=count).astype(np.float64)
        trials = np.bincount(groups, self.trials, minlength=count).astype(np.float64)
        return moved, np.maximum(moved, trials)

    def amounts(self, prepared: Prepared) -> Floats:
        """Return what each brought by the as-of date, (m): 0 where not won, or without amount."""
        amount = prepared.journeys.amount[self.rows]
        won = prepared.reached(len(prepared.journeys.stages) - 1)[self.rows]
        return np.where(won & (amount > 0), amount, 0.0)


def leads_of(
    prepared: Prepared, window: Window | None, where: Mask | None = None, stage: int | None = None
) -> Leads:
    """Return those who entered a stage in the window, the company's entry stage unless told.

    Journeys whose first own date is of a later stage entered beyond it: counted as having passed
    it, they would be its best leads without ever having been one.
    """
    everyone = cut(prepared.journeys, (), where)
    if stage is None:
        stage = int(first_counts(prepared, everyone)[0].argmax())
    inside = everyone.within(prepared.placed(stage), window) == 0
    passage = prepared.passage(stage, len(prepared.journeys.stages) - 1)
    entered = inside & (passage.fate != Fate.ABSENT)
    own = entered & (prepared.first_stage <= stage)
    dated = own & (passage.fate <= Fate.OPEN)
    tau, arrived = maturity(tally(passage, np.where(dated, 0, 1), 1))
    rows = np.flatnonzero(dated)
    age, day = passage.age[rows], passage.day[rows]
    won = np.asarray((passage.fate[rows] == Fate.ADVANCED) & (day <= tau))
    later = int((entered & ~own).sum())
    undated = int((own & ~dated).sum())
    return Leads(stage, rows, arrived[age], won, _unseen(prepared, rows), tau, later, undated)


def _unseen(prepared: Prepared, rows: Keys) -> Mask:
    """Return which rows are held out: those whose id has a CRC-32 divisible by five."""
    ids = prepared.journeys.ids
    picked = (zlib.crc32(ids[row].encode()) % PARTS == 0 for row in rows.tolist())
    return np.fromiter(picked, np.bool_, len(rows))
