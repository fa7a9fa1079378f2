"""The expected value of every open lead and deal: chance of winning times expected amount."""

from dataclasses import dataclass

import numpy as np

from planner.evidence.cuts import Window
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys, Source, prepare
from planner.evidence.regression.drivers import drivers
from planner.evidence.regression.model import Target
from planner.journeys.table import Mask, Outcome


@dataclass(frozen=True, eq=False)
class Expected:
    """k open journeys: their rows, the stage each stands in, chance, expected amount and value.

    Money in plan currency. NaN where the regression from that stage on, or on size, has too little
    to go by: such journeys are in no total, `untold` counts them, and `missing` says why.
    """

    rows: Keys
    stage: Keys
    chance: Floats
    size: Floats
    missing: tuple[str, ...] = ()

    @property
    def value(self) -> Floats:
        """Chance times expected amount, (k)."""
        return self.chance * self.size

    @property
    def total(self) -> float:
        """The expected bookings from all that is open."""
        return float(np.sort(self.value[np.isfinite(self.value)]).sum())

    @property
    def untold(self) -> int:
        """How many open journeys have no expected value."""
        return int(np.isnan(self.value).sum())


def expected_values(
    source: Source, *, window: Window | None = None, where: Mask | None = None
) -> Expected:
    """Return what every open journey is worth by the regressions on closed ones.

    A journey takes the chance among those closed that had reached its stage; how old it is does not
    enter. Regressions are on the window's deals, the open ones are all there are; `where` (n)
    narrows both.
    """
    prepared = prepare(source)
    journeys = prepared.journeys
    stages = len(journeys.stages)
    reached = np.stack([prepared.reached(stage) for stage in range(stages)], axis=1)
    open_ones = (journeys.outcome == Outcome.OPEN) & reached[:, 0] & ~reached[:, -1]
    rows = np.flatnonzero(open_ones if where is None else open_ones & where)
    stage = reached[rows].sum(axis=1) - 1
    chance = np.full(len(rows), np.nan)
    missing: list[str] = []
    for at in np.unique(stage).tolist():
        model = drivers(prepared, Target.WIN, window=window, where=where, start=at)
        missing.append(model.missing)
        here = stage == at
        chance[here] = model.predict(journeys.dimensions, rows[here])
    size = drivers(prepared, Target.SIZE, window=window, where=where)
    missing.append(size.missing)
    why = tuple(dict.fromkeys(text for text in missing if text))
    return Expected(rows, stage, chance, size.predict(journeys.dimensions, rows), why)
