"""Headers that look like something they are not, and tables that look like another kind."""

from pathlib import Path

import pytest

from planner.intake import propose
from planner.intake.recognition.profiles import load_profiles
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.recognition.stagewords import classify
from planner.intake.values.fields import Entity
from tests.intake.files import imported, path_of, write_rows

DEAL = {
    "Opportunity ID": ["006A", "006B"],
    "Stage": ["Closed Won", "Prospecting"],
    "Close Date": ["2024-03-01", "2024-04-01"],
    "Created Date": ["2024-01-01", "2024-01-02"],
}
LEAD = {
    "Lead ID": ["00QA", "00QB"],
    "Lead Status": ["Open", "Working"],
    "Create Date": ["2024-01-01", "2024-01-02"],
}


def table_of(folder: Path, columns: dict[str, list[str]]) -> ProposedTable:
    rows = zip(*columns.values(), strict=True)
    (table,) = propose([write_rows(folder, "table.csv", [list(columns), *rows])]).tables
    return table


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Annual Revenue", ["5000000", "100"]),
        ("Account Annual Revenue", ["5000000", "100"]),
        ("Jahresumsatz", ["5000000", "100"]),
        ("Recent Deal Amount", ["300", "400"]),
        ("Expected Revenue", ["300", "400"]),
        ("Weighted Amount", ["300", "400"]),
        ("Contact ID", ["003A", "003B"]),
        ("Stage Duration", ["12", "14"]),
        ("Age", ["12", "14"]),
        ("Fiscal Period", ["Q1-2024", "Q2-2024"]),
        ("Created By", ["Ann Lee", "Bob Ray"]),
        ("Last Modified By", ["Ann Lee", "Bob Ray"]),
        ("Next Activity Date", ["2024-05-01", "2024-05-02"]),
        ("Contract Start Date", ["2024-05-01", "2024-05-02"]),
        ("Expected Close Date", ["2024-05-01", "2024-05-02"]),
        ("Created by Lead Conversion", ["1", "0"]),
        ("Opportunity Owner Role", ["East", "West"]),
    ],
)
def test_a_trap_of_an_opportunity_is_left_alone(
    tmp_path: Path, header: str, cells: list[str]
) -> None:
    table = table_of(tmp_path, DEAL | {header: cells})
    assert table.kind == "opportunities"
    assert set(table.mapped) == set(DEAL)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Annual Revenue", ["5000000", "100"]),
        ("Created By", ["Ann Lee", "Bob Ray"]),
        ("Converted Account ID", ["001A", "001B"]),
        ("No. of Employees", ["10", "20"]),
        ("Days to Convert", ["10", "20"]),
    ],
)
def test_a_trap_of_a_lead_is_left_alone(tmp_path: Path, header: str, cells: list[str]) -> None:
    table = table_of(tmp_path, LEAD | {header: cells})
    assert table.kind == "leads"
    assert set(table.mapped) == set(LEAD)


def test_the_literal_header_wins_over_one_like_it(tmp_path: Path) -> None:
    more = {
        "Lead Source Detail": ["Ad 1", "Ad 2"],
        "Lead Source": ["Web", "Fair"],
        "Last Activity": ["2024-02-02", "2024-02-03"],
    }
    table = table_of(tmp_path, LEAD | more)
    assert table.header_of("lead_source") == "Lead Source"
    assert table.header_of("created") == "Create Date"
    assert table.header_of("last_activity") == "Last Activity"
    assert "Lead Source Detail" not in table.mapped


def test_confidence_falls_from_literal_to_synonym_to_likeness(tmp_path: Path) -> None:
    columns = DEAL | {"Contract Value": ["1", "2"], "Sales Persn": ["Ann", "Bob"]}
    columns |= {"Opportunity Owner": ["Ann", "Bob"], "Lead Sorce": ["Web", "Fair"]}
    sure = {c.header: c.confidence for c in table_of(tmp_path, columns).columns if c.field}
    assert sure["Stage"] > 0.9 >= sure["Contract Value"] > 0.8 > sure["Lead Sorce"]


def test_a_filled_column_goes_before_an_empty_one_of_the_same_meaning(tmp_path: Path) -> None:
    more = {"Amount (converted)": ["", ""], "Amount": ["5", "7"]}
    assert table_of(tmp_path, DEAL | more).header_of("amount") == "Amount"


def test_the_converted_amount_comes_with_its_own_currency(tmp_path: Path) -> None:
    more = {
        "Amount Currency": ["GBP", "USD"],
        "Amount": ["5", "7"],
        "Amount (converted) Currency": ["EUR", "EUR"],
        "Amount (converted)": ["6", "8"],
    }
    table = table_of(tmp_path, DEAL | more)
    assert table.header_of("amount") == "Amount (converted)"
    assert table.header_of("currency") == "Amount (converted) Currency"


def test_the_currency_of_another_amount_is_not_taken(tmp_path: Path) -> None:
    more = {"Amount Currency": ["GBP", "USD"], "Amount": ["5", "7"]}
    table = table_of(tmp_path, DEAL | more | {"Amount (converted)": ["6", "8"]})
    assert table.header_of("amount") == "Amount (converted)"
    assert table.header_of("currency") is None


def _cell(header: str) -> str:
    """Return a cell such as stands under a header."""
    if header in ("is_won", "is_closed"):
        return "true"
    money = ("visit", "spend", "ausgaben", "quota", "cuota", "amount", "revenue", "price")
    days = ("date", "start", "end", "time", "created", "month", "monat", "mois", "fecha", "termin")
    if any(word in header for word in money):
        return "500"
    return "2024-05-01" if any(word in header for word in days) else "some text"


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["Lead ID", "MQL Date", "Won Date"], "leads"),
        (["Lead-ID", "Lead-Inhaber", "Opportunity-ID", "Oppt.-Schlusstermin", "Lead-Status"],
         "leads"),
        (["OpportunityId", "CreatedDate", "StageName", "Amount", "ValidThroughDate"],
         "stage_history"),
        (["deal_id", "_fivetran_start", "_fivetran_end", "value", "date_entered"],
         "stage_history"),
        (["id", "stage_name", "_fivetran_start", "_fivetran_end", "amount", "is_won",
          "is_closed", "close_date", "created_date", "forecast_category_name"], "stage_history"),
        (["Deal - ID", "Deal - Title", "Deal - Status", "Deal - Won time"], "opportunities"),
        (["Lead - ID", "Lead - Title", "Lead - Lead created"], "leads"),
        (["Month", "Channel", "Spend"], "spend"),
        (["Monat", "Kanal", "Ausgaben"], "spend"),
        (["Month", "Channel", "Visits"], "volumes"),
        (["Mois", "Canal", "Visites"], "volumes"),
        (["Rep", "Team", "Hire Date", "Annual Quota"], "reps"),
        (["Vendedor", "Equipo", "Fecha de contratación", "Cuota"], "reps"),
        (["Account Name", "Annual Revenue", "Owner", "Website"], "other"),
        (["Product", "List Price", "Product Code"], "other"),
        (["Person - Name", "Person - Email", "Person - Organization"], "other"),
    ],
)  # fmt: skip
def test_what_one_row_of_a_table_is(tmp_path: Path, headers: list[str], kind: str) -> None:
    cells = [_cell(header.casefold()) for header in headers]
    assert table_of(tmp_path, {h: [c, c] for h, c in zip(headers, cells, strict=True)}).kind == kind


def test_odoo_names_its_stages_by_external_ids(tmp_path: Path) -> None:
    head = ["id", "name", "probability", "stage_id/id", "user_id/id", "create_date", "active"]
    rows = [
        ["crm_1", "A", "100", "crm.stage_lead4", "base.user_admin", "2026-01-01", "True"],
        ["crm_2", "B", "20", "crm.stage_lead2", "base.user_admin", "2026-01-02", "True"],
        ["crm_3", "C", "0", "crm.stage_lead2", "base.user_admin", "2026-01-03", "False"],
    ]
    deals = write_rows(tmp_path, "crm.lead.csv", [head, *rows])
    snapshot = imported(deals)
    assert snapshot.files[0].crm == "Odoo"
    outcomes = [path_of(snapshot, one)["outcome"] for one in snapshot.journeys.ids]
    assert outcomes == ["WON", "OPEN", "LOST"]


def test_odoo_says_in_a_column_whether_a_row_is_a_lead(tmp_path: Path) -> None:
    columns = {
        "id": ["1", "2"],
        "type": ["lead", "lead"],
        "user_id/id": ["a", "b"],
        "source_id/id": ["web", "fair"],
        "create_date": ["2024-01-01 09:00", "2024-01-02 09:00"],
    }
    assert table_of(tmp_path, columns).kind == "leads"
    deals = columns | {"type": ["opportunity", "opportunity"], "stage_id/id": ["Won", "New"]}
    assert table_of(tmp_path, deals).kind == "opportunities"


@pytest.mark.parametrize(
    ("text", "crm", "meant"),
    [
        ("Closed Won", "Salesforce", "Won"),
        ("Closed-Lost to Competition", "Zoho", "Lost"),
        ("Geschlossen und gewonnen", "", "Won"),
        ("Geschlossen und verloren", "", "Lost"),
        ("Nicht gewonnen", "", "Lost"),
        ("Fermé gagné", "HubSpot", "Won"),
        ("Fermee perdue", "", "Lost"),
        ("Cierre Ganado 🤓", "HubSpot", "Won"),
        ("Negócio perdido", "HubSpot", "Lost"),
        ("closedwon", "HubSpot", "Won"),
        ("appointmentscheduled", "HubSpot", "Open"),
        ("Out-Sold", "Dynamics 365", "Lost"),
        ("Customer Evaluation", "", "Open"),
        ("Wonder phase", "", "Open"),
        ("Close", "Dynamics 365", "Open"),
    ],
)
def test_what_a_stage_means(text: str, crm: str, meant: str) -> None:
    assert classify(text, Entity.OPPORTUNITIES, load_profiles(), crm) == meant


@pytest.mark.parametrize(
    ("text", "crm", "meant"),
    [
        ("Closed - Converted", "Salesforce", "Opportunity"),
        ("Closed - Not Converted", "Salesforce", "Lost"),
        ("Geschlossen - Nicht konvertiert", "Salesforce", "Lost"),
        ("Qualified", "Dynamics 365", "Opportunity"),
        ("Qualified", "Salesforce", "Open"),
        ("Customer", "HubSpot", "Won"),
        ("No opportunity yet", "", "Open"),
    ],
)
def test_what_a_lead_status_means(text: str, crm: str, meant: str) -> None:
    assert classify(text, Entity.LEADS, load_profiles(), crm) == meant


def test_every_default_stage_means_what_its_crm_says() -> None:
    profiles = load_profiles()
    meant = {"open": "Open", "won": "Won", "lost": "Lost"}
    for crm, stages in profiles.stage_words.defaults.items():
        for name, kind in stages.items():
            assert classify(name, Entity.OPPORTUNITIES, profiles, crm) == meant[kind]
