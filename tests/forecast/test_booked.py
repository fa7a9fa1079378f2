"""What was booked before stands beside what is to come: of whom it is, and what it leaves to do."""

import math

import pytest

from planner.base.days import parse_month
from planner.forecast.booked import booked
from planner.forecast.levers import levers
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.fold import fold, line_value
from planner.plan.goals import Business
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
