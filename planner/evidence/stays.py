"""Time in stages, those still there included; ageing of what is open; sales velocity."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.conversion import Conversion
from planner.evidence.counted import Pair, entry_stages
from planner.evidence.cuts import Cut, Window, cut
from planner.evidence.figures import Figure
from planner.evidence.funnel import open_ages
from planner.evidence.incidence import Incidence
from planner.evidence.measure import MeasuredTransition, converted, measured_transitions
from planner.evidence.money import deal_size, opportunity_stage, won_amounts
from planner.evidence.passages import Prepared, Source, prepare
from planner.journeys.table import Mask

Key = tuple[str, ...]
Ages = npt.NDArray[np.int32]
SHARES = (0.25, 0.5, 0.75)
OLD = 0.9
"""An open journey is old once so many of those that closed had closed by its age."""


@dataclass(frozen=True, eq=False)
class Stay:
    """How long one group, `key` () for all together, stays in a step.

    `step` are those who entered in the window. `left`: days by which a quarter, half and three
    quarters of them have gone, either way, those still there counted until their age; NaN where
    fewer have. `ages` (days, ascending): all still there at the as-of date, whenever they entered;
    `undated` more have no age. `limit`: days by which 90 % of those that closed, either way within
    the observed age, had done so; NaN where none has.
    """

    key: Key
    step: MeasuredTransition
    left: tuple[float, float, float]
    ages: Ages
    undated: int
    limit: float

    @property
    def older(self) -> int:
        """How many still there are older than 90 % of those that closed; 0 without a limit."""
        return int((self.ages > self.limit).sum()) if math.isfinite(self.limit) else 0

    @property
    def still(self) -> int:
        """How many are still there."""
        return len(self.ages) + self.undated


@dataclass(frozen=True, slots=True)
class SalesVelocity:
    """Open opportunities × win rate × deal size ÷ cycle days, in money per day.

    `rate` is the pooled matured rate from Opportunity to the last stage, `size` the mean won
    amount, `days` the mean days of that step; `money` is NaN where one of them is not known.
    """

    key: Key
    open: int
    rate: Figure
    size: Figure
    days: Figure

    @property
    def money(self) -> float:
        """Money per day."""
        if not (self.rate.known and self.size.known and self.days.value > 0):
            return math.nan
        return self.open * self.rate.value * self.size.value / self.days.value


@dataclass(frozen=True, eq=False)
class Stays:
    """Steps of a cut: each neighbouring one, then Opportunity and the first stage to the last.

    `steps[i]` are the stays of step i, all together last; `velocity` those of the same groups.
    """

    stages: tuple[str, ...]
    by: tuple[str, ...]
    pairs: tuple[Pair, ...]
    steps: tuple[tuple[Stay, ...], ...]
    velocity: tuple[SalesVelocity, ...]


def stays(
    source: Source,
    by: tuple[str, ...] = (),
    *,
    entered: Window | None = None,
    where: Mask | None = None,
) -> Stays:
    """Measure time in stages of those who entered in a window, and what is open whenever it did."""
    prepared = prepare(source)
    stages = prepared.journeys.stages
    last, opportunity = len(stages) - 1, opportunity_stage(stages)
    pairs = tuple(
        dict.fromkeys([*((j, j + 1) for j in range(last)), (opportunity, last), (0, last)])
    )
    cuts = [cut(prepared.journeys, (), where)]
    if by:
        cuts.insert(0, cut(prepared.journeys, by, where))
    made = {
        pair: tuple(stay for each in cuts for stay in _stays(prepared, each, entered, pair))
        for pair in pairs
    }
    sizes = [deal_size(a) for each in cuts for a in won_amounts(prepared, each, entered)]
    keys = [key for each in cuts for key in each.keys]
    closing = {stay.key: stay for stay in made[opportunity, last]}
    velocity = tuple(
        SalesVelocity(key, stay.still, stay.step.rate.figure, size.figure, stay.step.lag)
        for key, size in zip(keys, sizes, strict=True)
        if (stay := closing.get(key)) is not None
    )
    return Stays(stages, by, pairs, tuple(made[pair] for pair in pairs), velocity)


def _stays(prepared: Prepared, groups: Cut, window: Window | None, pair: Pair) -> list[Stay]:
    """Return the stays of the groups that enter the funnel at the from-stage or before."""
    present = entry_stages(prepared, groups) <= pair[0]
    found: Conversion = converted(prepared, groups, window, pair, present)
    steps = measured_transitions(pair, found)
    ages, undated = open_ages(prepared, groups, pair)
    quartiles = [gone_by(found.curves, share) for share in SHARES]
    limits = closed_by(found.curves, OLD)
    return [
        Stay(
            key,
            steps[i],
            (float(quartiles[0][i]), float(quartiles[1][i]), float(quartiles[2][i])),
            ages[i],
            int(undated[i]),
            float(limits[i]),
        )
        for i, key in enumerate(groups.keys)
        if present[i] or not key
    ]


def gone_by(curves: Incidence, share: float) -> npt.NDArray[np.float64]:
    """Return the first day by which a share of all entrants has left, either way, (g)."""
    reached = curves.survival <= 1.0 - share + 1e-12
    return np.where(reached.any(axis=1), reached.argmax(axis=1), np.nan)


def closed_by(curves: Incidence, share: float) -> npt.NDArray[np.float64]:
    """Return the first day by which a share of those that left within the observed age had, (g)."""
    gone = 1.0 - curves.survival
    whole = gone[:, -1:]
    reached = (gone >= share * whole - 1e-12) & (whole > 0)
    return np.where(reached.any(axis=1), reached.argmax(axis=1), np.nan)
