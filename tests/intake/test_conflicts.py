"""A stage that says one outcome and a status that says another: shown, and decided by rule."""

from pathlib import Path

from planner.intake import Hints, propose
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.proposal import Conflict
from planner.journeys.table import Outcome
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
        Conflict("Closed Won", "marked closed, not won", "", "Won", "Lost", "", 1),
        Conflict("Closed Won", "marked not closed", "", "Won", "Open", "", 1),
        Conflict("Prospecting", "marked won", "", "Open", "Won", "", 1),
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


FORECAST = """Id,StageName,IsClosed,IsWon,ForecastCategoryName,Amount,CloseDate,CreatedDate
    O1,Closed Won,1,1,Closed,10,2024-04-01,2024-02-01
    O2,Closed Won,1,1,Pipeline,10,2024-04-01,2024-02-01
    O3,Closed Lost,1,0,Omitted,10,2024-04-01,2024-02-01
    O4,Closed Won,1,1,Omitted,10,2024-04-01,2024-02-01
    O5,Prospecting,0,0,Omitted,10,2024-04-01,2024-02-01
    O6,Prospecting,0,0,Closed,10,2024-04-01,2024-02-01
    O7,Prospecting,1,1,Commit,10,2024-04-01,2024-02-01"""


def test_a_forecast_category_decides_only_where_it_is_told_to(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", FORECAST)
    assert outcomes(path) == "WON WON LOST WON OPEN OPEN WON"
    assert outcomes(path, Decides.STAGE) == "WON WON LOST WON OPEN OPEN OPEN"
    assert outcomes(path, Decides.FORECAST) == "WON OPEN LOST LOST OPEN WON OPEN"
    said = "3 journeys whose forecast category says another outcome; stage and status stand."
    assert said in imported(path).warnings


def test_forecast_categories_stand_among_the_contradictions(tmp_path: Path) -> None:
    path = write_text(tmp_path, "deals.csv", FORECAST)
    assert set(propose([path]).conflicts) == {
        Conflict("Closed Won", "marked won", "Pipeline", "Won", "Won", "Open", 1),
        Conflict("Closed Won", "marked won", "Omitted", "Won", "Won", "Lost", 1),
        Conflict("Prospecting", "marked not closed", "Closed", "Open", "Open", "Won", 1),
        Conflict("Prospecting", "marked won", "Commit", "Open", "Won", "Open", 1),
    }


GERMAN = """Opportunity-ID;Phase;Prognosekategorie;Opportunity-Betrag;Schlusstermin;Erstelldatum
    O1;Geschlossen und gewonnen;Geschlossen;10;01.04.2024;01.02.2024
    O2;Geschlossen und gewonnen;Pipeline;10;01.04.2024;01.02.2024
    O3;Vertrag unterschrieben;Geschlossen;10;01.04.2024;01.02.2024"""


def test_a_forecast_category_beside_the_stage_alone(tmp_path: Path) -> None:
    """O3's stage says nothing of its closing, and others do: the person is asked."""
    path = write_text(tmp_path, "deals.csv", GERMAN)
    assert [(c.forecast, c.by_forecast) for c in propose([path]).conflicts] == [
        ("Pipeline", "Open"),
        ("Geschlossen", "Won"),
    ]
    assert outcomes(path) == "WON WON OPEN"
    assert outcomes(path, Decides.FORECAST) == "WON OPEN WON"


ODOO = """name,type,probability,user_id/id,source_id/id,medium_id/id,date_deadline,\
planned_revenue,active
    A,opportunity,100.0,base.user_1,utm.web,utm.email,2024-04-01,100.0,True
    B,opportunity,0.0,base.user_1,utm.web,utm.email,2024-04-02,50.0,False
    C,opportunity,99.9,base.user_1,utm.web,utm.email,2024-05-02,70.0,True
    D,opportunity,0.0,base.user_1,utm.web,utm.email,2024-05-02,70.0,True"""


def test_without_a_stage_odoo_s_probability_of_100_is_won_and_the_inactive_lost(
    tmp_path: Path,
) -> None:
    path = write_text(tmp_path, "crm.lead.csv", ODOO)
    snapshot = imported(path)
    assert [Outcome(o).name for o in snapshot.journeys.outcome] == ["WON", "LOST", "OPEN", "OPEN"]
    assert (
        "crm.lead.csv: no stage; probability 100 counts as won (1 row) and others no longer active "
        "as lost (1), as Odoo sets them. Give the column 'probability' the meaning probability if "
        "that is not so." in snapshot.warnings
    )
    (table,) = propose([path]).tables
    corrected = imported(path, columns=((table.fingerprint, "probability", "probability"),))
    assert [Outcome(o).name for o in corrected.journeys.outcome] == ["OPEN", "LOST", "OPEN", "OPEN"]


def test_in_other_crms_a_probability_says_nothing(tmp_path: Path) -> None:
    text = "Opportunity ID,Opportunity Name,Probability (%),Close Date,Created Date,Amount\n"
    path = write_text(tmp_path, "deals.csv", text + "O1,A,100,2024-04-01,2024-02-01,10")
    assert path_of(imported(path), "O1")["outcome"] == "OPEN"
