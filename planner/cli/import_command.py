"""The command that takes CRM exports into a plan."""

from argparse import Namespace
from collections import Counter
from dataclasses import replace
from pathlib import Path

from planner.base.days import iso
from planner.base.problem import Problem, RefusedError
from planner.base.units import count
from planner.cli import joining, shapes, updating
from planner.cli.arguments import DROP, NO_KEY
from planner.cli.desk import created, opened, today
from planner.cli.report import ATTENTION, DONE, Report, several
from planner.cli.terminal import bar
from planner.cli.words import currency_code, day, exchange_rate, stage_names
from planner.intake import Hints, Proposal
from planner.intake.recognition.hints import APART, Decides
from planner.intake.records.returned import is_returned_table
from planner.intake.values.fields import Entity
from planner.intake.worker.process import ReadingProcess
from planner.journeys.aside import ReturnedRow
from planner.journeys.diff import compare
from planner.journeys.older import cannot_keep, replaced_words
from planner.journeys.table import SetAside, Snapshot, SourceFile
from planner.journeys.union import unite
from planner.output.set_aside import write_set_aside
from planner.session import PlanSession
from planner.session.mappings import load_mapping, mapping_of, save_mapping, united


def import_files(arguments: Namespace) -> Report:
    """Take exports into a plan, made if it is missing."""
    paths = [Path(file) for file in arguments.files]
    door = opened if Path(arguments.plan).exists() else created
    with door(arguments.plan) as session:
        hints = _hints(arguments, session)
        with ReadingProcess() as reading:
            proposal = reading.propose(paths, hints, bar)
            if all(map(is_returned_table, proposal.tables)):
                return _brought_back(arguments, session, reading.returned(paths, bar), hints)
            proposal = replace(
                proposal, hints=joining.tied_as_before(hints, proposal, session.plan.join)
            )
            snapshot = reading.take_in(proposal.hints, bar)
        if arguments.save_mapping:
            save_mapping(Path(arguments.save_mapping), mapping_of(proposal, today()))
        before = session.snapshot
        found = compare(before, unite(before, snapshot, keep_gone=False))
        _check_kept(arguments, cannot_keep(before, snapshot, found))
        label = f"import {several(len(paths), 'file')}"
        keep = arguments.gone != DROP
        session.adopt(snapshot, label, keep, proposal.hints.join)
        session.save(Path(arguments.plan))
        older = replaced_words(before, snapshot, found)
        told = snapshot.warnings if session.snapshot is None else session.snapshot.warnings
        read = replace(snapshot, warnings=tuple(dict.fromkeys((*told, *older))))
        data = shapes.imported(read, session.plan.currency) | {"join": proposal.hints.join}
        tied = joining.lines(proposal, hints.join)
        lines = (*_foreign(arguments, proposal), *_imported(read), *tied)
        if session.snapshot is not None:
            data |= updating.shape(found, session.snapshot)
            lines += updating.lines(before, found, session.snapshot)
            if arguments.set_aside:
                path = Path(arguments.set_aside)
                write_set_aside(session.snapshot, path, session.plan.fixes)
                lines += (f"The rows set aside are in {path}, to be corrected and imported.",)
    asked = (len(found.gone) and arguments.gone is None) or proposal.untied or older
    return Report(data, lines, ATTENTION if snapshot.set_aside or asked else DONE)


def _check_kept(arguments: Namespace, problem: Problem | None) -> None:
    """Refuse to let go of journeys that older data lack, unless that is stated."""
    if problem is not None and arguments.gone != DROP:
        raise RefusedError(
            replace(
                problem, remedy="State --as-of if they are newer, or let go of them by --gone drop"
            )
        )


def _brought_back(
    arguments: Namespace, session: PlanSession, rows: tuple[ReturnedRow, ...], hints: Hints
) -> Report:
    """Take back a table of rows set aside that was corrected."""
    done = session.bring_back(rows, hints)
    session.save(Path(arguments.plan))
    beside = {"put_back": done.read, "unreadable": done.unreadable}
    data = shapes.imported(done.snapshot, session.plan.currency) | beside
    lines = (
        f"{several(done.read, 'row')} put back, {count(done.unreadable)} still unreadable.",
        *_account(done.snapshot),
    )
    return Report(data, lines, ATTENTION if done.snapshot.set_aside else DONE)


def _hints(arguments: Namespace, session: PlanSession) -> Hints:
    maps = tuple(_pair(text) for text in arguments.map)
    stages = session.plan.stages if session.plan.lines else None
    if arguments.stages:
        stages = stage_names(arguments.stages)
    currency = currency_code(arguments.currency) if arguments.currency else None
    if currency is None and session.plan.lines:
        currency = session.plan.currency
    as_of = day(arguments.as_of, "--as-of") if arguments.as_of else None
    join = APART if arguments.join == NO_KEY else arguments.join
    stated = Hints(
        maps, arguments.profile, join, currency, stages, as_of,
        rates=tuple(exchange_rate(text) for text in arguments.rate),
        decides=Decides(arguments.decides),
    )  # fmt: skip
    if not arguments.mapping:
        return stated
    known = load_mapping(Path(arguments.mapping)).hints
    said = {word.casefold() for pair in maps for word in pair}
    columns = tuple(c for c in known.columns if not {c[1].casefold(), c[2]} & said)
    return united(stated, replace(known, columns=columns))


def _foreign(arguments: Namespace, proposal: Proposal) -> tuple[str, ...]:
    """Say it where a mapping speaks of none of the tables: their headers are others."""
    if not arguments.mapping:
        return ()
    known = load_mapping(Path(arguments.mapping)).fingerprints
    if any(table.fingerprint in known for table in proposal.tables):
        return ()
    return (f"{arguments.mapping} speaks of no table with these headers.",)


def _pair(text: str) -> tuple[str, str]:
    field, equals, header = text.partition("=")
    if not equals:
        raise RefusedError(Problem(f"'{text}' is no mapping", "--map", "Write FIELD=HEADER"))
    return field.strip(), header.strip()


def _imported(snapshot: Snapshot) -> tuple[str, ...]:
    files = (f"{f.path}: {_recognised(f)}, {several(f.rows_read, 'row')}." for f in snapshot.files)
    joined = (
        f"Joined by {key.replace('_', ' ')}: {several(n, 'journey')}."
        for key, n in snapshot.joined.items()
    )
    return (*files, *_account(snapshot), *joined, *snapshot.warnings)


def _recognised(file: SourceFile) -> str:
    if file.kind == Entity.OTHER:
        return "not recognised"
    return f"{file.crm} {file.kind.replace('_', ' ')}"


def _account(snapshot: Snapshot) -> tuple[str, ...]:
    """Say where every row of leads and opportunities went, and why rows were set aside."""
    if not snapshot.rows_read:
        return ()
    aside = snapshot.set_aside
    total = (
        f"{several(snapshot.rows_read, 'row')} read = "
        f"{several(len(snapshot.journeys), 'journey')} + "
        f"{count(snapshot.merged)} merged + {count(len(aside))} set aside, "
        f"as of {iso(snapshot.as_of)}."
    )
    return (total, *_reasons(aside))


def _reasons(aside: tuple[SetAside, ...]) -> list[str]:
    """Say why rows were set aside: each reason once, with the first place it holds for."""
    first: dict[str, SetAside] = {}
    for row in aside:
        first.setdefault(row.reason, row)
    counts = Counter(row.reason for row in aside)
    return [
        f"Set aside: {several(counts[reason], 'row')}, {reason.rstrip('.')} "
        f"(first {Path(row.file).name}, {f'{row.sheet}, ' if row.sheet else ''}row {row.row})."
        for reason, row in first.items()
    ]
