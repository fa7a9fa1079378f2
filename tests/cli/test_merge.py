"""Two copies become one plan again: what comes, what it is worth, and what was said twice."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from planner.plan.log import Log
from planner.storage import read_plan, write_plan
from tests.cli.running import Fairlead, assert_refused

KEY = "Paid search/rate:MQL>SAL"
SET = ("paid_search/volume=100", "paid_search/rate:Inquiry>MQL=50%", "paid_search/rate:MQL>SAL=50%")
REST = ("paid_search/rate:SAL>Opportunity=50%", "paid_search/rate:Opportunity>Won=20%")


@pytest.fixture
def copies(fairlead: Fairlead, by_hand: str) -> tuple[str, str]:
    """A plan of 12 × 100 × 0.5³ × 0.2 deals of 1,000, and a colleague's copy of it."""
    fairlead(f"set {by_hand} --seat together", *SET, *REST, "paid_search/deal_size=1000")
    shutil.copy(by_hand, "theirs.fairlead")
    return by_hand, "theirs.fairlead"


def volume(fairlead: Fairlead, plan: str, seat: str, text: str) -> None:
    assert fairlead(f"set {plan} --seat {seat}", f"paid_search/volume={text}").status == 0


def test_merging_brings_what_the_copy_says_and_prices_it(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    mine, theirs = copies
    volume(fairlead, theirs, "marketing", "200")
    answer = fairlead(f"merge {mine} {theirs} --json")
    assert answer.status == 0
    said = answer.json
    (moved,) = said["positions"]
    assert {k: moved[k] for k in ("key", "seat", "before", "after")} == {
        "key": "Paid search/volume", "seat": "marketing", "before": None, "after": 200.0,
    }  # fmt: skip
    assert moved["worth"] == pytest.approx(30_000.0)
    assert said["totals"]["working"] == {"before": pytest.approx(30e3), "after": pytest.approx(6e4)}
    assert sum(item["worth"] for item in said["items"]) == pytest.approx(30_000.0)
    assert (said["added"], said["already_known"]) == (1, len(read_plan_log(theirs).edits) - 1)
    assert (said["conflicts"], said["refused"], said["merged"]) == ([], [], True)
    assert read_plan_log(theirs).edits[-1] in read_plan_log(mine).edits


def read_plan_log(name: str) -> Log:
    return read_plan(Path(name))[0]


def test_merging_again_brings_nothing(fairlead: Fairlead, copies: tuple[str, str]) -> None:
    mine, theirs = copies
    volume(fairlead, theirs, "marketing", "200")
    fairlead(f"merge {mine} {theirs}")
    before = read_plan_log(mine)
    answer = fairlead(f"merge {mine} {theirs} --json")
    assert (answer.status, answer.json["added"], answer.json["positions"]) == (0, 0, [])
    assert read_plan_log(mine) == before


def test_a_preview_writes_nothing(fairlead: Fairlead, copies: tuple[str, str]) -> None:
    mine, theirs = copies
    volume(fairlead, theirs, "marketing", "200")
    before = read_plan_log(mine)
    answer = fairlead(f"merge {mine} {theirs} --preview")
    assert "Bookings of the working plan: $30.0k → $60.0k (+$30.0k)." in answer.out
    assert read_plan_log(mine) == before


def test_both_values_of_one_seat_are_told_and_the_last_counts(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    mine, theirs = copies
    volume(fairlead, mine, "sales", "80")
    volume(fairlead, theirs, "sales", "85")
    volume(fairlead, theirs, "sales", "90")
    answer = fairlead(f"merge {mine} {theirs} --json --preview")
    assert answer.status == 1
    (conflict,) = answer.json["conflicts"]
    assert (conflict["key"], conflict["seat"]) == ("Paid search/volume", "sales")
    assert (conflict["here"]["value"], conflict["there"]["value"], conflict["counts"]) == (
        *(80.0, 90.0), 90.0,
    )  # fmt: skip
    assert conflict["here"]["author"]
    assert conflict["there"]["time"]
    kept = fairlead(f"merge {mine} {theirs} --json --keep", "paid search/volume")
    assert kept.json["conflicts"][0]["counts"] == 80.0
    shown = fairlead(f"show {mine} paid_search/volume --json").json["assumptions"][0]
    assert shown["sales"] == 80.0


def test_keeping_what_is_in_no_conflict_is_refused(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    mine, theirs = copies
    assert_refused(fairlead(f"merge {mine} {theirs} --keep goal"), "in no conflict about 'goal'")


def test_plans_that_are_no_copies_of_one_another_say_so(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    fairlead("new other.fairlead --start 2027-01 --line Events")
    answer = fairlead(f"merge {copies[0]} other.fairlead --preview")
    assert answer.status == 1
    assert "no edit in common" in answer.out


def test_what_cannot_be_read_is_refused_and_the_plan_stays(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    mine, theirs = copies
    before = Path(mine).read_bytes()
    half = Path(theirs).read_bytes()[:20_000]
    Path("half.fairlead").write_bytes(half)
    Path("note.fairlead").write_text("hello")
    for name, said in [
        ("half.fairlead", "is damaged"),
        ("note.fairlead", "is not a Fairlead plan"),
        ("gone.fairlead", "There is no such file"),
    ]:
        assert_refused(fairlead(f"merge {mine} {name}"), said)
    assert Path(mine).read_bytes() == before


def test_a_copy_with_a_clock_no_log_reaches_is_refused(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    mine, theirs = copies
    log = read_plan_log(theirs)
    write_plan(Path(theirs), log.add([replace(log.edits[-1], id="x", clock=2**62)]), {})
    assert_refused(fairlead(f"merge {mine} {theirs}"), "is damaged")


def test_the_same_id_with_other_content_is_told(
    fairlead: Fairlead, copies: tuple[str, str]
) -> None:
    mine, theirs = copies
    log = read_plan_log(theirs)
    forged = replace(log.edits[-1], value=5000.0)
    write_plan(Path(theirs), Log.of((*log.edits[:-1], forged)), {})
    answer = fairlead(f"merge {mine} {theirs} --json")
    assert answer.status == 1
    assert answer.json["same_id_other_content"] == [forged.id]
    checked = fairlead(f"check {mine} --json")
    assert (checked.status, checked.json["ok"]) == (1, False)


def test_the_sample_company_at_two_desks(fairlead: Fairlead, argued: str) -> None:
    """With data: a position each, then one plan that holds both, in dispute."""
    shutil.copy(argued, "theirs.fairlead")
    key = "events/rate:MQL>SAL"
    fairlead(f"set {argued} --seat sales", f"{key}=31%")
    fairlead("set theirs.fairlead --seat marketing", f"{key}=62%")
    said = json.loads(fairlead(f"merge {argued} theirs.fairlead --json").out)
    assert [p["seat"] for p in said["positions"]] == ["marketing"]
    shown = fairlead(f"show {argued} --json", key).json["assumptions"][0]
    assert (shown["marketing"], shown["sales"], shown["status"]) == (0.62, 0.31, "disputed")
