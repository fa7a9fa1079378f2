"""A stage that says one outcome and a status that says another: shown, and decided by rule."""

from pathlib import Path

from planner.intake import Hints, propose
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.proposal import Conflict
from tests.intake.files import imported, path_of, write_text

DEALS = """Opportunity ID,Created Date,Stage,Closed,Won,Amount,Close Date
    O1,2024-02-01,Closed Won,1,1,10,2024-04-01
    O2,2024-02-01,Closed Lost,1,0,10,2024-04-01
    O3,2024-02-01,Closed Won,1,0,10,2024-04-02
    O4,2024-02-01,Closed Won,0,0,10,2024-04-01
    O5,2024-02-01,Prospecting,1,1,10,2024-04-01
    O6,2024-02-01,Prospecting,0,0,10,2025-04-01"""

PIPEDRIVE = """Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value,Deal - Deal created
    1,A,Negotiation,Won,10,2024-02-01
    2,B,Negotiation,Lost,10,2024-02-01
    3,C,Proposal,Open,10,2024-02-01"""

MUTE = """Opportunity ID,Created Date,Stage,Status,Amount,Close Date
    O1,2024-02-01,Closed Won,Active,10,2024-04-01
    O2,2024-02-01,Closed Lost,Inactive,10,2024-04-01"""


def outcomes(path: Path, decides: Decides = Decides.STATUS) -> str:
    snapshot = imported(path, decides=decides)
    return " ".join(path_of(snapshot, name)["outcome"] for name in snapshot.journeys.ids)


def test_the_side_that_decides_stands(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", DEALS)
    assert outcomes(path) == "WON LOST LOST OPEN WON OPEN"
    assert outcomes(path, Decides.STAGE) == "WON LOST WON WON OPEN OPEN"


def test_contradictions_are_counted_by_their_texts(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", DEALS)
    assert propose([path]).conflicts == (
        Conflict("Closed Won", "marked closed, not won", "Won", "Lost", 1),
        Conflict("Closed Won", "marked not closed", "Won", "Open", 1),
        Conflict("Prospecting", "marked won", "Open", "Won", 1),
    )


def test_the_warning_names_the_rule(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", DEALS)
    said = "3 journeys whose stage contradicts their status; the {} stands."
    assert said.format("status") in imported(path).warnings
    assert said.format("stage") in imported(path, decides=Decides.STAGE).warnings


def test_stages_that_never_close_leave_closing_to_the_status(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", PIPEDRIVE)
    assert propose([path], Hints(decides=Decides.STAGE)).conflicts == ()
    assert outcomes(path, Decides.STAGE) == outcomes(path) == "WON LOST OPEN"


def test_a_status_that_never_closes_leaves_closing_to_the_stage(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", MUTE)
    assert propose([path]).conflicts == ()
    assert outcomes(path) == "WON LOST"


def test_what_a_person_says_of_a_text_decides_over_both(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", DEALS)
    said = (("Closed Won", "Lost"),)
    assert path_of(imported(path, stage_map=said), "O1")["outcome"] == "LOST"
    assert propose([path], Hints(stage_map=said)).conflicts == ()


def test_naming_the_funnel_stage_of_a_text_reopens_nothing(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", PIPEDRIVE)
    snapshot = imported(path, stage_map=(("Negotiation", "Opportunity"),))
    assert path_of(snapshot, "1")["outcome"] == "WON"
