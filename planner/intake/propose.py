"""From files to a proposal: read, find tables, recognise, and say what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.intake.files.cells import plain, text_of
from planner.intake.files.reading import read
from planner.intake.files.sheet import RawSheet
from planner.intake.files.uncut import cut_together, cut_where_blank
from planner.intake.recognition.hints import NOTHING_STATED, Hints
from planner.intake.recognition.missing import missing_in, sentences, unmeasured, unplanned
from planner.intake.recognition.profiles import Profile, Profiles, load_profiles
from planner.intake.recognition.proposal import (
    OrderDoubt,
    Proposal,
    ProposedColumn,
    ProposedTable,
    Read,
    checked_field,
)
from planner.intake.recognition.recognise import Guess, guess_as, recognise, recognise_crm
from planner.intake.recognition.shown import propose_stage_map, shown_stages
from planner.intake.records.asof import last_change
from planner.intake.records.conflicts import certain_notes, conflicts_of
from planner.intake.records.rates import currencies_of, currency_notes
from planner.intake.records.spellings import clusters_of
from planner.intake.records.stated import as_of_day
from planner.intake.records.teams import teams_of
from planner.intake.tables.headers import Table, find_table
from planner.intake.values.fields import Entity
from planner.intake.values.typed import SAMPLE, Typed, typed_columns

_SAMPLED = 40


def propose(
    paths: Sequence[Path], hints: Hints = NOTHING_STATED, progress: Progress = silent
) -> Proposal:
    """Read exports and propose what they mean; RefusedError with one sentence where they mean none.

    Nothing is decided: the same files with other hints make another proposal, and `take_in` makes
    a snapshot of it.
    """
    profiles = load_profiles()
    return understood(find_tables(paths, profiles, progress), profiles, hints, progress)


@dataclass(frozen=True, eq=False)
class Found:
    """A table found in a file; `typed` remembers what its columns were parsed to."""

    path: Path
    table: Table
    typed: Memo = field(default_factory=Memo)


def find_tables(
    paths: Sequence[Path], profiles: Profiles, progress: Progress = silent
) -> tuple[Found, ...]:
    """Read files and cut out their tables; RefusedError where a file holds none."""
    if not paths:
        raise RefusedError(Problem("No file was given", "", "Choose one or more exports"))
    return tuple(
        Found(path, table) for path in paths for table in _tables(path, profiles, progress)
    )


def understood(
    found: Sequence[Found], profiles: Profiles, hints: Hints, progress: Progress = silent
) -> Proposal:
    """Return what tables mean; RefusedError where a hint names what does not exist."""
    stated = [(checked_field(name), header) for name, header in hints.maps]
    _check_headers(stated, [one.table for one in found])
    forced = _forced(hints, profiles)
    crms = [forced or recognise_crm(one.table.headers, profiles) for one in found]
    tables = []
    for one in found:
        progress(f"Recognising {one.path.name}", 0, 0)
        profile = forced or recognise_crm(one.table.headers, profiles, beside=crms)
        guess = _guessed(one.table, profile, profiles, stated, hints)
        tables.append(_proposed(one, guess, hints, progress))
    return settled(Proposal(tuple(tables), hints, profiles))


def _guessed(
    table: Table, profile: Profile, profiles: Profiles, stated: list[tuple[str, str]], hints: Hints
) -> Guess:
    """Return the reading of a table: what a person said of it outweighs what its headers say."""
    told = _told(table, stated) | _corrected(table, hints)
    kind = next((Entity(e) for key, e in hints.kinds if key == table.fingerprint), None)
    if kind is None:
        kind = recognise(table, profile, profiles, _told(table, stated)).entity
    if kind is Entity.OTHER and told:
        kind = recognise(table, profile, profiles, told).entity
    if kind is Entity.OTHER:
        return Guess(kind, profiles.generic.crm, {}, 0.0)
    return guess_as(kind, table, profile, profiles, told)


def _proposed(one: Found, guess: Guess, hints: Hints, progress: Progress) -> ProposedTable:
    """Return a table with its mapped columns parsed, and what parsing found out about them."""
    table = one.table
    orders = {h: order for key, h, order in hints.orders if key == table.fingerprint}
    mapped = tuple(
        (table.headers[i], name, table.columns[i]) for i, (name, _) in sorted(guess.fields.items())
    )
    cut_together((column for *_, column in mapped), _reading(one.path, progress))
    key = (tuple(m[:2] for m in mapped), hints.day_first, tuple(sorted(orders.items())))
    typed = one.typed(key, lambda: typed_columns(table.size, mapped, hints.day_first, orders))
    columns = tuple(
        _column(table, i, guess.fields.get(i, (None, 0.0)), typed)
        for i in range(len(table.headers))
    )
    return ProposedTable(
        one.path, table.sheet, table.header_row, table.size, table.fingerprint,
        guess.entity, guess.crm, columns, Read(table, typed),
    )  # fmt: skip


def _column(
    table: Table, index: int, guess: tuple[str | None, float], typed: Typed
) -> ProposedColumn:
    header, (name, confidence) = table.headers[index], guess
    texts = dict.fromkeys(text_of(cell) for cell in table.columns[index].sample(_SAMPLED))
    return ProposedColumn(
        header, name, round(confidence, 3), tuple(texts)[:SAMPLE],
        typed.date_order.get(header) if name else None, typed.scale.get(name or "") or None,
    )  # fmt: skip


def settled(proposal: Proposal) -> Proposal:
    """Return the proposal with stages, stage map, as-of date and warnings that follow from it."""
    tables, hints = proposal.tables, proposal.hints
    mapping = propose_stage_map(tables, hints, proposal.profiles)
    stages = shown_stages(tables, mapping, hints, proposal.profiles)
    change = last_change(tables, mapping, hints.decides)
    as_of, said = as_of_day(tables, change, hints.day_first)
    if hints.as_of is not None:
        as_of, said = hints.as_of, ()
    missing = missing_in(tables, hints, proposal.profiles)
    ends = unplanned(tables, mapping, hints, proposal.profiles)
    warnings = (*said, *_notes(tables, hints), *ends, *sentences(missing, tables))
    return replace(
        proposal, stages=stages, stage_map=mapping, as_of=as_of, warnings=warnings,
        unmeasured=unmeasured(tables, mapping, hints, proposal.profiles), doubts=_doubts(tables),
        missing=missing, currencies=currencies_of(tables), conflicts=conflicts_of(tables, mapping),
        clusters=clusters_of(tables, hints), teams=teams_of(tables, hints, proposal.profiles),
    )  # fmt: skip


def _doubts(tables: Sequence[ProposedTable]) -> tuple[OrderDoubt, ...]:
    return tuple(
        OrderDoubt(index, doubt.header, doubt.order, doubt.example)
        for index, table in enumerate(tables)
        for doubt in table.typed.doubts
    )


def _tables(path: Path, profiles: Profiles, progress: Progress) -> list[Table]:
    sheets = read(path, progress)
    found = [_table(sheet, profiles) for sheet in sheets]
    tables = [table for table in found if table is not None]
    for table in tables:
        cut_where_blank(table.columns, _reading(path, progress))
    if not tables:
        what = "No header row was found" if sheets else "The workbook has no visible cells"
        raise RefusedError(
            Problem(what, path.name, "Export a table with one line of column names above the rows")
        )
    return tables


def _reading(path: Path, progress: Progress) -> Callable[[int], None]:
    return lambda count: progress(f"Reading {path.name}", count, 0)


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


def _corrected(table: Table, hints: Hints) -> dict[int, str]:
    places = {header: index for index, header in enumerate(table.headers)}
    return {
        places[header]: checked_field(name) if name else ""
        for key, header, name in hints.columns
        if key == table.fingerprint and header in places
    }


def _notes(tables: Sequence[ProposedTable], hints: Hints) -> list[str]:
    notes = [f"{t.path.name}: {note}" for t in tables for note in t.typed.notes]
    notes += certain_notes(tables)
    left = [_place(table) for table in tables if table.entity is Entity.OTHER]
    if left:
        are = "is" if len(left) == 1 else "are"
        notes.append(f"Not recognised, and left out, {are} {', '.join(left)}.")
    return [*notes, *currency_notes(tables, hints)]


def _place(table: ProposedTable) -> str:
    return f"{table.path.name}, sheet '{table.sheet}'" if table.sheet else table.path.name
