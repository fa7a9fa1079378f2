"""Targets: goals as weighted sums of entries, to be reached by a solution or watched by a plan."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.stages import opportunity_stage, qualified_stage
from planner.evidence.figures import FunnelEvidence
from planner.forecast.booked import booked, booked_by_marketing, created, has_begun
from planner.forecast.business import is_marketings, of_business
from planner.forecast.coverage import open_weights, owed
from planner.forecast.forward import Flow
from planner.plan.document import Plan
from planner.plan.goals import Business, Goal, Measure, Period, phased
from planner.plan.measured import line_evidence

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Target:
    """A goal over the run: entries weighed by `weights` (L, S, T) are to add up to `value`.

    `beside` counts whatever enters: what was booked before, or is open already. The goal's own
    figure is that sum over `owed`, or for a share of bookings the share in those that `shared`
    (L, S, T) weighs and those `booked` before.
    """

    goal: Goal
    name: str
    period: Period
    weights: Floats
    value: float
    beside: float = 0.0
    owed: float = 1.0
    shared: Floats | None = None
    booked: float = 0.0

    def of(self, entered: Floats) -> Floats:
        """Return what entries (..., L, S, T) add up to, one figure per case."""
        return np.asarray((entered * self.weights).sum(axis=(-3, -2, -1)) + self.beside)

    def figure(self, entered: Floats) -> float:
        """Return what entries (L, S, T) bring in the goal's own unit; NaN where nothing is won."""
        got = float(self.of(entered)) / self.owed
        if self.shared is None:
            return got
        booked = float((entered * self.shared).sum()) + self.booked
        return got / booked + self.goal.value if booked > 0.0 else float("nan")


def targets(
    plan: Plan, evidence: FunnelEvidence | None, flow: Flow, goals: tuple[Goal, ...] | None = None
) -> tuple[Target, ...]:
    """Return the goals as sums of entries: all the plan's, or those given.

    The marketing-sourced share is met where Marketing's bookings less that share of all are not
    below 0; coverage where what is open when its months begin is that many times what is due in
    them. Of a plan under way what was booked or created before counts. Coverage of months without
    bookings due, or that had begun by the data's day, has no target.
    """
    stated = plan.goals if goals is None else goals
    found = (_target(plan, evidence, flow, goal) for goal in stated)
    return tuple(target for target in found if target is not None)


def _target(plan: Plan, evidence: FunnelEvidence | None, flow: Flow, goal: Goal) -> Target | None:
    period, name = goal.over(plan.horizon), goal.key(plan.fiscal_start)
    inside = np.zeros(flow.volume.shape[-1])
    over = period.inside(plan.horizon)
    inside[flow.start :] = over
    before = float(booked(plan, evidence, goal.business) @ over)
    chosen = np.array([of_business(plan, line, goal.business) for line in plan.lines], dtype=float)
    weights, worth = np.zeros_like(flow.volume), np.zeros_like(flow.volume)
    worth[:, -1] = chosen[:, None] * flow.deal_size * inside
    match goal.measure:
        case Measure.COVERAGE:
            return _coverage(plan, evidence, flow, goal, chosen)
        case Measure.PIPELINE:
            amounts = opened_amounts(plan, evidence, flow)
            weights[:, opportunity_stage(plan.stages)] = chosen[:, None] * amounts * inside
            before = float(created(plan, evidence, goal.business) @ over)
            return Target(goal, name, period, weights, goal.value, before)
        case Measure.SOURCED:
            sourced = np.array([is_marketings(line) for line in plan.lines], dtype=float)
            weights = worth * (sourced - goal.value)[:, None, None]
            ours = float(booked_by_marketing(plan, evidence, goal.business) @ over)
            beside = ours - goal.value * before
            return Target(goal, name, period, weights, 0.0, beside, shared=worth, booked=before)
    return Target(goal, name, period, worth, goal.value, before)


def _coverage(
    plan: Plan, evidence: FunnelEvidence | None, flow: Flow, goal: Goal, chosen: Floats
) -> Target | None:
    period = goal.over(plan.horizon)
    months = np.flatnonzero(period.inside(plan.horizon))
    if not len(months) or has_begun(evidence, plan.start + int(months[0])):
        return None
    due = owed(bookings_due(plan, goal.business), slice(months[0], months[-1] + 1))
    if not due > 0.0:
        return None
    amounts = opened_amounts(plan, evidence, flow)
    weights, beside = open_weights(flow, amounts, int(months[0]))
    return Target(
        goal,
        goal.key(plan.fiscal_start),
        period,
        weights * chosen[:, None, None],
        goal.value * due,
        float(beside @ chosen),
        due,
    )


def bookings_due(plan: Plan, business: Business = Business.ALL) -> Floats:
    """Bookings of a type of business due in each month by its goals, (H,); NaN without one."""
    place = Measure.BOOKINGS, business
    goals = tuple(g for g in plan.goals if (g.measure, g.business) == place)
    return phased(goals, plan.horizon, plan.phasing, plan.fiscal_start)


def stated_due(plan: Plan, period: Period, business: Business = Business.ALL) -> float | None:
    """Return the bookings stated for just a period, all of it in the plan; None where none are.

    They count for it whatever goals of shorter periods add up to.
    """
    if period == Period(plan.start, plan.months) and not business:
        return plan.goal
    place = period, Measure.BOOKINGS, business
    inside = period.inside(plan.horizon).sum() == period.months
    return next((g.value for g in plan.goals if inside and g.place == place), None)


def opened_amounts(plan: Plan, evidence: FunnelEvidence | None, flow: Flow) -> Floats:
    """Amount at which an opportunity is opened, (L, T): measured, else the line's deal size."""
    found = [line_evidence(plan, evidence, line) for line in plan.lines]
    opened = np.array([e.opened_amount.value if e else np.nan for e in found]).reshape(-1, 1)
    return np.asarray(np.where(np.isnan(opened), flow.deal_size, opened))


def pipeline_rows(
    plan: Plan, evidence: FunnelEvidence | None, flow: Flow, entered: Floats
) -> tuple[Floats, Floats]:
    """Marketing pipeline and pipeline created per line and plan month, both (L, H).

    Entries into MQL times deal size; entries into Opportunity times the opened amount. `entered`
    (L, S, H) are the plan's months.
    """
    sizes = flow.deal_size[:, flow.start :]
    opened = opened_amounts(plan, evidence, flow)[:, flow.start :]
    qualified = entered[:, qualified_stage(plan.stages)] * sizes
    return qualified, entered[:, opportunity_stage(plan.stages)] * opened
