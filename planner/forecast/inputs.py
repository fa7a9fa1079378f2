"""From a plan and its evidence to the flow of one view."""

import math
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from planner.base import units
from planner.base.days import Day, Month, first_day, last_day, month_name, month_of
from planner.base.memo import Memo
from planner.base.units import Unit, count
from planner.evidence.figures import FunnelEvidence, LagTable, TransitionEvidence
from planner.forecast.carry import Carry, carry_of, month_bounds, remaining_share
from planner.forecast.forward import Flow
from planner.forecast.lags import Lag, spread
from planner.forecast.seasonality import season
from planner.plan.assumption import View
from planner.plan.document import Line, Plan
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind
from planner.plan.measured import line_evidence, measured, transition_evidence
from planner.plan.resolve import known_assumptions

Floats = npt.NDArray[np.float64]
Values = tuple[tuple[Driver, Month | None, float | None], ...]
_BLOCKS = (
    "volume",
    "rates",
    "spreads",
    "leaving",
    "deal_size",
    "carried",
    "carried_lost",
    "open_before",
    "stuck",
    "opening",
    "opening_spread",
)


@dataclass(frozen=True)
class Horizon:
    """The run: from the as-of month (or the plan's start without data) to the plan's end.

    `start` is the index of the plan's first month in the run of `months` months.
    """

    run_start: Month
    start: int
    months: int

    @property
    def run(self) -> tuple[Month, ...]:
        """Every month of the run."""
        return tuple(range(self.run_start, self.run_start + self.months))


def horizon(plan: Plan, evidence: FunnelEvidence | None) -> Horizon:
    """Return the months of the run; months of the plan before the as-of month stay empty."""
    as_of = plan.start if evidence is None else month_of(evidence.as_of)
    run_start = min(plan.start, as_of)
    return Horizon(run_start, plan.start - run_start, plan.start - run_start + plan.months)


def plan_flow(
    plan: Plan, evidence: FunnelEvidence | None, view: View, memo: Memo | None = None
) -> Flow:
    """Return the flow of a whole plan as one view sees it; `memo` spares lines not touched."""
    when, memo = horizon(plan, evidence), memo or Memo()
    lines = tuple(
        memo(
            ("line seen", view, evidence, plan.said_of(line)),
            partial(_line_flow, plan, evidence, line, view, memo),
        )
        for line in plan.lines
    )
    whole = ("flow", evidence, when, plan.stages, lines)
    return memo(whole, partial(_stacked, plan, evidence, when, lines))


def _line_flow(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, view: View, memo: Memo
) -> "_LineFlow":
    """Return a line as a view sees it: the same for all views that take the same values."""
    when = horizon(plan, evidence)
    assumptions = known_assumptions(plan, evidence, line, memo)
    values = tuple((a.driver, a.month, a.view(view)) for a in assumptions)
    made = partial(_LineFlow, plan, evidence, when, line, values)
    seasons = plan.seasonal, tuple(plan.season.items())
    return memo(("line", evidence, when, plan.stages, line, values, seasons), made)


def _stacked(
    plan: Plan, evidence: FunnelEvidence | None, when: Horizon, lines: "tuple[_LineFlow, ...]"
) -> Flow:
    empty = _LineFlow(plan, evidence, when, None, ())
    volume, rates, spreads, leaving, deal_size, *others = (
        np.array([getattr(line, name) for line in lines]).reshape(-1, *getattr(empty, name).shape)
        for name in _BLOCKS
    )
    carried, carried_lost, open_before, stuck, opening, opening_spread = others
    return Flow(
        plan.line_names,
        plan.stages,
        when.run_start,
        when.start,
        volume,
        rates,
        spreads,
        leaving,
        deal_size,
        carried,
        carried_lost,
        open_before,
        stuck,
        opening,
        opening_spread,
        _past(plan, evidence) + tuple(said for line in lines for said in line.missing),
        tuple(said for line in lines for said in line.notes),
        tuple(said for line in lines for said in line.checks),
    ).of_parts(lines)


def _past(plan: Plan, evidence: FunnelEvidence | None) -> tuple[str, ...]:
    if evidence is None or month_of(evidence.as_of) <= plan.start:
        return ()
    month = month_of(evidence.as_of)
    before = f"{month_name(month)} {month // 12}"
    return (f"Months before {before} are past: what was booked in them is not in the forecast",)


class _LineFlow:
    """The blocks of one line as in `Flow`, without its first axis; all zero for no line."""

    def __init__(
        self,
        plan: Plan,
        evidence: FunnelEvidence | None,
        when: Horizon,
        line: Line | None,
        values: Values,
    ) -> None:
        count, months = len(plan.stages) - 1, when.months
        self.plan, self.evidence, self.when = plan, evidence, when
        self.values: dict[Driver, dict[Month | None, float | None]] = {}
        for driver, month, value in values:
            self.values.setdefault(driver, {})[month] = value
        self.volume = np.zeros((count + 1, months))
        self.rates = np.zeros((count, months))
        self.spreads = np.zeros((count, months, months))
        self.leaving = np.zeros((count, months, months))
        self.deal_size = np.zeros(months)
        self.carried = np.zeros((count, months))
        self.carried_lost = np.zeros((count, months))
        self.open_before = np.zeros(count)
        self.stuck = np.zeros(count)
        self.opening = np.zeros(count)
        self.opening_spread = np.zeros((count, months))
        self.missing: list[str] = []
        self.notes: list[str] = []
        self.checks: list[str] = []
        if line is not None:
            self._fill(line)

    def _fill(self, line: Line) -> None:
        self.volume[line.entry] = self._volume(line)
        self.deal_size[:] = self._known(line, DEAL_SIZE, "no deal size, so no bookings")
        for j in range(line.entry, len(self.plan.stages) - 1):
            self._fill_transition(line, j)
        self._check(line)

    def _check(self, line: Line) -> None:
        """Say where the measured rates, stage by stage, miss the rate measured in one step."""
        found = line_evidence(self.plan, self.evidence, line)
        if found is None:
            return
        rate, direct = found.by_stages, found.direct
        if rate < direct.low or rate > direct.high:
            whole = f"{self.plan.stages[line.entry]} → {self.plan.stages[-1]}"
            shown = units.interval(direct.low, direct.high, Unit.RATE)
            self.checks.append(
                f"{line.name}: {whole} is {units.rate(rate, digits=2)} stage by stage, but "
                f"{units.rate(direct.value, digits=2)} ({shown}) measured in one step"
            )

    def _series(self, driver: Driver) -> Floats:
        """Values by run month, each month's own before the general one; NaN where there is none."""
        stated = self.values.get(driver, {})
        found = np.full(self.when.months, _number(stated.get(None)), dtype=np.float64)
        for month, value in stated.items():
            if month is not None and 0 <= month - self.when.run_start < self.when.months:
                found[month - self.when.run_start] = _number(value)
        return found

    def _known(self, line: Line, driver: Driver, without: str) -> Floats:
        """Values by run month, 0 where there are none, which is said."""
        values = self._series(driver)
        unknown = np.isnan(values)
        if unknown[self.when.start :].any():
            self.missing.append(f"{line.name}: {without}")
        values[unknown] = 0.0
        return values

    def _volume(self, line: Line) -> Floats:
        """Plan months from the view, the run-in from evidence, the as-of month by its rest."""
        values = self._known(line, VOLUME, "no volume, so nothing enters") * self._season()
        if self.evidence is None:
            return values
        figure = measured(self.plan, self.evidence, line, VOLUME)
        before = slice(self.when.start)
        values[before] = (figure.value if figure.known else 0.0) * self._season()[before]
        return values * _remaining(self.evidence.as_of, self.when)

    def _season(self) -> Floats:
        """Index of each run month, 1 where the volume is the month's own."""
        index = season(self.plan, self.evidence, self.when.run)
        for month, value in self.values.get(VOLUME, {}).items():
            if month in self.when.run and value is not None:
                index[month - self.when.run_start] = 1.0
        return index

    def _fill_transition(self, line: Line, j: int) -> None:
        step = f"{self.plan.stages[j]} → {self.plan.stages[j + 1]}"
        without = f"no rate for {step}, so nothing moves on from there"
        self.rates[j] = self._known(line, Driver(DriverKind.RATE, j), without)
        without = f"no lag for {step}, so it falls in the same month"
        means = self._known(line, Driver(DriverKind.LAG, j), without)
        found = transition_evidence(self.plan, self.evidence, line, j)
        self.spreads[j] = _spreads(found.lags if found else None, means)
        leaving = _leaving(found, self.when.months) if found else None
        self.leaving[j] = self.spreads[j] if leaving is None else leaving
        if found is not None and self.evidence is not None:
            carry = _carry(found, self.evidence.as_of, self.when.run_start, self.when.months)
            self._carry(line, j, carry)
        else:
            self._open(j, float(means[self.when.start]))

    def _carry(self, line: Line, j: int, carry: Carry) -> None:
        self.carried[j], self.carried_lost[j] = carry.advanced, carry.lost
        self.open_before[j], self.stuck[j] = carry.open, carry.stuck
        if carry.stuck:
            stuck, all_open = count(carry.stuck), count(carry.open)
            old, stay = ("is", "stays") if carry.stuck == 1 else ("are", "stay")
            self.notes.append(
                f"{line.name}: {stuck} of {all_open} open in {self.plan.stages[j]} "
                f"{old} older than any that moved on, or undated, and {stay} there"
            )

    def _open(self, j: int, mean: float) -> None:
        opening = self._series(Driver(DriverKind.OPEN, j))[self.when.start]
        self.opening[j] = 0.0 if np.isnan(opening) else opening
        self.opening_spread[j] = _opening_spread(mean, self.plan, self.when)


def _number(value: float | None) -> float:
    return math.nan if value is None else value


@lru_cache(maxsize=8)
def _remaining(as_of: Day, when: Horizon) -> Floats:
    """Share of each run month that is still to come."""
    return np.array([remaining_share(as_of, month) for month in when.run])


def _spreads(table: LagTable | None, means: Floats) -> Floats:
    """Month of landing by month of entry, each month of entry with its own mean lag."""
    months = len(means)
    if (means == means[0]).all():
        return _spread(table, float(means[0]), months)
    columns = [_spread(table, float(mean), months)[:, t] for t, mean in enumerate(means)]
    return np.array(columns).T


@lru_cache(maxsize=4096)
def _spread(table: LagTable | None, mean: float, months: int) -> Floats:
    return spread(Lag(mean, table).kernel(months))


@lru_cache(maxsize=1024)
def _leaving(found: TransitionEvidence, months: int) -> Floats | None:
    """Landing of those who leave, by L; what L never reaches stays open."""
    if found.losses is None or not found.losses[-1] > 0.0:
        return None
    table = LagTable(found.losses / found.losses[-1])
    return np.asarray(found.losses[-1] * spread(Lag(table.mean, table).kernel(months)))


@lru_cache(maxsize=1024)
def _carry(found: TransitionEvidence, as_of: int, start: Month, months: int) -> Carry:
    return carry_of(found, month_bounds(as_of, start, months))


def _opening_spread(mean: float, plan: Plan, when: Horizon) -> Floats:
    """Landing of those who are in a stage on the plan's first day, by run month."""
    ends = [last_day(month) - first_day(plan.start) for month in plan.horizon]
    landed = np.diff(Lag(mean).share(np.array([-1.0, *ends])))
    return np.concatenate((np.zeros(when.start), landed))
