"""What a driver's change brings, what holds the funnel back, and the three levers."""

import math
from dataclasses import replace

import pytest

from planner.forecast.levers import levers
from planner.forecast.results import forecast
from planner.forecast.sensitivity import constraints, swings
from planner.plan.assumption import View
from planner.plan.fold import fold
from planner.plan.goals import Goal
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind
from tests.forecast.plans import EVIDENCE, said

TEAM = {"team/reps": 10.0, "team/leads_per_rep": 7.0}


def seen_with(values):
    plan = fold(said(values))
    return plan, forecast(plan, EVIDENCE, View.WORKING)


@pytest.mark.parametrize("team", [{}, TEAM])
def test_a_swing_is_what_the_forecast_gains(team: dict[str, float]) -> None:
    plan, seen = seen_with(team)
    found = {(s.line, s.driver): s for s in swings(plan, EVIDENCE, seen)}
    assert len(found) == 2 * (1 + 4 + 4 + 1)
    for driver, key, value in (
        (VOLUME, "Paid/volume", 440.0),
        (DEAL_SIZE, "Paid/deal_size", 44_000.0),
        (Driver(DriverKind.RATE, 1), "Paid/rate:MQL>SAL", 0.44),
        (Driver(DriverKind.LAG, 2), "Paid/lag:SAL>Opportunity", 22.0),
    ):
        _, more = seen_with({**team, key: value})
        assert found["Paid", driver].tenth == pytest.approx(more.total - seen.total, abs=1e-3)


def test_the_tornado_goes_to_the_ends_of_the_evidence() -> None:
    plan, seen = seen_with({"Events/rate:MQL>SAL": 0.7})
    bars = swings(plan, EVIDENCE, seen)
    assert [bar.size for bar in bars] == sorted((bar.size for bar in bars), reverse=True)
    rate = Driver(DriverKind.RATE, 1)
    (bar,) = [b for b in bars if (b.line, b.driver) == ("Events", rate)]
    _, low = seen_with({"Events/rate:MQL>SAL": 0.45})
    assert bar.low == pytest.approx(low.total - seen.total)
    by_hand = forecast(plan, None, View.WORKING)
    assert all(math.isnan(b.low) for b in swings(plan, None, by_hand))


def test_the_constraint_is_where_reaching_the_best_line_brings_most() -> None:
    """Paid's rates are 40 % where Events' are 50 %: each step alone would bring Paid a quarter."""
    plan, seen = seen_with({"Paid/rate:SAL>Opportunity": 0.2})
    first, *others = constraints(plan, EVIDENCE, seen)
    assert (first.transition, first.like, first.reference) == (2, "Events", 0.5)
    assert first.gain == pytest.approx(1.5 * paid_alone(seen), rel=1e-9)
    assert all(each.gain < first.gain for each in others)
    assert constraints(plan, EVIDENCE, seen, {0: 0.9}) == (first, *others)


def test_a_benchmark_is_the_reference_only_where_no_line_was_measured() -> None:
    plan = fold(said({}))
    by_hand = forecast(plan, None, View.WORKING)
    assert constraints(plan, None, by_hand) == ()
    (held,) = constraints(plan, None, by_hand, {3: 0.9})
    assert (held.transition, held.like, held.reference) == (3, "", 0.9)


def paid_alone(seen) -> float:
    return float(seen.bookings[0].sum())


@pytest.mark.parametrize("team", [{}, {"team/reps": 10.0, "team/leads_per_rep": 12.0}])
def test_each_lever_alone_closes_the_gap(team: dict[str, float]) -> None:
    plan, seen = seen_with(team)
    goal = Goal(seen.total * 1.05)
    found = levers(plan, EVIDENCE, seen, goal)
    assert found.more is not None
    assert found.bigger == pytest.approx(0.05)
    volumes = {"Paid/volume": 400 * (1 + found.more), "Events/volume": 100 * (1 + found.more)}
    assert seen_with({**team, **volumes})[1].total == pytest.approx(goal.value)
    if found.faster is not None:
        assert with_lags(team, found.faster).total == pytest.approx(goal.value)


def with_lags(values, faster: float):
    steps = ("Inquiry>MQL", "MQL>SAL", "SAL>Opportunity", "Opportunity>Won")
    days = {"Paid": 20.0, "Events": 40.0}
    lags = {f"{n}/lag:{step}": d * (1 - faster) for n, d in days.items() for step in steps}
    return seen_with({**values, **lags})[1]


def test_together_all_three_move_less_than_any_alone() -> None:
    plan, seen = seen_with({})
    found = levers(plan, EVIDENCE, seen, Goal(seen.total * 1.1))
    assert found.together is not None
    assert found.more is not None
    assert 0 < found.together < min(found.more, found.bigger or 1.0)
    faster = with_lags(
        {
            "Paid/volume": 400 * (1 + found.together),
            "Events/volume": 100 * (1 + found.together),
        },
        found.together,
    )
    assert faster.total * (1 + found.together) == pytest.approx(seen.total * 1.1)


def test_what_a_lever_cannot_do_is_none_and_a_goal_reached_needs_none() -> None:
    plan, seen = seen_with({})
    far = levers(plan, EVIDENCE, seen, Goal(seen.total * 1.9))
    assert far.faster is None
    done = levers(plan, EVIDENCE, seen, Goal(seen.total))
    assert (done.more, done.bigger, done.faster, done.together) == (0.0, 0.0, 0.0, 0.0)
    assert replace(done) == done
