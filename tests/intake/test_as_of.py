"""The as-of date: what is dated after it has not happened (domain.md, section 3)."""

from pathlib import Path

import pytest

from planner.base.days import iso
from tests.intake.files import assert_all_rows_accounted, imported, path_of, write_text
from tests.intake.test_journeys import deals, leads


def test_as_of_is_the_last_change_and_not_a_planned_closing(tmp_path: Path) -> None:
    rows = "O1,2024-02-01,Prospecting,5,2031-01-01,,\nO2,2024-02-03,Closed Lost,5,2024-05-06,,"
    assert iso(imported(deals(tmp_path, rows)).as_of) == "2024-05-06"


def test_what_happened_after_a_stated_as_of_is_not_known_yet(tmp_path: Path) -> None:
    rows = """O1,2024-01-01,Closed Won,5,2024-05-06,,
        O2,2024-01-01,Closed Lost,5,2024-02-01,,
        O3,2024-04-01,Prospecting,5,2024-05-06,,"""
    snapshot = imported(deals(tmp_path, rows), as_of="2024-03-01")
    assert path_of(snapshot, "O1")["outcome"] == "OPEN"
    assert path_of(snapshot, "O1")["dates"] == {"Opportunity": "2024-01-01"}
    assert path_of(snapshot, "O2")["outcome"] == "LOST"
    assert [a.reason for a in snapshot.set_aside] == ["dated after the as-of date 2024-03-01"]
    assert_all_rows_accounted(snapshot)


def test_a_status_of_today_does_not_bring_a_later_stage_forward(tmp_path: Path) -> None:
    rows = """L1,2024-01-01,2024-01-05,2024-05-01,SAL,Web,,
        L2,2024-01-01,2024-05-05,,MQL,Web,,
        L3,2024-01-01,,2024-05-05,MQL,Web,,
        L4,2024-01-01,,,MQL,Web,,"""
    lead_file = leads(tmp_path, rows)
    deal_file = deals(tmp_path, "O1,2024-01-01,Closed Won,5,2024-02-06,,")
    snapshot = imported(lead_file, deal_file, as_of="2024-03-01")
    assert snapshot.journeys.reached[:4, :3].tolist() == [
        [True, True, False],
        [True, False, False],
        [True, False, False],
        [True, True, False],
    ]


@pytest.mark.parametrize("close", ["2024-06-06", ""])
def test_an_opportunity_of_later_does_not_exist_yet(tmp_path: Path, close: str) -> None:
    rows = """L1,2024-01-01,2024-01-05,,Converted,Web,O1,
        L2,2024-01-01,2024-01-05,,Converted,Web,O2,2024-02-01"""
    later = f"O1,2024-05-01,Closed Lost,5,{close},,\nO2,2024-05-01,Closed Won,5,{close},,"
    files = leads(tmp_path, rows), deals(tmp_path, later)
    then = imported(*files, as_of="2024-03-01")
    assert path_of(then, "L1")["dates"] == {"Inquiry": "2024-01-01", "MQL": "2024-01-05"}
    assert path_of(then, "L1")["outcome"] == "OPEN"
    assert (path_of(then, "L2")["outcome"], path_of(then, "L2")["left"]) == ("LOST", "2024-02-01")
    now = imported(*files, as_of="2024-12-01")
    assert [path_of(now, name)["outcome"] for name in ("L1", "L2")] == ["LOST", "WON"]


HISTORY = """Opportunity ID,From Stage,To Stage,Last Modified Date
    O1,,Prospecting,2024-01-01
    O1,Prospecting,Closed Lost,2024-02-01
    O1,Closed Lost,Prospecting,2024-03-01
    O2,,Prospecting,2024-01-01
    O2,Prospecting,Closed Lost,2024-02-01
    O2,Closed Lost,Prospecting,2024-03-01
    O2,Prospecting,Closed Lost,2024-04-01"""


def test_reopened_deals_are_not_lost(tmp_path: Path) -> None:
    history = write_text(tmp_path, "history.csv", HISTORY)
    rows = """O1,2024-01-01,Prospecting,5,2024-09-01,,
        O2,2024-01-01,Closed Lost,5,,,"""
    now = imported(deals(tmp_path, rows), history)
    assert path_of(now, "O1")["outcome"] == "OPEN"
    assert (path_of(now, "O2")["outcome"], path_of(now, "O2")["left"]) == ("LOST", "2024-04-01")
    then = imported(deals(tmp_path, rows), history, as_of="2024-02-15")
    assert path_of(then, "O1")["outcome"] == "LOST"
    assert path_of(then, "O1")["left"] == "2024-02-01"
    between = imported(deals(tmp_path, rows), history, as_of="2024-03-15")
    assert path_of(between, "O2")["outcome"] == "OPEN"


CHANGED = "Opportunity ID,Created Date,Stage,Amount,Close Date,Last Modified Date"


def test_closings_dated_ahead_do_not_push_the_as_of_date(tmp_path: Path) -> None:
    rows = """O1,2024-01-01,Closed Won,5,2024-02-01,2024-02-01
        O2,2024-02-01,Closed Lost,5,2031-01-01,2024-02-20
        O3,2024-02-20,Closed Won,5,2027-01-01,2024-03-01"""
    snapshot = imported(deals(tmp_path, rows, CHANGED))
    assert iso(snapshot.as_of) == "2024-03-01"
    lost, won = path_of(snapshot, "O2"), path_of(snapshot, "O3")
    assert (lost["outcome"], lost["left"]) == ("LOST", "2024-02-20")
    assert (won["outcome"], won["dates"]["Won"]) == ("WON", "2024-03-01")
    assert any(w.startswith("2 journeys closed, but dated after") for w in snapshot.warnings)


def test_without_dated_changes_wins_date_the_data_and_planned_losses_do_not(tmp_path: Path) -> None:
    rows = """O1,2024-01-01,Closed Won,5,2024-03-01,,
        O2,2024-02-01,Closed Lost,5,2031-01-01,,
        O3,2024-02-01,Closed Lost,5,2024-03-20,,"""
    snapshot = imported(deals(tmp_path, rows))
    assert iso(snapshot.as_of) == "2024-03-20"
    assert (path_of(snapshot, "O2")["outcome"], path_of(snapshot, "O2")["left"]) == ("LOST", None)
    assert path_of(snapshot, "O3")["left"] == "2024-03-20"


def test_activities_planned_ahead_do_not_push_the_as_of_date(tmp_path: Path) -> None:
    header = f"{CHANGED},Last Activity"
    rows = """O1,2024-01-01,Prospecting,5,2024-09-01,2024-02-01,2031-05-05
        O2,2024-01-10,Prospecting,5,2024-09-01,2024-02-02,2024-02-03"""
    assert iso(imported(deals(tmp_path, rows, header)).as_of) == "2024-02-03"


def test_a_lost_lead_modified_after_a_stated_day_was_open_then(tmp_path: Path) -> None:
    rows = "L1,2024-01-01,,,Closed - Not Converted,Web,,2024-05-01"
    files = leads(tmp_path, rows), deals(tmp_path, "O1,2024-01-01,Closed Won,5,2024-06-01,,")
    assert path_of(imported(*files, as_of="2024-03-01"), "L1")["outcome"] == "OPEN"
    assert path_of(imported(*files), "L1")["left"] == "2024-05-01"


def test_wins_date_the_data_where_only_leads_date_their_changes(tmp_path: Path) -> None:
    """Leads of one spring, and what became of them: the last win came months after."""
    rows = "L1,2024-03-01,,,Converted,Web,O1,2024-03-20"
    spring = leads(tmp_path, rows, "Converted Date")
    won = deals(tmp_path, "O1,2024-03-20,Closed Won,5,2024-09-15,,")
    snapshot = imported(spring, won)
    assert iso(snapshot.as_of) == "2024-09-15"
    assert path_of(snapshot, "L1")["dates"]["Won"] == "2024-09-15"
