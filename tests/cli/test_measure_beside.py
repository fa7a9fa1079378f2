"""What stands beside the journeys in `measure`: counts above the first record, and responses."""

from pathlib import Path

import pytest

from tests.cli.running import Answer, Fairlead

LEADS = """Lead ID,Created Date,Lead Source,Lead Status,Converted Date,Opportunity ID
L1,2026-01-05,Web,Converted,2026-02-01,D1
L2,2026-01-09,Web,Open,,
L3,2026-02-02,Web,Open,,
L4,2026-02-03,Events,Open,,"""
DEALS = """Opportunity ID,Opportunity Name,Created Date,Close Date,Stage,Amount
D1,Rollout,2026-02-01,2026-03-01,Closed Won,5000"""
COUNTS = """Channel,Measure,Jan 2026,Feb 2026
Web,Visits,100,50
Podcast,Plays,30,"""
MEMBERS = """Campaign Member Id,Campaign Name,Lead ID,Member Status,First Responded Date
1,Fair,L1,Responded,2026-01-20
2,Fair,L4,Responded,2026-02-10
3,Webinar,L4,Responded,2026-02-11
4,Webinar,L3,Sent,"""


@pytest.fixture
def measured(fairlead: Fairlead) -> Fairlead:
    for name, text in (("leads", LEADS), ("deals", DEALS), ("c", COUNTS), ("members", MEMBERS)):
        Path(f"{name}.csv").write_text(text, "utf-8")
    assert fairlead("import p.fairlead leads.csv deals.csv c.csv members.csv").status == 0

    def measure(words: str) -> Answer:
        return fairlead(f"measure p.fairlead {words}")

    return measure


def test_counts_stand_beside_the_entries_of_their_channel_and_month(measured: Fairlead) -> None:
    found = measured("--json").json["volumes"]
    assert found == [
        {"measure": "Plays", "channel": "Podcast", "month": "2026-01", "count": 30.0}
        | {"entered": None, "ratio": None},
        {"measure": "Visits", "channel": "Web", "month": "2026-01", "count": 100.0}
        | {"entered": 2, "ratio": 0.02},
        {"measure": "Visits", "channel": "Web", "month": "2026-02", "count": 50.0}
        | {"entered": 1, "ratio": 0.02},
    ]


def test_several_responses_of_a_lead_are_several_and_one_lead(measured: Fairlead) -> None:
    found = measured("--json").json["responses"]
    assert [(r["campaign"], r["month"], r["responses"], r["leads"]) for r in found] == [
        ("Fair", "2026-01", 1, 1),
        ("Fair", "2026-02", 1, 1),
        ("Webinar", "2026-02", 1, 0),
    ]


def test_a_window_keeps_its_months(measured: Fairlead) -> None:
    found = measured("--entered 2026-02..2026-02 --json").json
    assert [v["month"] for v in found["volumes"]] == ["2026-02"]
    assert sum(r["responses"] for r in found["responses"]) == 2


def test_people_read_a_ratio_of_counts_never_a_conversion(measured: Fairlead) -> None:
    lines = measured("").lines
    (header,) = [line for line in lines if "ratio of counts" in line]
    assert "matured" not in header
    (web,) = [line for line in lines if line.startswith("Visits")]
    assert web.split() == ["Visits", "Web", "150", "3", "2.0%"]
    (podcast,) = [line for line in lines if line.startswith("Plays")]
    assert podcast.split() == ["Plays", "Podcast", "30", "–", "–"]
    assert lines[-1] == "3 campaign responses, by 2 leads."
