"""How tables and columns of an import are called, and how surely they were recognised."""

from dataclasses import dataclass

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.intake import ProposedColumn, ProposedTable
from planner.intake.values.fields import Entity
from planner.journeys.table import SourceFile
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.data import GENERIC
from planner.sheets.table import TableRow, TableSheet, said
from planner.sheets.words import date_order, field_title, in_sentence

ENTITY_NAMES = {
    Entity.LEADS: "Leads",
    Entity.OPPORTUNITIES: "Opportunities",
    Entity.STAGE_HISTORY: "Stage history",
    Entity.ACTIVITIES: "Activities",
    Entity.CAMPAIGN_MEMBERS: "Campaign members",
    Entity.SPEND: "Spend",
    Entity.VOLUMES: "Monthly volumes",
    Entity.REPS: "Reps and quotas",
    Entity.OTHER: "Left out",
}
NOT_USED = "not used"
SURE, LIKELY = 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a column's meaning is: a sign and a word."""

    mark: str
    word: str
    tone: Tone


def certainty(column: ProposedColumn) -> Certainty:
    """Return how sure a column's meaning is."""
    if column.field is None:
        return Certainty("–", NOT_USED, Tone.MUTED)
    if column.confidence >= SURE:
        return Certainty("✓", "sure", Tone.AGREED)
    if column.confidence >= LIKELY:
        return Certainty("◇", "likely", Tone.PLAIN)
    return Certainty("◆", "a guess", Tone.DISPUTE)


def table_title(table: ProposedTable, tables: tuple[ProposedTable, ...]) -> str:
    """Return a table's file, with its sheet where several of the file's sheets are read."""
    several = sum(other.path == table.path for other in tables) > 1
    return f"{table.path.name}, {table.sheet}" if several else table.path.name


def table_account(table: ProposedTable, style: NumberStyle = ENGLISH) -> str:
    """Return what a table is taken for, in a line: Salesforce leads · 4,210 rows."""
    name = ENTITY_NAMES[table.entity]
    if table.crm != GENERIC and table.entity is not Entity.OTHER:
        name = f"{table.crm} {in_sentence(name)}"
    return f"{name} · {units.count(table.size, style)} rows"


def table_about(table: ProposedTable) -> str:
    """Return where a table's header stands and how much of it is used."""
    used = sum(column.field is not None for column in table.columns)
    return f"header in row {table.header_row}, {used} of {len(table.columns)} columns used"


def mapping_sheet(file: SourceFile) -> TableSheet:
    """Return what each used column of an imported file was taken for."""
    columns = (
        Column("header", "Column in the file", Kind.TEXT, 220),
        Column("field", "Means", Kind.TEXT, 200),
        Column("order", "Dates read as", Kind.TEXT, 110),
    )
    rows = tuple(
        TableRow(
            Row(header),
            {
                "header": Cell(header, header),
                "field": Cell(field_title(field), field),
                "order": Cell(date_order(file.date_order.get(header, "")), None, Tone.MUTED),
            },
        )
        for header, field in file.columns.items()
    )

    def explain(row: str, _column: str) -> Explanation:
        return said(row, f"read as {field_title(file.columns[row])}")

    return TableSheet("Mapping", columns, rows, explain, empty="No column of it was used.")
