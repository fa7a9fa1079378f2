"""Salesforce: reports of four languages, formatted, grouped or details only, and API dumps."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.intake.exports.funnel import LOST, OPEN, WON, Deal, Funnel, Lead
from tests.intake.exports.shapes import ISO, ZONED, Columns, Shape, rows_of, write_csv, write_sheet

_FOOTER = (
    "Confidential Information - Do Not Distribute",
    "Copyright © 2000-2025 salesforce.com, inc. All rights reserved.",
)


@dataclass(frozen=True)
class Words:
    """The headers and texts of one language, in the order of `LEADS` and `DEALS`."""

    leads: tuple[str, ...]
    deals: tuple[str, ...]
    stages: dict[str, str]
    statuses: dict[str, str]
    total: str
    as_of: str


ENGLISH = Words(
    ("Lead ID", "Lead Owner", "Company / Account", "Lead Source", "Lead Status", "Create Date",
     "Last Activity", "Converted", "Opportunity ID", "Converted Date", "Last Modified Date"),
    ("Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner", "Stage",
     "Close Date", "Created Date", "Lead Source", "Amount (converted) Currency",
     "Amount (converted)", "Amount Currency", "Amount", "Probability (%)", "Fiscal Period", "Age",
     "Last Activity", "Type"),
    {WON: "Closed Won", LOST: "Closed Lost", OPEN: "Negotiation/Review"},
    {WON: "Closed - Converted", LOST: "Closed - Not Converted", OPEN: "Working - Contacted"},
    "Total", "As of 2026-10-01 14:03",
)  # fmt: skip
GERMAN = Words(
    ("Lead-ID", "Lead-Inhaber", "Firma/Account", "Lead-Quelle", "Lead-Status", "Erstelldatum",
     "Letzte Aktivität", "Konvertiert", "Opportunity-ID", "Konvertierungsdatum",
     "Zuletzt geändert am"),
    ("Opportunity-ID", "Opportunity-Name", "Accountname", "Opportunity-Inhaber", "Phase",
     "Schlusstermin", "Erstelldatum", "Lead-Quelle", "Opportunity-Betrag Währung",
     "Opportunity-Betrag", "", "", "Wahrscheinlichkeit (%)", "Prognosekategorie", "Alter",
     "Letzte Aktivität", "Typ"),
    {WON: "Geschlossen und gewonnen", LOST: "Geschlossen und verloren", OPEN: "Angebot"},
    {WON: "Geschlossen - Konvertiert", LOST: "Geschlossen - Nicht konvertiert", OPEN: "Offen"},
    "Summe", "Stand: 01.10.2026 14:03",
)  # fmt: skip
FRENCH = Words(
    ("ID de la piste", "Propriétaire de la piste", "Société / Compte", "Origine de la piste",
     "Statut de la piste", "Date de création", "Dernière activité", "Converti",
     "ID de l'opportunité", "Date de conversion", "Date de dernière modification"),
    ("ID de l'opportunité", "Nom de l'opportunité", "Client Final",
     "Propriétaire de l'opportunité", "Etape", "Date de clôture", "Date de création",
     "Origine de la piste", "Montant (converti) Devise", "Montant (converti)", "Montant Devise",
     "Montant", "Probabilité (%)", "Revendeur", "Quantité", "Dernière activité", "Type"),
    {WON: "Fermée gagnée", LOST: "Fermée perdue", OPEN: "Négociation"},
    {WON: "Fermé - Converti", LOST: "Fermé - Non converti", OPEN: "En cours - Contacté"},
    "Total", "En date du 01/10/2026 14:03",
)  # fmt: skip
SPANISH = Words(
    ("Id. de candidato", "Propietario de candidato", "Empresa/Cuenta", "Origen del candidato",
     "Estado de candidato", "Fecha de creación", "Última actividad", "Convertido",
     "Id. de la oportunidad", "Fecha de conversión", "Fecha de la última modificación"),
    ("Id. de la oportunidad", "Nombre de la oportunidad", "Nombre de la cuenta",
     "Propietario de oportunidad", "Etapa", "Fecha de cierre", "Fecha de creación",
     "Origen del candidato", "Importe (convertido) Divisa", "Importe (convertido)",
     "Importe Divisa", "Importe", "Probabilidad (%)", "Periodo fiscal", "Año fiscal",
     "Última actividad", "Tipo de registro de la oportunidad"),
    {WON: "Cerrada ganada", LOST: "Cerrada perdida", OPEN: "Negociación"},
    {WON: "Cerrado - Convertido", LOST: "Cerrado - No convertido", OPEN: "En curso - Contactado"},
    "Total", "A fecha de 01/10/2026 14:03",
)  # fmt: skip
LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def long_id(short: str) -> str:
    """Return the 18 characters of a 15-character id."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    parts = (short[:5], short[5:10], short[10:])
    bits = (sum(c.isupper() << place for place, c in enumerate(part)) for part in parts)
    return short + "".join(letters[bit] for bit in bits)


def _status(lead: Lead, words: Words) -> str:
    return words.statuses[WON if lead.deal else LOST if lead.lost else OPEN]


def lead_report(
    funnel: Funnel, words: Words, shape: Shape, dated: bool = False, bare: bool = False
) -> Columns:
    """Return a leads report; `dated` with custom fields for MQL and SAL, `bare` with the default
    columns only."""
    day = shape.dates
    leads = funnel.leads
    columns: Columns = dict(
        zip(
            words.leads,
            (
                [lead.id for lead in leads],
                [lead.owner for lead in leads],
                [lead.account for lead in leads],
                [lead.channel for lead in leads],
                [_status(lead, words) for lead in leads],
                [day(lead.created) for lead in leads],
                [day(lead.last) for lead in leads],
                ["1" if lead.deal else "0" for lead in leads],
                [lead.deal.id if lead.deal else "" for lead in leads],
                [day(lead.deal.created) if lead.deal else "" for lead in leads],
                [day(lead.last) for lead in leads],
            ),
            strict=True,
        )
    )
    if bare:
        return {header: columns[header] for header in words.leads[:8]}
    if dated:
        columns["MQL Date"] = [day(lead.mql) for lead in leads]
        columns["SAL Date"] = [day(lead.sal) for lead in leads]
    return columns


def deal_report(funnel: Funnel, words: Words, shape: Shape) -> Columns:
    """Return an opportunities report: the converted amount beside one in the deal's currency."""
    day, money = shape.dates, shape.amounts
    code = money.currency or "EUR"
    deals = funnel.deals
    cells: tuple[list[Any], ...] = (
        [deal.id for deal in deals],
        [deal.name for deal in deals],
        [deal.account for deal in deals],
        [deal.owner for deal in deals],
        [words.stages[deal.outcome] for deal in deals],
        [day(deal.closed) for deal in deals],
        [day(deal.created) for deal in deals],
        [deal.channel for deal in deals],
        [code] * len(deals),
        [money(deal.amount) for deal in deals],
        ["GBP"] * len(deals),
        [f"{deal.amount * 2:.2f}" for deal in deals],
        [_probability(deal) for deal in deals],
        [f"Q{(deal.closed.month + 2) // 3}-{deal.closed.year}" for deal in deals],
        [str(n) for n in range(len(deals))],
        [day(deal.created) for deal in deals],
        ["New Business"] * len(deals),
    )
    return {h: column for h, column in zip(words.deals, cells, strict=True) if h}


def _probability(deal: Deal) -> str:
    return {WON: "100", LOST: "0", OPEN: "90"}[deal.outcome]


def details(language: str, funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write both reports as 'details only' text: no titles, cp1252, the footer kept."""
    words = LANGUAGES[language]
    leads = lead_report(funnel, words, shape, dated=True)
    return [
        write_csv(folder / "report1700000000001.csv", leads, shape, "cp1252", quoted=True),
        write_csv(
            folder / "report1700000000002.csv", deal_report(funnel, words, shape), shape, "cp1252",
            quoted=True,
        ),
    ]  # fmt: skip


def formatted(language: str, funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write both reports as formatted workbooks: column A empty, titles, totals, legal footer."""
    words = LANGUAGES[language]
    tables = {
        "Leads": lead_report(funnel, words, shape, dated=True),
        "Pipeline": deal_report(funnel, words, shape),
    }
    paths = []
    for name, columns in tables.items():
        rows = rows_of(shape.arranged(columns))
        above: list[list[Any]] = [
            [name],
            [words.as_of],
            *shape.above(),
            [],
            ["Filtered By"],
            ["Show: All"],
            [],
        ]
        below: list[list[Any]] = [[words.total, len(rows) - 1], [], [_FOOTER[0]], [_FOOTER[1]]]
        path = folder / f"{name}-2026-10-01-14-03-22.xlsx"
        paths.append(write_sheet(path, [["", *row] for row in [*above, *rows, *below]]))
    return paths


def grouped(language: str, funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write the opportunities grouped by stage, its name on a group's first row only."""
    words = LANGUAGES[language]
    columns = shape.arranged(deal_report(funnel, words, shape))
    stage = words.deals[4]
    stages = columns.pop(stage)
    body = rows_of(columns)
    rows: list[list[Any]] = [[f"{stage}  ↑", "", *body[0]]]
    for name in dict.fromkeys(stages):
        group = [row for text, row in zip(stages, body[1:], strict=True) if text == name]
        rows += [[name if n == 0 else "", "", *row] for n, row in enumerate(group)]
        rows.append(["Subtotal" if language == "en" else words.total, "", len(group)])
    above = [["Pipeline"], [words.as_of], []]
    below: list[list[Any]] = [[words.total, "", len(body) - 1], [_FOOTER[0]], [_FOOTER[1]]]
    path = folder / "Pipeline-2026-10-01-14-03-22.xlsx"
    leads = formatted(language, funnel, shape, folder)[0]
    return [leads, write_sheet(path, [["", *row] for row in [*above, *rows, *below]])]


def dump(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write the objects as the API gives them: 18-character ids, zoned times, TRUE and FALSE."""
    day = shape.dates
    leads: Columns = {
        "Id": [long_id(lead.id) for lead in funnel.leads],
        "IsDeleted": ["FALSE"] * len(funnel.leads),
        "Company": [lead.account for lead in funnel.leads],
        "LeadSource": [lead.channel for lead in funnel.leads],
        "Status": [_status(lead, ENGLISH) for lead in funnel.leads],
        "AnnualRevenue": ["139000000"] * len(funnel.leads),
        "IsConverted": ["TRUE" if lead.deal else "FALSE" for lead in funnel.leads],
        "ConvertedDate": [ISO(lead.deal.created if lead.deal else None) for lead in funnel.leads],
        "ConvertedOpportunityId": [lead.deal.id if lead.deal else "" for lead in funnel.leads],
        "CreatedDate": [day(lead.created) for lead in funnel.leads],
        "LastModifiedDate": [day(lead.last) for lead in funnel.leads],
        "MQL_Date__c": [ISO(lead.mql) for lead in funnel.leads],
        "SAL_Date__c": [ISO(lead.sal) for lead in funnel.leads],
    }
    deals: Columns = {
        "Id": [long_id(deal.id) for deal in funnel.deals],
        "Name": [deal.name for deal in funnel.deals],
        "AccountId": [f"001{n:015d}" for n in range(len(funnel.deals))],
        "StageName": [ENGLISH.stages[deal.outcome] for deal in funnel.deals],
        "Amount": [shape.amounts(deal.amount) for deal in funnel.deals],
        "CurrencyIsoCode": ["EUR"] * len(funnel.deals),
        "Probability": [_probability(deal) for deal in funnel.deals],
        "ExpectedRevenue": [str(deal.amount / 2) for deal in funnel.deals],
        "CloseDate": [ISO(deal.closed) for deal in funnel.deals],
        "LeadSource": [deal.channel for deal in funnel.deals],
        "IsClosed": [str(deal.outcome != OPEN).upper() for deal in funnel.deals],
        "IsWon": [str(deal.outcome == WON).upper() for deal in funnel.deals],
        "CreatedDate": [day(deal.created) for deal in funnel.deals],
    }
    history = _history(funnel)
    return [
        write_csv(folder / "Lead.csv", leads, shape),
        write_csv(folder / "Opportunity.csv", deals, shape),
        write_csv(folder / "OpportunityHistory.csv", history, shape),
    ]


def _history(funnel: Funnel) -> Columns:
    """Return one row when a deal was opened and one when it was closed."""
    rows = [(deal, deal.created, ENGLISH.stages[OPEN]) for deal in funnel.deals]
    rows += [
        (deal, deal.closed, ENGLISH.stages[deal.outcome])
        for deal in funnel.deals
        if deal.outcome != OPEN
    ]
    return {
        "Id": [f"008{n:015d}" for n in range(len(rows))],
        "OpportunityId": [deal.id for deal, _, _ in rows],
        "CreatedDate": [ZONED(day) for _, day, _ in rows],
        "StageName": [stage for _, _, stage in rows],
        "Amount": [str(deal.amount) for deal, _, _ in rows],
        "ValidThroughDate": ["" for _ in rows],
    }
