"""What a plan implies: show, forecast, bridge, export, check; for scripts and for people."""

import math
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.running import Fairlead, assert_refused

KEY = "Paid search/rate:MQL>SAL"


def test_show_says_all_there_is_of_an_assumption(fairlead: Fairlead, argued: str) -> None:
    answer = fairlead(f"show {argued} --json", KEY)
    assert answer.status == 0
    (shown,) = answer.json["assumptions"]
    assert {"key", "owner", "status", "worth"} < set(shown)
    assert (shown["key"], shown["owner"], shown["status"]) == (KEY, "shared", "disputed")
    assert (shown["marketing"], shown["sales"]) == (0.66, 0.52)
    evidence = shown["evidence"]
    assert set(evidence) == {"value", "low", "high", "n"}
    assert 0 < evidence["low"] < evidence["value"] < evidence["high"] < 1
    assert shown["working"] == evidence["value"]
    assert 0 <= shown["percentile"]["sales"] < shown["percentile"]["marketing"] <= 1


def test_show_lists_all_or_those_named_in_their_order(fairlead: Fairlead, argued: str) -> None:
    every = fairlead(f"show {argued} --json").json["assumptions"]
    assert len(every) > 80
    assert [a["key"] for a in every if a["status"] == "agreed"] != []
    named = ("webinar/volume", "events/deal_size", "events/volume/2027-03", "webinar/volume")
    some = fairlead(f"show {argued} --json", *named).json["assumptions"]
    assert [a["key"] for a in some] == [
        "Webinar/volume",
        "Events/deal_size",
        "Events/volume/2027-03",
    ]


def test_show_for_people(fairlead: Fairlead, argued: str) -> None:
    answer = fairlead(f"show {argued}", KEY)
    assert answer.lines[0].split() == [
        *("assumption", "evidence", "marketing", "sales", "working", "status", "worth"),
    ]
    row = answer.lines[1].removeprefix(KEY).split()
    assert row[1:3] == ["66.0%", "52.0%"]
    assert row[4] == "disputed"
    assert row[5].startswith("+$")


@pytest.mark.parametrize(
    ("key", "said"),
    [("nope/volume", "The plan has no line 'nope'"), ("volume", "'volume' names no assumption")],
)
def test_show_of_what_is_not_there(fairlead: Fairlead, argued: str, key: str, said: str) -> None:
    assert_refused(fairlead(f"show {argued}", key), said)


@pytest.mark.parametrize("view", ["working", "marketing", "sales"])
def test_a_forecast_adds_up(fairlead: Fairlead, argued: str, view: str) -> None:
    found = fairlead(f"forecast {argued} --json --draws 300 --view {view}").json
    assert found["view"] == view
    assert found["stages"] == ["Inquiry", "MQL", "SAL", "Opportunity", "Won"]
    assert found["months"] == [f"2027-{month:02d}" for month in range(1, 13)]
    assert {line["line"] for line in found["lines"]} > {"Paid search", "Outbound"}
    for line in found["lines"]:
        assert set(line) == {"line", "entries", "bookings", "spend"}
        assert set(line["entries"]) == set(found["stages"])
        assert {len(months) for months in line["entries"].values()} == {12}
    by_line = [sum(month) for month in zip(*(x["bookings"] for x in found["lines"]), strict=True)]
    assert by_line == pytest.approx(found["bookings"])
    assert sum(found["bookings"]) == pytest.approx(found["total"])
    assert found["gap"] == pytest.approx(found["total"] - found["goal"])
    assert 0.0 <= found["chance"] <= 1.0
    assert {len(found[p]) for p in ("p10", "p50", "p90")} == {12}
    assert found["p10"] < found["p50"] < found["p90"]
    assert found["capacity"]["binding"] == ["leads"] * 12
    assert set(found["capacity"]["shadow_price"]) == {"entry", "rep"}
    enough = found["enough_leads"]
    assert sum(line["short"] for line in enough["lines"]) == pytest.approx(enough["short"])
    assert enough["worth"] == pytest.approx(-found["gap"])


def test_a_forecast_for_people_fits_a_screen(fairlead: Fairlead, argued: str) -> None:
    fairlead(f"goal {argued} 19m --months 30")
    lines = fairlead(f"forecast {argued} --draws 100").lines
    assert max(len(line) for line in lines) <= 140
    header = [line.split() for line in lines if line.lstrip().startswith("20")]
    assert [(months[0], months[-2]) for months in header] == [
        ("2027-01", "2027-12"),
        ("2028-01", "2028-12"),
        ("2029-01", "2029-06"),
    ]
    (total,) = [line for line in lines if line.startswith("Bookings in 30 months: $")]
    assert "goal $19.00m, gap " in total
    assert all(line.endswith(".") and ".." not in line for line in lines[lines.index(total) :])


def test_a_forecast_says_how_sure_it_is(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"forecast {argued} --json --draws 500 --seed 3").json
    again = fairlead(f"forecast {argued} --json --draws 500 --seed 3").json
    assert found == again
    assert found["draws"] == {"count": 500, "seed": 3}
    periods = [each["period"] for each in found["chances"]]
    assert periods == ["2027", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    assert all(0 <= each["chance"] <= 1 for each in found["chances"])
    assert found["chances"][0]["goal"] == found["goal"]
    none = fairlead(f"forecast {argued} --json --draws 0").json
    assert (none["chance"], none["p50"]) == (None, None)
    said = fairlead(f"forecast {argued} --draws 500").out
    assert "Chance of the goal " in said
    assert ", on the evidence alone " in said


def test_a_forecast_says_where_only_luck_is_drawn(fairlead: Fairlead) -> None:
    fairlead("new p.fairlead --line Web --line Fairs")
    fairlead("set p.fairlead --seat together goal=1m")
    said = fairlead("forecast p.fairlead --draws 64").out.splitlines()
    assert said[-2:] == [f"{line}: no evidence, so luck only." for line in ("Web", "Fairs")]


def test_a_forecast_with_a_team_says_what_waits(fairlead: Fairlead, argued: str) -> None:
    free = fairlead(f"forecast {argued} --json --draws 0").json
    fairlead(f"set {argued} --seat sales", "team/reps=5", "team/open_per_rep=12", "team/quota=900k")
    found = fairlead(f"forecast {argued} --json --draws 200").json
    assert found["total"] < free["total"]
    assert found["capacity"]["lost_bookings"] == pytest.approx(free["total"] - found["total"])
    assert "closing" in found["capacity"]["binding"]
    assert found["capacity"]["queue"][-1] > 0
    assert max(found["capacity"]["shadow_price"]["rep"]) > 0
    assert found["capacity"]["quota"] == [375_000.0] * 12
    assert "The team binds from 2027-" in fairlead(f"forecast {argued} --draws 0").out


def test_a_forecast_tells_pipeline_goals_and_returns(fairlead: Fairlead, argued: str) -> None:
    fairlead(
        f"set {argued} --seat together",
        *("goal:2027/marketing_sourced=60%", "goal:2027-Q2/pipeline_created=20m"),
        *("goal:2027-Q2/coverage=3", "Paid search/cost=100"),
    )
    found = fairlead(f"forecast {argued} --json --draws 0").json
    goals = {goal["goal"]: goal for goal in found["goals"]}
    share = goals["goal:2027/marketing_sourced"]["planned"]
    assert 0.0 < share < 1.0
    created = found["pipeline"]["created"]
    assert goals["goal:2027-Q2/pipeline_created"]["planned"] == pytest.approx(sum(created[3:6]))
    assert goals["goal:2027-Q2/coverage"]["planned"] == pytest.approx(
        found["pipeline"]["coverage"][3]
    )
    assert found["pipeline"]["ratio"] == pytest.approx(
        sum(created) / sum(found["pipeline"]["marketing"])
    )
    assert [each["line"] for each in found["returns"]] == ["Paid search", None]
    assert found["returns"][0]["cac"] > 0


def test_the_bridge_adds_up_and_names_owners(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"bridge {argued} --json").json
    assert (found["from"], found["to"]) == ("sales", "marketing")
    worths = [item["worth"] for item in found["items"]]
    assert sum(worths) == pytest.approx(found["gap"], abs=0.01)
    assert found["gap"] == pytest.approx(found["to_total"] - found["from_total"], abs=0.01)
    assert sum(map(abs, worths)) == pytest.approx(found["gross"], abs=0.01)
    assert worths == sorted(worths, key=lambda worth: -abs(worth))
    by_key = {(item["line"], item["driver"]): item for item in found["items"]}
    item = by_key["Paid search", "rate:MQL>SAL"]
    assert set(item) == {"line", "driver", "owner", "from", "to", "worth"}
    assert (item["owner"], item["from"], item["to"]) == ("shared", 0.52, 0.66)


def test_a_bridge_between_any_two_views(fairlead: Fairlead, argued: str) -> None:
    there = fairlead(f"bridge {argued} --json --from working --to sales").json
    back = fairlead(f"bridge {argued} --json --from sales --to working").json
    assert (there["from"], there["to"]) == ("working", "sales")
    totals = {
        view: fairlead(f"forecast {argued} --json --draws 0 --view {view}").json["total"]
        for view in ("working", "sales")
    }
    assert (there["from_total"], there["to_total"]) == pytest.approx(tuple(totals.values()))
    assert there["gap"] == pytest.approx(-back["gap"])
    assert_refused(fairlead(f"bridge {argued} --from actual"), "has no scenario 'actual'")


def test_a_bridge_between_scenarios_ends_with_capacity(fairlead: Fairlead, argued: str) -> None:
    fairlead(f"set {argued} --seat together --scenario Stretch", "webinar/volume=+50%")
    fairlead(f"set {argued} --seat sales --scenario Tight", "team/reps=5", "team/open_per_rep=12")
    found = fairlead(f"bridge {argued} --json --from Tight --to stretch").json
    assert (found["from"], found["to"]) == ("Tight", "Stretch")
    worths = [item["worth"] for item in found["items"]]
    assert sum(worths) == pytest.approx(found["gap"], abs=0.01)
    volume, last = found["items"]
    assert (volume["line"], volume["driver"]) == ("Webinar", "volume")
    assert volume["to"] == pytest.approx(volume["from"] * 1.5)
    assert (last["line"], last["driver"], last["owner"]) == ("team", "capacity", "sales")
    assert last["worth"] > 0
    assert fairlead(f"bridge {argued} --to Tight").lines[-2].startswith("Tight")
    shown = [a["key"] for a in fairlead(f"show {argued} --json").json["assumptions"]]
    assert "team/reps" not in shown


def test_a_bridge_for_people(fairlead: Fairlead, argued: str) -> None:
    lines = fairlead(f"bridge {argued}").lines
    assert lines[1].startswith("sales view")
    assert lines[-2].startswith("marketing view")
    (row,) = [line.split() for line in lines if line.startswith("Paid search · rate:MQL>SAL")]
    assert row[4:7] == ["shared", "52.0%", "66.0%"]
    assert lines[-1].startswith("Gap ")


def test_the_workbook_is_written(fairlead: Fairlead, argued: str) -> None:
    answer = fairlead(f"export {argued} board.xlsx --json")
    assert (answer.status, answer.json["files"]) == (0, ["board.xlsx"])
    assert "Plan" in openpyxl.load_workbook("board.xlsx").sheetnames


@pytest.mark.parametrize("name", ["board.docx", "board"])
def test_what_is_no_format_is_refused(fairlead: Fairlead, by_hand: str, name: str) -> None:
    assert_refused(fairlead(f"export {by_hand} {name}"), "is no format the pack is written in")
    assert not Path(name).exists()


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.pptx", b"PK"), ("a.pdf", b"%PDF-1"), ("a.html", b"<!DOCTYPE"), ("a.PNG", b"\x89PNG")],
)
def test_the_pack_is_written_in_every_format(
    fairlead: Fairlead, by_hand: str, name: str, begins: bytes
) -> None:
    answer = fairlead(f"export {by_hand} {name} --json")
    assert (answer.status, answer.json["files"]) == (0, [name])
    assert Path(name).read_bytes().startswith(begins)


def test_how_the_pack_looks_is_set_like_anything_else(fairlead: Fairlead, by_hand: str) -> None:
    fairlead(f"set {by_hand} --seat together board:company=Acme board:colours=#0A3D62")
    fairlead(f"export {by_hand} a.html")
    assert all(text in Path("a.html").read_text("utf-8") for text in ("Acme", "#0A3D62"))
    too_light = fairlead(f"set {by_hand} --seat together board:colours=#FFEE99")
    assert_refused(too_light, "#FFEE99 is too light to be read on white paper")
    Path("logo.gif").write_bytes(b"GIF89a")
    refused = fairlead(f"set {by_hand} --seat together board:logo=logo.gif")
    assert_refused(refused, "This is no PNG or JPEG picture")


def test_a_workbook_needs_a_folder(fairlead: Fairlead, by_hand: str) -> None:
    answer = fairlead(f"export {by_hand} no/board.xlsx")
    assert_refused(answer, "There is no such folder (no). Choose one that exists.")


def test_a_whole_plan_passes_the_check(fairlead: Fairlead, argued: str) -> None:
    assert fairlead(f"check {argued} --json").json == {"ok": True, "problems": []}
    assert fairlead(f"check {argued}").lines == [f"{argued} is whole."]


def numbers_in(value: Any) -> list[float]:
    """Return every number of a JSON value."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [number for each in inside for number in numbers_in(each)]
    return [value] if isinstance(value, float) else []


@pytest.mark.parametrize("command", ["show", "forecast", "bridge", "measure", "check"])
def test_numbers_for_scripts_are_unrounded_and_finite(
    fairlead: Fairlead, argued: str, command: str
) -> None:
    answer = fairlead(f"{command} {argued} --json")
    assert answer.out.count("\n") == 1
    assert answer.err == ""
    assert all(math.isfinite(number) for number in numbers_in(answer.json))


def test_reading_commands_leave_the_file_as_it_is(fairlead: Fairlead, argued: str) -> None:
    before = Path(argued).read_bytes()
    for command in ("show", "forecast", "bridge", "measure", "check"):
        fairlead(f"{command} {argued}")
    fairlead(f"export {argued} board.xlsx")
    assert Path(argued).read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == [argued, "board.xlsx"]
