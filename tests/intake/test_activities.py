"""Activities of exports become touches of journeys, whichever column names the record."""

from pathlib import Path

from planner.intake import propose, take_in
from planner.journeys.activities import touches_of
from planner.journeys.table import Snapshot
from planner.journeys.union import unite
from tests.intake.files import write_text

LEADS = """Lead ID,Created Date,Lead Status,Lead Owner,MQL Date,Converted Opportunity ID
00Q1,2026-01-01,Open,Ann,2026-01-02,
00Q2,2026-01-01,Open,Ann,2026-01-02,0061
00Q3,2026-01-03,Open,Bob,2026-01-04,0061
00Q4,2026-02-01,Open,Bob,,"""
DEALS = """Opportunity ID,Created Date,Close Date,Stage,Amount
0061,2026-01-10,2026-02-01,Closed Won,500"""
ACTIVITIES = """Activity ID,Subject,Assigned,Date,Lead ID
00T1,Call,Ann,2026-01-05,00Q1
00T2,Email,Ann,2026-01-06,00Q1
00T3,Call,Bob,2026-01-07,00Q3
00T4,Call,Bob,2026-01-07,
00T5,Call,Bob,,00Q1"""


def snapshot_of(folder: Path, **texts: str) -> Snapshot:
    return take_in(propose([write_text(folder, f"{name}.csv", t) for name, t in texts.items()]))


def days_touched(found: Snapshot) -> dict[str, int]:
    touches = touches_of(found.journeys, found.activities)
    ids = [found.journeys.ids[i] for i in touches.journey.tolist()]
    return {name: ids.count(name) for name in sorted(set(ids))}


def test_a_touch_of_a_second_lead_belongs_to_the_first_ones_journey(tmp_path: Path) -> None:
    found = snapshot_of(tmp_path, leads=LEADS, deals=DEALS, activities=ACTIVITIES)
    assert days_touched(found) == {"00Q1": 2, "00Q2": 1}
    said = "2 activities have no date, or no lead or opportunity, and are left out."
    assert said in found.warnings


def test_without_activities_there_are_none(tmp_path: Path) -> None:
    found = snapshot_of(tmp_path, leads=LEADS)
    assert found.activities is None
    assert "No activities: speed to lead is not measured." in found.warnings


def test_activities_alone_are_laid_beside_the_data_so_far(tmp_path: Path) -> None:
    before = snapshot_of(tmp_path, leads=LEADS)
    later = unite(before, snapshot_of(tmp_path, activities=ACTIVITIES), keep_gone=True)
    assert days_touched(later) == {"00Q1": 2, "00Q3": 1}
    assert "No activities: speed to lead is not measured." not in later.warnings


def test_next_months_activities_join_those_of_before(tmp_path: Path) -> None:
    before = snapshot_of(tmp_path, leads=LEADS, activities=ACTIVITIES)
    more = ACTIVITIES.splitlines()[0] + "\n00T9,Call,Ann,2026-01-20,00Q1"
    later = unite(before, snapshot_of(tmp_path, leads=LEADS, activities=more), keep_gone=True)
    assert days_touched(later) == {"00Q1": 3, "00Q3": 1}
