"""Goals and team in the settings form: as they stand, and the edits that changed texts mean."""

from dataclasses import replace

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.evidence.season import measured_season
from planner.plan.document import Bounds, Plan
from planner.plan.fold import fold
from planner.plan.goals import Business, Measure
from planner.plan.scenarios import in_scenario
from planner.plan.seasons import FLAT, MEASURED
from planner.sheets.settings_limits import AS_BELOW, BoundSetting, limits_settings
from planner.sheets.settings_planning import (
    GoalSetting,
    Planning,
    planning_drafts,
    planning_settings,
)
from tests.sheets.plans import M, S, T, evidence, log_of

EMPTY = planning_settings(fold(log_of()), S)
GOALS = (
    GoalSetting("plan", "19m"),
    GoalSetting("2027-Q2", "5m"),
    GoalSetting("2027", "55%", Measure.SOURCED),
    GoalSetting("2027-03", "2.5m", Measure.PIPELINE, Business.NEW),
)
TEAM = {
    "team/reps": "12",
    "team/ramp": "25%, 60%, 100%",
    "team/leads_per_rep": "40",
    "team/open_per_rep": "25",
}
WANTED = replace(
    EMPTY,
    goals=GOALS,
    phasing="20, 25, 25, 30",
    team=tuple(replace(field, text=TEAM.get(field.key, "")) for field in EMPTY.team),
    hires=(("2027-04", "2"), ("2027-07", "3")),
)


def said(plan: Plan, wanted: Planning, seat=S) -> list[tuple[str, object]]:
    return [(d.key, d.value) for d in planning_drafts(plan, None, wanted, seat)]


def made(wanted: Planning) -> Plan:
    drafts = planning_drafts(fold(log_of()), None, wanted, S)
    return fold(log_of(*((d.seat, d.key, d.value) for d in drafts)))


def test_a_form_states_goals_and_team_and_shows_them_again() -> None:
    plan = made(WANTED)
    shown = planning_settings(plan, S)
    values = {(g.period, g.measure, g.business): g.value for g in shown.goals}
    assert values == {
        ("plan", Measure.BOOKINGS, Business.ALL): "19000000",
        ("2027-Q2", Measure.BOOKINGS, Business.ALL): "5000000",
        ("2027", Measure.SOURCED, Business.ALL): "55%",
        ("2027-03", Measure.PIPELINE, Business.NEW): "2500000",
    }
    assert (shown.phasing, shown.hires) == ("20, 25, 25, 30", WANTED.hires)
    texts = {field.key: field.text for field in shown.team if field.text}
    assert texts == TEAM
    assert said(plan, shown) == []


def test_what_a_seat_does_not_say_stands_as_a_ghost() -> None:
    fields = {field.key: field for field in planning_settings(made(WANTED), M).team}
    assert (fields["team/reps"].text, fields["team/reps"].ghost) == ("", "12")
    assert fields["team/ramp"].ghost == "25%, 60%, 100%"


def test_what_is_removed_or_cleared_is_withdrawn() -> None:
    plan = made(WANTED)
    stood = planning_settings(plan, S)
    team = tuple(
        replace(field, text="50%") if field.key == "team/ramp" else field for field in stood.team
    )
    fewer = replace(stood, goals=stood.goals[:1], team=team, hires=stood.hires[1:])
    found = dict(said(plan, fewer))
    assert {key for key, value in found.items() if value is None} >= {
        "team/reps/2027-04",
        "team/ramp:1",
        "team/ramp:2",
    }
    assert found["team/ramp:0"] == 0.5
    assert sum(key.startswith("goal") for key in found) == 3


LIMITED = replace(
    EMPTY.limits,
    budget="1.2m",
    season=MEASURED,
    months=("0.8", *("",) * 10, "1.3"),
    bounds=(BoundSetting("Paid search", "100", "3k"),),
)


def test_budget_bounds_and_season_are_stated_and_shown_again() -> None:
    plan = made(replace(EMPTY, limits=LIMITED))
    assert (plan.budget, plan.seasonal, plan.season) == (1_200_000.0, True, {1: 0.8, 12: 1.3})
    assert plan.bounds == {"Paid search": Bounds(100.0, 3000.0)}
    shown = planning_settings(plan, S)
    assert said(plan, shown) == []
    assert (shown.limits.budget, shown.limits.months[-1]) == ("1200000", "1.3")
    bare = planning_drafts(plan, None, EMPTY, S)
    assert {d.key for d in bare if d.value is None} == {
        "budget", "plan:season", "plan:season:01", "plan:season:12", "least:Paid search",
        "most:Paid search",
    }  # fmt: skip


def test_what_holds_where_no_limit_is_set_stands_in_grey() -> None:
    plan, data = fold(log_of()), evidence()
    limits = planning_settings(plan, S, evidence=data).limits
    assert limits.bounds == (BoundSetting("Paid search", "", "", "2,000"),)
    assert limits.ghosts(FLAT) == ("1",) * 12
    seasonal = limits.ghosts(MEASURED)
    assert [float(index) for index in seasonal] == pytest.approx(measured_season(data), abs=0.0051)
    assert limits_settings(plan, None).ghosts(MEASURED) == ("1",) * 12


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (replace(WANTED, goals=(GoalSetting("2027-Q5", "1m"),)), "'2027-Q5' is no period"),
        (replace(WANTED, goals=(GOALS[0], GoalSetting("", "1m"))), "There are two goals"),
        (replace(WANTED, phasing="1, 2"), "are not the weights"),
        (replace(WANTED, hires=(("soon", "2"),)), "'soon' is no month"),
        (replace(WANTED, goals=(GoalSetting("plan", "many"),)), "many"),
        (replace(EMPTY, limits=replace(LIMITED, budget="plenty")), "plenty"),
        (
            replace(
                EMPTY,
                limits=replace(LIMITED, bounds=(BoundSetting("Paid search", "9k", "3k"),)),
            ),
            "The least of Paid search is above its most",
        ),
    ],
)
def test_what_means_nothing_is_refused(wanted: Planning, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        planning_drafts(fold(log_of()), None, wanted, T)


DOWN = T, "scenario:down", '{"name": "Down", "parent": ""}'


def inside(*said: tuple[Seat, str, float | str | None]) -> Plan:
    """The plan as it is in its only scenario."""
    plan = fold(log_of(*said))
    return in_scenario(plan, plan.scenarios[0])


def test_a_scenarios_season_is_stated_left_to_what_it_lies_on_and_shown() -> None:
    base = (T, "plan:season", MEASURED), (T, "plan:season:07", 0.8), DOWN
    plan = inside(*base)
    shown = planning_settings(plan, S)
    assert shown.limits.seasons[0] == (AS_BELOW, "As in Base: as measured")
    assert (shown.limits.season, shown.limits.months[6]) == (AS_BELOW, "0.8")
    assert shown.limits.ghosts(AS_BELOW) == shown.limits.ghosts(MEASURED)
    assert said(plan, shown) == []
    months = ("0.7", *shown.limits.months[1:])
    wanted = replace(shown, limits=replace(shown.limits, season=FLAT, months=months))
    assert [(d.key, d.value) for d in planning_drafts(plan, None, wanted, S)] == [
        ("plan:season", FLAT), ("plan:season:01", 0.7)
    ]  # fmt: skip
    plan = inside(*base, (S, "scenario:down/plan:season", FLAT))
    shown = planning_settings(plan, S)
    assert shown.limits.season == FLAT
    wanted = replace(shown, limits=replace(shown.limits, season=AS_BELOW))
    assert [(d.key, d.value) for d in planning_drafts(plan, None, wanted, S)] == [
        ("plan:season", None)
    ]


def test_a_years_weights_can_be_taken_from_the_measured_season() -> None:
    """The fiscal year begins in April, so that April's index comes first."""
    plan, data = fold(log_of((T, "plan:fiscal_start", 4.0))), evidence()
    index = measured_season(data)
    assert index is not None
    shown = planning_settings(plan, S, evidence=data)
    wanted = replace(shown, phasing=shown.season)
    (draft,) = planning_drafts(plan, data, wanted, S)
    weights = [float(weight) for weight in str(draft.value).split(",")]
    assert weights == pytest.approx([*index[3:], *index[:3]], abs=0.0051)
    (typed,) = planning_drafts(plan, data, replace(shown, phasing="measured"), S)
    assert typed.value == draft.value
    with pytest.raises(RefusedError, match="No season was measured"):
        planning_drafts(plan, None, replace(shown, phasing="measured"), S)
