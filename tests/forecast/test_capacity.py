"""What a team can take in: queues, what binds, and what one more would bring."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import DAYS_PER_MONTH, parse_month
from planner.base.memo import Memo
from planner.forecast.capacity import capacity
from planner.forecast.forward import Flow, bookings, entries, left, open_after
from planner.forecast.queueing import Gate, run, served
from planner.forecast.results import forecast, origins
from planner.forecast.team import CLOSING, FOLLOW_UP, LEADS, Team, ramped_reps, team_of
from planner.plan.assumption import View
from planner.plan.fold import fold
from planner.plan.log import Log
from tests.flows import JANUARY, flow
from tests.forecast.oracle import gates_of, loop_entries, plans
from tests.plan_words import SALES, TOGETHER, evidence_of, lines, measured_line, says

GATES = st.lists(st.one_of(gates_of(1), gates_of(2)), max_size=3)


@given(plans(), GATES)
def test_a_run_is_what_plain_loops_say(planned: Flow, gates: list[Gate]) -> None:
    came, took = loop_entries(planned, gates)
    found = run(planned, gates)
    np.testing.assert_allclose(found.arrived, came, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.entered, took, rtol=1e-9, atol=1e-9)


@given(plans())
def test_without_limits_nothing_changes(planned: Flow) -> None:
    found = run(planned)
    np.testing.assert_array_equal(found.entered, entries(planned))
    assert capacity(planned, None).loss == pytest.approx(0.0, abs=1e-6)


@given(plans(), GATES)
def test_limits_hold_and_what_waits_is_not_lost(planned: Flow, gates: list[Gate]) -> None:
    found = run(planned, gates)
    for gate in gates:
        taken = found.entered[:, gate.stage].sum(axis=0)
        assert (taken <= gate.limit + 1e-9 * (1 + taken)).all()
        queue = found.waiting(gate.stage)[..., -1].sum()
        balance = found.arrived[:, gate.stage].sum() - taken.sum()
        assert queue == pytest.approx(balance, abs=1e-6)
    still_open = open_after(planned, found.entered, found.arrived)[..., -1]
    came = planned.open_before + planned.opening + found.entered[:, :-1].sum(-1)
    gone = (found.arrived - planned.volume)[:, 1:].sum(-1) + left(planned, found.entered).sum(-1)
    np.testing.assert_allclose(still_open, came - gone, atol=1e-6)


def test_the_oldest_month_comes_first_and_lines_in_proportion() -> None:
    came = np.array([[30.0, 0.0, 0.0, 0.0], [10.0, 40.0, 0.0, 0.0]])
    taken = served(came, np.full(4, 20.0))
    assert taken.tolist() == [[15.0, 15.0, 0.0, 0.0], [5.0, 5.0, 20.0, 20.0]]


def test_cases_side_by_side_are_those_one_by_one() -> None:
    came = np.random.default_rng(1).uniform(0, 50, (4, 3, 6))
    limits = np.random.default_rng(2).uniform(0, 120, (4, 6))
    both = served(came, limits)
    for case in range(4):
        np.testing.assert_allclose(both[case], served(came[case], limits[case]))


def test_ramped_reps_of_four_cohorts() -> None:
    cohorts = {JANUARY: 5.0, JANUARY - 1: 3.0, JANUARY - 2: 2.0, -(10**6): 15.0}
    reps, ramped = ramped_reps(cohorts, (0.25, 0.6, 0.85), range(JANUARY, JANUARY + 4))
    assert ramped[0] == 19.75
    assert reps.tolist() == [25.0] * 4
    assert ramped.tolist() == [19.75, 22.55, 24.25, 25.0]


def test_reps_leave_by_the_year() -> None:
    reps, _ = ramped_reps(
        {-(10**6): 16.0, JANUARY + 12: 4.0}, (), range(JANUARY, JANUARY + 25), 0.5
    )
    assert (reps[0], reps[12], reps[24]) == pytest.approx((16.0, 12.0, 6.0))


def closers(per_rep: float, days: float, reps: float = 10.0, months: int = 24) -> Team:
    load = np.full(months, per_rep * DAYS_PER_MONTH / days)
    return Team(np.full(months, reps), np.full(months, reps), {CLOSING: load}, None)


def opportunities(volume: float, days: float, months: int = 24) -> Flow:
    """Opportunities of one line that all close after so many days, a fifth of them won."""
    made = flow(volume, (0.2,), lags=(days,), months=months)
    return replace(made, stages=("Opportunity", "Won"))


def test_littles_law() -> None:
    """10 reps with 30 open opportunities each, open for 9 months: 33.3 can be taken in a month."""
    limited = capacity(opportunities(100.0, 270.0), closers(30.0, 9 * DAYS_PER_MONTH))
    taken = limited.run.entered[0, 0]
    assert taken == pytest.approx([300.0 / 9] * 24)
    assert limited.queue[-1] == pytest.approx(24 * (100.0 - 300.0 / 9))
    assert limited.binding == (CLOSING,) * 24


def test_a_shorter_cycle_where_closing_binds_brings_half_as_much_again() -> None:
    """9 to 6 months: +50 % of opportunities taken in, and of bookings once the lag is over."""
    slow = capacity(opportunities(100.0, 0.0), closers(30.0, 9 * DAYS_PER_MONTH))
    fast = capacity(opportunities(100.0, 0.0), closers(30.0, 6 * DAYS_PER_MONTH))
    ratio = fast.run.entered[:, -1].sum() / slow.run.entered[:, -1].sum()
    assert ratio == pytest.approx(1.5)


def test_a_shorter_cycle_where_inflow_binds_brings_nothing_steadily() -> None:
    """9 to 6 months: three months' bookings are pulled forward once, the last months are equal."""
    slow, fast = (
        capacity(opportunities(10.0, days * DAYS_PER_MONTH, 90), closers(30, 270, 10, 90))
        for days in (9, 6)
    )
    assert slow.binding == fast.binding == (LEADS,) * 90
    steady = 10 * 0.2
    pulled = fast.run.entered[:, -1].sum() - slow.run.entered[:, -1].sum()
    assert pulled / steady == pytest.approx(3.0, rel=0.01)
    assert fast.run.entered[0, -1, -1] == pytest.approx(slow.run.entered[0, -1, -1], rel=0.01)


def test_what_binds_and_what_one_more_is_worth() -> None:
    team = Team(np.ones(4), np.ones(4), {FOLLOW_UP: np.array([10.0, 10.0, 40.0, 40.0])}, None)
    made = replace(flow(20.0, (1.0, 0.5), months=4), stages=("Inquiry", "SAL", "Won"))
    limited = capacity(made, team)
    assert limited.binding == (FOLLOW_UP, FOLLOW_UP, LEADS, LEADS)
    assert limited.queue.tolist() == [10.0, 20.0, 0.0, 0.0]
    assert limited.shadow_prices["entry"] == pytest.approx([20_000.0] * 4)
    assert limited.shadow_prices["rep"] == pytest.approx([0.0] * 4)
    short = capacity(made, replace(team, loads={FOLLOW_UP: np.full(4, 10.0)}))
    assert short.shadow_prices["entry"] == pytest.approx([0.0] * 4)
    assert short.shadow_prices["rep"] == pytest.approx([10 * 20_000.0] * 4)
    assert short.loss == pytest.approx(40 * 20_000.0)


@pytest.fixture
def log() -> Log:
    log = says(lines("Paid", "Events"), TOGETHER, "team/reps", 10.0)
    log = says(log, SALES, "team/open_per_rep", 20.0)
    return says(log, SALES, "team/leads_per_rep", 8.0)


EVIDENCE = evidence_of(measured_line("Paid"), measured_line("Events", volume=200))


def test_a_plans_team_limits_its_forecast(log: Log) -> None:
    plan = fold(log)
    free = forecast(fold(lines("Paid", "Events")), EVIDENCE, View.WORKING)
    limited = forecast(plan, EVIDENCE, View.WORKING)
    assert free.capacity is None
    assert limited.capacity is not None
    assert limited.total == pytest.approx(free.total - limited.capacity.loss)
    assert limited.capacity.loss > 0
    taken = limited.entries[:, 2].sum(axis=0)
    assert taken.max() <= 80.0 + 1e-9
    assert set(limited.capacity.binding) <= {FOLLOW_UP, CLOSING, LEADS}
    assert origins(limited)[1].sum() == pytest.approx(limited.total)


def test_days_open_are_those_of_the_plan_unless_stated(log: Log) -> None:
    """Half of the opportunities are won after 20 days, and lost ones stay as long: 20 days."""
    plan, memo = fold(log), Memo()
    free = forecast(plan, EVIDENCE, View.WORKING, memo)
    team = team_of(plan, EVIDENCE, View.WORKING, free.flow, memo)
    assert team is not None
    assert team.loads[CLOSING] == pytest.approx([20 * DAYS_PER_MONTH / 20] * 12)
    stated = fold(says(log, SALES, "team/days_open", 40.0))
    assert (slow := team_of(stated, EVIDENCE, View.WORKING, free.flow, Memo())) is not None
    assert slow.loads[CLOSING] == pytest.approx([20 * DAYS_PER_MONTH / 40] * 12)


def test_who_starts_later_helps_from_then_on(log: Log) -> None:
    more = says(says(log, SALES, "team/reps/2027-04", 5.0), SALES, "team/ramp:0", 0.5)
    found = forecast(fold(more), EVIDENCE, View.WORKING).capacity
    assert found is not None
    assert found.team is not None
    assert found.team.ramped.tolist() == [10.0] * 3 + [12.5] + [15.0] * 8
    assert found.flow.months[0] == parse_month("2027-01")


def test_quotas_say_what_the_team_is_to_bring(log: Log) -> None:
    log = says(says(log, SALES, "team/quota", 1_200_000.0), SALES, "team/attainment", 0.7)
    found = forecast(fold(log), EVIDENCE, View.WORKING).capacity
    assert found is not None
    assert found.team is not None
    assert found.team.quota == pytest.approx([700_000.0] * 12)


def test_limits_without_reps_are_said(log: Log) -> None:
    found = forecast(fold(says(log, TOGETHER, "team/reps", None)), EVIDENCE, View.WORKING)
    assert "team: no reps, so nothing is limited" in found.missing
    assert found.total == pytest.approx(bookings(found.flow).sum())


def test_what_many_lines_lack_is_said_of_all_at_once() -> None:
    names = tuple(f"Line {n}" for n in range(5))
    found = forecast(fold(says(lines(*names), TOGETHER, "Line 4/volume", 3.0)), None, View.WORKING)
    assert found.missing[0] == "Line 0 and 3 other lines: no volume, so nothing enters"
    assert "Line 0 and 4 other lines: no deal size, so no bookings" in found.missing
    assert len(found.missing) == len(set(found.missing))
    few = forecast(fold(lines("Paid", "Events")), None, View.WORKING)
    assert few.missing[0] == "Paid: no volume, so nothing enters"
    assert "Events: no volume, so nothing enters" in few.missing
