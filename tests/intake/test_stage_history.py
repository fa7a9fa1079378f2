"""Stage history with ties, reopened deals and moves backward."""

from pathlib import Path
from typing import Any

import pytest

from planner.base.days import iso
from planner.intake.records.clock import second_of
from tests.intake.files import assert_all_rows_accounted, imported, path_of, write_text

HEADER = "Opportunity ID,From Stage,To Stage,Created Date"
DEALS = "Opportunity ID,Created Date,Stage,Amount,Close Date"


def taken(folder: Path, deal: str, *history: str, **hints: Any) -> tuple[dict[str, Any], str]:
    """The one deal as taken in, and what was said of it."""
    deals = write_text(folder, "deals.csv", f"{DEALS}\n{deal}")
    changes = write_text(folder, "history.csv", "\n".join((HEADER, *history)))
    snapshot = imported(deals, changes, **hints)
    assert_all_rows_accounted(snapshot)
    said = " ".join(w for w in snapshot.warnings if w[0].isdigit())
    return path_of(snapshot, "O1"), said


def test_a_deal_lost_and_taken_up_again_is_open(tmp_path: Path) -> None:
    journey, said = taken(
        tmp_path,
        "O1,2024-01-01,Negotiation,5,2024-09-01",
        "O1,,Prospecting,2024-01-01",
        "O1,Prospecting,Closed Lost,2024-02-01",
        "O1,Closed Lost,Negotiation,2024-03-01",
    )
    assert (journey["outcome"], journey["left"]) == ("OPEN", None)
    assert said == "1 journey lost once and taken up again, not counted as lost."


def test_a_deal_won_and_lost_since_is_lost_on_its_last_day(tmp_path: Path) -> None:
    journey, said = taken(
        tmp_path,
        "O1,2024-01-01,Closed Lost,5,",
        "O1,,Closed Won,2024-02-01",
        "O1,Closed Won,Closed Lost,2024-03-01",
    )
    assert (journey["outcome"], journey["left"]) == ("LOST", "2024-03-01")
    assert said == "1 journey won once and lost since, counted as lost."


def test_a_deal_won_and_open_again_stays_won(tmp_path: Path) -> None:
    journey, said = taken(
        tmp_path,
        "O1,2024-01-01,Negotiation,5,2024-09-01",
        "O1,,Closed Won,2024-02-01",
        "O1,Closed Won,Negotiation,2024-03-01",
    )
    assert journey["outcome"] == "WON"
    assert said == "1 journey won once and open again, counted as won."


ONE_DAY = (
    "O1,,Prospecting,2024-01-01{}",
    "O1,Prospecting,Closed Lost,2024-02-01{}",
    "O1,Closed Lost,Negotiation,2024-02-01{}",
)


@pytest.mark.parametrize(
    ("times", "newest_first", "outcome"),
    [
        ((" 08:00", " 10:00", " 09:00"), False, "LOST"),
        ((" 08:00", " 09:00", " 10:00"), False, "OPEN"),
        ((" 08:00", " 09:00 AM", " 01:00 PM"), True, "OPEN"),
        (("", "", ""), False, "LOST"),
    ],
)
def test_changes_of_one_day(
    tmp_path: Path, times: tuple[str, ...], newest_first: bool, outcome: str
) -> None:
    rows = [row.format(time) for row, time in zip(ONE_DAY, times, strict=True)]
    rows = rows[::-1] if newest_first else rows
    deal = "O1,2024-01-01,Negotiation,5,2024-09-01"
    journey, _ = taken(tmp_path, deal, *rows, as_of="2024-02-15")
    assert journey["outcome"] == outcome


@pytest.mark.parametrize("newest_first", [False, True])
def test_among_open_stages_of_one_moment_the_order_of_the_file_decides(
    tmp_path: Path, newest_first: bool
) -> None:
    rows = ["O1,,MQL,2024-01-01", "O1,MQL,SAL,2024-02-01", "O1,SAL,MQL,2024-02-01"]
    rows += ["O1,MQL,Negotiation,2024-03-01"]
    deal = "O1,2024-01-01,Negotiation,5,2024-09-01"
    stages = ("MQL", "SAL", "Opportunity", "Won")
    changes = rows[::-1] if newest_first else rows
    journey, said = taken(
        tmp_path, deal, *changes, stages=stages, stage_map=(("MQL", "MQL"), ("SAL", "SAL"))
    )
    assert journey["dates"] == {
        "MQL": "2024-01-01", "SAL": "2024-02-01", "Opportunity": "2024-01-01",
    }  # fmt: skip
    assert "1 journey moved back to an earlier stage; the first entry counts." in said


def test_changes_after_the_as_of_date_are_counted(tmp_path: Path) -> None:
    journey, said = taken(
        tmp_path,
        "O1,2024-01-01,Closed Won,5,2024-05-01",
        "O1,,Prospecting,2024-01-01",
        "O1,Prospecting,Closed Won,2024-05-01",
        "O9,,Prospecting,2024-01-01",
        as_of="2024-03-01",
    )
    assert journey["outcome"] == "OPEN"
    assert "1 row of stage history about unknown opportunities." in said
    assert "1 row of stage history after the as-of date." in said


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("2024-01-22 20:36:47", 74207),
        ("22.01.2024 14:03 Uhr", 50580),
        ("1/22/2024 12:05 AM", 300),
        ("1/22/2024 12:05 PM", 43500),
        ("2024-01-22", 0),
        ("", 0),
        (45631.25, 21600),
        (1611077007360.0, 62607),
    ],
)
def test_the_time_of_day(cell: str | float, seconds: int) -> None:
    assert second_of(cell) == seconds


def test_a_history_that_names_no_stage_before_is_known_by_what_it_tells(tmp_path: Path) -> None:
    """An API dump of a few columns reads like opportunities, each created several times."""
    deals = write_text(
        tmp_path,
        "Opportunity.csv",
        """Id,Name,StageName,IsClosed,IsWon,Amount,CreatedDate,CloseDate
        O1,A,Negotiation/Review,false,false,5,2024-01-01,2024-09-01
        O2,B,Closed Won,true,true,7,2024-01-02,2024-03-01""",
    )
    changes = write_text(
        tmp_path,
        "OpportunityHistory.csv",
        """Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate,Probability
        H1,O1,2024-01-01,Prospecting,5,2024-09-01,10
        H2,O1,2024-02-01,Closed Lost,5,2024-09-01,0
        H3,O1,2024-03-05,Negotiation/Review,5,2024-09-01,90
        H4,O2,2024-01-02,Prospecting,7,2024-03-01,10
        H5,O2,2024-03-01,Closed Won,7,2024-03-01,100""",
    )
    snapshot = imported(deals, changes)
    assert [file.kind for file in snapshot.files] == ["opportunities", "stage_history"]
    assert (snapshot.rows_read, len(snapshot.journeys), snapshot.merged) == (2, 2, 0)
    assert "1 journey lost once and taken up again, not counted as lost." in snapshot.warnings


def test_one_opportunity_twice_is_no_history(tmp_path: Path) -> None:
    deals = write_text(
        tmp_path,
        "deals.csv",
        f"""{DEALS}
        O1,2024-01-01,Negotiation,5,2024-09-01
        O1,2024-01-08,Closed Won,5,2024-09-01
        O2,2024-01-01,Negotiation,5,2024-09-01
        O3,2024-01-01,Closed Lost,5,2024-02-01
        O4,2024-01-01,Closed Lost,5,2024-02-01""",
    )
    assert [file.kind for file in imported(deals).files] == ["opportunities"]


FUNNEL = ("MQL", "SAL", "Opportunity", "Won")


def days(journey: dict[str, Any]) -> tuple[str, str]:
    """The days on which a journey entered MQL and SAL."""
    return journey["dates"]["MQL"], journey["dates"]["SAL"]


def test_the_stage_the_first_change_leaves_was_held_since_creation(tmp_path: Path) -> None:
    journey, _ = taken(
        tmp_path,
        "O1,2024-01-01,SAL,5,2024-09-01",
        "O1,MQL,SAL,2024-02-01",
        stages=FUNNEL,
    )
    assert days(journey) == ("2024-01-01", "2024-02-01")


def test_a_first_change_backward_entered_the_later_stage_at_creation(tmp_path: Path) -> None:
    journey, said = taken(
        tmp_path,
        "O1,2024-01-01,MQL,5,2024-09-01",
        "O1,SAL,MQL,2024-02-01",
        stages=FUNNEL,
    )
    assert days(journey) == ("2024-02-01", "2024-01-01")
    assert said.startswith("1 journey moved back to an earlier stage; the first entry counts.")


def test_a_history_that_tells_of_creations_dates_nothing_by_what_was_left(tmp_path: Path) -> None:
    """The rows before the first one of O1 were cut off: nobody knows since when it was MQL."""
    deals = write_text(
        tmp_path, "deals.csv", f"{DEALS}\nO1,2023-01-01,SAL,5,\nO2,2024-01-05,MQL,5,"
    )
    changes = write_text(
        tmp_path, "history.csv", f"{HEADER}\nO1,MQL,SAL,2024-02-01\nO2,,MQL,2024-01-05"
    )
    snapshot = imported(deals, changes, stages=FUNNEL)
    assert path_of(snapshot, "O1")["dates"]["SAL"] == "2024-02-01"
    assert path_of(snapshot, "O1")["dates"]["MQL"] is None


def test_a_stage_that_ended_says_nothing_of_a_later_day(tmp_path: Path) -> None:
    """O1 was lost until March, when rows end: in April it stood as the opportunity says."""
    deals = write_text(tmp_path, "deals.csv", f"{DEALS}\nO1,2024-01-01,Negotiation,5,2024-09-01")
    rows = "O1,2024-01-01,Prospecting,{}\nO1,2024-02-01,Closed Lost,{}"
    header = "OpportunityId,CreatedDate,StageName,ValidThroughDate"

    def outcome(first: str, last: str, day: str) -> object:
        text = f"{header}\n{rows.format(first, last)}"
        changes = write_text(tmp_path, "history.csv", text)
        snapshot = imported(deals, changes, as_of=day)
        assert not any("ValidThroughDate" in warning for warning in snapshot.warnings)
        return path_of(snapshot, "O1")["outcome"]

    assert outcome("2024-02-01", "2024-03-01", "2024-02-15") == "LOST"
    assert outcome("2024-02-01", "2024-03-01", "2024-04-15") == "OPEN"
    assert outcome("2024-02-01", "9999-12-31", "2024-04-15") == "LOST"


def test_the_end_of_a_stage_is_a_change_seen(tmp_path: Path) -> None:
    deals = write_text(tmp_path, "deals.csv", f"{DEALS}\nO1,2024-01-01,Negotiation,5,2031-01-01")
    history = "OpportunityId,CreatedDate,StageName,ValidThroughDate\nO1,2024-01-01,Prospecting,"
    changes = write_text(tmp_path, "history.csv", f"{history}2024-05-01")
    assert iso(imported(deals, changes).as_of) == "2024-05-01"
