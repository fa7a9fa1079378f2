"""Sensitivity: what bookings gain where a driver moves, and what holds the funnel back."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from planner.base.memo import Memo
from planner.base.progress import Progress, silent
from planner.base.units import Unit
from planner.evidence.figures import THIN, FunnelEvidence
from planner.forecast.inputs import plan_flow
from planner.forecast.results import Forecast, forecast
from planner.plan.assumption import View
from planner.plan.document import Line, Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.measured import measured
from planner.plan.resolve import drivers, resolve
from planner.plan.supposing import Change, alone, supposing

TENTH = 1.1
_MOVING = (DriverKind.VOLUME, DriverKind.RATE, DriverKind.LAG, DriverKind.DEAL_SIZE)


@dataclass(frozen=True, slots=True)
class Swing:
    """What the plan's bookings gain where one driver of one line moves.

    `tenth`: by a tenth more. `low`, `high`: to the ends of its evidence's interval, NaN without.
    """

    line: str
    driver: Driver
    tenth: float
    low: float
    high: float

    @property
    def size(self) -> float:
        """Length of its bar in the tornado, between the ends; 0 without an interval."""
        return 0.0 if math.isnan(self.low) else abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Constraint:
    """What all lines below a transition's reference would gain by reaching it.

    `like` names whose rate the reference is, '' for a published one.
    """

    transition: int
    reference: float
    like: str
    gain: float


def swings(
    plan: Plan,
    evidence: FunnelEvidence | None,
    seen: Forecast,
    progress: Progress = silent,
) -> tuple[Swing, ...]:
    """Return every driver's swing, the longest bar of the tornado first."""
    found: list[Swing] = []
    for i, line in enumerate(plan.lines):
        progress("Moving every assumption", i, len(plan.lines))
        base = _Base(plan, evidence, seen, line)
        moving = (driver for driver in drivers(plan, line) if driver.kind in _MOVING)
        found.extend(_swing(base, driver) for driver in moving)
    return tuple(sorted(found, key=lambda s: (-s.size, -abs(s.tenth))))


def constraints(
    plan: Plan,
    evidence: FunnelEvidence | None,
    seen: Forecast,
    benchmarks: Mapping[int, float] | None = None,
) -> tuple[Constraint, ...]:
    """Return the transitions by what reaching their reference is worth: the first holds back most.

    The reference is the best rate measured of a line of the plan with at least 30 entrants; where
    none was measured, the transition's benchmark, if any.
    """
    memo, found = Memo(), []
    for j in range(len(plan.stages) - 1):
        reference, like = _reference(plan, evidence, j, benchmarks or {})
        if reference is None:
            continue
        driver = Driver(DriverKind.RATE, j)
        lines = [(line, driver) for line in plan.lines if line.entry <= j]
        raised = supposing(plan, evidence, seen.view, lines, partial(max, reference))
        gain = forecast(raised, evidence, seen.view, memo).total - seen.total
        found.append(Constraint(j, reference, like, gain))
    return tuple(sorted(found, key=lambda c: -c.gain))


@dataclass(frozen=True, eq=False)
class _Base:
    """One line of a plan: what the plan's bookings are where one of its drivers moves."""

    plan: Plan
    evidence: FunnelEvidence | None
    seen: Forecast
    line: Line

    @property
    def view(self) -> View:
        return self.seen.view

    def gain(self, driver: Driver, change: Change) -> float:
        """Without a team's limits a line's bookings are its own; with them all are run again."""
        if self.seen.capacity is not None:
            changed = self._changed(self.plan, driver, change)
            return forecast(changed, self.evidence, self.view).total - self.seen.total
        here = alone(self.plan, self.line)
        before = float(self.seen.bookings[self.plan.lines.index(self.line)].sum())
        flow = plan_flow(self._changed(here, driver, change), self.evidence, self.view)
        return flow.total - before

    def _changed(self, plan: Plan, driver: Driver, change: Change) -> Plan:
        return supposing(plan, self.evidence, self.view, [(self.line, driver)], change)


def _swing(base: _Base, driver: Driver) -> Swing:
    top = 1.0 if driver.unit is Unit.RATE else math.inf
    tenth = base.gain(driver, lambda now: min(top, now * TENTH))
    figure = measured(base.plan, base.evidence, base.line, driver)
    if not (math.isfinite(figure.low) and math.isfinite(figure.high)):
        return Swing(base.line.name, driver, tenth, math.nan, math.nan)
    low, high = (base.gain(driver, _to(end)) for end in (figure.low, figure.high))
    return Swing(base.line.name, driver, tenth, low, high)


def _to(end: float) -> Change:
    return lambda _: end


def _reference(
    plan: Plan, evidence: FunnelEvidence | None, j: int, benchmarks: Mapping[int, float]
) -> tuple[float | None, str]:
    known = _measured_rates(plan, evidence, Driver(DriverKind.RATE, j))
    return max(known, default=(benchmarks.get(j), ""), key=lambda r: r[0] or 0.0)


def _measured_rates(
    plan: Plan, evidence: FunnelEvidence | None, driver: Driver
) -> Iterator[tuple[float, str]]:
    for line in plan.lines:
        if line.entry <= driver.index:
            figure = resolve(plan, evidence, line, driver).evidence
            if figure.known and figure.n >= THIN:
                yield figure.value, line.name
