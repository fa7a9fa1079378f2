"""Corrected rows that were set aside, read again as they would have been in their export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from planner.base.problem import Problem, RefusedError
from planner.intake.files.columns import columns_of_rows
from planner.intake.propose import Found, understood
from planner.intake.recognition.hints import NOTHING_STATED, Hints
from planner.intake.recognition.profiles import load_profiles
from planner.intake.recognition.proposal import Proposal
from planner.intake.snapshot import take_in
from planner.intake.tables.headers import Table
from planner.intake.values.fields import Entity
from planner.journeys.aside import sources
from planner.journeys.ids import several_ids
from planner.journeys.table import SetAside, Snapshot, SourceFile

Cells = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ReadAgain:
    """What the corrected rows make: `data`, whose own rows set aside are still unreadable.

    `lead_of`: opportunity id → the lead ids its row names; `deal_of`: lead id → opportunity ids.
    """

    data: Snapshot
    lead_of: dict[str, tuple[str, ...]]
    deal_of: dict[str, tuple[str, ...]]


def read_again(
    snapshot: Snapshot, rows: Mapping[int, Cells], hints: Hints = NOTHING_STATED
) -> ReadAgain:
    """Read rows set aside (place among them → cells) as of the snapshot's day, in its words.

    `hints` are what a person stated of the import; what each column means stays as it was.
    RefusedError where a row's headers are not known.
    """
    by_file: dict[tuple[str, str], list[int]] = {}
    for place in sorted(rows):
        row = snapshot.set_aside[place]
        by_file.setdefault((row.file, row.sheet), []).append(place)
    files = sources(snapshot)
    found, stated = [], _of_the_plan(snapshot, hints)
    for key, places in by_file.items():
        file = _known(files.get(key), snapshot.set_aside[places[0]])
        table = _table(file, [rows[p] for p in places], [snapshot.set_aside[p] for p in places])
        stated = _as_before(stated, file, table.fingerprint)
        found.append(Found(Path(file.path), table))
    proposal = understood(found, load_profiles(), stated)
    return ReadAgain(
        take_in(proposal),
        _pairs(proposal, Entity.OPPORTUNITIES, "opportunity_id", "lead_id"),
        _pairs(proposal, Entity.LEADS, "lead_id", "converted_opportunity_id"),
    )


def _known(file: SourceFile | None, row: SetAside) -> SourceFile:
    if file is None or len(file.headers) != len(row.cells):
        raise RefusedError(
            Problem(
                "The headers above these rows are not known",
                row.file,
                "Import the file again, then correct the rows",
            )
        )
    return file


def _of_the_plan(snapshot: Snapshot, hints: Hints) -> Hints:
    journeys = snapshot.journeys
    return replace(
        hints,
        maps=(),
        join=None,
        as_of=snapshot.as_of,
        stages=journeys.stages,
        currency=journeys.currency or hints.currency,
    )


def _table(file: SourceFile, rows: Sequence[Cells], stood: Sequence[SetAside]) -> Table:
    numbers = np.array([row.row for row in stood], np.int64)
    return Table(file.sheet, file.header_row, file.headers, columns_of_rows(rows), numbers)


def _as_before(hints: Hints, file: SourceFile, fingerprint: str) -> Hints:
    """State what the table was taken for: its kind, the meaning of its columns, its dates."""
    hints = hints.with_kind(fingerprint, file.kind)
    for header in file.headers:
        hints = hints.with_column(fingerprint, header, file.columns.get(header))
    for header, order in file.date_order.items():
        hints = hints.with_order(fingerprint, header, order)
    return hints


def _pairs(proposal: Proposal, entity: Entity, key: str, value: str) -> dict[str, tuple[str, ...]]:
    """Return what rows of a kind name beside their own id, blanks left out."""
    pairs: dict[str, tuple[str, ...]] = {}
    for table in proposal.of(entity):
        keys, values = table.typed.texts.get(key), table.typed.texts.get(value)
        if keys is not None and values is not None:
            named = zip(keys.tolist(), values.tolist(), strict=True)
            pairs |= {k: (v, *several_ids(v)) for k, v in named if k and v}
    return pairs
