"""What is assumed of the team is stated as any position is."""

import pytest

from planner.plan.fold import fold
from planner.plan.keys import TEAM, Driver, DriverKind
from planner.plan.log import Log
from planner.plan.resolve import resolve
from planner.plan.team_assumptions import team_assumptions
from planner.plan.typed import typed_drafts
from tests.plan_words import MARKETING, SALES, gesture, lines, says


def typed(log: Log, key: str, text: str, seat=SALES) -> Log:
    return gesture(log, list(typed_drafts(fold(log), None, key, seat=seat, text=text)))


def test_sales_answers_for_the_team() -> None:
    log = says(says(lines("Paid"), MARKETING, "team/reps", 20.0), SALES, "team/reps", 12.0)
    found = resolve(fold(log), None, TEAM, Driver(DriverKind.REPS))
    assert (found.working, str(found.owner), found.key) == (12.0, "sales", "team/reps")


def test_nobody_starts_in_a_month_unless_it_is_said() -> None:
    plan = fold(says(lines("Paid"), SALES, "team/reps", 12.0))
    assert resolve(plan, None, TEAM, Driver(DriverKind.REPS), plan.start).working is None


def test_a_ramp_is_typed_as_a_list() -> None:
    log = typed(lines("Paid"), "team/ramp", "25%,60%,85%,100%")
    assert [a.working for a in team_assumptions(fold(log))] == [0.25, 0.6, 0.85, 1.0]
    shorter = typed(log, "team/ramp", "50%, 1")
    assert [a.working for a in team_assumptions(fold(shorter))] == [0.5, 0.01]
    single = typed(shorter, "team/ramp:1", "90%")
    assert [a.key for a in team_assumptions(fold(single))] == ["team/ramp:0", "team/ramp:1"]
    assert team_assumptions(fold(typed(single, "team/ramp", ""))) == ()


@pytest.mark.parametrize("key", ["team/reps/2027-04", "TEAM/Leads_per_rep", "team/quota"])
def test_what_can_be_said_of_the_team(key: str) -> None:
    (found,) = team_assumptions(fold(typed(lines("Paid"), key, "7")))
    assert found.key == key.casefold()
