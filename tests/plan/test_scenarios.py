"""Scenarios: what lies on top counts, whoever said it when; the plan itself stays as it was."""

import pytest

from planner.base.problem import RefusedError
from planner.plan.document import Adjusted, Bounds, Plan, Scenario
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.keys import Driver, DriverKind
from planner.plan.log import Log, merge
from planner.plan.resolve import resolve
from planner.plan.scenarios import (
    created,
    deleted,
    duplicated,
    in_scenario,
    promoted,
    renamed,
    scenario_named,
)
from planner.plan.typed import typed_drafts
from tests.plan_words import MARKETING, SALES, TOGETHER, gesture, lines, says

HAND_OFF = Driver(DriverKind.RATE, 1)
KEY = "Paid/rate:MQL>SAL"


def made(log: Log, name: str, parent: str = "") -> Log:
    plan = fold(log)
    _, draft = created(plan, name, scenario_named(plan, parent) if parent else None)
    return gesture(log, [draft])


def stated(log: Log, scenario: str, text: str, key: str = KEY, seat=TOGETHER) -> Log:
    plan = fold(log)
    found = scenario_named(plan, scenario)
    return gesture(log, list(typed_drafts(plan, None, key, seat=seat, text=text, scenario=found)))


def value(log: Log, scenario: str = "") -> float | None:
    plan = fold(log)
    if scenario:
        plan = in_scenario(plan, scenario_named(plan, scenario))
    return resolve(plan, None, "Paid", HAND_OFF).working


@pytest.fixture
def log() -> Log:
    base = says(lines("Paid"), TOGETHER, KEY, 0.5)
    return stated(made(base, "Stretch"), "Stretch", "60%")


def test_a_scenario_leaves_the_plan_alone(log: Log) -> None:
    assert (value(log), value(log, "stretch")) == (0.5, 0.6)
    plan = in_scenario(fold(log), scenario_named(fold(log), "STRETCH"))
    assert (plan.scenarios, plan.lines) == ((), fold(log).lines)


def test_a_child_lies_on_its_parent_and_follows_it(log: Log) -> None:
    child = made(log, "Wild", "Stretch")
    assert value(child, "Wild") == 0.6
    assert value(stated(child, "Stretch", "70%"), "Wild") == 0.7
    assert value(stated(child, "Wild", "+10pt"), "Wild") == pytest.approx(0.7)


def test_what_the_plan_agrees_on_later_does_not_reach_through(log: Log) -> None:
    assert value(says(log, TOGETHER, KEY, 0.55), "Stretch") == 0.6


def test_a_position_on_top_reopens_what_is_agreed_below(log: Log) -> None:
    log = says(made(log, "Doubt"), TOGETHER, KEY, 0.52)
    log = stated(stated(log, "Doubt", "40%", seat=SALES), "Doubt", "65%", seat=MARKETING)
    plan = in_scenario(fold(log), scenario_named(fold(log), "Doubt"))
    assert str(resolve(plan, None, "Paid", HAND_OFF).status) == "disputed"
    assert value(log) == 0.52


def test_an_empty_text_falls_back_to_the_parent(log: Log) -> None:
    assert value(stated(log, "Stretch", ""), "Stretch") == 0.5
    assert stated(made(log, "Wild", "Stretch"), "Wild", "") == made(log, "Wild", "Stretch")


def test_a_name_changes_and_positions_stay(log: Log) -> None:
    plan = fold(log)
    log = gesture(log, list(renamed(plan, scenario_named(plan, "Stretch"), "Best case")))
    assert value(log, "best case") == 0.6
    again = made(log, "Stretch")
    assert value(again, "Stretch") == 0.5
    with pytest.raises(RefusedError, match="There is a scenario 'stretch' already"):
        created(fold(again), "stretch")


def test_a_duplicate_goes_its_own_way(log: Log) -> None:
    plan = fold(log)
    log = gesture(log, list(duplicated(plan, scenario_named(plan, "Stretch"), "Twin")))
    log = stated(log, "Twin", "80%")
    assert (value(log, "Stretch"), value(log, "Twin")) == (0.6, 0.8)


def test_promoting_makes_it_the_plan_and_children_stay_as_they_are(log: Log) -> None:
    log = stated(made(log, "Wild", "Stretch"), "Wild", "90%", key="Paid/rate:Inquiry>MQL")
    plan = fold(log)
    after = gesture(log, list(promoted(plan, scenario_named(plan, "Stretch"))))
    assert (value(after), value(after, "Wild")) == (0.6, 0.6)
    assert [s.name for s in fold(after).scenarios] == ["Wild"]


def test_deleting_leaves_nothing_behind(log: Log) -> None:
    log = made(log, "Wild", "Stretch")
    plan = fold(log)
    after = gesture(log, list(deleted(plan, scenario_named(plan, "Stretch"))))
    assert value(after, "Wild") == 0.5
    assert value(made(after, "Stretch"), "Stretch") == 0.5
    with pytest.raises(RefusedError, match=r"no scenario 'Stretch'\. Its scenarios: Wild"):
        scenario_named(fold(after), "Stretch")


def test_a_ring_of_parents_is_cut() -> None:
    plan = Plan(scenarios=(Scenario("a", "A", "b"), Scenario("b", "B", "a")))
    assert in_scenario(plan, plan.scenarios[0]).claims == {}


def test_two_copies_that_start_the_same_scenario_share_it(log: Log) -> None:
    base = lines("Paid")
    mine, theirs = made(base, "Stretch"), made(base, "Stretch")
    both = stated(mine, "Stretch", "60%").add(
        edit for edit in gesture(theirs, [Draft(TOGETHER, "budget", 5.0)], "Bob").edits
    )
    assert [s.name for s in fold(both).scenarios] == ["Stretch"]
    assert value(both, "Stretch") == 0.6


def money(log: Log, scenario: str = "") -> tuple[object, ...]:
    """The plan's goals by key, its whole goal, budget and bounds of the line, in a scenario."""
    plan = fold(log)
    if scenario:
        plan = in_scenario(plan, scenario_named(plan, scenario))
    goals = {goal.key(plan.fiscal_start): goal.value for goal in plan.goals}
    bounds = plan.bounds.get("Paid", Bounds())
    return goals, plan.goal, plan.budget, (bounds.least, bounds.most)


@pytest.fixture
def bounded(log: Log) -> Log:
    """A plan with a goal, a budget and a bound, of which Stretch has its own."""
    for key, value in (("goal", 100.0), ("budget", 9.0), ("most:Paid", 80.0)):
        log = says(log, TOGETHER, key, value)
    for key, text in (("goal", "150"), ("goal:1970-03", "20"), ("least:Paid", "30")):
        log = stated(log, "Stretch", text, key, MARKETING)
    return log


def test_a_scenario_has_goals_budget_and_bounds_of_its_own(bounded: Log) -> None:
    log = stated(bounded, "Stretch", "12", "budget")
    assert money(log) == ({"goal": 100.0}, 100.0, 9.0, (None, 80.0))
    goals = {"goal": 150.0, "goal:1970-03": 20.0}
    assert money(log, "Stretch") == (goals, 150.0, 12.0, (30.0, 80.0))


def test_a_setting_emptied_in_a_scenario_is_again_as_below(bounded: Log) -> None:
    log = stated(made(bounded, "Wild", "Stretch"), "Wild", "170", "goal")
    log = stated(log, "Wild", "70", "most:Paid")
    assert money(log, "Wild")[1:] == (170.0, 9.0, (30.0, 70.0))
    log = stated(stated(log, "Wild", "", "goal"), "Wild", "", "most:Paid")
    assert money(log, "Wild") == money(log, "Stretch")
    assert stated(log, "Wild", "", "goal") == log
    assert stated(log, "Stretch", "150", "goal") == log


def test_what_is_typed_relative_starts_from_what_holds_in_the_scenario(bounded: Log) -> None:
    log = stated(made(bounded, "Wild", "Stretch"), "Wild", "+10%", "goal")
    assert money(log, "Wild")[1] == pytest.approx(165.0)


def test_whoever_sets_it_last_counts_for_all_seats(bounded: Log) -> None:
    assert money(stated(bounded, "Stretch", "140", "goal", SALES), "Stretch")[1] == 140.0


def test_settings_are_duplicated_promoted_and_deleted_with_the_rest(bounded: Log) -> None:
    plan = fold(bounded)
    stretch = scenario_named(plan, "Stretch")
    twin = gesture(bounded, list(duplicated(plan, stretch, "Twin")))
    assert money(twin, "Twin") == money(twin, "Stretch")
    after = gesture(bounded, list(promoted(plan, stretch)))
    assert money(after) == money(bounded, "Stretch")
    gone = gesture(bounded, list(deleted(plan, stretch)))
    assert money(made(gone, "Stretch"), "Stretch") == money(bounded)


def season(log: Log, scenario: str = "") -> tuple[bool | None, dict[int, float]]:
    """Whether the season is measured, and each index, in a scenario."""
    plan = fold(log)
    if scenario:
        plan = in_scenario(plan, scenario_named(plan, scenario))
    return plan.seasonal, dict(plan.season)


@pytest.fixture
def seasonal(log: Log) -> Log:
    """A plan that follows the measured year but in July; Stretch does not, but in May."""
    for key, value in (("plan:season", "measured"), ("plan:season:07", 0.8)):
        log = says(log, TOGETHER, key, value)
    for key, text in (("plan:season", "flat"), ("plan:season:05", "1.3"), ("plan:season:07", "1")):
        log = stated(log, "Stretch", text, key, SALES)
    return log


def test_a_scenario_has_a_season_of_its_own(seasonal: Log) -> None:
    assert season(seasonal) == (True, {7: 0.8})
    assert season(seasonal, "Stretch") == (False, {5: 1.3, 7: 1.0})
    log = stated(made(seasonal, "Wild", "Stretch"), "Wild", "+10%", "plan:season:05")
    assert season(log, "Wild") == (False, {5: pytest.approx(1.43), 7: 1.0})


def test_a_season_emptied_in_a_scenario_is_again_as_below(seasonal: Log) -> None:
    for key in ("plan:season", "plan:season:05", "plan:season:07"):
        assert stated(seasonal, "Stretch", "", key) != seasonal
        seasonal = stated(seasonal, "Stretch", "", key)
    assert season(seasonal, "Stretch") == season(seasonal) == (True, {7: 0.8})
    assert stated(seasonal, "Stretch", "", "plan:season") == seasonal


def test_a_season_is_duplicated_promoted_and_deleted_with_the_rest(seasonal: Log) -> None:
    plan = fold(seasonal)
    stretch = scenario_named(plan, "Stretch")
    twin = gesture(seasonal, list(duplicated(plan, stretch, "Twin")))
    assert season(twin, "Twin") == season(twin, "Stretch")
    assert season(gesture(seasonal, list(promoted(plan, stretch)))) == (False, {5: 1.3, 7: 1.0})
    gone = gesture(seasonal, list(deleted(plan, stretch)))
    assert season(made(gone, "Stretch"), "Stretch") == season(seasonal)


def test_seasons_of_two_copies_unite_whatever_the_order(seasonal: Log) -> None:
    mine = stated(seasonal, "Stretch", "1.5", "plan:season:05")
    theirs = gesture(seasonal, [Draft(SALES, "scenario:stretch/plan:season:02", 0.9)], "Bob")
    for both in (merge(mine, theirs), merge(theirs, mine)):
        assert season(both, "Stretch") == (False, {2: 0.9, 5: 1.5, 7: 1.0})


def test_a_plan_in_a_scenario_knows_what_the_scenario_states(bounded: Log) -> None:
    plan = fold(made(bounded, "Wild", "Stretch"))
    within = in_scenario(plan, scenario_named(plan, "Wild")).within
    assert within is not None
    assert (within.name, within.below, within.under.goal) == ("Wild", "Stretch", 150.0)
    assert (within.claims, within.settings) == ({}, Adjusted())


def test_without_a_scenario_it_is_the_plan_itself() -> None:
    plan = fold(made(lines(), "Stretch"))
    assert in_scenario(plan, None) is plan
    assert in_scenario(plan, plan.scenarios[0]) is not plan
