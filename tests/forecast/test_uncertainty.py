"""Draws: the same for the same seed, as plain simulation says, and as sure as they should be."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from planner.evidence.figures import FunnelEvidence
from planner.forecast.chances import chances
from planner.forecast.forward import bookings, entries
from planner.forecast.lags import Lag, spread
from planner.forecast.results import forecast
from planner.forecast.uncertainty import draws, evidence_alone
from planner.plan.assumption import View
from planner.plan.fold import fold, line_value
from planner.plan.goals import Business, Period
from tests.flows import flow
from tests.forecast.plans import EVIDENCE, said
from tests.forecast.worlds import World, history, planned, what_happens

ALL = np.ones(12, dtype=np.bool_)


def measured(strength: float = 200.0) -> FunnelEvidence:
    """The evidence with pools that fit their rates."""
    lines = {}
    for name, line in EVIDENCE.lines.items():
        steps = []
        for step in line.transitions:
            value = step.rate.figure.value
            rate = replace(step.rate, alpha=strength * value, beta=strength * (1 - value))
            steps.append(replace(step, rate=rate))
        lines[name] = replace(line, transitions=tuple(steps))
    return replace(EVIDENCE, lines=lines)


def test_the_same_seed_gives_the_same_draws() -> None:
    plan = fold(said({}))
    seen = forecast(plan, measured(), View.WORKING)
    one, same = (draws(plan, measured(), seen, 300, seed=7) for _ in range(2))
    np.testing.assert_array_equal(one.bookings, same.bookings)
    assert (draws(plan, measured(), seen, 300, seed=8).bookings != one.bookings).any()
    low, middle, high = one.cumulative
    assert (low < middle).all()
    assert (middle < high).all()
    assert one.chance(ALL, 0.0) == 1.0
    assert one.chance(ALL, float(middle[-1])) == pytest.approx(0.5, abs=0.01)


def test_a_goal_of_one_type_of_business_has_its_own_chance() -> None:
    """Existing customers' line alone in a plan has the same chance; both types add up to all."""
    event = {"line:Events": line_value("Inquiry", "Customer")}
    goals = {"goal:2027/bookings/existing": 4e6, "goal:2027/bookings/new": 8e6}
    plan = fold(said({"plan:start": "2027-01"} | event | goals))
    seen = forecast(plan, measured(), View.WORKING)
    found = draws(plan, measured(), seen, 8_000)
    parts = [found.by_business[each] for each in (Business.NEW, Business.EXISTING)]
    np.testing.assert_allclose(parts[0] + parts[1], found.bookings)
    alone = fold(said(event | {"plan:start": "2027-01", "line:Paid": None}))
    other = draws(alone, measured(), forecast(alone, measured(), View.WORKING), 8_000)
    middle = float(np.median(other.bookings.sum(axis=1)))
    assert found.chance(ALL, middle, Business.EXISTING) == pytest.approx(0.5, abs=0.02)
    both = chances(plan, measured(), seen, 2_000)
    year = Period(plan.start, 12)
    assert [each.business for each in both.by_goal] == [Business.NEW, Business.EXISTING]
    chance = both.of(year, Business.EXISTING)
    assert chance is not None
    assert chance.goal == pytest.approx(4e6)
    assert chance.chance == pytest.approx(found.chance(ALL, 4e6, Business.EXISTING), abs=0.04)
    assert both.of(year) is None


def test_without_evidence_there_is_only_luck_and_it_is_said() -> None:
    """Deals of equal size are Poisson: mean and variance of bookings are n m and n m²."""
    values = {"Paid/volume": 200.0, "Paid/deal_size": 10_000.0}
    for step in ("Inquiry>MQL", "MQL>SAL", "SAL>Opportunity", "Opportunity>Won"):
        values[f"Paid/rate:{step}"] = 0.5
    plan = fold(said(values))
    seen = forecast(plan, None, View.WORKING)
    found = draws(plan, None, seen, 20_000)
    month = found.bookings[:, 5] / 10_000
    assert month.mean() == pytest.approx(12.5, rel=0.01)
    assert month.var() == pytest.approx(12.5, rel=0.03)
    assert "Paid: no evidence, so luck only" in found.notes


def test_draws_are_what_plain_simulation_says() -> None:
    """One draw at a time, each a plan of its own: mean and deciles of the year agree."""
    evidence, plan = measured(60.0), fold(said({"Paid/rate:MQL>SAL": 0.6}))
    seen = forecast(plan, evidence, View.WORKING)
    found = draws(plan, evidence, seen, 8_000).bookings.sum(axis=1)
    rng = np.random.default_rng(5)
    plain = [simulated(rng, seen.flow, evidence) for _ in range(1_500)]
    assert found.mean() == pytest.approx(np.mean(plain), rel=0.01)
    deciles = np.linspace(10, 90, 9)
    assert np.percentile(found, deciles) == pytest.approx(np.percentile(plain, deciles), rel=0.03)


def simulated(rng: np.random.Generator, planned_flow, evidence: FunnelEvidence) -> float:
    rates, sizes = planned_flow.rates.copy(), planned_flow.deal_size.copy()
    spreads = planned_flow.spreads.copy()
    months = sizes.shape[-1]
    for i, line in enumerate(evidence.lines.values()):
        for j, step in enumerate(line.transitions):
            value, drawn = step.rate.figure.value, rng.beta(step.rate.alpha, step.rate.beta)
            odds = rates[i, j] / (1 - rates[i, j]) * (drawn / (1 - drawn)) / (value / (1 - value))
            rates[i, j] = odds / (1 + odds)
            sigma = np.log(step.lag.high / step.lag.low) / (2 * 1.6448536)
            mean = step.lag.value * np.exp(sigma * rng.standard_normal())
            spreads[i, j] = spread(Lag(mean).kernel(months))
        sigma = np.log(line.deal_size.high / line.deal_size.low) / (2 * 1.6448536)
        sizes[i] *= np.exp(sigma * rng.standard_normal())
    drawn = replace(planned_flow, rates=rates, spreads=spreads, deal_size=sizes)
    deals = rng.poisson(entries(drawn)[:, -1, drawn.start :])
    sigma = np.log(1.1 / 0.9) / (2 * 1.6448536) * np.sqrt(100)
    total = 0.0
    for count, size in zip(deals.ravel(), sizes[:, drawn.start :].ravel(), strict=True):
        if count:
            total += rng.gamma(count / sigma**2, size * sigma**2)
    return total


def test_the_centre_is_the_plan() -> None:
    """Tight evidence: draws lie around the forecast, with months and rates of their own too."""
    evidence = measured(1e6)
    plan = fold(said({"Paid/rate:MQL>SAL/2027-05": 0.9, "Paid/lag:MQL>SAL/2027-03": 70.0}))
    seen = forecast(plan, evidence, View.WORKING)
    found = draws(plan, evidence, seen, 6_000)
    assert found.bookings.mean(axis=0) == pytest.approx(seen.bookings.sum(axis=0), rel=0.03)


def test_a_team_limits_every_draw() -> None:
    values = {"team/reps": 10.0, "team/leads_per_rep": 6.0}
    plan, free = fold(said(values)), fold(said({}))
    evidence = measured(1e6)
    seen = forecast(plan, evidence, View.WORKING)
    found = draws(plan, evidence, seen, 2_000).bookings.sum(axis=1)
    assert found.mean() == pytest.approx(seen.total, rel=0.02)
    unlimited = draws(free, evidence, forecast(free, evidence, View.WORKING), 2_000)
    assert found.mean() < 0.95 * unlimited.bookings.sum(axis=1).mean()


def test_journeys_open_today_are_binomial() -> None:
    """400 journeys of which a quarter is won in the first month: variance 75, not 100."""
    made = flow(0.0, (0.25,), months=2, deal_size=1.0)
    carried = np.zeros((1, 1, 2))
    carried[0, 0, 0] = 100.0
    made = replace(made, carried=carried, open_before=np.array([[400.0]]))
    from planner.forecast.doubt import doubt_of
    from planner.forecast.luck import Luck
    from planner.plan.document import Line, Plan

    doubt = doubt_of(Plan(stages=("Opportunity", "Won"), lines=(Line("Paid search"),)), None)
    luck = Luck.of(made, doubt, np.ones(len(made.lines), dtype=np.bool_))
    deals = np.repeat(entries(made)[:, -1][:, None], 20_000, axis=1).astype(np.float32)
    moments = luck.moments(deals, np.ones((1, 20_000), dtype=np.float32))
    won = luck.bookings(np.random.default_rng(1), moments)[:, 0]
    assert won.mean() == pytest.approx(bookings(made)[0, 0], rel=0.01)
    assert won.var() == pytest.approx(75.0, rel=0.05)


def test_evidence_alone_knows_no_positions() -> None:
    plan = fold(said({"Paid/volume": 4_000.0, "team/reps": 3.0, "goal": 1e7}))
    alone, seen = evidence_alone(plan, EVIDENCE, View.WORKING)
    assert seen.entries[0, 0].tolist() == [400.0] * 12
    assert [place[0] for place in alone.claims] == ["team"]
    assert alone.goal == 1e7


STATED = np.arange(0.05, 1.0, 0.1)


def reliability(worlds: int, seed: int) -> np.ndarray:
    """Share of worlds that reach a goal stated to be reached with the chances `STATED`."""
    reached = []
    for world_seed in range(worlds):
        rng = np.random.default_rng([seed, world_seed])
        world = World.of(rng)
        before, evidence = history(world, rng)
        plan = planned(evidence)
        found = draws(plan, evidence, forecast(plan, evidence, View.WORKING), 1_000, world_seed)
        goals = np.quantile(found.bookings.sum(axis=1), 1.0 - STATED)
        reached.append(what_happens(world, rng, before, evidence) >= goals)
    return np.mean(reached, axis=0)


@pytest.mark.long
def test_chances_are_right_within_five_points(rounds: Callable[[int, int], int]) -> None:
    """Reliability over deciles in a thousand worlds, where a share's own error is 1.6 points."""
    found = reliability(rounds(25, 1_000), 1)
    assert np.abs(found - STATED).max() <= (0.05 if rounds(0, 1) else 0.25)
