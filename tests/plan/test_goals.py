"""Goals by period, measure and type of business, and how they are spread over months."""

import math

import pytest

from planner.base.days import parse_month
from planner.base.problem import RefusedError
from planner.plan.fold import fold
from planner.plan.goals import Business, Goal, Measure, Period, parse_goal_key, phased
from planner.plan.keys import GOAL, PHASING
from planner.plan.typed_settings import setting_draft
from tests.plan_words import EMPTY, MARKETING, TOGETHER, says

JANUARY = parse_month("2027-01")
YEAR = range(JANUARY, JANUARY + 12)


@pytest.mark.parametrize(
    ("key", "fiscal_start", "first", "months"),
    [
        ("goal:2027", 1, "2027-01", 12),
        ("goal:2027", 7, "2026-07", 12),
        ("goal:2027-Q2", 1, "2027-04", 3),
        ("goal:2027-Q3", 7, "2027-01", 3),
        ("goal:2027-Q1", 2, "2026-02", 3),
        ("goal:2027-03", 4, "2027-03", 1),
    ],
)
def test_periods_follow_the_fiscal_year(
    key: str, fiscal_start: int, first: str, months: int
) -> None:
    goal = parse_goal_key(key, fiscal_start)
    assert goal.period == Period(parse_month(first), months)
    assert goal.key(fiscal_start) == key


def test_a_goal_says_what_it_is_about() -> None:
    goal = parse_goal_key("goal:2027-Q1/pipeline_created/new", 1)
    assert (goal.measure, goal.business) == (Measure.PIPELINE, Business.NEW)
    assert parse_goal_key("goal:plan/bookings/existing", 1).period is None
    with pytest.raises(RefusedError, match="'speed' is not what a goal can be about"):
        parse_goal_key("goal:2027/speed", 1)
    with pytest.raises(RefusedError, match="'soon' is no period"):
        parse_goal_key("goal:soon", 1)


def test_a_year_is_spread_evenly_unless_phased() -> None:
    goals = (Goal(1200.0, Period(JANUARY, 12)),)
    assert phased(goals, YEAR, (), 1).tolist() == [100.0] * 12
    quarters = phased(goals, YEAR, (20, 25, 25, 30), 1)
    assert quarters[:3] == pytest.approx([80.0] * 3)
    assert quarters[9:] == pytest.approx([120.0] * 3)
    assert quarters.sum() == pytest.approx(1200.0)


def test_a_shorter_goal_takes_its_part_of_a_longer_one() -> None:
    quarter, month = Goal(600.0, Period(JANUARY, 3)), Goal(300.0, Period(JANUARY, 1))
    due = phased((Goal(1500.0), quarter, month), YEAR, (), 1)
    assert due[:3].tolist() == [300.0, 150.0, 150.0]
    assert due[3:] == pytest.approx([100.0] * 9)


def test_only_the_plans_share_of_a_longer_year_is_due() -> None:
    due = phased((Goal(1200.0, Period(JANUARY - 6, 12)),), YEAR, (), 7)
    assert due[:6].tolist() == [100.0] * 6
    assert all(math.isnan(month) for month in due[6:])


def test_goals_of_quarters_that_fill_the_plan_are_the_plans() -> None:
    log = EMPTY
    for quarter in range(1, 5):
        log = says(log, TOGETHER, f"goal:2027-Q{quarter}", 100.0 * quarter)
    assert fold(log).goal == pytest.approx(1000.0)
    assert fold(says(log, MARKETING, GOAL, 900.0)).goal == 900.0
    assert fold(says(log, TOGETHER, "goal:2027-Q3", None)).goal is None
    assert [goal.value for goal in fold(log).goals] == [100.0, 200.0, 300.0, 400.0]


def test_a_goal_of_the_fiscal_year_that_the_plan_is_counts_as_stated() -> None:
    log = says(EMPTY, TOGETHER, "goal:2027", 900.0)
    for quarter in range(1, 5):
        log = says(log, TOGETHER, f"goal:2027-Q{quarter}", 300.0)
    assert fold(log).goal == 900.0
    assert fold(says(log, MARKETING, GOAL, 1100.0)).goal == 1100.0
    assert fold(says(log, TOGETHER, "goal:2027", None)).goal == pytest.approx(1200.0)


def test_goals_and_phasing_are_typed_as_numbers() -> None:
    plan = fold(EMPTY)
    assert (made := setting_draft(plan, None, "goal:2027", TOGETHER, "19m"))
    assert (made.key, made.value) == ("goal:2027", 19e6)
    assert (share := setting_draft(plan, None, "goal:2027/marketing_sourced", TOGETHER, "60%"))
    assert share.value == pytest.approx(0.6)
    assert (phasing := setting_draft(plan, None, PHASING, TOGETHER, "20, 25,25,30%"))
    assert phasing.value == "20,25,25,30"
    assert fold(says(EMPTY, TOGETHER, PHASING, phasing.value)).phasing == (20, 25, 25, 30)
    for text in ("20,80", "a,b,c,d", "0,0,0,0"):
        with pytest.raises(RefusedError, match="weights of a year"):
            setting_draft(plan, None, PHASING, TOGETHER, text)


def test_bounds_and_seasons_are_settings_too() -> None:
    log = says(EMPTY, TOGETHER, "line:Paid", '{"entry": "Inquiry"}')
    log = says(says(log, TOGETHER, "most:Paid", 500.0), MARKETING, "least:paid", 10.0)
    log = says(says(log, TOGETHER, "plan:season", "measured"), TOGETHER, "plan:season:07", 0.8)
    plan = fold(says(log, TOGETHER, "budget", 1e6))
    assert (plan.bounds["Paid"].least, plan.bounds["Paid"].most) == (10.0, 500.0)
    assert (plan.seasonal, dict(plan.season), plan.budget) == (True, {7: 0.8}, 1e6)
    with pytest.raises(RefusedError, match="'13' is no month of the year"):
        setting_draft(plan, None, "plan:season:13", TOGETHER, "1")
