"""Pipeline and coverage: one answer for the Plan sheet, the command line and the workbook."""

import numpy as np
import pytest

from planner.forecast.pipeline import Pipeline
from planner.plan.goals import Goal, Measure, Period
from tests.forecast.plans import problem

GOAL: dict[str, float | str | None] = {"goal": 12_000_000.0}


def pipeline() -> Pipeline:
    found = problem(GOAL)
    return Pipeline(found.plan, found.evidence, found.seen)


def test_a_month_is_covered_against_the_quarter_it_begins() -> None:
    found = pipeline()
    assert found.coverage[3] == pytest.approx(found.open_value[3] / found.due[3:6].sum())
    assert found.covered(slice(3, 6)) == pytest.approx(found.coverage[3])


def test_coverage_is_not_known_where_the_plan_ends_before() -> None:
    known = np.isfinite(pipeline().coverage)
    assert known.tolist() == [True] * (len(known) - 2) + [False] * 2


def test_a_months_goal_of_coverage_is_about_the_same_figure() -> None:
    found = pipeline()
    month = found.plan.start + 3
    goal = Goal(3.0, Period(month, 1), Measure.COVERAGE)
    assert found.reached(goal) == pytest.approx(found.coverage[3])
    assert np.isnan(found.reached(Goal(3.0, Period(month + 1200, 3), Measure.COVERAGE)))


def test_what_was_open_when_a_month_began_is_not_told_once_it_has_begun() -> None:
    """The data know what is open on their own day, the fourth of October: from November on."""
    values = {"plan:start": "2024-09", **GOAL}
    found = problem(values | {"goal:2024-Q4/coverage": 2.0, "goal:2025-Q1/coverage": 2.0})
    here = Pipeline(found.plan, found.evidence, found.seen)
    assert np.isfinite(here.coverage).tolist() == [False] * 2 + [True] * 8 + [False] * 2
    assert np.isnan(here.covered(slice(0, 12)))
    assert [t.name for t in found.targets] == ["goal", "goal:2025-Q1/coverage"]
