"""HubSpot: contacts with lifecycle dates, deals in five languages, calls; every field quoted."""

from pathlib import Path

from tests.intake.exports.funnel import LOST, OPEN, WON, Funnel
from tests.intake.exports.shapes import STAMP, Columns, Shape, write_csv

DEALS = {
    "en": ("Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Create Date",
           "Deal owner", "Original Traffic Source", "Associated Contact IDs"),
    "fr": ("ID de fiche d'informations", "Nom de la transaction", "Phase de la transaction",
           "Montant", "Date de fermeture", "Date de création", "Propriétaire de la transaction",
           "Source d'origine", "Associated Contact IDs"),
    "es": ("ID de registro", "Nombre del negocio", "Etapa del negocio", "Valor",
           "Fecha de cierre", "Fecha de creación", "Propietario del negocio", "Fuente original",
           "Associated Contact IDs"),
    "pt": ("ID do registro", "Nome do negócio", "Etapa do negócio", "Valor",
           "Data de fechamento", "Data de criação", "Proprietário do negócio", "Fonte original",
           "Associated Contact IDs"),
    "de": ("Datensatz-ID", "Deal-Name", "Deal-Phase", "Betrag", "Abschlussdatum", "Erstelldatum",
           "Für Deal verantwortlicher Mitarbeiter", "Originalquelle", "Associated Contact IDs"),
}  # fmt: skip
STAGES = {
    "en": {WON: "Closed Won", LOST: "Closed Lost", OPEN: "Contract Sent"},
    "fr": {WON: "Fermé gagné", LOST: "Fermé perdu", OPEN: "Contrat envoyé"},
    "es": {WON: "Cierre Ganado 🤓", LOST: "Cierre Perdido 😢", OPEN: "Contrato enviado"},
    "pt": {WON: "Negócio fechado", LOST: "Negócio perdido", OPEN: "Contrato enviado"},
    "de": {
        WON: "Abgeschlossen und gewonnen",
        LOST: "Abgeschlossen und verloren",
        OPEN: "Vertrag gesendet",
    },
}


def _ids(funnel: Funnel) -> dict[str, str]:
    """Contact numbers by lead; HubSpot's ids are numbers."""
    return {lead.id: str(51_000 + n) for n, lead in enumerate(funnel.leads)}


def contacts(funnel: Funnel, shape: Shape) -> Columns:
    leads, day = funnel.leads, shape.dates
    ids = _ids(funnel)
    return {
        "Record ID": [ids[lead.id] for lead in leads],
        "Email": [lead.email for lead in leads],
        "Contact owner": [lead.owner for lead in leads],
        "Lead Status": ["Unqualified" if lead.lost else "" for lead in leads],
        "Lifecycle Stage": ["Opportunity" if lead.deal else "Lead" for lead in leads],
        "Original Source": [lead.channel for lead in leads],
        "Create Date": [day(lead.created) for lead in leads],
        "Became a Lead Date": [day(lead.created) for lead in leads],
        "Became a Marketing Qualified Lead Date": [day(lead.mql) for lead in leads],
        "Became a Sales Qualified Lead Date": [day(lead.sal) for lead in leads],
        "Became an Opportunity Date": [
            day(lead.deal.created) if lead.deal else "" for lead in leads
        ],
        "Recent Deal Amount": ["77.00" for _ in leads],
        "Last Modified Date": [day(lead.last) for lead in leads],
    }


def deals(language: str, funnel: Funnel, shape: Shape) -> Columns:
    day = shape.dates
    ids = _ids(funnel)
    contact = {lead.deal.id: ids[lead.id] for lead in funnel.leads if lead.deal}
    cells = (
        [deal.id for deal in funnel.deals],
        [deal.name for deal in funnel.deals],
        [STAGES[language][deal.outcome] for deal in funnel.deals],
        [shape.amounts(deal.amount) for deal in funnel.deals],
        [day(deal.closed) for deal in funnel.deals],
        [day(deal.created) for deal in funnel.deals],
        [deal.owner for deal in funnel.deals],
        [deal.channel for deal in funnel.deals],
        [f"99999;{contact[deal.id]}" if deal.id in contact else "" for deal in funnel.deals],
    )
    columns: Columns = dict(zip(DEALS[language], cells, strict=True))
    columns["Pipeline"] = ["Sales Pipeline" for _ in funnel.deals]
    columns["Associated Company (Primary)"] = [deal.account for deal in funnel.deals]
    if language == "en":
        entered = [day(deal.created) for deal in funnel.deals]
        columns['Date entered "Contract Sent (Sales Pipeline)"'] = entered
        columns['Date exited "Contract Sent (Sales Pipeline)"'] = [day(None) for _ in entered]
    return columns


def both(funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write contacts and deals in English."""
    return [
        write_csv(
            folder / "hubspot-crm-exports-all-contacts-2026-10-01.csv",
            contacts(funnel, shape), shape, quoted=True,
        ),
        *only_deals("en", funnel, shape, folder),
    ]  # fmt: skip


def only_deals(language: str, funnel: Funnel, shape: Shape, folder: Path) -> list[Path]:
    """Write the deals in one language."""
    path = folder / "hubspot-crm-exports-all-deals-2026-10-01.csv"
    return [write_csv(path, deals(language, funnel, shape), shape, quoted=True)]


def calls(funnel: Funnel, shape: Shape, folder: Path) -> Path:
    """Write one call to every lead, on the day after it came."""
    ids = _ids(funnel)
    columns: Columns = {
        "Activity date": [STAMP(lead.created) for lead in funnel.leads],
        "Call title": ["First call" for _ in funnel.leads],
        "Call outcome": ["Connected" for _ in funnel.leads],
        "Associated Contact IDs": [ids[lead.id] for lead in funnel.leads],
    }
    return write_csv(folder / "calls.csv", columns, shape, quoted=True)
