"""What the exports do not hold is named, with what each column and each kind would unlock."""

from pathlib import Path

from planner.intake import Hints, propose
from planner.intake.values.fields import Entity
from tests.intake.files import write_text

LEADS = """Lead ID,Create Date,Lead Source,Lead Status,Lead Owner
00Q1,2026-01-05,Web,Open,Ann"""
DEALS = """Opportunity ID,Opportunity Name,Created Date,Close Date,Stage,Amount
006A,Rollout,2026-02-01,2026-03-01,Closed Won,5000"""


def default_reports(folder: Path) -> tuple[Path, Path]:
    return write_text(folder, "leads.csv", LEADS), write_text(folder, "deals.csv", DEALS)


def test_default_salesforce_reports_name_stages_and_columns_to_add(tmp_path: Path) -> None:
    proposal = propose(default_reports(tmp_path))
    assert proposal.stages == ("Inquiry", "Opportunity", "Won")
    assert proposal.unmeasured == ("MQL", "SAL")
    absent = {(m.file_index, m.field): m.unlocks for m in proposal.missing}
    assert absent[0, "mql_date"] == "the stage MQL"
    assert absent[0, "sal_date"].startswith("the stage SAL")
    assert absent[0, "converted_opportunity_id"] == "joining leads to their opportunities by id"
    assert (1, "lead_id") in absent
    assert (1, "lead_source") not in absent  # the leads have it
    assert "leads.csv: no column for MQL date, which would unlock the stage MQL." in (
        proposal.warnings
    )


def test_kinds_of_tables_that_are_absent_are_named_with_their_cost(tmp_path: Path) -> None:
    proposal = propose(default_reports(tmp_path))
    kinds = {m.entity: m.unlocks for m in proposal.missing if m.file_index is None}
    assert kinds == {
        Entity.STAGE_HISTORY: "reopened deals, and a date for every stage",
        Entity.ACTIVITIES: "speed to lead",
        Entity.CAMPAIGN_MEMBERS: "responses per campaign, and all touches of a lead",
        Entity.SPEND: "cost per lead and return",
    }
    assert "No campaign members: responses per campaign are not counted." in proposal.warnings


def test_a_key_on_either_side_is_enough(tmp_path: Path) -> None:
    leads = write_text(
        tmp_path, "leads.csv", LEADS.replace("Lead Owner", "Converted Opportunity ID")
    )
    deals = write_text(tmp_path, "deals.csv", DEALS)
    fields = {m.field for m in propose((leads, deals)).missing}
    assert not fields & {"lead_id", "converted_opportunity_id"}


def test_one_side_alone_misses_no_key_to_the_other(tmp_path: Path) -> None:
    leads, deals = default_reports(tmp_path)
    assert "converted_opportunity_id" not in {m.field for m in propose([leads]).missing}
    assert "lead_id" not in {m.field for m in propose([deals]).missing}


def test_a_stated_plan_without_a_stage_does_not_miss_its_date(tmp_path: Path) -> None:
    proposal = propose(default_reports(tmp_path), Hints(stages=("Inquiry", "SQL", "Won")))
    fields = {m.field for m in proposal.missing}
    assert "mql_date" not in fields
    assert "sal_date" in fields  # SQL is another word for SAL
    assert proposal.unmeasured == ("SQL",)


def test_what_stands_for_a_column_is_not_missed(tmp_path: Path) -> None:
    text = DEALS.replace("Close Date", "Won Date").replace("Opportunity Name", "Email")
    proposal = propose([write_text(tmp_path, "deals.csv", text)])
    assert not {m.field for m in proposal.missing} & {"close_date", "lead_id"}


def test_of_touches_one_id_is_enough(tmp_path: Path) -> None:
    text = "Activity ID,Subject,Assigned,Date,Lead ID\nA1,Call,Ann,2026-01-05,L1"
    proposal = propose([write_text(tmp_path, "activities.csv", text)])
    assert proposal.tables[0].kind == "activities"
    lacking = {m.field for m in proposal.missing if m.file_index == 0}
    assert not lacking & {"record_id", "opportunity_id"}


def test_of_a_list_that_dates_wins_only_the_amount_is_missed(tmp_path: Path) -> None:
    won = write_text(
        tmp_path, "won.csv", f"{LEADS},2026-03-01".replace("Owner\n", "Owner,Won on\n")
    )
    proposal = propose([won])
    assert "No opportunities: deal size and bookings are not measured." in proposal.warnings
    assert (0, "amount") in {(m.file_index, m.field) for m in proposal.missing}
    leads, _ = default_reports(tmp_path)
    assert "amount" not in {m.field for m in propose([leads]).missing}
