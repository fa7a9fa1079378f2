"""From files to a proposal: read, find tables, recognise, and say what follows."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.intake.asof import last_change
from planner.intake.cells import RawSheet, plain, text_of
from planner.intake.fields import ENTITY_FIELDS, WANTED, Entity, field_named
from planner.intake.headers import Table, find_table
from planner.intake.hints import NOTHING_STATED, Hints
from planner.intake.profiles import Profile, Profiles, load_profiles
from planner.intake.proposal import (
    Proposal,
    ProposedColumn,
    ProposedTable,
    checked_field,
)
from planner.intake.reading import read
from planner.intake.recognise import columns_of, recognise, recognise_crm, sample_cells
from planner.intake.shown import propose_stage_map, shown_stages
from planner.intake.typed import SAMPLE, Typed, typed_columns

_STANDS_FOR = {
    "created": ("mql_date", "sal_date", "won_date"),
    "lead_id": ("email",),
    "close_date": ("won_date",),
    "stage": ("status", "won_date", "is_won"),
}
_MISSING_FILES = {
    Entity.LEADS: "No leads: volumes and conversion before Opportunity are not measured.",
    Entity.OPPORTUNITIES: "No opportunities: wins, deal size and bookings are not measured.",
    Entity.STAGE_HISTORY: "No stage history: reopened deals are seen only as they stand today.",
    Entity.ACTIVITIES: "No activities: speed to lead is not measured.",
    Entity.SPEND: "No spend: cost per lead and return are not measured.",
}


def propose(
    paths: Sequence[Path], hints: Hints = NOTHING_STATED, progress: Progress = silent
) -> Proposal:
    """Read exports and propose what they mean; RefusedError with one sentence where they mean none.

    Nothing is decided: `Proposal` can be corrected before `take_in` makes a snapshot of it.
    """
    if not paths:
        raise RefusedError(Problem("No file was given", "", "Choose one or more exports"))
    profiles = load_profiles()
    stated = [(checked_field(name), header) for name, header in hints.maps]
    found: list[tuple[Path, Table]] = []
    for path in paths:
        found += [(path, table) for table in _tables(path, profiles, progress)]
    _check_headers(stated, [table for _, table in found])
    forced = _forced(hints, profiles)
    tables = []
    crms = [forced or recognise_crm(table.headers, profiles) for _, table in found]
    for (path, table), crm in zip(found, crms, strict=True):
        progress(f"Recognising {path.name}", 0, 0)
        profile = recognise_crm(table.headers, profiles, beside=crms) if not forced else crm
        guess = recognise(table, profile, profiles, _told(table, stated))
        columns = _columns(table, guess.fields)
        blank = ProposedTable(path, guess.entity, guess.crm, columns, table, Typed(0))
        tables.append(typed_again(blank, hints.day_first))
    return settled(Proposal(tuple(tables), hints, profiles))


def settled(proposal: Proposal) -> Proposal:
    """Return the proposal with stages, stage map, as-of date and warnings that follow from it."""
    tables, hints = proposal.tables, proposal.hints
    mapping = propose_stage_map(tables, hints, proposal.profiles)
    stages = shown_stages(tables, mapping, hints, proposal.profiles)
    as_of = hints.as_of if hints.as_of is not None else last_change(tables, mapping)
    warnings = (*_notes(tables), *_missing_columns(tables), *_missing_files(tables))
    return replace(proposal, stages=stages, stage_map=mapping, as_of=as_of, warnings=warnings)


def read_as(
    table: ProposedTable, entity: Entity, hints: Hints, profiles: Profiles
) -> ProposedTable:
    """Return a table recognised anew as the given entity."""
    stated = [(checked_field(name), header) for name, header in hints.maps]
    profile = profiles.named(table.crm) or profiles.generic
    told = _told(table.table, stated)
    fields = columns_of(entity, table.table, profile, profiles, told)
    columns = _columns(table.table, fields)
    return replace(table, entity=entity, columns=columns)


def typed_again(table: ProposedTable, day_first: bool | None) -> ProposedTable:
    """Return the table with its mapped columns parsed, and what parsing found out about them."""
    mapped = [(c.header, c.field, c.position) for c in table.columns if c.field]
    typed = typed_columns(table.rows, mapped, day_first)
    columns = tuple(
        replace(
            c,
            date_order=typed.date_order.get(c.header) if c.field else None,
            scale=typed.scale.get(c.field or "") or None,
        )
        for c in table.columns
    )
    return replace(table, columns=columns, typed=typed)


def _tables(path: Path, profiles: Profiles, progress: Progress) -> list[Table]:
    sheets = read(path, progress)
    found = [_table(sheet, profiles) for sheet in sheets]
    tables = [table for table in found if table is not None]
    if not tables:
        what = "No header row was found" if sheets else "The workbook has no visible cells"
        raise RefusedError(
            Problem(what, path.name, "Export a table with one line of column names above the rows")
        )
    return tables


def _table(sheet: RawSheet, profiles: Profiles) -> Table | None:
    return find_table(sheet, profiles.known.__contains__)


def _check_headers(stated: list[tuple[str, str]], tables: list[Table]) -> None:
    present = {plain(header) for table in tables for header in table.headers}
    for _, header in stated:
        if plain(header) not in present:
            raise RefusedError(
                Problem(f"No file has a column '{header}'", "", "Check the name in --map")
            )


def _forced(hints: Hints, profiles: Profiles) -> Profile | None:
    if hints.profile is None:
        return None
    profile = profiles.named(hints.profile)
    if profile is None:
        names = ", ".join(p.crm for p in (*profiles.crms, profiles.generic))
        raise RefusedError(
            Problem(f"There is no profile '{hints.profile}'", "", f"Profiles are {names}")
        )
    return profile


def _told(table: Table, stated: list[tuple[str, str]]) -> dict[int, str]:
    return {
        index: name
        for name, wanted in stated
        for index, header in enumerate(table.headers)
        if plain(header) == plain(wanted)
    }


def _columns(table: Table, fields: dict[int, tuple[str, float]]) -> tuple[ProposedColumn, ...]:
    columns = []
    for index, (header, position) in enumerate(zip(table.headers, table.positions, strict=True)):
        name, confidence = fields.get(index, (None, 0.0))
        texts = dict.fromkeys(text_of(c) for c in sample_cells(table.rows, position, 40))
        samples = tuple(texts)[:SAMPLE]
        columns.append(ProposedColumn(header, position, name, round(confidence, 3), samples))
    return tuple(columns)


def _notes(tables: Sequence[ProposedTable]) -> list[str]:
    notes = [f"{t.path.name}: {note}" for t in tables for note in t.typed.notes]
    for table in tables:
        if table.entity is Entity.OTHER:
            place = f", sheet '{table.sheet}'," if table.sheet else ""
            notes.append(f"{table.path.name}{place} was not recognised and is left out.")
        currencies = _currencies(table)
        if table.entity is Entity.OPPORTUNITIES and len(currencies) > 1:
            notes.append(
                f"{table.path.name}: amounts in {', '.join(currencies)} cannot be added up; "
                "plan one of them."
            )
    return notes


def _currencies(table: ProposedTable) -> list[str]:
    column = table.typed.texts.get("currency")
    return [] if column is None else sorted({str(c) for c in column} - {""})


def _missing_columns(tables: Sequence[ProposedTable]) -> list[str]:
    notes = []
    for table in tables:
        names = set(table.mapped.values())
        for wanted in WANTED.get(table.entity, ()):
            if wanted in names or names & set(_STANDS_FOR.get(wanted, ())):
                continue
            meaning = field_named(wanted)
            if meaning and meaning.unlocks and wanted in ENTITY_FIELDS[table.entity]:
                notes.append(
                    f"{table.path.name}: no column for {wanted.replace('_', ' ')}, "
                    f"which would unlock {meaning.unlocks}."
                )
    return notes


def _missing_files(tables: Sequence[ProposedTable]) -> list[str]:
    present = {table.entity for table in tables}
    return [text for entity, text in _MISSING_FILES.items() if entity not in present]
