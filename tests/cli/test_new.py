"""Making a plan by hand, and its goal."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused


def test_a_new_plan_has_its_settings_and_lines(fairlead: Fairlead) -> None:
    made = fairlead(
        "new p.fairlead --start 2027-04 --months 18 --currency eur --stages Lead>Deal>Won --json"
        " --line Outbound:deal --line",
        "Ads: brand".replace(":", "%3A"),
    )
    assert made.status == 0
    assert made.json["refused"] == []
    assert [set(edit) for edit in made.json["edits"]] == [{"key", "seat", "before", "after"}] * 6
    after = {edit["key"]: edit["after"] for edit in made.json["edits"]}
    assert after["plan:stages"] == "Lead>Deal>Won"
    assert (after["plan:start"], after["plan:months"]) == ("2027-04", 18)
    assert after["plan:currency"] == "EUR"
    lines = fairlead("forecast p.fairlead --json").json["lines"]
    assert [line["line"] for line in lines] == ["Outbound", "Ads: brand"]
    keys = [a["key"] for a in fairlead("show p.fairlead --json").json["assumptions"]]
    assert "Outbound/rate:Deal>Won" in keys
    assert "Outbound/rate:Lead>Deal" not in keys
    assert "Ads%3A brand/rate:Lead>Deal" in keys


def test_a_new_plan_says_what_it_is(fairlead: Fairlead) -> None:
    assert fairlead("new p.fairlead --start 2027-01 --line Web").lines == [
        "Made p.fairlead: 1 line, from 2027-01 for 12 months."
    ]


def test_a_plan_that_is_there_is_not_overwritten(fairlead: Fairlead, by_hand: str) -> None:
    before = Path(by_hand).read_bytes()
    assert_refused(fairlead(f"new {by_hand}"), "There is a file of that name already")
    assert Path(by_hand).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--months 0", "A plan has 1 to 60 months (--months)."),
        ("--months 61", "A plan has 1 to 60 months"),
        ("--months many", "Argument --months: invalid int value: 'many'. See fairlead new --help."),
        ("--start soon", "'soon' is not a month (--start). Write it as 2027-01."),
        ("--start 2027-13", "'2027-13' is not a month"),
        ("--stages One", "Stages are 2 to 8 different names"),
        ("--stages A>a", "Stages are 2 to 8 different names"),
        ("--line Web:Won", "No line can enter at 'Won' (--line). Use Inquiry, MQL, SAL, Opp"),
        ("--line :MQL", "A line needs a name"),
        ("--line Web --line web:MQL", "There are two lines 'web'"),
        ("--currency dollars", "'dollars' is no currency code"),
        ("--colour red", "Unrecognized arguments: --colour red. See fairlead --help."),
    ],
)
def test_what_makes_no_plan(fairlead: Fairlead, words: str, said: str) -> None:
    assert_refused(fairlead(f"new p.fairlead {words}"), said)
    assert list(Path().iterdir()) == []


def test_a_plan_needs_a_folder_that_exists(fairlead: Fairlead) -> None:
    assert_refused(fairlead("new no/such/p.fairlead"), "There is no such folder")
    assert list(Path().iterdir()) == []


def test_the_goal_and_the_time_it_is_for(fairlead: Fairlead, by_hand: str) -> None:
    said = fairlead(f"goal {by_hand} 2m --year 2028 --months 6 --json")
    assert said.status == 0
    assert said.json["edits"] == [
        {"key": "goal", "seat": "together", "before": None, "after": 2_000_000},
        {"key": "plan:start", "seat": "together", "before": "2027-01", "after": "2028-01"},
        {"key": "plan:months", "seat": "together", "before": 12, "after": 6},
    ]
    forecast = fairlead(f"forecast {by_hand} --json").json
    assert forecast["goal"] == 2_000_000
    assert forecast["gap"] == -2_000_000
    assert forecast["months"] == [f"2028-{month:02d}" for month in range(1, 7)]


def test_a_goal_is_said_in_money_and_may_be_relative(fairlead: Fairlead, by_hand: str) -> None:
    fairlead(f"goal {by_hand} 2m")
    assert fairlead(f"goal {by_hand} +10%").lines == [
        "goal: $2,000,000 → $2,200,000",
        "Bookings of the working plan: $0.",
    ]
    assert fairlead(f"goal {by_hand} --json", "").json["edits"][0]["after"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lots", "'lots' is not a number"),
        ("?", "There is no evidence to take here"),
        ("2m --year 99999", "'99999-01' is not a month (--year)"),
        ("2m --months 99", "A plan has 1 to 60 months"),
        ("", "The following arguments are required: AMOUNT"),
    ],
)
def test_what_is_no_goal(fairlead: Fairlead, by_hand: str, words: str, said: str) -> None:
    before = Path(by_hand).read_bytes()
    assert_refused(fairlead(f"goal {by_hand} {words}"), said)
    assert Path(by_hand).read_bytes() == before
