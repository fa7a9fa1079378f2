"""Reps at the command line."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused

ROW = {"rep", "source_team", "received", "worked", "accepted", "won", "close_rate"} | {
    *("median_days", "first_touch_days"),
}
COUNTS = ("received", "worked", "accepted", "won")
LEADS = """Lead ID,Created Date,Lead Status,Lead Owner,MQL Date,SAL Date
00Q1,2026-01-01,Open,Ann,2026-01-02,2026-01-04
00Q2,2026-01-01,Open,Ann,2026-01-02,"""


def test_what_scripts_rely_on(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"reps {argued} --json").json
    assert len(found["rows"]) > len(found["reps"]) > 10
    for row in (*found["rows"], *found["reps"], found["total"]):
        assert set(row) >= ROW
        assert row["received"] >= row["worked"] >= row["accepted"] >= row["won"]
        if row["accepted"]:
            assert row["close_rate"] == pytest.approx(row["won"] / row["accepted"])
            low, high = row["close_rate_low"], row["close_rate_high"]
            assert low - 1e-9 <= row["close_rate"] <= high + 1e-9
        assert row["thin"] == (row["accepted"] < 30)
    for name in COUNTS:
        for rows in (found["rows"], found["reps"]):
            assert sum(row[name] for row in rows) == found["total"][name]
    assert {row["source_team"] for row in found["rows"]} >= {"Marketing", "Partner", "Sales"}
    assert found["total"]["first_touch_days"] >= 0
    assert len(found["total"]["worked_by_decile"]) == 10


def test_reps_received_what_the_funnel_counts(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"reps {argued} --json").json
    first, last = found["window"]
    whole = fairlead(f"measure {argued} --json --entered {first}..{last}").json["total"]
    assert found["total"]["received"] == whole["entered"]["MQL"]


def test_reps_for_people(fairlead: Fairlead, argued: str) -> None:
    lines = fairlead(f"reps {argued}").lines
    assert max(len(line) for line in lines) <= 140
    (maya,) = [line for line in lines if line.startswith("Maya Okafor")]
    assert "%" in maya
    assert any(line.startswith("All ") for line in lines)
    assert any("* of fewer than 30" in line for line in lines)


def test_without_activities_first_touch_is_not_measured(fairlead: Fairlead) -> None:
    Path("leads.csv").write_text(LEADS, "utf-8")
    fairlead("import small.fairlead leads.csv")
    answer = fairlead("reps small.fairlead")
    assert answer.lines[-1].startswith("No activities: speed to first touch is not measured")
    (row,) = fairlead("reps small.fairlead --json").json["rows"]
    assert (row["rep"], row["source_team"], row["received"], row["worked"]) == ("Ann", None, 2, 1)
    assert row["first_touch_days"] is None
    assert row["touches_before_dead"] is None


def test_without_owners_there_are_no_reps(fairlead: Fairlead) -> None:
    bare = LEADS.replace("Ann,", "").replace("Lead Owner,", "")
    Path("leads.csv").write_text(bare, "utf-8")
    fairlead("import small.fairlead leads.csv")
    assert_refused(fairlead("reps small.fairlead"), "No column of owners was imported")


def test_a_plan_by_hand_has_no_reps(fairlead: Fairlead, by_hand: str) -> None:
    assert_refused(fairlead(f"reps {by_hand}"), "The plan has no data to measure.")


def test_reps_as_of_any_snapshot_and_of_any_window(fairlead: Fairlead) -> None:
    Path("leads.csv").write_text(LEADS, "utf-8")
    fairlead("import p.fairlead leads.csv --as-of 2026-01-31")
    february = LEADS.replace("2026-01-02,\n", "2026-01-02,2026-02-03\n") + "2026-02-03\n"
    Path("leads.csv").write_text(february + "00Q3,2026-02-01,Open,Ann,2026-02-05,\n", "utf-8")
    fairlead("import p.fairlead leads.csv --as-of 2026-02-28")

    def received(words: str) -> tuple[int, int, str, list[str]]:
        found = fairlead(f"reps p.fairlead --json {words}").json
        total = found["total"]
        return total["received"], total["worked"], found["as_of"], found["window"]

    assert received("--as-of 2026-02-01")[:3] == (2, 1, "2026-01-31")
    assert received("")[:3] == (3, 2, "2026-02-28")
    january = ["2026-01-01", "2026-01-31"]
    assert received("--entered 2026-01..2026-01") == (2, 2, "2026-02-28", january)
    text = fairlead("reps p.fairlead --entered 2026-01..2026-01 --as-of 2026-02-28").out
    assert "from 2026-01-01 to 2026-01-31, as of 2026-02-28." in text
    assert_refused(fairlead("reps p.fairlead --as-of 2025-12-31"), "The plan keeps no data as of")
    assert_refused(fairlead("reps p.fairlead --entered 2026"), "'2026' is no window (--entered)")
