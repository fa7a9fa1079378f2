"""Goals of every measure as sums of entries: what a solution reaches is what the plan shows."""

import numpy as np
import pytest

from planner.base.problem import RefusedError
from planner.forecast.backward import Problem, Solution
from planner.forecast.cheapest import cheapest
from planner.forecast.forward import entries
from planner.forecast.pipeline import Pipeline
from planner.forecast.results import forecast
from planner.forecast.same_mix import basic, same_mix
from planner.forecast.targets import targets
from planner.plan.assumption import View
from planner.plan.fold import fold, line_value
from tests.forecast.plans import COSTS, EVIDENCE, problem, said

START = {"plan:start": "2026-01", "plan:months": 18.0}
BOOKED = START | {"goal": 60e6}


def planned_again(asked: Problem, found: Solution, values: dict[str, float | str | None]) -> float:
    """The first target's figure in the plan with the solution's entries stated month by month."""
    stated = {
        f"{name}/volume/{m // 12}-{m % 12 + 1:02d}": float(n)
        for name, row in zip(asked.plan.line_names, found.volume, strict=True)
        for m, n in zip(asked.plan.horizon, row, strict=True)
    }
    plan = fold(said(values | stated))
    seen = forecast(plan, EVIDENCE, View.WORKING)
    return Pipeline(plan, EVIDENCE, seen).reached(asked.targets[0].goal)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("goal:2027/coverage", 2.0),
        ("goal:2026-Q4/coverage", 1.2),
        ("goal:2026-08/coverage", 1.0),
        ("goal:2026/pipeline_created", 40e6),
        ("goal:2027-Q1/bookings/new", 9e6),
    ],
)
def test_what_the_same_mix_needs_reaches_the_goal_when_stated(key: str, value: float) -> None:
    values = BOOKED | {key: value}
    whole = problem(values)
    aims = tuple(t for t in whole.targets if t.name == key)
    asked = Problem(whole.plan, whole.evidence, whole.seen, aims)
    found = same_mix(asked)
    assert found.met
    assert found.figures == pytest.approx((value,))
    assert planned_again(asked, found, values) == pytest.approx(value)


def test_coverage_as_a_target_is_the_plans_own_figure() -> None:
    plan = fold(said(BOOKED | {"goal:2026-09/coverage": 1.0, "goal:plan/coverage": 1.0}))
    seen = forecast(plan, EVIDENCE, View.WORKING)
    found = Pipeline(plan, EVIDENCE, seen)
    covering = [t for t in targets(plan, EVIDENCE, seen.flow) if "coverage" in t.name]
    assert len(covering) == 2
    for target in covering:
        assert target.figure(entries(seen.flow)) == pytest.approx(found.reached(target.goal))


def test_coverage_of_an_opening_pipeline_counts_from_the_first_day() -> None:
    values = {"plan:start": "2027-01", "goal": 1e6, "goal:plan/coverage": 1.0}
    opened = {"Paid/open:Opportunity": 10.0, "Paid/deal_size": 50_000.0}
    (_, target) = problem(values | opened, None).targets
    assert float(target.of(np.zeros_like(target.weights))) == pytest.approx(500_000.0)
    assert target.figure(np.zeros_like(target.weights)) == pytest.approx(0.5)


def test_the_cheapest_reaches_coverage_too() -> None:
    values = BOOKED | COSTS | {"goal:2027-Q1/coverage": 0.5, "most:Paid": 4000.0}
    whole = problem(values)
    asked = Problem(whole.plan, whole.evidence, whole.seen, whole.targets[1:])
    found, mixed = cheapest(asked), same_mix(asked)
    assert (found.met, mixed.met) == (True, True)
    assert found.cost.sum() <= mixed.cost.sum() * (1.0 + 1e-9)
    assert planned_again(asked, found, values) == pytest.approx(0.5)


SHARED = BOOKED | COSTS | {"line:Events": line_value("Inquiry", "Sales")}


def test_a_marketing_sourced_share_is_a_matter_of_the_mix() -> None:
    values = SHARED | {"goal:2027/marketing_sourced": 0.9}
    whole = problem(values)
    asked = Problem(whole.plan, whole.evidence, whole.seen, whole.targets[1:])
    found = cheapest(asked)
    assert found.met
    assert found.figures[0] >= 0.9 - 1e-6
    assert planned_again(asked, found, values) >= 0.9 - 1e-6
    mixed = same_mix(asked)
    assert not mixed.met
    assert mixed.binding == ("the mix of lines for goal:2027/marketing_sourced",)
    assert 0.0 < mixed.figures[0] < 0.9


@pytest.mark.parametrize("team", [{}, {"team/reps": 10.0, "team/leads_per_rep": 30.0}])
def test_a_share_that_no_factor_reaches_leaves_the_other_goals_their_leads(team) -> None:
    beside = {"goal:2027/pipeline_created": 40e6}
    alone = same_mix(problem(SHARED | beside | team))
    share = {"goal:2027/marketing_sourced": 0.99}
    both = same_mix(problem(SHARED | beside | share | team))
    assert alone.factor is not None
    assert both.factor == pytest.approx(alone.factor)
    assert not both.met
    assert both.binding[-1] == "the mix of lines for goal:2027/marketing_sourced"
    whole = problem(SHARED | share | team)
    asked = Problem(whole.plan, whole.evidence, whole.seen, whole.targets[1:])
    assert same_mix(asked).factor == 1.0


def test_out_of_reach_of_a_team_no_more_than_twice_the_leads_are_asked_for() -> None:
    found = same_mix(problem(BOOKED | {"goal": 9e9, "team/reps": 3.0, "team/leads_per_rep": 9.0}))
    assert not found.met
    assert found.factor is not None
    assert found.factor <= 2.0


def test_goals_of_a_type_are_solved_for_its_lines() -> None:
    values = BOOKED | {
        "line:Events": line_value("Inquiry", "Customer"),
        "goal:2027/bookings/existing": 8e6,
    }
    whole = problem(values)
    asked = Problem(whole.plan, whole.evidence, whole.seen, whole.targets[1:])
    found = same_mix(asked)
    assert found.figures == pytest.approx((8e6,))
    assert found.bookings > 8e6


def test_what_has_no_target() -> None:
    assert not problem(START | {"goal:2026/coverage": 2.0}).targets
    with pytest.raises(RefusedError, match="knows bookings alone"):
        basic(problem(START | {"goal:2026/pipeline_created": 40e6}))


def test_the_calculator_counts_the_largest_goal_of_bookings_and_the_lines_of_its_type() -> None:
    existing = {"goal:2027/bookings/existing": 8e6, "goal:2027/pipeline_created": 4e6}
    events = {"line:Events": line_value("Inquiry", "Customer")}
    found = basic(problem(BOOKED | {"goal": 1e6} | events | existing))
    assert found.volume[0].sum() == 0.0
    assert found.volume[1].sum() > 0.0
    known = [figure for figure in found.figures if not np.isnan(figure)]
    assert known == [8e6], "nothing is claimed of the others"
    nobody = basic(problem(START | existing))
    assert not nobody.met
    assert nobody.binding == ("no line brings bookings",)
