"""Draws, solutions and queues of 40 lines, 36 months and 5 transitions, beside plain ones."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from benchmarks.timing import medians
from planner.base.days import parse_day
from planner.base.stages import Seat
from planner.evidence.figures import (
    UNKNOWN,
    Figure,
    FunnelEvidence,
    LagTable,
    LineEvidence,
    PooledRate,
    TransitionEvidence,
)
from planner.forecast.backward import Problem
from planner.forecast.cheapest import cheapest
from planner.forecast.forward import Flow, bookings
from planner.forecast.queueing import run
from planner.forecast.results import Forecast, forecast
from planner.forecast.same_mix import same_mix
from planner.forecast.targets import targets
from planner.forecast.team import Team
from planner.forecast.uncertainty import draws
from planner.plan.assumption import View
from planner.plan.document import Claims, Line, Plan, Position
from planner.plan.goals import Goal
from planner.plan.keys import COST, Driver

LINES, MONTHS = 40, 36
STAGES = ("Inquiry", "MQL", "SAL", "SQL", "Opportunity", "Won")
DRAWS, FEW = 10_000, 50


@dataclass(frozen=True, eq=False)
class Case:
    """A plan on its evidence, with a cost per entry, and its forecast."""

    plan: Plan
    evidence: FunnelEvidence
    seen: Forecast

    def problem(self) -> Problem:
        """Return a goal a tenth above what is planned."""
        goals = (Goal(self.seen.total * 1.1),)
        aims = targets(self.plan, self.evidence, self.seen.flow, goals)
        return Problem(self.plan, self.evidence, self.seen, aims)


def measured(name: str, rng: np.random.Generator) -> LineEvidence:
    """Return evidence of a line with 200 entries a month."""
    steps = []
    for _ in STAGES[1:]:
        rate, days = rng.uniform(0.1, 0.6), rng.uniform(5, 60)
        table = LagTable(np.append(1 - np.exp(-np.arange(200) / days), 1.0))
        pooled = PooledRate(
            Figure(rate, rate * 0.9, rate * 1.1, 200), rate, 200 * rate, 200 * (1 - rate), 0.1
        )
        lag = Figure(table.mean, table.mean * 0.9, table.mean * 1.1, 100)
        ages = rng.integers(0, 100, 50).astype(np.int32)
        steps.append(TransitionEvidence(pooled, rate, rate, 200, lag, table, None, ages, 0, 0))
    return LineEvidence(
        line=name,
        source_team="Marketing",
        entry=0,
        volume=Figure(200.0, 180.0, 220.0, 2400),
        months=np.full(24, 200.0),
        transitions=tuple(steps),
        deal_size=Figure(3e4, 2.7e4, 3.3e4, 100),
        deal_size_median=3e4,
        opened_amount=UNKNOWN,
    )


@pytest.fixture(scope="module")
def case() -> Case:
    """Forty lines on evidence alone."""
    rng, names = np.random.default_rng(1), [f"Line {i}" for i in range(LINES)]
    window = parse_day("2024-12-01"), parse_day("2026-11-30")
    found = {name: measured(name, rng) for name in names}
    evidence = FunnelEvidence(STAGES, window[1], window, found)
    agreed = {None: Claims(together=Position(100.0, (1, Seat.TOGETHER)))}
    claims: dict[tuple[str, Driver], dict[int | None, Claims]] = {
        (name, COST): agreed for name in names
    }
    lines = tuple(Line(name) for name in names)
    plan = Plan(start=2027 * 12, months=MONTHS, stages=STAGES, lines=lines, claims=claims)
    return Case(plan, evidence, forecast(plan, evidence, View.WORKING))


def plain_draws(flow: Flow, count: int) -> Callable[[], object]:
    """Return as many forecasts with redrawn rates, one after the other: the peer."""
    rng = np.random.default_rng(2)

    def work() -> list[float]:
        totals = []
        for _ in range(count):
            rates = np.clip(
                flow.rates * rng.lognormal(0.0, 0.1, flow.rates.shape[:2])[..., None], 0, 1
            )
            totals.append(float(rng.poisson(bookings(replace(flow, rates=rates)) / 3e4).sum()))
        return totals

    return work


def test_ten_thousand_draws(case: Case) -> None:
    """10,000 draws with rates, sizes and lags redrawn, and luck, beside plain forecasts.

    Work: `draws`. Peer: 50 forecasts with redrawn rates and no redrawn lags. Ratio: at most 100,
    so half of what as many plain forecasts take.
    """
    ours, peer = medians(
        3,
        lambda: draws(case.plan, case.evidence, case.seen, DRAWS),
        plain_draws(case.seen.flow, FEW),
    )
    print(f"\n10,000 draws {ours:.2f} s, {ours / peer:.1f} x {FEW} plain forecasts")
    assert ours <= 100 * peer


def test_solving_for_a_goal(case: Case) -> None:
    """Same mix and cheapest, beside plain forecasts.

    Work: `same_mix`, `cheapest`. Peer: a forecast's bookings, 50 times. Ratio: at most 1.5 and 10.
    """
    problem, flow = case.problem(), case.seen.flow

    def peer() -> None:
        for _ in range(FEW):
            bookings(flow)

    mixed, cheap, plain = medians(
        5, lambda: same_mix(case.problem()), lambda: cheapest(case.problem()), peer
    )
    print(f"\nsame mix {mixed / plain:.2f} x, cheapest {cheap / plain:.2f} x {FEW} forecasts")
    assert problem.targets
    assert mixed <= 1.5 * plain
    assert cheap <= 10 * plain


def test_a_team_s_queue(case: Case) -> None:
    """The plan within a team's limits, beside the same without.

    Work: `run` through two gates that bind. Peer: `run` without. Ratio: at most 5.
    """
    flow, months = case.seen.flow, np.ones(MONTHS)
    loads = {"follow-up": 800.0 * months, "closing": 150.0 * months}
    gates = Team(months, months, loads, None).gates(flow.stages, flow.start)
    ours, peer = medians(40, lambda: run(flow, gates), lambda: run(flow))
    print(f"\nwith a queue {ours / peer:.2f} x")
    assert ours <= 5 * peer
