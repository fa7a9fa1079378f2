"""Measuring at the command line: any cut, any transition, any window."""

from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused

ROW = {"key", "entered", "transitions", "won", "lost", "open"} | {
    *("deal_size", "bookings", "value_per_entry"),
}
TRANSITION = {"from", "to", "entered", "advanced", "lost", "open", "plain", "closed_only"} | {
    *("matured", "low", "high", "pooled", "observed_days", "median_days", "mean_days"),
}


def test_what_scripts_rely_on(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"measure {argued} --json --by channel").json
    assert found["by"] == ["channel"]
    assert found["stages"] == ["Inquiry", "MQL", "SAL", "Opportunity", "Won"]
    for row in (*found["rows"], found["total"]):
        assert set(row) >= ROW
        assert set(row["entered"]) == set(found["stages"])
        assert set(row["deal_size"]) == {"n", "mean", "median"}
        assert all(set(step) >= TRANSITION for step in row["transitions"])
        for step in row["transitions"]:
            assert step["entered"] == step["advanced"] + step["lost"] + step["open"]
            assert step["entered"] >= step["at_risk"] >= 0
            if step["pooled"]:
                assert step["pooled_low"] < step["pooled"] < step["pooled_high"]
                assert 0 <= step["pool_weight"] <= 1
            if step["mean_days"]:
                assert step["mean_days_low"] <= step["mean_days"] <= step["mean_days_high"]
    total, rows = found["total"], found["rows"]
    assert sum(row["won"] for row in rows) == total["won"]
    assert sum(row["bookings"] for row in rows) == pytest.approx(total["bookings"])
    assert ["Paid search"] in [row["key"] for row in rows]


def test_two_dimensions_one_transition_one_window(fairlead: Fairlead, argued: str) -> None:
    words = "--by channel,segment --from mql --to won --entered 2026-01..2026-03 --json"
    found = fairlead(f"measure {argued} {words}").json
    assert found["by"] == ["channel", "segment"]
    assert {len(row["key"]) for row in found["rows"]} == {2}
    assert [(t["from"], t["to"]) for t in found["total"]["transitions"]] == [("MQL", "Won")]
    days = fairlead(f"measure {argued} --entered 2026-01-01..2026-03-31 --json").json["total"]
    assert days["entered"] == found["total"]["entered"]


def test_as_of_any_snapshot(fairlead: Fairlead) -> None:
    text = "Lead ID,Created Date,MQL Date\nL1,2026-01-05,\n"
    Path("leads.csv").write_text(text, "utf-8")
    fairlead("import p.fairlead leads.csv --stages Inquiry,MQL,Won --as-of 2026-01-31")
    later = text.replace(",\n", ",2026-02-10\n") + "L2,2026-02-20,\n"
    Path("leads.csv").write_text(later, "utf-8")
    fairlead("import p.fairlead leads.csv --as-of 2026-02-28")
    then = fairlead("measure p.fairlead --as-of 2026-02-27 --json").json
    now = fairlead("measure p.fairlead --entered 2026-02..2026-02 --json").json
    assert (then["as_of"], then["window"]) == ("2026-01-31", None)
    assert list(then["total"]["entered"].values()) == [1, 0, 0]
    assert (now["as_of"], now["window"]) == ("2026-02-28", ["2026-02-01", "2026-02-28"])
    assert list(now["total"]["entered"].values()) == [1, 1, 0]
    assert "All entries, as of 2026-02-28." in fairlead("measure p.fairlead").lines


CHANGE = "--by channel --from MQL --to SAL --entered 2026-01..2026-06 --against 2025-01..2025-06"


def test_rates_and_mix_add_up_to_a_change(fairlead: Fairlead, argued: str) -> None:
    found = fairlead(f"measure {argued} {CHANGE} --json").json["change"]
    assert found["rate_effect"] + found["mix_effect"] == pytest.approx(found["change"], abs=1e-12)
    assert found["after"] - found["before"] == pytest.approx(found["change"], abs=1e-12)
    sums = {
        name: sum(group[name] for group in found["groups"])
        for name in ("rate_effect", "mix_effect", "share_before", "share_after")
    }
    assert (sums["share_before"], sums["share_after"]) == pytest.approx((1, 1))
    assert sums["rate_effect"] == pytest.approx(found["rate_effect"])
    lines = fairlead(f"measure {argued} {CHANGE}").lines
    at = next(i for i, line in enumerate(lines) if line.startswith("Why MQL > SAL changed, moved"))
    assert lines[at + 1].split()[:3] == ["channel", "entered", "before"]
    assert lines[-1].startswith("All")
    assert lines[-1].count("pt") == 3


def test_a_measured_plan_for_people(fairlead: Fairlead, argued: str) -> None:
    lines = fairlead(f"measure {argued} --by channel").lines
    assert max(len(line) for line in lines) <= 140
    assert lines[0].split()[-5:] == ["deal", "size", "bookings", "per", "entry"]
    (step,) = [line for line in lines if line.startswith("All") and "MQL > SAL" in line]
    assert step.count("%") == 4


def test_rates_nobody_could_have_are_dashes(fairlead: Fairlead, argued: str) -> None:
    nobody = fairlead(f"measure {argued} --entered 1990-01..1990-02")
    assert nobody.status == 0
    assert "–" in nobody.out
    total = fairlead(f"measure {argued} --json --entered 1990-01..1990-02").json["total"]
    assert total["transitions"][0]["plain"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--by colour", "The data have no dimension 'colour'. Choose from: "),
        ("--from Foo", "There is no stage 'Foo'. Use Inquiry, MQL, SAL, Opportunity, Won."),
        ("--from Won --to MQL", "A transition leads from an earlier stage to a later one."),
        ("--from Won", "A transition leads from an earlier stage to a later one."),
        ("--entered 2026", "'2026' is no window (--entered). Write FROM..TO"),
        ("--entered x..y", "'x..y' is no window"),
        ("--against 2026-01..2026-02", "from one window to another, by a cut (--against)."),
        (
            "--by channel --entered 2026-03..2026-04 --against 2026",
            "'2026' is no window (--against)",
        ),
        ("--entered 2026-03..2026-01", "'2026-03..2026-01' is no window"),
    ],
)
def test_what_cannot_be_measured(fairlead: Fairlead, argued: str, words: str, said: str) -> None:
    assert_refused(fairlead(f"measure {argued} {words}"), said)


def test_a_plan_by_hand_has_nothing_to_measure(fairlead: Fairlead, by_hand: str) -> None:
    answer = fairlead(f"measure {by_hand}")
    assert_refused(answer, "The plan has no data to measure. Import CRM exports first.")
