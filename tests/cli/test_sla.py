"""Commitments at the command line."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused

HEAD = "Lead ID,Created Date,Lead Status,Lead Source,Lead Owner,MQL Date,SAL Date,Opportunity Date,"
HEAD += "Won Date,Amount\n"
OLD = "".join(
    f"A{i},2026-0{1 + i % 9}-0{1 + i % 9},Open,Web,Ann,2026-0{1 + i % 9}-1{i % 9},,,,\n"
    for i in range(30)
)
NEW = """B1,2027-01-04,Open,Web,Ann,2027-01-05,2027-01-20,,,
B2,2027-01-06,Open,Web,Bo,2027-01-08,,,,
"""


@pytest.fixture
def promised(fairlead: Fairlead) -> str:
    """A plan on last year's leads, of which January is known."""
    Path("leads.csv").write_text(HEAD + OLD, "utf-8")
    fairlead("import p.fairlead leads.csv --as-of 2026-10-31")
    keys = ["Web/volume=20", "Web/rate:Inquiry>MQL=50%", "Web/lag:Inquiry>MQL=0"]
    keys += ["Web/rate:MQL>SAL=50%", "Web/rate:SAL>Opportunity=40%", "Web/deal_size=10000"]
    keys += ["Web/rate:Opportunity>Won=25%", "sla/answer_days=10", "sla/answer_share=90%"]
    answer = fairlead("set p.fairlead --seat together person:sla/answer_days=Bo", *keys)
    assert answer.status == 0, answer.err
    return "p.fairlead"


def test_before_there_is_an_outcome_the_promise_stands_alone(
    fairlead: Fairlead, promised: str
) -> None:
    found = fairlead(f"sla {promised} --json").json
    assert {(row["line"], row["month"]) for row in found["marketing"]} >= {("Web", "2027-01")}
    january = found["marketing"][0]
    assert january["basic"] == pytest.approx(20)
    assert january["value"] == pytest.approx(january["qualified"] * 0.5 * 0.4 * 0.25 * 10_000)
    assert found["attainment"] == found["sales"] == found["breaches"] == []


def test_the_promise_ties_out_to_the_plan(fairlead: Fairlead, promised: str) -> None:
    found = fairlead(f"sla {promised} --json").json
    planned = fairlead(f"forecast {promised} --json --draws 0").json
    (line,) = [one for one in planned["lines"] if one["line"] == "Web"]
    for level, stage in (("basic", "Inquiry"), ("qualified", "MQL")):
        assert [row[level] for row in found["marketing"]] == pytest.approx(line["entries"][stage])
    accepted = [row["accepted"] for row in found["acceptance"]]
    assert accepted == pytest.approx(line["entries"]["SAL"])


def test_a_later_import_tells_how_it_was_kept(fairlead: Fairlead, promised: str) -> None:
    Path("leads.csv").write_text(HEAD + OLD + NEW, "utf-8")
    fairlead(f"import {promised} leads.csv --as-of 2027-01-31")
    answer = fairlead(f"sla {promised} --json")
    assert answer.status == 1
    found = answer.json
    basic = next(row for row in found["attainment"] if row["level"] == "basic")
    assert (basic["month"], basic["promised"], basic["actual"]) == ("2027-01", 20, 2)
    assert basic["pace"] == pytest.approx(0.1)
    sales = {row["measure"]: row for row in found["sales"]}
    answered = sales["answer_days"]
    assert (answered["limit"], answered["due"], answered["met"]) == (10, 2, 0)
    assert answered["person"] == "Bo"
    assert answered["by_rep"] == [
        {"key": "Ann", "due": 1, "met": 0},
        {"key": "Bo", "due": 1, "met": 0},
    ]
    assert sales["first_touch_days"]["due"] == 0
    assert sum(row["bookings"] for row in found["bookings_later"]) < 0
    assert "Promised a month" in fairlead(f"sla {promised}").out


def test_the_bridge_to_what_happened_leaves_nothing_over(fairlead: Fairlead, promised: str) -> None:
    refused = fairlead(f"bridge {promised} --to actual")
    assert_refused(refused, "No data tell yet what came of the plan")
    win_in_january(fairlead, promised)
    found = fairlead(f"bridge {promised} --to actual --json").json
    assert (found["from"], found["to"], found["months"]) == ("working", "actual", ["2027-01"])
    planned = fairlead(f"sla {promised} --json").json["promised_on"]
    assert planned == found["promised_on"] == "2026-10-31"
    assert found["to_total"] == pytest.approx(30_000)
    assert sum(item["worth"] for item in found["items"]) == pytest.approx(found["gap"], abs=0.005)
    assert sum(found["owners"].values()) == pytest.approx(found["gap"], abs=0.005)
    volume = next(i for i in found["items"] if (i["line"], i["driver"]) == ("Web", "volume"))
    assert (volume["from"], volume["to"], volume["owner"]) == (20, 3, "marketing")


def test_before_a_month_is_over_scorecards_show_targets_over_the_whole_plan(
    fairlead: Fairlead, promised: str
) -> None:
    answer = fairlead(f"scorecard {promised} --json")
    assert answer.status == 0
    rows = {row["objective"]: row for row in answer.json["rows"]}
    assert rows["inquiries"]["target"] == pytest.approx(240)
    assert rows["inquiries"]["actual"] is None
    assert answer.json["months"] == []
    assert "No month of the plan is over yet" in fairlead(f"scorecard {promised}").out


def test_scorecards_share_what_binds_both(fairlead: Fairlead, promised: str) -> None:
    win_in_january(fairlead, promised)
    fairlead(f"set {promised} --seat together sla/weight:bookings=50%")
    found = fairlead(f"scorecard {promised} --json").json
    rows = {row["objective"]: row for row in found["rows"]}
    assert (rows["inquiries"]["target"], rows["inquiries"]["actual"]) == (20, 3)
    assert rows["inquiries"]["attainment"] == pytest.approx(0.15)
    assert rows["deal_size"]["actual"] == pytest.approx(30_000)
    assert (rows["bookings"]["seat"], rows["bookings"]["weight"]) == ("shared", 0.5)
    assert rows["inquiries"]["weight"] == pytest.approx(0.5 / 7)
    assert rows["cycle"]["actual"] == pytest.approx(13)
    assert set(found["scores"]) == {"marketing", "sales"}
    assert "Weighted attainment" in fairlead(f"scorecard {promised}").out


def win_in_january(fairlead: Fairlead, promised: str) -> None:
    """Import January as it was once over, with one deal of 30,000."""
    won = "B3,2027-01-04,Won,Web,Ann,2027-01-05,2027-01-06,2027-01-07,2027-01-20,30000\n"
    Path("leads.csv").write_text(HEAD + OLD + NEW + won, "utf-8")
    fairlead(f"import {promised} leads.csv --as-of 2027-01-31")


def test_a_change_to_a_plan_under_way_is_told_with_the_whole(
    fairlead: Fairlead, promised: str
) -> None:
    win_in_january(fairlead, promised)
    said = fairlead(f"set {promised} --seat together Web/volume=30").lines[-1]
    whole = said.removeprefix("Bookings of the working plan: ").removesuffix(".")
    assert "($30.0k booked so far, " in whole
    told = fairlead(f"forecast {promised} --draws 0").out
    assert f"Bookings in 12 months: {whole}." in told


def test_the_range_of_draws_is_of_the_whole_as_chance_and_gap_are(
    fairlead: Fairlead, promised: str
) -> None:
    """January is over with 30,000; of the year half the draws reach their own median."""
    win_in_january(fairlead, promised)
    fairlead(f"set {promised} --seat together Web/volume=400")
    drawn = fairlead(f"forecast {promised} --json --draws 500").json
    assert [drawn[p][0] for p in ("p10", "p50", "p90")] == [30_000.0] * 3
    low, middle, high = (drawn["cumulative"][p][-1] for p in ("p10", "p50", "p90"))
    assert 30_000.0 < low < drawn["whole"] < high
    fairlead(f"goal {promised} {middle}")
    answer = fairlead(f"forecast {promised} --json --draws 500").json
    assert answer["chance"] == pytest.approx(0.5, abs=0.01)
    assert answer["gap"] == pytest.approx(drawn["whole"] - middle)


def test_inside_sales_have_a_card_once_somebody_answers_for_it(
    fairlead: Fairlead, promised: str
) -> None:
    assert "sdr" not in {
        row["seat"] for row in fairlead(f"scorecard {promised} --json").json["rows"]
    }
    fairlead(f"set {promised} --seat together person:sla/sdr=Cy")
    rows = fairlead(f"scorecard {promised} --json").json["rows"]
    card = [row for row in rows if row["seat"] == "sdr"]
    assert sum(row["weight"] for row in card) == pytest.approx(1.0)
    planned = sum(r["accepted"] for r in fairlead(f"sla {promised} --json").json["acceptance"])
    assert card[0]["target"] == pytest.approx(planned)
    assert "sdr" in fairlead(f"scorecard {promised}").out


def test_a_plan_made_by_hand_is_promised_on_no_data(fairlead: Fairlead, by_hand: str) -> None:
    assert fairlead(f"sla {by_hand} --json").json["promised_on"] is None


def test_a_weight_stated_after_signing_counts_at_once(fairlead: Fairlead, promised: str) -> None:
    for seat in ("marketing", "sales"):
        fairlead(f"sign {promised} --seat {seat} --name {seat}")
    fairlead(f"set {promised} --seat together sla/weight:bookings=40%")
    rows = fairlead(f"scorecard {promised} --json").json["rows"]
    assert {row["objective"]: row["weight"] for row in rows}["bookings"] == pytest.approx(0.4)
    (pipeline,) = [x for x in fairlead(f"scorecard {promised}").lines if "pipeline_created" in x]
    assert "$" in pipeline
