"""From goals back to leads: what is solved reaches the goal, or says what binds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import DAYS_PER_MONTH, iso
from planner.base.problem import RefusedError
from planner.evidence.figures import LagTable
from planner.forecast.backward import Problem
from planner.forecast.cheapest import cheapest
from planner.forecast.lags import Lag
from planner.forecast.last_useful import by_day, lag_quantile, last_useful_day
from planner.forecast.prices import prices
from planner.forecast.queueing import run
from planner.forecast.results import forecast
from planner.forecast.same_mix import basic, same_mix
from planner.plan.assumption import View
from planner.plan.fold import fold
from planner.plan.goals import Period
from tests.flows import JANUARY
from tests.forecast.oracle import plans
from tests.forecast.plans import COSTS, EVIDENCE, problem, said
from tests.plan_words import lines

GOALS = st.fixed_dictionaries(
    {},
    optional={
        "goal": st.floats(5e6, 4e7),
        "goal:2027-Q3": st.floats(1e5, 1.2e7),
        "goal:2027-12": st.floats(1e5, 4e6),
        "goal:2027/pipeline_created": st.floats(1e6, 8e7),
    },
)


@given(plans(), st.integers(0, 2**32))
def test_prices_are_what_one_more_entry_adds(planned, seed) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.uniform(0, 1, planned.volume.shape)
    i, s, t = (int(rng.integers(n)) for n in planned.volume.shape)
    more = planned.volume.copy()
    more[i, s, t] += 1.0
    gain = ((run(planned, (), more).entered - run(planned).entered) * weights).sum()
    assert prices(planned, weights)[i, s, t] == pytest.approx(gain, abs=1e-8)


@given(GOALS)
def test_backward_then_forward_reproduces_the_goal(goals: dict[str, float]) -> None:
    """The plan with the solved entries stated reaches all goals, the one that counts exactly."""
    asked = problem(goals)
    found = same_mix(asked)
    assert found.met
    again = problem({**goals, **volumes(asked, found.volume)})
    again_reached = [float(t.of(run(again.flow).entered)) for t in again.targets]
    assert again_reached == pytest.approx(list(found.reached))
    over = [got / t.value for got, t in zip(again_reached, again.targets, strict=True)]
    if over and found.factor:
        assert min(over) == pytest.approx(1.0)


def volumes(asked: Problem, solved: np.ndarray) -> dict[str, float]:
    months = [f"2027-{month:02d}" for month in range(1, 13)]
    return {
        f"{name}/volume/{month}": float(solved[i, t])
        for i, name in enumerate(asked.plan.line_names)
        for t, month in enumerate(months)
    }


def test_only_the_chosen_lines_move() -> None:
    asked = problem({"goal": 3e7})
    found = same_mix(asked, chosen=[True, False])
    assert found.met
    assert found.volume[1] == pytest.approx(asked.working[1])
    assert found.volume[0] == pytest.approx(asked.working[0] * found.factor)


def test_a_goal_that_comes_anyway_needs_no_leads() -> None:
    found = same_mix(problem({"goal": 0.0}))
    assert (found.factor, found.met, found.volume.sum()) == (0.0, True, 0.0)


def test_a_goal_too_soon_for_any_lead_says_so() -> None:
    slow = {f"{line}/lag:{step}": 200.0 for line in ("Paid", "Events") for step in ("MQL>SAL",)}
    none = {f"{line}/volume/2027-01": 0.0 for line in ("Paid", "Events")}
    found = same_mix(problem({"goal:2027-01": 1e6, **slow, **none}))
    assert not found.met
    assert found.binding == ("no lead in time for goal:2027-01",)


TEAM = {"team/reps": 10.0, "team/leads_per_rep": 12.0}


def test_with_a_team_the_factor_is_searched() -> None:
    free = same_mix(problem({"goal": 1.05e7}))
    asked = problem({"goal": 1.05e7, **TEAM})
    found = same_mix(asked)
    assert found.met
    assert found.factor >= free.factor * (1 - 1e-9)
    assert found.reached[0] == pytest.approx(1.05e7)
    assert asked.entered(found.volume)[:, 2].sum(axis=0).max() <= 120 + 1e-9


def test_beyond_what_a_team_can_take_in_the_nearest_is_said() -> None:
    found = same_mix(problem({"goal": 9e7, **TEAM}))
    assert not found.met
    assert found.binding == ("follow-up",)
    assert 0 < found.reached[0] < 9e7


def test_a_share_that_any_leads_meet_does_not_keep_the_nearest_at_no_leads() -> None:
    alone = same_mix(problem({"goal": 9e7, **TEAM}))
    found = same_mix(problem({"goal": 9e7, "goal:2027/marketing_sourced": 0.5, **TEAM}))
    assert (found.met, found.binding) == (False, ("follow-up",))
    assert found.factor == alone.factor
    assert found.reached[0] == pytest.approx(alone.reached[0])


def test_where_one_goal_is_out_of_reach_the_others_are_still_reached() -> None:
    found = same_mix(problem({"goal": 9e7, "goal:2027-Q3": 2e6, **TEAM}))
    assert not found.met
    assert found.reached[1] >= 2e6
    alone = same_mix(problem({"goal": 9e7, **TEAM}))
    assert found.reached[0] == pytest.approx(alone.reached[0])


@given(GOALS)
def test_the_cheapest_never_costs_more_than_the_same_mix(goals: dict[str, float]) -> None:
    asked = problem({**goals, **COSTS})
    mixed, best = same_mix(asked), cheapest(asked)
    if mixed.met and (mixed.factor or 0.0) <= 2.0:
        assert best.met
        assert best.cost.sum() <= mixed.cost.sum() * (1 + 1e-7) + 1e-6
    if best.met:
        again = problem({**goals, **volumes(asked, best.volume)})
        for target, value in zip(again.targets, best.reached, strict=True):
            assert target.of(run(again.flow).entered) == pytest.approx(value)


def test_the_cheapest_keeps_bounds_and_budget() -> None:
    goal = {"goal": 1.3e7, **COSTS}
    asked = problem({**goal, "most:Events": 120.0, "least:Paid": 50.0})
    found = cheapest(asked)
    assert found.met
    assert found.volume[1].max() <= 120 + 1e-6
    assert found.volume[0].min() >= 50 - 1e-6
    poor = cheapest(problem({**goal, "budget": 300_000.0}))
    assert not poor.met
    assert poor.cost.sum() == pytest.approx(300_000.0)
    assert "budget" in poor.binding


def test_a_goal_beyond_all_bounds_gets_the_most_there_is() -> None:
    """No plan within the bounds brings more than twice the working entries of every line."""
    asked = problem({"goal": 9e8, **COSTS})
    found = cheapest(asked)
    twice = float(asked.targets[0].of(asked.entered(asked.working * 2)))
    assert not found.met
    assert found.reached[0] == pytest.approx(twice)
    assert found.binding == ("goal", "most: Paid", "most: Events")


def test_goals_of_billions_are_solved_as_those_of_millions() -> None:
    """Ten thousand times the amounts, as in another currency: the same entries, and as near."""
    small, large = (
        cheapest(
            problem(
                {
                    "goal": 9e7 * times, "goal:2027-Q3": 2e6 * times, **COSTS,
                    "Paid/deal_size": 40e3 * times, "Events/deal_size": 60e3 * times,
                }
            )
        )
        for times in (1.0, 1e4)
    )  # fmt: skip
    assert not large.met
    assert large.volume == pytest.approx(small.volume)
    assert large.reached == pytest.approx([1e4 * reached for reached in small.reached])


def test_the_cheapest_takes_a_team_in_without_a_queue() -> None:
    asked = problem({"goal": 1.05e7, **COSTS, **TEAM})
    found = cheapest(asked)
    assert found.met
    entered = run(asked.flow, asked.gates, asked.volume(found.volume))
    assert entered.waiting(2).max() == pytest.approx(0.0, abs=1e-6)
    short = cheapest(problem({"goal": 9e7, **COSTS, **TEAM}))
    assert not short.met
    assert any(name.startswith("follow-up 2027-") for name in short.binding)


def test_lines_without_a_cost_stay_as_planned() -> None:
    found = cheapest(asked := problem({"goal": 1.2e7, "Paid/cost": 100.0}))
    assert found.volume[1] == pytest.approx(asked.working[1])
    assert found.notes == ("Events: no cost per entry, so kept as planned",)
    with pytest.raises(RefusedError, match="No line has a cost per entry"):
        cheapest(problem({"goal": 1e6}))


def test_dearer_entries_are_spread_where_returns_diminish() -> None:
    goal = {"goal": 1.3e7, **COSTS}
    straight, bent = cheapest(problem(goal)), cheapest(problem({**goal, "Paid/returns": 0.5}))
    assert straight.met
    assert bent.met
    assert bent.volume[0].max() < straight.volume[0].max() == pytest.approx(800.0)
    assert bent.volume[0].sum() < straight.volume[0].sum()


def test_the_basic_calculator() -> None:
    """Goal 2,000,000, deal 75,000, close 20 %: 26.67 deals and 133.3 opportunities."""
    values: dict[str, float] = {"goal": 2e6}
    for line in ("Paid", "Events"):
        values[f"{line}/deal_size"] = 75_000.0
        values[f"{line}/rate:Opportunity>Won"] = 0.2
    found = basic(problem(values))
    assert found.deals == pytest.approx(26.6667, abs=1e-3)
    assert found.opportunities == pytest.approx(133.333, abs=1e-2)
    assert found.met


def test_the_last_useful_day_leaves_nine_in_ten_deals_time() -> None:
    steps = tuple(Lag(10.0, LagTable(np.repeat([0.0, 1.0], [10, 1]))) for _ in range(3))
    assert lag_quantile(steps) == 30
    assert lag_quantile(()) == 0
    plan = fold(said({}))
    year = last_useful_day(plan, EVIDENCE, View.WORKING, plan.line("Paid"), Period(JANUARY, 12))
    quarter = last_useful_day(plan, EVIDENCE, View.WORKING, plan.line("Paid"), Period(JANUARY, 3))
    assert iso(year)[:7] == "2027-08"
    assert year - quarter == 275


def test_the_quantile_of_a_sum_is_what_draws_say() -> None:
    days = [20.0, 45.0, 10.0]
    rng = np.random.default_rng(3)
    drawn = sum(rng.exponential(mean, 200_000) for mean in days)
    assert lag_quantile(tuple(map(Lag, days))) == pytest.approx(np.quantile(drawn, 0.9), abs=3)


def test_what_lands_after_the_longest_time_followed_counts_among_all() -> None:
    late = (Lag(900.0), Lag(900.0))
    parts = [by_day(lag) for lag in late]
    landed = np.cumsum(np.convolve(*parts))
    nine_in_ten = int(np.argmax(landed >= 0.9 * landed[-1]))
    assert len(landed) > 4000 > nine_in_ten
    assert lag_quantile(late) == nine_in_ten


def test_what_comes_back_of_what_is_spent() -> None:
    from planner.forecast.spend import returns

    plan = fold(said({**COSTS, "Events/spend": 5_000.0}))
    seen = forecast(plan, EVIDENCE, View.WORKING)
    lines, together = returns(seen)
    paid = lines[0]
    assert paid.spend == pytest.approx(400 * 100 * 12)
    assert paid.cac == pytest.approx(paid.spend / seen.entries[0, -1].sum())
    assert paid.ratio == pytest.approx(seen.bookings[0].sum() / paid.spend)
    assert lines[1].spend == pytest.approx((100 * 900 + 5_000) * 12)
    assert together.spend == pytest.approx(paid.spend + lines[1].spend)
    assert paid.payback is not None
    assert 1 <= paid.payback <= 4


def test_an_entry_is_paid_for_when_it_comes_even_if_it_waits() -> None:
    """Of 200 that enter where the team takes 160 a month, 40 more wait every month."""
    team = {"team/reps": 8.0, "team/open_per_rep": 20.0, "team/days_open": DAYS_PER_MONTH}
    paid = {"Calls/volume": 200.0, "Calls/cost": 50.0, "Calls/spend": 1_000.0}
    log = lines("Calls", entry="Opportunity", team="Sales")
    plan = fold(said({**team, **paid}, log))
    seen = forecast(plan, None, View.WORKING)
    assert seen.entries[0, -2] == pytest.approx([160.0] * 12)
    assert seen.spend[0] == pytest.approx([200 * 50 + 1_000.0] * 12)
    asked = Problem(plan, None, seen, ())
    assert asked.paid(asked.working) == pytest.approx(seen.spend.sum(axis=1))


def test_diminishing_returns_cost_more_beyond_what_was_measured() -> None:
    def spent(volume: float) -> float:
        values = {"Paid/cost": 100.0, "Paid/returns": 0.5, "Paid/volume": volume}
        return float(forecast(fold(said(values)), EVIDENCE, View.WORKING).spend[0, 0])

    assert spent(400.0) == pytest.approx(40_000.0)
    assert spent(800.0) == pytest.approx(160_000.0)
