"""Typing in a scenario: positions, goals and limits are its own, each step undone."""

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.as_it_stands import as_it_stands
from planner.session.comparing import side
from planner.session.scenarios import (
    Step,
    delete,
    duplicate,
    new,
    outline,
    placed_in,
    plans_beside,
    promote,
    rename,
    results_in,
    scenario_of,
    stated_in,
)

M, S, T = Seat.MARKETING, Seat.SALES, Seat.TOGETHER
VOLUME, RATE, SIZE = "Web/volume", "Web/rate:Lead>Opportunity", "Web/deal_size"
BASE = 1000 * 0.1 * 0.25 * 40e3 * 12


@pytest.fixture
def plan(by_hand: PlanSession) -> PlanSession:
    return by_hand


def take(session: PlanSession, step: Step) -> str:
    session.submit(step.drafts, step.label)
    return step.then


def say(session: PlanSession, scenario: str, *drafts: Draft) -> None:
    plan = session.plan
    session.submit(placed_in(plan, scenario_of(plan, scenario), drafts), "type")


def total(session: PlanSession, scenario: str = "") -> float:
    return results_in(session, scenario_of(session.plan, scenario)).working.total


def test_a_position_typed_in_a_scenario_leaves_the_plan_alone(plan: PlanSession) -> None:
    stretch = take(plan, new(plan.plan, "Stretch", None))
    say(plan, stretch, Draft(T, VOLUME, 2000.0), Draft(T, "plan:months", 6.0))
    half = BASE / 2
    assert (total(plan), total(plan, stretch)) == (pytest.approx(half), pytest.approx(2 * half))
    assert plan.plan.months == 6
    plan.undo()
    assert total(plan, stretch) == pytest.approx(BASE)


def test_clearing_what_is_stated_below_is_refused_and_its_own_is_withdrawn(
    plan: PlanSession,
) -> None:
    stretch = take(plan, new(plan.plan, "Stretch", None))
    with pytest.raises(RefusedError, match="stated below Stretch"):
        say(plan, stretch, Draft(T, VOLUME, None))
    say(plan, stretch, Draft(T, VOLUME, 2000.0))
    say(plan, stretch, Draft(T, VOLUME, None), Draft(T, RATE, None))
    assert total(plan, stretch) == pytest.approx(BASE)


def test_scenarios_are_listed_under_what_they_lie_on(plan: PlanSession) -> None:
    take(plan, new(plan.plan, "Zurich", None))
    stretch = take(plan, new(plan.plan, "Stretch", None))
    wild = take(plan, new(plan.plan, "Wild", scenario_of(plan.plan, stretch)))
    assert [(s.name, d) for s, d in outline(plan.plan)] == [
        ("Stretch", 0),
        ("Wild", 1),
        ("Zurich", 0),
    ]
    inside = stated_in(plan.plan, scenario_of(plan.plan, wild), VOLUME)
    assert list(inside.values()) == ["Stretch", "Wild"]


def test_duplicating_renaming_promoting_and_deleting_are_one_step_each(plan: PlanSession) -> None:
    stretch = take(plan, new(plan.plan, "Stretch", None))
    say(plan, stretch, Draft(T, VOLUME, 2000.0))
    found = scenario_of(plan.plan, stretch)
    assert found is not None
    twin = take(plan, duplicate(plan.plan, found, "Hope"))
    say(plan, twin, Draft(T, SIZE, 80e3))
    assert (total(plan, stretch), total(plan, twin)) == (
        pytest.approx(2 * BASE),
        pytest.approx(4 * BASE),
    )
    take(plan, rename(plan.plan, found, "Reach"))
    assert [s.name for s, _ in outline(plan.plan)] == ["Hope", "Reach"]
    hope = scenario_of(plan.plan, twin)
    assert hope is not None
    assert take(plan, promote(plan.plan, hope)) == ""
    assert total(plan) == pytest.approx(4 * BASE)
    assert take(plan, delete(plan.plan, found)) == ""
    assert plan.plan.scenarios == ()
    plan.undo()
    plan.undo()
    assert total(plan) == pytest.approx(BASE)
    assert total(plan, twin) == pytest.approx(4 * BASE)


def test_the_plan_and_what_a_scenario_lies_on_are_shown_beside_it(plan: PlanSession) -> None:
    made: dict[str, str] = {}
    for name, parent in (("A", ""), ("B", ""), ("C", "B"), ("D", "")):
        step = new(plan.plan, name, scenario_of(plan.plan, made.get(parent, "")))
        plan.submit(step.drafts, step.label)
        made[name] = step.then

    def beside(name: str) -> list[str]:
        return [
            each for each, _ in plans_beside(plan.plan, scenario_of(plan.plan, made.get(name, "")))
        ]

    assert beside("") == ["A", "B", "C"]
    assert beside("C") == ["B", "Base", "A"]
    assert beside("A") == ["Base", "B", "C"]


def test_sides_asked_for_before_an_edit_are_of_the_plan_before_it(plan: PlanSession) -> None:
    stretch = take(plan, new(plan.plan, "Stretch", None))
    stood, here = as_it_stands(plan), plan.results
    plan.submit((Draft(T, VOLUME, 2000.0),), "type, while a thread is about to compare")
    asked = [side(stood, here, id_) for id_ in ("", stretch, M.value)]
    assert [each.seen.total for each in asked] == [pytest.approx(BASE)] * 3
    now = [side(plan, plan.results, id_) for id_ in ("", stretch, M.value)]
    assert [each.seen.total for each in now] == [pytest.approx(2 * BASE)] * 3
