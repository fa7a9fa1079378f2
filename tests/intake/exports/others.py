"""Dynamics 365, Pipedrive, Zoho, Odoo, monday, SuiteCRM, and files of no CRM at all."""

from pathlib import Path
from typing import Any

from tests.intake.exports.funnel import LOST, OPEN, WON, Deal, Funnel, Lead
from tests.intake.exports.shapes import (
    ISO,
    REAL,
    SERIAL,
    SPOKEN,
    STAMP,
    Columns,
    Shape,
    rows_of,
    write_csv,
    write_sheet,
)


def _by(outcome: str, won: str, lost: str, still: str) -> str:
    return {WON: won, LOST: lost, OPEN: still}[outcome]


def _stands(lead: Lead) -> str:
    return WON if lead.deal else LOST if lead.lost else OPEN


def _guid(text: str) -> str:
    return f"{text[3:7]}0000-bd14-f011-9989-{text[:3]}000000000".lower()


def _sheet(path: Path, columns: Columns, shape: Shape) -> Path:
    return write_sheet(path, [*shape.above(), *rows_of(shape.arranged(columns))])


def dynamics(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write both views: ids in hidden columns, option lists on a sheet nobody sees."""
    day = REAL
    leads, deals = funnel.leads, funnel.deals
    tables: dict[str, Columns] = {
        "Leads": {
            "(Do Not Modify) Lead": [lead.id for lead in leads],
            "(Do Not Modify) Row Checksum": ["weXm/iOtfuJpqfrBwNCA0==" for _ in leads],
            "(Do Not Modify) Modified On": [day(lead.last) for lead in leads],
            "Subject": [f"Interested in {n}" for n, _ in enumerate(leads)],
            "Company Name": [lead.account for lead in leads],
            "Lead Source": [lead.channel for lead in leads],
            "Status Reason": [_by(_stands(lead), "Qualified", "Lost", "New") for lead in leads],
            "Rating": ["Warm" for _ in leads],
            "Owner": [lead.owner for lead in leads],
            "Created On": [day(lead.created) for lead in leads],
        },
        "Opportunities": {
            "(Do Not Modify) Opportunity": [deal.id for deal in deals],
            "(Do Not Modify) Row Checksum": ["weXm/iOtfuJpqfrBwNCA0==" for _ in deals],
            "(Do Not Modify) Modified On": [day(deal.created) for deal in deals],
            "Topic": [deal.name for deal in deals],
            "Potential Customer": [deal.account for deal in deals],
            "Status": [_by(deal.outcome, "Won", "Lost", "Open") for deal in deals],
            "Status Reason": [_by(deal.outcome, "Won", "Out-Sold", "On Hold") for deal in deals],
            "Est. revenue": [deal.amount * 2 for deal in deals],
            "Est. Close Date": [day(deal.closed) for deal in deals],
            "Actual Revenue": [deal.amount for deal in deals],
            "Actual Close Date": [
                day(deal.closed) if deal.outcome != OPEN else None for deal in deals
            ],
            "Probability": [50 for _ in deals],
            "Sales Stage": [_by(deal.outcome, "Close", "Close", "Propose") for deal in deals],
            "Lead Source": [deal.channel for deal in deals],
            "Owner": [deal.owner for deal in deals],
            "Created On": [day(deal.created) for deal in deals],
        },
    }
    paths = []
    for name, columns in tables.items():
        first = {h: c for h, c in columns.items() if h.startswith("(")}
        rest = shape.arranged({h: c for h, c in columns.items() if h not in first})
        options = [["Status", "Open", "Won", "Lost"], ["opportunity:checksum", "Topic", "name"]]
        path = folder / f"All {name} 10-1-2026 2-03-22 PM.xlsx"
        paths.append(write_sheet(path, rows_of(first | rest), hidden=3, secret=options * 9))
    return paths


def pipedrive(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write deals and leads with serial dates; the status alone says how a deal went."""

    def closed(deal: Deal, outcome: str) -> Any:
        return SERIAL(deal.closed) if deal.outcome == outcome else ""

    deals: Columns = {
        "Deal - ID": [deal.id for deal in funnel.deals],
        "Deal - Title": [deal.name for deal in funnel.deals],
        "Deal - Owner": [deal.owner for deal in funnel.deals],
        "Deal - Value": [deal.amount for deal in funnel.deals],
        "Deal - Currency of Value": ["EUR" for _ in funnel.deals],
        "Deal - Weighted value": [deal.amount / 2 for deal in funnel.deals],
        "Deal - Probability": [50 for _ in funnel.deals],
        "Deal - Organization": [deal.account for deal in funnel.deals],
        "Deal - Stage": ["Proposal Made" for _ in funnel.deals],
        "Deal - Status": [_by(deal.outcome, "Won", "Lost", "Open") for deal in funnel.deals],
        "Deal - Deal created": [SERIAL(deal.created) for deal in funnel.deals],
        "Deal - Last stage change": [SERIAL(deal.created) for deal in funnel.deals],
        "Deal - Won time": [closed(deal, WON) for deal in funnel.deals],
        "Deal - Lost time": [closed(deal, LOST) for deal in funnel.deals],
        "Deal - Deal closed on": [closed(d, WON) or closed(d, LOST) for d in funnel.deals],
        "Deal - Expected close date": [SERIAL(deal.closed) for deal in funnel.deals],
        "Deal - Source channel": [deal.channel for deal in funnel.deals],
    }
    leads: Columns = {
        "Lead - ID": [lead.id for lead in funnel.leads],
        "Lead - Title": [f"{lead.account} lead" for lead in funnel.leads],
        "Lead - Owner": [lead.owner for lead in funnel.leads],
        "Lead - Organization": [lead.account for lead in funnel.leads],
        "Lead - Source channel": [lead.channel for lead in funnel.leads],
        "Lead - Lead created": [SERIAL(lead.created) for lead in funnel.leads],
        "Lead - Labels": [
            _by(_stands(lead), "Hot", "Disqualified", "Warm") for lead in funnel.leads
        ],
        "Lead - Update time": [SERIAL(lead.last) for lead in funnel.leads],
    }
    return [
        _sheet(folder / "leads.xlsx", leads, shape),
        _sheet(folder / "deals.xlsx", deals, shape),
    ]


ZOHO = {
    "en": ("Deal Name", "Closing Date", "Stage", "Lead Source", "Amount", "Account Name",
           "Deal Owner", "Created Time"),
    "es": ("Nombre de Oportunidad", "Fecha de cierre", "Fase", "Fuente de Posible cliente",
           "Importe", "Nombre de Cuenta", "Propietario de Oportunidad", "Hora de creación"),
}  # fmt: skip
_ZOHO_STAGES = {
    "en": ("Closed Won", "Closed-Lost to Competition", "Negotiation/Review"),
    "es": ("Cerrado ganado", "Cerrado perdido", "Negociación"),
}


def zoho(language: str, funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write leads and deals; a converted lead names its deal."""
    leads: Columns = {
        "Record Id": [lead.id for lead in funnel.leads],
        "Lead Owner": [lead.owner for lead in funnel.leads],
        "Company": [lead.account for lead in funnel.leads],
        "Lead Source": [lead.channel for lead in funnel.leads],
        "Lead Status": [
            _by(_stands(lead), "Pre-Qualified", "Junk Lead", "Attempted to Contact")
            for lead in funnel.leads
        ],
        "Created Time": [SPOKEN(lead.created) for lead in funnel.leads],
        "Modified Time": [SPOKEN(lead.last) for lead in funnel.leads],
        "Annual Revenue": ["5000000" for _ in funnel.leads],
        "Converted Deal.id": [lead.deal.id if lead.deal else "" for lead in funnel.leads],
    }
    cells = (
        [deal.name for deal in funnel.deals],
        [ISO(deal.closed) for deal in funnel.deals],
        [_by(deal.outcome, *_ZOHO_STAGES[language]) for deal in funnel.deals],
        [deal.channel for deal in funnel.deals],
        [shape.amounts(deal.amount) for deal in funnel.deals],
        [deal.account for deal in funnel.deals],
        [deal.owner for deal in funnel.deals],
        [SPOKEN(deal.created) for deal in funnel.deals],
    )
    deals: Columns = {"Record Id": [deal.id for deal in funnel.deals]}
    deals |= dict(zip(ZOHO[language], cells, strict=True))
    return [
        write_csv(folder / "Leads_001.csv", leads, shape),
        write_csv(folder / "Deals_001.csv", deals, shape),
    ]


ODOO = {
    "ids": ("id", "name", "type", "probability", "user_id/id", "source_id/id", "date_deadline",
            "planned_revenue", "active", "stage_id/id", "create_date", "date_closed"),
    "labels": ("External ID", "Opportunity", "Type", "Probability", "Salesperson", "Source",
               "Expected Closing", "Expected Revenue", "Active", "Stage", "Created on",
               "Closed Date"),
}  # fmt: skip


def odoo(style: str, funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write the pipeline; a lost opportunity is one that is no longer active."""
    deals = funnel.deals
    cells = (
        [deal.id for deal in deals],
        [deal.name for deal in deals],
        ["opportunity" if style == "ids" else "Opportunity" for _ in deals],
        [_by(deal.outcome, "100.0", "0.0", "30.0") for deal in deals],
        [deal.owner for deal in deals],
        [deal.channel for deal in deals],
        [ISO(deal.closed) for deal in deals],
        [shape.amounts(deal.amount) for deal in deals],
        [str(deal.outcome != LOST) for deal in deals],
        [_by(deal.outcome, "Won", "Proposition", "Proposition") for deal in deals],
        [STAMP(deal.created) for deal in deals],
        [STAMP(deal.closed) if deal.outcome != OPEN else "" for deal in deals],
    )
    columns: Columns = dict(zip(ODOO[style], cells, strict=True))
    return [write_csv(folder / "crm.lead.csv", columns, shape, quoted=True)]


def monday(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write a board: its name, then per group a title, the header again, and subitems between."""
    deals = funnel.deals
    columns = shape.arranged(
        {
            "Subitems": ["" for _ in deals],
            "Stage": [_by(deal.outcome, "Won", "Lost", "Proposal") for deal in deals],
            "Owner": [deal.owner for deal in deals],
            "Deal Value": [deal.amount for deal in deals],
            "Close date": [REAL(deal.closed) for deal in deals],
            "Source": [deal.channel for deal in deals],
            "Deal creation date": [REAL(deal.created) for deal in deals],
            "Item ID (auto generated)": [deal.id for deal in deals],
        }
    )
    header, *body = rows_of({"Name": [deal.name for deal in deals]} | columns)
    rows: list[list[Any]] = [["Deals"], []]
    for title, outcomes in (("Active Deals", (OPEN,)), ("Closed", (WON, LOST))):
        rows += [[title], header]
        for deal, row in zip(deals, body, strict=True):
            if deal.outcome in outcomes:
                rows += [row]
        if title == "Active Deals" and shape.titles:
            rows += [["Subitems", "Name", "Owner", "Status"], ["", "Send offer", "Ann", "Done"]]
        rows += [[], []]
    return [write_sheet(folder / "Deals_1700000000.xlsx", rows)]


def suitecrm(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write leads and opportunities by their field names; a converted lead names its deal."""
    leads: Columns = {
        "id": [lead.id for lead in funnel.leads],
        "date_entered": [STAMP(lead.created) for lead in funnel.leads],
        "date_modified": [STAMP(lead.last) for lead in funnel.leads],
        "assigned_user_name": [lead.owner for lead in funnel.leads],
        "account_name": [lead.account for lead in funnel.leads],
        "lead_source": [lead.channel for lead in funnel.leads],
        "status": [_by(_stands(lead), "Converted", "Dead", "In Process") for lead in funnel.leads],
        "converted": ["1" if lead.deal else "0" for lead in funnel.leads],
        "opportunity_id": [lead.deal.id if lead.deal else "" for lead in funnel.leads],
        "deleted": ["0" for _ in funnel.leads],
    }
    deals: Columns = {
        "id": [deal.id for deal in funnel.deals],
        "name": [deal.name for deal in funnel.deals],
        "date_entered": [STAMP(deal.created) for deal in funnel.deals],
        "assigned_user_name": [deal.owner for deal in funnel.deals],
        "account_name": [deal.account for deal in funnel.deals],
        "amount": [shape.amounts(deal.amount) for deal in funnel.deals],
        "date_closed": [ISO(deal.closed) for deal in funnel.deals],
        "sales_stage": [
            _by(deal.outcome, "Closed Won", "Closed Lost", "Perception Analysis")
            for deal in funnel.deals
        ],
        "lead_source": [deal.channel for deal in funnel.deals],
        "deleted": ["0" for _ in funnel.deals],
    }
    return [
        write_csv(folder / "Leads.csv", leads, shape, quoted=True),
        write_csv(folder / "Opportunities.csv", deals, shape, quoted=True),
    ]


def generic(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write what somebody keeps by hand: plain headers, a lead number on every deal."""
    day = shape.dates
    number = {lead.deal.id: lead.id for lead in funnel.leads if lead.deal}
    leads: Columns = {
        "Lead No": [lead.id for lead in funnel.leads],
        "Channel": [lead.channel for lead in funnel.leads],
        "Inquiry Date": [day(lead.created) for lead in funnel.leads],
        "MQL Date": [day(lead.mql) for lead in funnel.leads],
        "SAL Date": [day(lead.sal) for lead in funnel.leads],
        "Disqualified Date": [day(lead.lost) for lead in funnel.leads],
        "Company": [lead.account for lead in funnel.leads],
    }
    deals: Columns = {
        "Deal Number": [deal.id for deal in funnel.deals],
        "Source Lead ID": [number.get(deal.id, "") for deal in funnel.deals],
        "Customer": [deal.account for deal in funnel.deals],
        "Channel": [deal.channel for deal in funnel.deals],
        "Opened": [day(deal.created) for deal in funnel.deals],
        "Outcome": [_by(deal.outcome, "won", "lost", "open") for deal in funnel.deals],
        "Date Closed": [day(deal.closed) for deal in funnel.deals],
        "Contract Value": [shape.amounts(deal.amount) for deal in funnel.deals],
        "Rep": [deal.owner for deal in funnel.deals],
    }
    return [
        write_csv(folder / "leads.csv", leads, shape),
        write_csv(folder / "won.csv", deals, shape),
    ]


__all__ = ["dynamics", "generic", "monday", "odoo", "pipedrive", "suitecrm", "zoho"]
