"""From a goal to leads, for scripts and for people; scenarios from the command line."""

import re
from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused


def test_solving_the_plans_goal(fairlead: Fairlead, argued: str) -> None:
    answer = fairlead(f"solve {argued} --json")
    found = answer.json
    assert answer.status == 0
    assert (found["how"], found["reached"]) == ("same-mix", True)
    assert set(found) >= {"binding", "deals", "opportunities", "lines"}
    assert set(found["levers"]) == {"goal", "planned", "more", "bigger", "faster", "together"}
    assert found["bookings"] == pytest.approx(found["goals"][0]["value"])
    for line in found["lines"]:
        assert set(line) == {"line", "volume", "cost", "last_useful_date"}
        assert len(line["volume"]) == 12
        assert line["last_useful_date"] < "2027-12-31"


def test_what_is_solved_reaches_the_goal_when_it_is_stated(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"solve {argued} --json --for 21m").json
    values = [
        f"{line['line']}/volume/{month}={n!r}"
        for line in found["lines"]
        for month, n in zip(found["months"], line["volume"], strict=True)
    ]
    fairlead(f"set {argued} --seat together --scenario", "21m", *values)
    again = fairlead(f"forecast {argued} --json --draws 0 --scenario 21m").json
    assert again["total"] == pytest.approx(21e6)
    assert fairlead(f"forecast {argued} --json --draws 0").json["total"] != pytest.approx(21e6)


def test_the_basic_calculator_and_the_cheapest(fairlead: Fairlead, argued: str) -> None:
    basic = fairlead(f"solve {argued} --json --how basic --for 2m").json
    assert (basic["reached"], basic["bookings"]) == (True, 2e6)
    fairlead(f"set {argued} --seat together", "Paid search/cost=120", "Webinar/cost=60")
    found = fairlead(f"solve {argued} --json --how cheapest").json
    costs = {line["line"]: line["cost"] for line in found["lines"]}
    assert costs["Paid search"] is not None
    assert costs["Events"] is None
    assert "Events" in found["notes"][0]


def test_a_goal_of_a_quarter(fairlead: Fairlead, argued: str) -> None:
    answer = fairlead(f"solve {argued} --json --for", "2027-Q3=6m")
    assert answer.json["goals"][0] == {
        "goal": "goal:2027-Q3",
        "value": 6e6,
        "reached": pytest.approx(6e6),
    }
    fairlead(f"set {argued} --seat marketing", "goal:2027-Q4=5.5m")
    assert fairlead(f"solve {argued} --json --for 2027-Q4").json["goals"][0]["value"] == 5.5e6
    assert_refused(fairlead(f"solve {argued} --for 2027-Q2"), "The plan has no goal for 2027-Q2")
    assert_refused(fairlead(f"solve {argued} --for soon"), "'soon' is not a number")


def test_a_goal_out_of_reach_says_what_binds(fairlead: Fairlead, argued: str) -> None:
    fairlead(f"set {argued} --seat sales", "team/reps=4", "team/open_per_rep=15")
    answer = fairlead(f"solve {argued} --for 90m")
    assert answer.status == 1
    assert any("$90.00m cannot be reached; the nearest is $" in line for line in answer.lines)
    assert "What binds: closing." in answer.lines


def test_a_plan_without_a_goal_has_nothing_to_solve(fairlead: Fairlead, by_hand: str) -> None:
    assert_refused(fairlead(f"solve {by_hand}"), "The plan has no goal to solve for")


def test_goals_of_other_measures_are_told_in_their_own_unit(
    fairlead: Fairlead, argued: str
) -> None:
    pipeline = fairlead(f"solve {argued} --json --for", "2027/pipeline_created=30m").json
    assert pipeline["goals"][0]["reached"] == pytest.approx(30e6)
    coverage = fairlead(f"solve {argued} --json --for", "2027-Q3/coverage=0.9").json
    assert coverage["goals"][0] == {
        "goal": "goal:2027-Q3/coverage",
        "value": 0.9,
        "reached": pytest.approx(0.9),
    }
    share = fairlead(f"solve {argued} --for", "2027/marketing_sourced=99%")
    assert share.status == 1
    assert any("99.0% cannot be reached; the nearest is " in line for line in share.lines)
    assert "What binds: the mix of lines for 2027, marketing-sourced share." in share.lines


def test_every_key_of_forecast_and_solve_is_documented(fairlead: Fairlead, argued: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "planning.md").read_text("utf-8")
    told = page.partition("## JSON of `forecast` and `solve`")[2]
    named = set(re.findall(r"[a-z_0-9]+", told))
    fairlead(f"scenario {argued} --new Slow")
    found = fairlead(f"forecast {argued} --json --draws 50 --scenario Slow").json
    keys = {*found, *found["pipeline"], *found["capacity"], *found["chances"][0]}
    keys |= {*found["goals"][0], *found["lines"][0], *fairlead(f"solve {argued} --json").json}
    assert keys <= named
