"""The track record of claims: what each seat said before, beside what came of it.

A rate or a lag takes time to show. Claim and outcome are therefore compared at the same age: the
matured rate by the observed age tau, and of a claim the part that its lag lets show by then.
Nothing is extrapolated; what shows too little yet is not judged.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.days import Month, first_day
from planner.base.stages import Seat
from planner.commitments.agreed import Actuals, by_line
from planner.evidence.conversion import lag_figures
from planner.evidence.cuts import Window
from planner.evidence.figures import UNKNOWN, Figure, LagTable
from planner.evidence.intervals import mean_per_month
from planner.evidence.measure import converted
from planner.evidence.money import deal_size, won_amounts
from planner.forecast.lags import Lag
from planner.forecast.seasonality import season
from planner.plan.assumption import Assumption
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind
from planner.plan.measured import transition_evidence
from planner.plan.resolve import assumptions, resolve

SHOWN = 0.5
"""With less than this share of a lag over, a claim about its step is not judged yet."""
FEWEST = 10
"""With fewer entries, deals or moves than this a claim is not judged yet."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One assumption that a seat claimed, and what came of it; `actual` UNKNOWN: too early.

    `share`: part of the lag that is over by the observed age of `days`; 1 for other drivers.
    `scale`: what a claim of 1 lets expect by now of rates and volumes. `table`: the lag's shape as
    it was measured, None for an exponential one.
    """

    assumption: Assumption
    actual: Figure
    share: float = 1.0
    scale: float = 1.0
    days: int = 0
    table: LagTable | None = None

    def expected(self, claim: float) -> float:
        """Return what a claim lets expect by now."""
        if self.assumption.driver.kind is DriverKind.LAG:
            return _mean_within(Lag(claim, self.table), self.days)
        return claim * self.scale

    def claim(self, seat: Seat) -> float | None:
        """Return what a seat claimed."""
        return self.assumption.marketing if seat is Seat.MARKETING else self.assumption.sales

    def held(self, claim: float | None) -> bool | None:
        """Tell whether the outcome's 90 % interval holds a claim; None where nothing is judged."""
        if claim is None or not self.actual.known:
            return None
        return self.actual.low <= self.expected(claim) <= self.actual.high

    @property
    def closer(self) -> Seat | None:
        """The seat whose claim came closer, where both claimed different things."""
        ends = self.assumption.marketing, self.assumption.sales
        if None in ends or not self.actual.known:
            return None
        marketing, sales = (abs(self.expected(end or 0.0) - self.actual.value) for end in ends)
        if math.isclose(marketing, sales, rel_tol=1e-9, abs_tol=1e-12):
            return None
        return Seat.MARKETING if marketing < sales else Seat.SALES


@dataclass(frozen=True, slots=True)
class Score:
    """Of a seat: claims judged, those held by the outcome's interval, compared, and closer."""

    judged: int
    held: int
    compared: int
    closer: int


def score(record: Sequence[Judged], seat: Seat) -> Score:
    """Count how a seat's claims came out."""
    known = [held for one in record if (held := one.held(one.claim(seat))) is not None]
    compared = [one.closer for one in record if one.closer is not None]
    return Score(len(known), sum(known), len(compared), compared.count(seat))


def track_record(found: Actuals) -> tuple[Judged, ...]:
    """Judge every claim of volume, rate, lag and deal size that holds in all months."""
    plan, evidence = found.agreed.plan, found.agreed.evidence
    kinds = {DriverKind.VOLUME, DriverKind.RATE, DriverKind.LAG, DriverKind.DEAL_SIZE}
    made = _Outcome(found)
    return tuple(
        made.judged(a)
        for a in assumptions(plan, evidence)
        if a.month is None
        and a.driver.kind in kinds
        and not (a.marketing is None and a.sales is None)
    )


class _Outcome:
    """Measures what entered, moved and was won since the plan began."""

    def __init__(self, found: Actuals) -> None:
        self.found, self.plan = found, found.agreed.plan
        self.lines = by_line(found)
        self.window: Window = (
            max(first_day(self.plan.start), found.agreed.since + 1),
            found.as_of,
        )
        self.steps = {
            step: converted(found.prepared, self.lines, self.window, (step, step + 1))
            for step in range(len(self.plan.stages) - 1)
        }
        self.sizes = won_amounts(found.prepared, self.lines, self.window)

    def judged(self, a: Assumption) -> Judged:
        """Return an assumption with its outcome."""
        row = self.plan.line_names.index(a.line)
        if a.driver == VOLUME:
            return self._volume(a, row)
        if a.driver == DEAL_SIZE:
            figure = deal_size(self.sizes[row]).figure
            return Judged(a, figure if figure.n >= FEWEST else UNKNOWN)
        return self._step(a, row)

    def _volume(self, a: Assumption, row: int) -> Judged:
        found, months = self.found, self._whole_months()
        if not months:
            return Judged(a, UNKNOWN)
        entry = self.plan.lines[row].entry
        counts = found.entered[row, entry, [found.at(month) for month in months]]
        scale = float(season(self.plan, found.agreed.evidence, tuple(months)).mean())
        return Judged(a, mean_per_month(counts), scale=scale)

    def _whole_months(self) -> list[Month]:
        """Return the months over of which every day came after the plan was made."""
        return [m for m in self.found.months if first_day(m) > self.found.agreed.since]

    def _step(self, a: Assumption, row: int) -> Judged:
        step = self.steps[a.driver.index]
        tau, lag = int(step.curves.tau[row]), self._lag(a, row)
        share = float(lag.share(np.array([float(tau)]))[0])
        enough = int(step.counts.dated[row]) >= FEWEST and share >= SHOWN
        if a.driver.kind is DriverKind.LAG:
            figure = lag_figures(step.curves)[row]
            known = enough and figure.n >= FEWEST
            return Judged(a, figure if known else UNKNOWN, share, 1.0, max(tau, 0), lag.table)
        rate, low, high = (float(v[row]) for v in (step.curves.rate, step.low, step.high))
        figure = Figure(rate, low, high, int(step.counts.dated[row]))
        return Judged(a, figure if enough else UNKNOWN, share, share, max(tau, 0), lag.table)

    def _lag(self, a: Assumption, row: int) -> Lag:
        """Return the lag of a claim's step: that of the plan, in the shape that was measured."""
        line, driver = self.plan.lines[row], Driver(DriverKind.LAG, a.driver.index)
        known = transition_evidence(self.plan, self.found.agreed.evidence, line, a.driver.index)
        mean = resolve(self.plan, self.found.agreed.evidence, line, driver).working
        return Lag(0.0 if mean is None else mean, known.lags if known else None)


def _mean_within(lag: Lag, days: int) -> float:
    """Return the mean lag of what lands within some days."""
    shares = lag.share(np.arange(days + 1, dtype=np.float64))
    return float((shares[-1] - shares).sum() / shares[-1]) if shares[-1] > 0.0 else 0.0
