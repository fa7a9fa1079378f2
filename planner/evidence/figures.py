"""Measured figures as values: what the plan, the screens and the workbook read."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.base.days import Day, Month

Floats = npt.NDArray[np.float64]
THIN = 30
"""Fewer conversions, or entries, than this are marked thin."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 90 % interval and count; NaN where nothing was measured."""

    value: float
    low: float
    high: float
    n: int

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return bool(np.isfinite(self.value))


UNKNOWN = Figure(float("nan"), float("nan"), float("nan"), 0)


@dataclass(frozen=True, slots=True)
class PooledRate:
    """A rate after pooling with its siblings: Beta(alpha, beta) and the weight of the pool."""

    figure: Figure
    raw: float
    alpha: float
    beta: float
    pool_weight: float


@dataclass(frozen=True, eq=False)
class LagTable:
    """Cumulative shares by whole days: `shares[d]` = G(d), non-decreasing, ending at 1.

    The step function G(x) = shares[floor x] has J(x) = its integral from 0, piecewise linear.
    """

    shares: Floats

    @property
    def mean(self) -> float:
        """Mean lag in days: the integral of 1 - G."""
        return float(np.sum(1.0 - self.shares))

    @property
    def integral(self) -> Floats:
        """J at 0, 1, …, len(shares): J(0) = 0, J(d + 1) = J(d) + G(d)."""
        return np.concatenate(([0.0], np.cumsum(self.shares)))


@dataclass(frozen=True, eq=False)
class TransitionEvidence:
    """One transition of one line.

    `rate`: the pooled matured rate. `lag`: mean days of conversions within the observed age.
    `lags`: G; None without dated conversions. `losses`: L(d) = F_lost(d) / (1 - F_next(tau)), by
    day up to the observed age; None without dated losses. `open_ages` (days at the as-of date) of
    journeys still open in the from-stage; `open_undated` counts those without an entry date.
    `velocity`: the mean days to show, without skipped stages; `lag` is what the plan runs on.
    """

    rate: PooledRate
    plain: float
    closed_only: float
    observed_days: int
    lag: Figure
    lags: LagTable | None
    losses: Floats | None
    open_ages: npt.NDArray[np.int32]
    open_undated: int
    out_of_order: int
    velocity: Figure = UNKNOWN


@dataclass(frozen=True, eq=False)
class LineEvidence:
    """All evidence of one line. `entry` is the stage index where the line enters the funnel.

    `volume`: entries per month at that stage; `months`: the counts of each month of the window.
    `transitions[j]` is None for transitions before the entry stage. `direct`: the matured rate from
    the entry stage to the last in one step, UNKNOWN where a single transition leads there.
    `booked`: won amounts by month of winning, `created` opened amounts by month of becoming an
    opportunity, both of all the data.
    """

    line: str
    source_team: str
    entry: int
    volume: Figure
    months: Floats
    transitions: tuple[TransitionEvidence | None, ...]
    deal_size: Figure
    deal_size_median: float
    opened_amount: Figure
    direct: Figure = UNKNOWN
    booked: Mapping[Month, float] = field(default_factory=dict)
    created: Mapping[Month, float] = field(default_factory=dict)

    @property
    def by_stages(self) -> float:
        """The rate from the entry stage to the last, stage by stage; NaN where one is unknown."""
        return math.prod(t.rate.figure.value for t in self.transitions if t is not None)


@dataclass(frozen=True, eq=False)
class FunnelEvidence:
    """Evidence for a plan: per line, over entries of the window (first day, last day)."""

    stages: tuple[str, ...]
    as_of: Day
    window: tuple[Day, Day]
    lines: dict[str, LineEvidence]

    def booked(self, months: Iterable[Month]) -> Floats:
        """Won amounts of all lines in some months."""
        every = self.lines.values()
        return np.array([math.fsum(e.booked.get(m, 0.0) for e in every) for m in months])
