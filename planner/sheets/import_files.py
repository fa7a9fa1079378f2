"""What the import page shows of files: how each was recognised, its columns, and its stages."""

from dataclasses import replace
from datetime import date

from planner.base import units
from planner.base.days import NO_DAY, date_of
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle
from planner.intake import Proposal, ProposedColumn, ProposedTable, StageMapping
from planner.intake.recognition.proposal import Missing
from planner.intake.values.dates import read_days
from planner.intake.values.fields import ENTITY_FIELDS, Entity
from planner.sheets.cells import Tone
from planner.sheets.forms import Correction, Form, FormCell, FormColumn, FormRow, choice, fixed
from planner.sheets.importing import ENTITY_NAMES, LIKELY, NOT_USED, certainty
from planner.sheets.status import day_text
from planner.sheets.words import date_order, field_title

MEANS, DATES = 1, 4
ORDERS = ("DMY", "MDY")
_OF_OPPORTUNITIES = {"Opportunity", "Won"}
COLUMNS = (
    FormColumn("Column", 190),
    FormColumn("Means", 200),
    FormColumn("How sure", 96),
    FormColumn("Sample values", 220, grows=True),
    FormColumn("Dates read as", 144),
)
STAGE_COLUMNS = (
    FormColumn("In the CRM", 260, grows=True),
    FormColumn("Means", 200),
    FormColumn("Rows", 90, numbers=True),
    FormColumn("Of", 140),
    FormColumn("", 110),
)


def attention(proposal: Proposal, index: int) -> tuple[str, ...]:
    """Return what of a table wants a look, as sentences; nothing where all is clear."""
    table = proposal.tables[index]
    if table.entity is Entity.OTHER:
        return ("It was not recognised and is left out.",)
    guesses = [c.header for c in table.columns if c.field and c.confidence < LIKELY]
    doubts = [doubt.header for doubt in proposal.doubts if doubt.file_index == index]
    said = [f"{header}: what it means is a guess." for header in guesses]
    return (*said, *(f"{header}: day and month could be exchanged." for header in doubts))


def entity_choices() -> tuple[tuple[str, str], ...]:
    """Return (kind, name) of everything a table can be."""
    return tuple((str(entity), name) for entity, name in ENTITY_NAMES.items())


def kind_stated(table: ProposedTable, kind: str) -> Correction:
    """Return the statement that each row of a table is one of a kind."""
    return lambda hints: hints.with_kind(table.fingerprint, kind)


def columns_form(proposal: Proposal, index: int) -> Form:
    """Return a table's columns: what each means, how surely, its first values, its date order."""
    table = proposal.tables[index]
    options = field_choices(table)
    doubts = {doubt.header for doubt in proposal.doubts if doubt.file_index == index}
    rows = tuple(
        FormRow(column.header, _column_cells(column, options, column.header in doubts))
        for column in table.columns
    )

    def change(header: str, column: int, value: str) -> Correction:
        if column == MEANS:
            return lambda hints: hints.with_column(table.fingerprint, header, value or None)
        if column == DATES:
            return lambda hints: hints.with_order(table.fingerprint, header, value)
        return fixed(header, column, value)

    return Form(f"Columns of {table.path.name}", COLUMNS, rows, change)


def field_choices(table: ProposedTable) -> tuple[tuple[str, str], ...]:
    """Return (field, title) of every meaning a column of this table can have, by title."""
    known = set(ENTITY_FIELDS[table.entity]) | {c.field for c in table.columns if c.field}
    titled = sorted(((n, field_title(n)) for n in known), key=lambda pair: pair[1].casefold())
    return (("", NOT_USED), *titled)


def _column_cells(
    column: ProposedColumn, options: tuple[tuple[str, str], ...], doubted: bool
) -> tuple[FormCell, ...]:
    sure = certainty(column)
    samples = "  ·  ".join(column.samples)
    meaning = choice(options, column.field or "", Tone.PLAIN if column.field else Tone.MUTED)
    return (
        FormCell(column.header, tip=column.header),
        meaning,
        FormCell(sure.word, tone=sure.tone, mark=sure.mark),
        FormCell(samples, tone=Tone.MUTED, tip="\n".join(column.samples)),
        _order_cell(column, doubted),
    )


def _order_cell(column: ProposedColumn, doubted: bool) -> FormCell:
    order = column.date_order or ""
    if order not in ORDERS:
        return FormCell(date_order(order), tone=Tone.MUTED)
    options = tuple((code, date_order(code)) for code in ORDERS)
    return choice(options, order, Tone.DISPUTE if doubted else Tone.PLAIN)


def stages_form(proposal: Proposal, style: NumberStyle = ENGLISH) -> Form:
    """Return every stage and status text of the CRM with its count and what it means."""
    targets = stage_choices(proposal)
    rows = tuple(
        FormRow(mapping.text, _stage_cells(mapping, targets, style))
        for mapping in proposal.stage_map
    )

    def change(text: str, column: int, value: str) -> Correction:
        if column != MEANS:
            return fixed(text, column, value)
        return lambda hints: hints.with_stage(text, value)

    return Form("Stages and statuses", STAGE_COLUMNS, rows, change)


def _stage_cells(
    mapping: StageMapping, targets: tuple[str, ...], style: NumberStyle
) -> tuple[FormCell, ...]:
    options = tuple((name, name) for name in dict.fromkeys((*targets, mapping.target)))
    stated = FormCell("stated", tone=Tone.AGREED, mark="✓") if mapping.corrected else FormCell()
    return (
        FormCell(mapping.text, tip=mapping.text),
        choice(options, mapping.target),
        FormCell(units.count(mapping.count, style)),
        FormCell(ENTITY_NAMES[mapping.entity], tone=Tone.MUTED),
        stated,
    )


def stage_choices(proposal: Proposal) -> tuple[str, ...]:
    """Return what a text of the CRM can mean in the funnel."""
    return tuple(dict.fromkeys((*proposal.stages, "Won", "Lost", "Open")))


def funnel_words(proposal: Proposal) -> tuple[str, ...]:
    """Return the funnel these data can show, and which stages they cannot and why."""
    if not proposal.stages:
        return ("These data show no funnel yet.",)
    funnel = f"The funnel these data can show: {' → '.join(proposal.stages)}."
    absent: dict[str, list[str]] = {}
    for stage in proposal.unmeasured:
        absent.setdefault(_unlocking(stage, proposal.missing), []).append(stage)
    return funnel, *(_unmeasured(stages, remedy) for remedy, stages in absent.items())


def _unmeasured(stages: list[str], remedy: str) -> str:
    *most, last = stages
    names = f"{', '.join(most)} and {last}" if most else last
    them = "them" if most else "it"
    unlocked = f" {remedy} would unlock {them}." if remedy else ""
    return f"{names} cannot be measured: no column dates {them}.{unlocked}"


def _unlocking(stage: str, missing: tuple[Missing, ...]) -> str:
    """Return the columns, else the kinds of table, that would date a stage."""
    named = (m.field for m in missing if m.field and stage.casefold() in _words(m.unlocks))
    fields = dict.fromkeys(field_title(name) for name in named)
    if fields:
        return f"A column {' or '.join(fields)}"
    absent = {m.entity for m in missing if m.file_index is None}
    kind = Entity.OPPORTUNITIES if stage in _OF_OPPORTUNITIES else Entity.LEADS
    return ENTITY_NAMES[kind] if kind in absent else ""


def missing_words(proposal: Proposal, index: int) -> tuple[tuple[str, str], ...]:
    """Return (column, what it would unlock) of a table's columns that are not there."""
    return tuple(
        (field_title(missing.field), missing.unlocks)
        for missing in proposal.missing
        if missing.file_index == index and missing.field
    )


def missing_kinds(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Return (kind of table, what it would unlock) of the tables that are not there."""
    return tuple(
        (ENTITY_NAMES[missing.entity], missing.unlocks)
        for missing in proposal.missing
        if missing.file_index is None
    )


def _words(text: str) -> set[str]:
    return set(text.casefold().replace(",", " ").split())


def files_words(proposal: Proposal) -> str:
    """Return how many files are being imported."""
    files = len({table.path for table in proposal.tables})
    return "Import 1 file" if files == 1 else f"Import {files} files"


def as_of_text(proposal: Proposal) -> str:
    """Return the day after which nothing is known, '' where no date was found."""
    return "" if proposal.as_of is None else day_text(date_of(proposal.as_of))


def as_of_stated(text: str, day_first: bool | None = None) -> Correction:
    """Return the statement of an as-of date; an empty text takes the files' word.

    RefusedError when the text is no date.
    """
    if not text.strip():
        return lambda hints: replace(hints, as_of=None)
    day = int(read_days([text], "DMY" if day_first else "MDY").days[0])
    if day == NO_DAY:
        raise RefusedError(Problem(f"'{text}' is not a date", "", "Type a day such as 31 Oct 2026"))
    return lambda hints: replace(hints, as_of=day)


def remembered_words(proposal: Proposal, fingerprints: frozenset[str], saved: str) -> str:
    """Return since when the mapping of these tables is known; `saved` is an ISO day."""
    day = day_text(date.fromisoformat(saved))
    known = sum(table.fingerprint in fingerprints for table in proposal.tables)
    if known == len(proposal.tables):
        return f"Mapping remembered from {day}"
    return f"Mapping of {known} of {len(proposal.tables)} tables remembered from {day}"
