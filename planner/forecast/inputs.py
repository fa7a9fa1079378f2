"""From a plan and its evidence to the flow of one view."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from planner.base.days import Month, first_day, last_day, month_of, month_text
from planner.evidence.figures import FunnelEvidence, LagTable, LineEvidence, TransitionEvidence
from planner.forecast.carry import Carry, carry_of, month_bounds, remaining_share
from planner.forecast.forward import Flow
from planner.forecast.lags import Lag, spread
from planner.plan.document import Line, Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.resolve import View, series

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Horizon:
    """The run: from the as-of month (or the plan's start without data) to the plan's end."""

    run_start: Month
    start: int
    months: int

    @property
    def all(self) -> tuple[Month, ...]:
        """Every month of the run."""
        return tuple(range(self.run_start, self.run_start + self.months))


def horizon(plan: Plan, evidence: FunnelEvidence | None) -> Horizon:
    """Return the months of the run; months of the plan before the as-of month stay empty."""
    run_start = plan.start
    if evidence is not None:
        run_start = min(plan.start, month_of(evidence.as_of))
    return Horizon(run_start, plan.start - run_start, plan.start - run_start + plan.months)


def plan_flow(plan: Plan, evidence: FunnelEvidence | None, view: View) -> Flow:
    """Return the flow of a whole plan as one view sees it."""
    run = horizon(plan, evidence)
    lines = [_LineFlow(plan, evidence, view, run, line).build() for line in plan.lines]
    transitions = len(plan.stages) - 1
    shapes = {
        "volume": (transitions + 1, run.months),
        "rates": (transitions, run.months),
        "spreads": (transitions, run.months, run.months),
        "leaving": (transitions, run.months, run.months),
        "deal_size": (run.months,),
        "carried": (transitions, run.months),
        "carried_lost": (transitions, run.months),
        "open_before": (transitions,),
        "opening": (transitions,),
        "opening_spread": (transitions, run.months),
    }
    blocks = {
        name: np.array([getattr(line, name) for line in lines]).reshape(len(lines), *shape)
        for name, shape in shapes.items()
    }
    missing = tuple(said for line in lines for said in line.missing)
    past = _past(plan, evidence)
    return Flow(
        lines=tuple(line.name for line in plan.lines),
        stages=plan.stages,
        run_start=run.run_start,
        start=run.start,
        missing=past + missing,
        **blocks,
    )


def _past(plan: Plan, evidence: FunnelEvidence | None) -> tuple[str, ...]:
    if evidence is None or month_of(evidence.as_of) <= plan.start:
        return ()
    before = month_text(month_of(evidence.as_of))
    return (f"Months before {before} are past: what was booked in them is not in the forecast",)


class _LineFlow:
    """Gathers the blocks of one line; every array as in `Flow`, without the first axis."""

    def __init__(
        self, plan: Plan, evidence: FunnelEvidence | None, view: View, run: Horizon, line: Line
    ) -> None:
        self.plan, self.all_evidence, self.view, self.run, self.line = (
            plan,
            evidence,
            view,
            run,
            line,
        )
        self.evidence: LineEvidence | None = evidence.lines.get(line.name) if evidence else None
        count, months = len(plan.stages) - 1, run.months
        self.volume = np.zeros((count + 1, months))
        self.rates = np.zeros((count, months))
        self.spreads = np.zeros((count, months, months))
        self.leaving = np.zeros((count, months, months))
        self.deal_size = np.zeros(months)
        self.carried = np.zeros((count, months))
        self.carried_lost = np.zeros((count, months))
        self.open_before = np.zeros(count)
        self.opening = np.zeros(count)
        self.opening_spread = np.zeros((count, months))
        self.missing: list[str] = []

    def build(self) -> "_LineFlow":
        self.volume[self.line.entry] = self._volume()
        self.deal_size[:] = self._known(Driver(DriverKind.DEAL_SIZE), "no deal size: no bookings")
        for j in range(self.line.entry, len(self.plan.stages) - 1):
            self._transition(j)
        return self

    def _series(self, driver: Driver) -> Floats:
        return series(
            self.plan, self.all_evidence, self.line.name, driver, self.view, self.run.all
        )

    def _known(self, driver: Driver, without: str) -> Floats:
        values = self._series(driver)
        unknown = np.isnan(values)
        if unknown[self.run.start :].any():
            self.missing.append(f"{self.line.name}: {without}")
        return np.where(unknown, 0.0, values)

    def _volume(self) -> Floats:
        """Plan months from the view, the run-in from evidence, the as-of month by its rest."""
        values = self._known(Driver(DriverKind.VOLUME), "no volume: nothing enters")
        if self.all_evidence is None:
            return values
        measured = self.evidence.volume.value if self.evidence else 0.0
        values[: self.run.start] = measured if np.isfinite(measured) else 0.0
        as_of = self.all_evidence.as_of
        shares = [remaining_share(as_of, month) for month in self.run.all]
        return values * np.array(shares)

    def _transition(self, j: int) -> None:
        name = f"{self.plan.stages[j]} → {self.plan.stages[j + 1]}"
        rate = Driver(DriverKind.RATE, j)
        self.rates[j] = self._known(rate, f"no rate for {name}: nothing moves on from there")
        means = self._series(Driver(DriverKind.LAG, j))
        if np.isnan(means[self.run.start :]).any():
            self.missing.append(f"{self.line.name}: no lag for {name}: same month")
        means = np.where(np.isnan(means), 0.0, means)
        found = self.evidence.transitions[j] if self.evidence else None
        table = found.lags if found else None
        self.spreads[j] = _spreads(table, means)
        self.leaving[j] = _leaving(found, self.run.months) if _has_losses(found) else self.spreads[j]
        if found is not None:
            self._carry(j, found)
        else:
            self._opening(j, float(means[self.run.start]))

    def _carry(self, j: int, found: TransitionEvidence) -> None:
        assert self.all_evidence is not None
        carry = _carry(found, self.all_evidence.as_of, self.run.run_start, self.run.months)
        self.carried[j], self.carried_lost[j] = carry.advanced, carry.lost
        self.open_before[j] = carry.open
        if carry.stuck:
            self.missing.append(
                f"{self.line.name}: {carry.stuck} of {carry.open} open in {self.plan.stages[j]} "
                "are older than any that moved on, or undated, and stay there"
            )

    def _opening(self, j: int, mean: float) -> None:
        opening = self._series(Driver(DriverKind.OPEN, j))[self.run.start]
        self.opening[j] = 0.0 if np.isnan(opening) else opening
        self.opening_spread[j] = _opening_spread(mean, self.plan.start, self.run)


def _has_losses(found: TransitionEvidence | None) -> bool:
    return found is not None and found.losses is not None


def _spreads(table: LagTable | None, means: Floats) -> Floats:
    months = len(means)
    if (means == means[0]).all():
        return _spread(table, float(means[0]), months)
    columns = [_spread(table, float(mean), months)[:, t] for t, mean in enumerate(means)]
    return np.array(columns).T


@lru_cache(maxsize=4096)
def _spread(table: LagTable | None, mean: float, months: int) -> Floats:
    return spread(Lag(mean, table).kernel(months))


@lru_cache(maxsize=1024)
def _leaving(found: TransitionEvidence, months: int) -> Floats:
    """Landing of those who leave, by L; what L never reaches stays open."""
    assert found.losses is not None
    reached = float(found.losses[-1])
    if reached <= 0.0:
        return np.zeros((months, months))
    table = LagTable(found.losses / reached)
    return reached * spread(Lag(table.mean, table).kernel(months))


@lru_cache(maxsize=1024)
def _carry(found: TransitionEvidence, as_of: int, start: Month, months: int) -> Carry:
    return carry_of(found, month_bounds(as_of, start, months))


def _opening_spread(mean: float, start: Month, run: Horizon) -> Floats:
    ends = [last_day(month) - first_day(start) for month in run.all[run.start :]]
    landed = np.diff(Lag(mean).share(np.array([-1.0, *ends])))
    return np.concatenate((np.zeros(run.start), landed))
