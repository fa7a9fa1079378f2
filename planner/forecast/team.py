"""The team: how many ramped reps there are in each month, and what they can take in."""

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH, Month
from planner.base.memo import Memo
from planner.base.stages import hand_off, opportunity_stage
from planner.evidence.figures import FunnelEvidence, TransitionEvidence
from planner.forecast.booked import still_ahead
from planner.forecast.forward import Flow
from planner.forecast.queueing import Gate, run
from planner.plan.assumption import View
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.keys import TEAM, Driver, DriverKind
from planner.plan.measured import transition_evidence
from planner.plan.resolve import own_months, resolve, series
from planner.plan.team_assumptions import team_drivers

Floats = npt.NDArray[np.float64]
FOLLOW_UP, CLOSING, LEADS = "follow-up", "closing", "leads"
"""What can bind in a month: leads wait, opportunities wait, or nothing waits."""


@dataclass(frozen=True, eq=False)
class Team:
    """All reps together over the plan's months, all (H,).

    `ramped` = RRE, the sum over cohorts of reps times their ramp. `loads[name]`: what one ramped
    rep takes in a month at each gate. `quota`: bookings RRE x quota x attainment, None without.
    """

    reps: Floats
    ramped: Floats
    loads: dict[str, Floats]
    quota: Floats | None
    missing: tuple[str, ...] = ()

    def limit(self, gate: str, ramped: Floats | None = None) -> Floats:
        """Return what all together take in a month at a gate, (..., H), inf where it is open."""
        load, reps = self.loads[gate], self.ramped if ramped is None else ramped
        with np.errstate(invalid="ignore"):
            return np.asarray(np.where(np.isinf(load), np.inf, reps * load))

    def gates(self, stages: tuple[str, ...], start: int, more: Floats | None = None) -> list[Gate]:
        """Return the limits over the run, of which `start` months lie before the plan.

        Before the plan nothing is limited. `more` (..., H) ramped reps stand in beside those there.
        """
        places = {FOLLOW_UP: hand_off(stages).end, CLOSING: opportunity_stage(stages)}
        ramped = self.ramped if more is None else self.ramped + more
        free = np.full((*ramped.shape[:-1], start), np.inf)
        return [
            Gate(name, places[name], np.concatenate((free, self.limit(name, ramped)), axis=-1))
            for name in self.loads
        ]


def ramped_reps(
    cohorts: dict[Month, float], ramp: tuple[float, ...], months: range, attrition: float = 0.0
) -> tuple[Floats, Floats]:
    """Reps and ramped reps (RRE = sum of cohorts x ramp(tenure)) per month, both (H,).

    `cohorts` by month of start; `ramp` by month of tenure from 0, 1 after its end; `attrition` is
    the share that leaves in a year, of those there when the plan begins or who start later.
    """
    t = np.asarray(months, dtype=np.float64)
    shares = np.array([*ramp, 1.0])
    reps, ramped = np.zeros(len(t)), np.zeros(len(t))
    for month, hired in cohorts.items():
        tenure = t - month
        stayed = (1.0 - attrition) ** (np.maximum(t - max(month, months.start), 0.0) / 12.0)
        here = np.where(tenure >= 0, hired * stayed, 0.0)
        at = np.clip(tenure, 0, len(shares) - 1).astype(np.intp)
        reps += here
        ramped += here * shares[at]
    return reps, ramped


def team_of(
    plan: Plan, evidence: FunnelEvidence | None, view: View, flow: Flow, memo: Memo
) -> Team | None:
    """Return the team as a view sees it; None where nothing is assumed of one."""
    drivers = team_drivers(plan)
    if not drivers:
        return None
    values = tuple(
        (driver, month, resolve(plan, evidence, TEAM_LINE, driver, month).view(view))
        for driver in drivers
        for month in (None, *own_months(plan, TEAM, driver))
    )
    return memo(("team", flow, values), partial(_team, plan, evidence, view, flow, memo))


def _team(plan: Plan, evidence: FunnelEvidence | None, view: View, flow: Flow, memo: Memo) -> Team:
    months = tuple(plan.horizon)

    def by_month(kind: DriverKind) -> Floats:
        return series(plan, evidence, TEAM_LINE, Driver(kind), view, months)

    cohorts = _cohorts(plan, evidence, view)
    ramp = ramp_shares(plan, evidence, view)
    leaving = attrition_of(plan, evidence, view)
    reps, ramped = ramped_reps(cohorts, ramp, plan.horizon, leaving)
    loads = _loads(plan, evidence, view, flow, memo)
    missing = () if cohorts or not loads else ("team: no reps, so nothing is limited",)
    quota = ramped * by_month(DriverKind.QUOTA) / 12.0
    attained = by_month(DriverKind.ATTAINMENT)
    quota *= np.where(np.isnan(attained), 1.0, attained)
    stated = not np.isnan(quota).any()
    return Team(reps, ramped, loads if cohorts else {}, quota if stated else None, missing)


def _cohorts(plan: Plan, evidence: FunnelEvidence | None, view: View) -> dict[Month, float]:
    """Return reps by month of start; those there at the beginning started long before."""
    driver, found = Driver(DriverKind.REPS), {}
    for month in (None, *own_months(plan, TEAM, driver)):
        count = resolve(plan, evidence, TEAM_LINE, driver, month).view(view)
        if count is not None:
            found[-(10**6) if month is None else month] = count
    return found


def attrition_of(plan: Plan, evidence: FunnelEvidence | None, view: View) -> float:
    """Return the share of reps that leaves in a year, 0 where nobody said."""
    driver = Driver(DriverKind.ATTRITION)
    (found,) = series(plan, evidence, TEAM_LINE, driver, view, (plan.start,))
    return 0.0 if math.isnan(found) else float(found)


def ramp_shares(plan: Plan, evidence: FunnelEvidence | None, view: View) -> tuple[float, ...]:
    """Return the ramp by month of tenure; a month between two that are stated is as the earlier."""
    stated = {
        driver.index: resolve(plan, evidence, TEAM_LINE, driver).view(view)
        for driver in team_drivers(plan)
        if driver.kind is DriverKind.RAMP
    }
    ramp: list[float] = []
    for tenure in range(max(stated, default=-1) + 1):
        share = stated.get(tenure)
        ramp.append(share if share is not None else ramp[-1] if ramp else 0.0)
    return tuple(ramp)


def _loads(
    plan: Plan, evidence: FunnelEvidence | None, view: View, flow: Flow, memo: Memo
) -> dict[str, Floats]:
    """What a ramped rep takes in per month: accepted leads; open opportunities x D / days open.

    In months of a plan under way as much as the part that is still to come has room for.
    """
    months, found = tuple(plan.horizon), {}

    def by_month(kind: DriverKind) -> Floats:
        return series(plan, evidence, TEAM_LINE, Driver(kind), view, months)

    leads, opened = by_month(DriverKind.LEADS_PER_REP), by_month(DriverKind.OPEN_PER_REP)
    accepted = hand_off(plan.stages).end < len(plan.stages) - 1
    if accepted and not np.isnan(leads).all():
        found[FOLLOW_UP] = np.where(np.isnan(leads), np.inf, leads)
    if not np.isnan(opened).all():
        days = by_month(DriverKind.DAYS_OPEN)
        planned = partial(days_open, plan, evidence, view, flow)
        if np.isnan(days).any():
            days = np.where(np.isnan(days), memo(("days open", evidence, flow), planned), days)
        with np.errstate(divide="ignore", invalid="ignore"):
            taken = opened * DAYS_PER_MONTH / days
        found[CLOSING] = np.where(np.isnan(taken), np.inf, taken)
    ahead = still_ahead(plan, evidence)
    with np.errstate(invalid="ignore"):
        return {name: np.where(np.isinf(x), x, x * ahead) for name, x in found.items()}


def days_open(plan: Plan, evidence: FunnelEvidence | None, view: View, flow: Flow) -> float:
    """Mean days an opportunity stays open, won or lost, over the plan's opportunities.

    A stage takes rate x lag of those who move on + (1 - rate) x days of those who are lost, which
    are the lag's where no loss was measured; 0 where nothing is known.
    """
    first = opportunity_stage(plan.stages)
    weights = run(flow).entered[:, first, flow.start :].sum(axis=-1)
    total = float(weights.sum())
    means = [line_days(plan, evidence, view, flow, i) for i in range(len(plan.lines))]
    return float(weights @ np.array(means)) / total if total > 0.0 else 0.0


def line_days(plan: Plan, evidence: FunnelEvidence | None, view: View, flow: Flow, i: int) -> float:
    """Mean days that an opportunity of line `i` stays open."""
    line, days, reaching = plan.lines[i], 0.0, 1.0
    for j in range(max(opportunity_stage(plan.stages), line.entry), len(plan.stages) - 1):
        lag = resolve(plan, evidence, line, Driver(DriverKind.LAG, j)).view(view) or 0.0
        known = days_until_lost(transition_evidence(plan, evidence, line, j))
        rate = float(flow.rates[i, j, flow.start])
        days += reaching * (rate * lag + (1.0 - rate) * (lag if known is None else known))
        reaching *= rate
    return days


def days_until_lost(found: TransitionEvidence | None) -> float | None:
    """Mean days until those who are lost have left, None where no loss was measured."""
    losses = None if found is None else found.losses
    if losses is None or not losses[-1] > 0:
        return None
    return float((1 - losses / losses[-1]).sum())
