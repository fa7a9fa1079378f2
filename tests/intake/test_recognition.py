"""CRMs, entities, columns and stages are proposed, and every proposal can be corrected."""

import pickle
from pathlib import Path

import pytest

from planner.base.days import iso
from planner.base.problem import RefusedError
from planner.intake import Hints, propose, take_in
from planner.intake.values.fields import Entity
from tests.intake.files import imported, path_of, write_rows, write_text

GERMAN = {
    "Opportunity-ID": ["006A", "006B", "006C"],
    "Opportunity-Name": ["Anlage", "Pumpe", "Filter"],
    "Opportunity-Inhaber": ["Meier", "Meier", "Huber"],
    "Phase": ["Geschlossen und gewonnen", "Geschlossen und verloren", "Angebot"],
    "Schlusstermin": ["28.02.2024", "31.03.2024", "30.09.2024"],
    "Erstelldatum": ["05.01.2024", "15.01.2024", "16.01.2024"],
    "Opportunity-Betrag Währung": ["EUR", "EUR", "EUR"],
    "Opportunity-Betrag": ["12.500,00", "1.200,50", "900,00"],
    "Lead-Quelle": ["Messe", "Web", "Web"],
}
CONTACTS = {
    "Record ID": ["51", "52"],
    "Email": ["ann@x.example", "bob@x.example"],
    "Contact owner": ["Jo", "Jo"],
    "Lifecycle Stage": ["Customer", "Lead"],
    "Original Source": ["Organic Search", "Paid Search"],
    "Create Date": ["2024-01-02 10:00", "2024-01-03 10:00"],
    "Became a Marketing Qualified Lead Date": ["2024-01-05 11:00", ""],
    "Became a Sales Qualified Lead Date": ["2024-01-08 12:00", ""],
    "Recent Deal Amount": ["900", ""],
}
DEALS = {
    "Record ID": ["91"],
    "Deal Name": ["Acme"],
    "Pipeline": ["Sales Pipeline"],
    "Deal Stage": ["Closed Won"],
    "Amount": ["900"],
    "Close Date": ["2024-03-02 10:00"],
    "Create Date": ["2024-02-02 10:00"],
    "Deal owner": ["Jo"],
    "Associated Contact IDs": ["77;51"],
    'Date entered "Contract Sent (Sales Pipeline)"': ["2024-02-20 10:00"],
}
DYNAMICS = {
    "(Do Not Modify) Opportunity": ["a-1", "a-2"],
    "(Do Not Modify) Modified On": ["2024-05-02", "2024-05-02"],
    "Topic": ["Tank", "Pump"],
    "Status": ["Open", "Won"],
    "Est. revenue": ["500", "500"],
    "Actual Revenue": ["", "450"],
    "Actual Close Date": ["", "2024-04-30"],
    "Created On": ["2024-01-02", "2024-01-02"],
}

Columns = dict[str, list[str]]


def export(folder: Path, name: str, columns: Columns, encoding: str = "utf-8") -> Path:
    rows = zip(*columns.values(), strict=True)
    return write_rows(folder, name, [list(columns), *rows], encoding)


def test_german_salesforce_report(tmp_path: Path) -> None:
    snapshot = imported(export(tmp_path, "bericht.csv", GERMAN, "cp1252"))
    source = snapshot.files[0]
    assert (source.crm, source.kind) == ("Salesforce", "opportunities")
    assert source.date_order == {"Schlusstermin": "DMY", "Erstelldatum": "DMY"}
    assert snapshot.journeys.currency == "EUR"
    won = path_of(snapshot, "006A")
    assert (won["outcome"], won["amount"]) == ("WON", 12_500.0)
    assert won["dates"] == {"Opportunity": "2024-01-05", "Won": "2024-02-28"}
    assert path_of(snapshot, "006B")["outcome"] == "LOST"
    assert path_of(snapshot, "006C")["outcome"] == "OPEN"


def test_hubspot_contacts_and_deals(tmp_path: Path) -> None:
    contacts = export(tmp_path, "contacts.csv", CONTACTS)
    deals = export(tmp_path, "deals.csv", DEALS)
    proposal = propose([contacts, deals])
    assert [(t.crm, t.kind) for t in proposal.tables] == [
        ("HubSpot", "leads"),
        ("HubSpot", "opportunities"),
    ]
    assert proposal.stages == ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
    assert "Recent Deal Amount" not in proposal.tables[0].mapped
    assert "entered:Contract Sent" in proposal.tables[1].mapped.values()
    snapshot = take_in(proposal)
    assert snapshot.joined == {"lead_id": 1}
    assert path_of(snapshot, "51")["dates"] == {
        "Inquiry": "2024-01-02",
        "MQL": "2024-01-05",
        "SAL": "2024-01-08",
        "Opportunity": "2024-02-02",
        "Won": "2024-03-02",
    }


def test_dynamics_keeps_its_hidden_id(tmp_path: Path) -> None:
    path = export(tmp_path, "opps.csv", DYNAMICS)
    snapshot = imported(path)
    assert snapshot.files[0].crm == "Dynamics 365"
    assert snapshot.journeys.ids == ("a-1", "a-2")
    assert snapshot.journeys.opened_amount.tolist() == [500, 500]
    assert snapshot.journeys.amount[1] == 450


ODD = """
    Ref,Begun,Finished,Standing,Worth,AnnualRevenue
    X1,2024-01-02,2024-03-02,Signed,500,9000000
    X2,2024-01-03,2024-02-02,Nope,700,8000000
    X3,2024-01-04,,Talking,800,7000000
"""


def test_everything_can_be_stated(tmp_path: Path) -> None:
    path = write_text(tmp_path, "odd.csv", ODD)
    maps = (
        ("opportunity_id", "Ref"),
        ("created", "begun"),
        ("close_date", "Finished"),
        ("stage", "Standing"),
        ("amount", "Worth"),
    )
    stage_map = (("signed", "Won"), ("Nope", "Lost"))
    snapshot = imported(path, maps=maps, stage_map=stage_map)
    assert [path_of(snapshot, i)["outcome"] for i in ("X1", "X2", "X3")] == ["WON", "LOST", "OPEN"]
    assert snapshot.files[0].columns["Worth"] == "amount"


def test_everything_can_be_corrected(tmp_path: Path) -> None:
    path = write_text(tmp_path, "odd.csv", ODD)
    (table,) = propose([path]).tables
    assert table.kind == "other"
    hints = Hints().with_kind(table.fingerprint, "opportunities")
    for header, name in {
        "Ref": "opportunity_id",
        "Begun": "created",
        "Finished": "close_date",
        "Standing": "stage",
        "Worth": "amount",
    }.items():
        hints = hints.with_column(table.fingerprint, header, name)
    proposal = propose([path], hints)
    assert [(m.text, m.count) for m in proposal.stage_map] == [
        ("Signed", 1),
        ("Nope", 1),
        ("Talking", 1),
    ]
    proposal = propose([path], hints.with_stage("Signed", "Won").with_stage("nope", "Lost"))
    assert proposal.as_of is not None
    assert iso(proposal.as_of) == "2024-03-02"
    snapshot = take_in(proposal)
    assert [path_of(snapshot, i)["outcome"] for i in ("X1", "X2", "X3")] == ["WON", "LOST", "OPEN"]
    cleared = propose([path], hints.with_column(table.fingerprint, "Worth", None))
    assert "amount" not in cleared.tables[0].mapped.values()


def test_a_meaning_moves_from_one_column_to_another(tmp_path: Path) -> None:
    text = "Opportunity ID,Stage,Amount,ARR,Created Date\nO1,New,5,7,2024-01-01"
    path = write_text(tmp_path, "d.csv", text)
    known = propose([path]).tables[0].fingerprint
    (table,) = propose([path], Hints().with_column(known, "ARR", "amount")).tables
    assert table.header_of("amount") == "ARR"
    assert [c.field for c in table.columns].count("amount") == 1


def test_shown_without_its_rows_a_proposal_still_says_everything(tmp_path: Path) -> None:
    path = write_text(tmp_path, "odd.csv", "Opportunity ID,Stage,Amount\nO1,New,5\nO2,Won,7")
    shown = pickle.loads(pickle.dumps(propose([path]).shown()))
    (table,) = shown.tables
    assert (table.size, table.kind, table.columns[2].samples) == (2, "opportunities", ("5", "7"))
    with pytest.raises(ValueError, match="not at hand"):
        _ = table.typed


def test_columns_show_samples_and_confidence(tmp_path: Path) -> None:
    text = "Opportunity ID,Stage,Probability (%),Close Date\n" + "\n".join(
        f"O{i},New,{i * 10},0{i}/25/2024" for i in range(1, 9)
    )
    table = propose([write_text(tmp_path, "d.csv", text)]).tables[0]
    columns = {c.header: c for c in table.columns}
    assert columns["Opportunity ID"].samples == ("O1", "O2", "O3")
    assert columns["Stage"].confidence == pytest.approx(0.9)
    assert columns["Probability (%)"].scale == "0-100"
    assert columns["Close Date"].date_order == "MDY"


def test_a_stated_profile_reads_ambiguous_headers(tmp_path: Path) -> None:
    path = write_text(tmp_path, "d.csv", "Record ID,Deal Stage,Create Date\n7,New,2024-01-01")
    assert propose([path], Hints(profile="hubspot")).tables[0].crm == "HubSpot"
    assert propose([path], Hints(profile="generic")).tables[0].crm == "generic"


def test_headers_that_only_resemble_are_less_sure(tmp_path: Path) -> None:
    text = "Opportunity ID,Stage,Clse Date,Created Date\nO1,Closed Won,2024-03-01,2024-01-01"
    column = propose([write_text(tmp_path, "d.csv", text)]).tables[0].columns[2]
    assert column.field == "close_date"
    assert column.confidence < 0.7


def test_planned_dates_and_foreign_revenue_are_not_proposed(tmp_path: Path) -> None:
    columns = {
        "Opportunity ID": ["O1"],
        "Stage": ["New"],
        "Created Date": ["2024-01-01"],
        "Expected Close Date": ["2024-03-01"],
        "AnnualRevenue": ["5000000"],
        "declared_monthly_revenue": ["400"],
        "Recent Deal Amount": ["300"],
    }
    table = propose([export(tmp_path, "d.csv", columns)]).tables[0]
    assert set(table.mapped) == {"Opportunity ID", "Stage", "Created Date"}


@pytest.mark.parametrize(
    ("hints", "sentence"),
    [
        (Hints(maps=(("amount", "Nothing"),)), "No file has a column 'Nothing'"),
        (Hints(maps=(("weather", "Stage"),)), "'weather' is no field"),
        (Hints(profile="Lotus"), "no profile 'Lotus'"),
    ],
)
def test_wrong_hints(tmp_path: Path, hints: Hints, sentence: str) -> None:
    path = write_text(tmp_path, "d.csv", "Opportunity ID,Stage,Created Date\nO1,New,2024-01-01")
    with pytest.raises(RefusedError, match=sentence):
        propose([path], hints)


def test_missing_columns_say_what_they_would_unlock(tmp_path: Path) -> None:
    path = write_text(tmp_path, "d.csv", "Opportunity ID,Stage,Created Date\nO1,New,2024-01-01")
    warnings = propose([path]).warnings
    assert any("no column for amount, which would unlock deal size" in w for w in warnings)
    assert "No activities: speed to lead is not measured." in warnings


def test_tables_beside_the_opportunities_are_not_taken_for_leads(tmp_path: Path) -> None:
    deals = write_text(
        tmp_path,
        "Opportunity.csv",
        "Topic,Potential Customer,Status,Status Reason,Created On,Actual Close Date\n"
        "A-100,Acme,Won,Won,1/15/2026,3/20/2026",
    )
    texts = {
        "Goal.csv": "Name,Goal Owner,Target,Status Reason\nQ1,Ann,7000,Open",
        "Campaign.csv": "Name,Campaign Type,Status,Status Reason,Owner\nFair,Event,Active,Run,Ann",
        "Appointments.csv": "Subject,Start Time,Status,Owner,Created On,Status Reason\n"
        "Visit,3/11/2026 13:00,Open,Ann,3/10/2026 12:56,Busy",
    }
    others = [write_text(tmp_path, name, text) for name, text in texts.items()]
    kinds = [str(table.entity) for table in propose([deals, *others]).tables]
    assert kinds[0] == "opportunities"
    assert "leads" not in kinds


def test_a_list_that_follows_leads_to_the_end_is_one_of_leads(tmp_path: Path) -> None:
    rows = write_text(
        tmp_path,
        "list.csv",
        """Lead ID,Created,MQL Date,Channel,Won Date,Amount,Currency
        L1,2026-01-05,2026-01-06,Web,2026-03-01,9000,EUR""",
    )
    (table,) = propose([rows]).tables
    assert table.entity is Entity.LEADS
    assert {"mql_date", "won_date", "amount", "currency"} <= set(table.mapped.values())
