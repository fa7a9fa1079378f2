"""Stating positions: what can be typed, and that a refused one leaves everything as it was."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused


def value(fairlead: Fairlead, plan: str, key: str, seat: str = "marketing") -> float | None:
    """Return one seat's position, read back from the file."""
    (found,) = fairlead(f"show {plan} --json", key).json["assumptions"]
    stated: float | None = found[seat]
    return stated


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1200", 1200),
        ("1.2k", 1200),
        ("1,200", 1200),
        ("=1200*1.1", 1320),
        ("0", 0),
    ],
)
def test_a_value_as_typed_in_the_grid(
    fairlead: Fairlead, by_hand: str, typed: str, meant: float
) -> None:
    assert fairlead(f"set {by_hand} --seat marketing", f"Paid search/volume={typed}").status == 0
    assert value(fairlead, by_hand, "Paid search/volume") == meant


@pytest.mark.parametrize("typed", ["12%", "12", "0.12"])
def test_a_rate_has_three_ways(fairlead: Fairlead, by_hand: str, typed: str) -> None:
    fairlead(f"set {by_hand} --seat sales", f"Paid search/rate:Opportunity>Won={typed}")
    assert value(fairlead, by_hand, "Paid search/rate:Opportunity>Won", "sales") == 0.12


@pytest.mark.parametrize(
    ("typed", "after"), [("+10%", 0.55), ("-10%", 0.45), ("+2pt", 0.52), ("+=5%", 0.55)]
)
def test_a_change_starts_from_ones_own_position(
    fairlead: Fairlead, by_hand: str, typed: str, after: float
) -> None:
    key = "Paid search/rate:MQL>SAL"
    fairlead(f"set {by_hand} --seat marketing", f"{key}=50%")
    fairlead(f"set {by_hand} --seat marketing", f"{key}={typed}")
    assert value(fairlead, by_hand, key) == after


def test_a_change_starts_from_the_working_value_where_one_said_nothing(
    fairlead: Fairlead, argued: str
) -> None:
    (before,) = fairlead(f"show {argued} --json webinar/volume").json["assumptions"]
    edits = fairlead(f"set {argued} --seat sales --json webinar/volume=+10%").json["edits"]
    assert edits[0]["before"] is None
    assert edits[0]["after"] == pytest.approx(before["working"] * 1.1)


def test_a_question_mark_takes_the_evidence(fairlead: Fairlead, argued: str) -> None:
    key = "Paid search/rate:MQL>SAL"
    (shown,) = fairlead(f"show {argued} --json", key).json["assumptions"]
    assert shown["status"] == "disputed"
    fairlead(f"set {argued} --seat marketing", f"{key}=?")
    assert value(fairlead, argued, key) == shown["evidence"]["value"]


def test_an_empty_value_withdraws(fairlead: Fairlead, by_hand: str) -> None:
    key = "Paid search/volume"
    fairlead(f"set {by_hand} --seat marketing", f"{key}=100")
    withdrawn = fairlead(f"set {by_hand} --seat marketing --json", f"{key}=")
    assert withdrawn.json["edits"] == [
        {"key": key, "seat": "marketing", "before": 100, "after": None}
    ]
    assert value(fairlead, by_hand, key) is None
    again = fairlead(f"set {by_hand} --seat marketing", f"{key}=")
    assert (again.status, again.lines) == (0, ["Nothing changed."])


@pytest.mark.parametrize(
    "key",
    ["paid_search/volume", "PAID SEARCH/Volume", "Paid%20search/volume", "paid  search/volume"],
)
def test_a_line_is_found_blind_to_case_and_underscores(
    fairlead: Fairlead, by_hand: str, key: str
) -> None:
    edits = fairlead(f"set {by_hand} --seat marketing --json", f"{key}=7").json["edits"]
    assert [edit["key"] for edit in edits] == ["Paid search/volume"]


def test_a_name_with_a_slash_is_percent_encoded(fairlead: Fairlead, by_hand: str) -> None:
    edits = fairlead(f"set {by_hand} --seat marketing --json", "a%2Fb/volume=7").json["edits"]
    assert edits[0]["key"] == "A%2FB/volume"
    assert_refused(fairlead(f"show {by_hand} A/B/volume"), "'B/volume' is not a driver")


def test_a_month_of_its_own(fairlead: Fairlead, by_hand: str) -> None:
    fairlead(
        f"set {by_hand} --seat marketing paid_search/volume=100 paid_search/volume/2027-03=250"
    )
    entries = fairlead(f"forecast {by_hand} --json").json["lines"][0]["entries"]["Inquiry"]
    assert entries == [100, 100, 250, *[100] * 9]


def test_what_was_said_is_shown_in_its_unit(fairlead: Fairlead, by_hand: str) -> None:
    key = "Paid search/rate:MQL>SAL"
    fairlead(f"set {by_hand} --seat sales", f"{key}=50%")
    said = fairlead(f"set {by_hand} --seat sales", f"{key}=+2pt", "paid_search/deal_size=45k")
    assert said.lines == [
        "Paid search/rate:MQL>SAL (sales): 50.0% → 52.0%",
        "Paid search/deal_size (sales): nothing → $45,000",
        "Bookings of the working plan: $0.",
    ]


def test_together_agrees(fairlead: Fairlead, argued: str) -> None:
    key = "Events/rate:MQL>SAL"
    fairlead(f"set {argued} --seat together", f"{key}=70%")
    (shown,) = fairlead(f"show {argued} --json", key).json["assumptions"]
    assert (shown["status"], shown["working"], shown["worth"]) == ("agreed", 0.7, 0)


REFUSED = [
    ("nope/volume=3", "The plan has no line 'nope'. Its lines: Paid search, A/B."),
    ("paid_search/colour=3", "'colour' is not a driver. Drivers are volume, rate, lag,"),
    ("paid_search/rate:MQL=3", "'MQL' is not a step of the funnel Inquiry > MQL"),
    ("paid_search/rate:MQL>Won=3", "'MQL>Won' is not a step of the funnel"),
    ("paid_search/volume/2027-13=3", "'2027-13' is not a month"),
    ("paid_search/volume=many", "'many' is not a number"),
    ("paid_search/volume=-5", "-5 is below zero"),
    ("paid_search/volume=?", "There is no evidence to take here. Type a value."),
    ("paid_search/volume=+10%", "'+10%' changes a value, and there is none yet."),
    ("paid_search/rate:MQL>SAL=140%", "140% is not a rate between 0% and 100%"),
    ("volume", "There is no '='. Write KEY=VALUE."),
    ("volume=3", "'volume' names no assumption. Write it as LINE/DRIVER"),
    ("team/colour=3", "'colour' is not a driver."),
]


@pytest.mark.parametrize(("word", "reason"), REFUSED)
def test_a_position_that_means_nothing_is_refused(
    fairlead: Fairlead, by_hand: str, word: str, reason: str
) -> None:
    before = Path(by_hand).read_bytes()
    assert_refused(fairlead(f"set {by_hand} --seat marketing", word), reason)
    assert Path(by_hand).read_bytes() == before


def test_all_are_set_or_none(fairlead: Fairlead, by_hand: str) -> None:
    before = Path(by_hand).read_bytes()
    words = [word for word, _ in REFUSED]
    answer = fairlead(f"set {by_hand} --seat marketing --json", "paid_search/volume=100", *words)
    assert answer.status == 2
    assert answer.json["edits"] == []
    assert [refused["where"] for refused in answer.json["refused"]] == words
    assert all(refused["reason"].endswith(".") for refused in answer.json["refused"])
    assert answer.err.count("\n") == len(words)
    assert Path(by_hand).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--seat finance a/volume=3", "Argument --seat: invalid choice: 'finance'"),
        ("a/volume=3", "The following arguments are required: --seat."),
        ("--seat sales", "The following arguments are required: KEY=VALUE."),
    ],
)
def test_a_seat_and_a_value_are_needed(
    fairlead: Fairlead, by_hand: str, words: str, said: str
) -> None:
    assert_refused(fairlead(f"set {by_hand} {words}"), said)


def test_a_channel_is_split_and_says_what_waits_for_it(fairlead: Fairlead, by_hand: str) -> None:
    fairlead(f"set {by_hand} --seat marketing paid_search/volume=900")
    answer = fairlead(f"set {by_hand} --seat together", "split:paid_search=Enterprise, Mid-market")
    assert answer.status == 0
    assert "no line now" in answer.lines[-1]
    fairlead(f"set {by_hand} --seat sales", "paid search | enterprise/volume=300")
    assert value(fairlead, by_hand, "Paid search | Enterprise/volume", "sales") == 300
    shown = fairlead(f"show {by_hand} --json").json
    assert shown["without_line"][0]["line"] == "Paid search"
    forecast = fairlead(f"forecast {by_hand} --json --draws 0").json
    assert [line["line"] for line in forecast["lines"]][:2] == [
        "Paid search | Enterprise",
        "Paid search | Mid-market",
    ]
    fairlead(f"set {by_hand} --seat together", "split:paid_search=")
    assert value(fairlead, by_hand, "Paid search/volume") == 900


def test_lines_are_not_made_of_a_dimension_that_the_data_do_not_have(
    fairlead: Fairlead, argued: str
) -> None:
    refused = fairlead(f"set {argued} --seat together", "plan:by=channel,colour")
    assert_refused(refused, "The data have no dimension 'colour'")
    assert "Choose from: " in refused.err
    assert fairlead(f"set {argued} --seat together", "plan:by=channel,region").status == 0
    assert fairlead(f"show {argued} --json").status == 0


def test_without_data_lines_are_made_of_what_exports_can_have(
    fairlead: Fairlead, by_hand: str
) -> None:
    refused = fairlead(f"set {by_hand} --seat together", "plan:by=channel,colour")
    assert_refused(refused, "CRM exports have no dimension 'colour'")
    assert "segment" in refused.err
    assert fairlead(f"set {by_hand} --seat together", "plan:by=channel,region").status == 0
