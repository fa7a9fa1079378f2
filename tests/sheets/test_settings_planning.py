"""Goals and team in the settings form: as they stand, and the edits that changed texts mean."""

from dataclasses import replace

import pytest

from planner.base.problem import RefusedError
from planner.plan.document import Plan
from planner.plan.fold import fold
from planner.plan.goals import Business, Measure
from planner.sheets.settings_planning import (
    GoalSetting,
    Planning,
    planning_drafts,
    planning_settings,
)
from tests.sheets.plans import M, S, T, log_of

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


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (replace(WANTED, goals=(GoalSetting("2027-Q5", "1m"),)), "'2027-Q5' is no period"),
        (replace(WANTED, goals=(GOALS[0], GoalSetting("", "1m"))), "There are two goals"),
        (replace(WANTED, phasing="1, 2"), "are not the weights"),
        (replace(WANTED, hires=(("soon", "2"),)), "'soon' is no month"),
        (replace(WANTED, goals=(GoalSetting("plan", "many"),)), "many"),
    ],
)
def test_what_means_nothing_is_refused(wanted: Planning, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        planning_drafts(fold(log_of()), None, wanted, T)
