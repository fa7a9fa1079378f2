"""Scenarios from the command line: made, renamed, duplicated, promoted, deleted, and looked at."""

import pytest

from planner.base.units import money_short
from tests.cli.running import Fairlead, assert_refused

VOLUME = "Paid search/volume"


@pytest.fixture
def stretched(fairlead: Fairlead, argued: str) -> str:
    """The sample plan with Stretch, in which paid search brings twice the leads."""
    assert fairlead(f"scenario {argued} --new Stretch").status == 0
    fairlead(f"set {argued} --seat together --scenario stretch", f"{VOLUME}=+100%")
    return argued


def names(fairlead: Fairlead, plan: str) -> dict[str, str | None]:
    found = fairlead(f"scenario {plan} --json").json["scenarios"]
    return {row["name"]: row["on"] for row in found}


def working(fairlead: Fairlead, plan: str, *words: str) -> float:
    (found,) = fairlead(f"show {plan} --json", VOLUME, *words).json["assumptions"]
    value: float = found["working"]
    return value


def test_a_scenario_lists_what_it_states_and_brings(fairlead: Fairlead, stretched: str) -> None:
    found = fairlead(f"scenario {stretched} --json").json
    (row,) = found["scenarios"]
    assert (row["name"], row["on"], row["assumptions"]) == ("Stretch", None, 1)
    whole = fairlead(f"forecast {stretched} --json --draws 0 --scenario Stretch").json
    assert row["bookings"] == pytest.approx(whole["total"])
    assert row["bookings"] > found["base"]["bookings"]
    assert "Stretch" in fairlead(f"scenario {stretched}").lines[-1]


def test_a_bridge_runs_from_the_plan_itself_by_its_name(fairlead: Fairlead, stretched: str) -> None:
    listed = fairlead(f"scenario {stretched} --json").json
    found = fairlead(f"bridge {stretched} --json --from base --to stretch").json
    assert found["from"] == "Base"
    gap = listed["scenarios"][0]["bookings"] - listed["base"]["bookings"]
    assert found["gap"] == pytest.approx(gap)
    assert fairlead(f"scenario {stretched}").lines[1].startswith("Base ")


def test_set_tells_what_the_scenario_brings_that_it_was_stated_in(
    fairlead: Fairlead, stretched: str
) -> None:
    said = fairlead(f"set {stretched} --seat together --scenario Stretch", f"{VOLUME}=+100%").lines
    (row,) = fairlead(f"scenario {stretched} --json").json["scenarios"]
    assert said[-1] == f"Bookings in Stretch: {money_short(row['bookings'], 'USD')}."


def test_show_reads_an_assumption_in_a_scenario(fairlead: Fairlead, stretched: str) -> None:
    base = working(fairlead, stretched)
    assert working(fairlead, stretched, "--scenario", "Stretch") == pytest.approx(2 * base)


def test_a_scenario_is_renamed_and_duplicated(fairlead: Fairlead, stretched: str) -> None:
    fairlead(f"scenario {stretched} --new Higher --on Stretch")
    fairlead(f"scenario {stretched} --rename Stretch Bold")
    assert names(fairlead, stretched) == {"Bold": None, "Higher": "Bold"}
    fairlead(f"scenario {stretched} --duplicate bold Bolder")
    assert names(fairlead, stretched) == {"Bold": None, "Bolder": None, "Higher": "Bold"}
    same = [working(fairlead, stretched, "--scenario", name) for name in ("Bold", "Bolder")]
    assert same[0] == same[1]


def test_a_promoted_scenario_becomes_the_plans_own(fairlead: Fairlead, stretched: str) -> None:
    base = working(fairlead, stretched)
    answer = fairlead(f"scenario {stretched} --promote Stretch")
    assert answer.lines[0] == "Promote Stretch."
    assert working(fairlead, stretched) == pytest.approx(2 * base)
    assert names(fairlead, stretched) == {}


def test_a_deleted_scenario_leaves_its_children_on_the_plan(
    fairlead: Fairlead, stretched: str
) -> None:
    fairlead(f"scenario {stretched} --new Higher --on Stretch")
    base = working(fairlead, stretched)
    said = fairlead(f"scenario {stretched} --delete Stretch").lines
    assert said[0] == "Delete Stretch and put Higher on Base."
    assert names(fairlead, stretched) == {"Higher": None}
    assert working(fairlead, stretched, "--scenario", "Higher") == base


def test_what_cannot_be_done_is_refused(fairlead: Fairlead, stretched: str) -> None:
    plan = f"scenario {stretched}"
    assert_refused(fairlead(f"{plan} --new stretch"), "There is a scenario 'stretch' already")
    assert_refused(fairlead(f"{plan} --new base"), "The plan itself is called Base")
    assert_refused(fairlead(f"{plan} --delete Slow"), "The plan has no scenario 'Slow'")
    assert_refused(fairlead(f"{plan} --on Stretch"), "Only a new scenario can be put on another")
    assert_refused(fairlead(f"{plan} --new A --delete Stretch"), "not allowed with argument")


def test_a_scenario_has_its_own_season(fairlead: Fairlead, stretched: str) -> None:
    def entered(*words: str) -> list[float]:
        found = fairlead(f"forecast {stretched} --json --draws 0", *words).json
        line = next(one for one in found["lines"] if one["line"] == "Paid search")
        months: list[float] = line["entries"]["Inquiry"]
        return months

    base, before = entered(), entered("--scenario", "Stretch")
    said = fairlead(
        f"set {stretched} --seat marketing --scenario Stretch", "plan:season:07=0.5"
    ).lines
    assert said[0].startswith("scenario:stretch/plan:season:07: nothing → 0.50")
    after = entered("--scenario", "Stretch")
    assert after[6] == pytest.approx(before[6] / 2)
    assert after[:6] + after[7:] == before[:6] + before[7:]
    assert entered() == base
    (row,) = fairlead(f"scenario {stretched} --json").json["scenarios"]
    assert row["settings"] == {"plan:season:07": 0.5}
    fairlead(f"set {stretched} --seat sales --scenario Stretch", "plan:season:07=")
    assert entered("--scenario", "Stretch") == before


def test_a_scenario_has_its_own_goal_and_budget(fairlead: Fairlead, stretched: str) -> None:
    def seen(command: str, *words: str) -> dict[str, object]:
        found: dict[str, object] = fairlead(f"{command} {stretched} --json", *words).json
        return found

    base = seen("forecast", "--draws", "0")["goal"]
    answer = fairlead(
        f"set {stretched} --seat sales --scenario Stretch", "goal=30m", "goal:2027-Q1=5m"
    )
    assert answer.lines[0].startswith("scenario:stretch/goal: nothing → $30,000,000")
    here = seen("forecast", "--draws", "0", "--scenario", "Stretch")
    assert (here["goal"], seen("forecast", "--draws", "0")["goal"]) == (30e6, base)
    solved = seen("solve", "--scenario", "Stretch")["goals"]
    assert [goal["value"] for goal in solved][:2] == [30e6, 5e6]
    (row,) = fairlead(f"scenario {stretched} --json").json["scenarios"]
    assert row["settings"] == {"goal": 30e6, "goal:2027-Q1": 5e6}
    assert "1 assumption, 2 settings" in fairlead(f"scenario {stretched}").lines[-1]
    fairlead(f"set {stretched} --seat sales --scenario Stretch", "goal=")
    assert seen("forecast", "--draws", "0", "--scenario", "Stretch")["goal"] == base
