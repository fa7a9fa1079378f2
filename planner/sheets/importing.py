"""What the import dialog shows, as data: columns and their meaning, and what an import changes."""

from dataclasses import dataclass

from planner.base import units
from planner.base.days import date_of
from planner.base.units import ENGLISH, NumberStyle
from planner.intake import Proposal, ProposedColumn, ProposedTable
from planner.intake.fields import ENTITY_FIELDS, Entity
from planner.journeys.table import Journeys, Snapshot, SourceFile
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.data import account
from planner.sheets.table import TableRow, TableSheet, said
from planner.sheets.words import date_order, field_title, heading

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


def field_choices(table: ProposedTable) -> tuple[tuple[str, str], ...]:
    """Return (field, title) of every meaning a column of this table can have, by title."""
    known = set(ENTITY_FIELDS[table.entity]) | {c.field for c in table.columns if c.field}
    return tuple(sorted(((n, field_title(n)) for n in known), key=lambda pair: pair[1].casefold()))


def table_title(table: ProposedTable, tables: tuple[ProposedTable, ...]) -> str:
    """Return a table's file, with its sheet where several of the file's sheets are read."""
    several = sum(other.path == table.path for other in tables) > 1
    return f"{table.path.name}, {table.sheet}" if several else table.path.name


def table_account(table: ProposedTable, style: NumberStyle = ENGLISH) -> str:
    """Return how a table was recognised, in a line."""
    rows = units.count(table.size, style)
    return f"{table.crm}, header in row {table.header_row}, {rows} rows"


def stage_choices(proposal: Proposal) -> tuple[str, ...]:
    """Return what a text of the CRM can mean in the funnel."""
    return tuple(dict.fromkeys((*proposal.stages, "Won", "Lost", "Open")))


def headline(proposal: Proposal) -> str:
    """Return what is being imported and as of when."""
    files = len({table.path for table in proposal.tables})
    what = "1 file" if files == 1 else f"{files} files"
    if proposal.as_of is None:
        return what
    day = date_of(proposal.as_of)
    return f"{what}, as of {day.day} {day:%b %Y}"


@dataclass(frozen=True, eq=False)
class Preview:
    """What an import would make: the account of every row, the funnel before and after."""

    journeys: int
    account: str
    funnel: TableSheet
    warnings: tuple[str, ...]


def preview(after: Snapshot, before: Snapshot | None, style: NumberStyle = ENGLISH) -> Preview:
    """Return what a snapshot would change against the one the plan measures now."""
    return Preview(
        len(after.journeys), account(after, style), _funnel(after, before, style), after.warnings
    )


def _funnel(after: Snapshot, before: Snapshot | None, style: NumberStyle) -> TableSheet:
    columns = [Column("stage", "Funnel"), Column("after", "After", Kind.NUMBER)]
    if before is not None:
        columns.insert(1, Column("before", "Now", Kind.NUMBER))
        columns.append(Column("change", "Change", Kind.NUMBER))
    now = _reached(before.journeys) if before is not None else {}
    rows = []
    for stage, count in _reached(after.journeys).items():
        was = now.get(stage)
        cells = {"stage": Cell(heading(stage), stage), "after": _count(count, style)}
        if before is not None:
            cells["before"] = _count(was, style) if was is not None else EMPTY
            change = count - (was or 0)
            text = units.number(change, style, signed=True) if change else ""
            cells["change"] = Cell(text, float(change), Tone.MUTED)
        rows.append(TableRow(Row(stage), cells))

    def explain(row: str, _column: str) -> Explanation:
        return said(heading(row), "journeys that reached this stage")

    return TableSheet("Funnel before and after", tuple(columns), tuple(rows), explain)


def _reached(journeys: Journeys) -> dict[str, int]:
    return {s: int(journeys.reached[:, i].sum()) for i, s in enumerate(journeys.stages)}


def _count(value: int, style: NumberStyle) -> Cell:
    return Cell(units.count(value, style), float(value))


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
