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
