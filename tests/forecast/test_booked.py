"""What was booked before stands beside what is to come: of whom it is, and what it leaves to do."""

import math
from dataclasses import replace

import pytest

from planner.base.days import parse_month
from planner.forecast.backward import Problem
from planner.forecast.booked import booked, booked_by_marketing, created
from planner.forecast.levers import levers
from planner.forecast.pipeline import Pipeline
from planner.forecast.results import forecast
from planner.forecast.same_mix import same_mix
from planner.forecast.targets import targets
from planner.plan.assumption import View
from planner.plan.fold import fold, line_value
from planner.plan.goals import Business, Measure
from tests.sheets.plans import T, evidence, log_of

BEFORE = 3e6
UNDER_WAY = (
    (T, "plan:start", "2026-09"),
    (T, "goal", 30e6),
    (T, "line:Customers", line_value("Lead", "Customer")),
    (T, "Paid search/lag:Lead>Opportunity", 0.0),
    (T, "Paid search/lag:Opportunity>Won", 0.0),
)


def test_what_was_booked_is_of_the_lines_of_its_type_of_business() -> None:
    """3m were won from paid search in September, and nothing from customers."""
    plan, data = fold(log_of(*UNDER_WAY)), evidence(booked={parse_month("2026-09"): BEFORE})
    by_type = {business: booked(plan, data, business).sum() for business in Business}
    assert by_type == {Business.ALL: BEFORE, Business.NEW: BEFORE, Business.EXISTING: 0.0}


def test_goals_of_pipeline_and_of_shares_count_what_came_before() -> None:
    """Of 12m won before Marketing's lines won 3m, and they had created pipeline of 7m."""
    keys = "goal:plan/pipeline_created", "goal:plan/marketing_sourced"
    plan = fold(log_of(*UNDER_WAY, (T, keys[0], 90e6), (T, keys[1], 0.8)))
    month = parse_month("2026-09")
    data = evidence(booked={month: BEFORE}, created={month: 7e6})
    other = replace(data.lines["Paid search"], line="Customers", booked={month: 9e6}, created={})
    data = replace(data, lines=data.lines | {"Customers": other})
    assert created(plan, data).sum() == 7e6
    assert booked_by_marketing(plan, data).sum() == BEFORE
    seen = forecast(plan, data, View.WORKING)
    here = Pipeline(plan, data, seen)
    reached = {goal.key(1): here.reached(goal) for goal in plan.goals}
    assert reached[keys[0]] == pytest.approx(here.rows[1].sum() + 7e6)
    share = (here.sourced.sum() + BEFORE) / (seen.total + BEFORE + 9e6)
    assert reached[keys[1]] == pytest.approx(share)
    (pipeline,) = (goal for goal in plan.goals if goal.measure is Measure.PIPELINE)
    asked = Problem(plan, data, seen, targets(plan, data, seen.flow, (pipeline,)))
    found = same_mix(asked)
    assert found.figures == pytest.approx((90e6,))
    assert found.factor == pytest.approx((90e6 - 7e6) / here.rows[1].sum())


def test_levers_move_what_is_to_come_and_not_what_was_booked() -> None:
    """Deals close at once, so that faster ones bring nothing: together more deals are bigger."""
    plan, data = fold(log_of(*UNDER_WAY)), evidence(booked={parse_month("2026-09"): BEFORE})
    seen = forecast(plan, data, View.WORKING)
    found = levers(plan, data, seen, plan.goals[0])
    missing = (30e6 - BEFORE) / seen.total
    assert found.planned == pytest.approx(seen.total + BEFORE)
    assert found.bigger == pytest.approx(missing - 1.0)
    assert found.more == pytest.approx(missing - 1.0)
    assert found.together == pytest.approx(math.sqrt(missing) - 1.0, abs=1e-6)
    assert found.faster is None
