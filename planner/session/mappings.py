"""Mappings kept by header fingerprint: what a person stated of a table holds for the next one.

A mapping is a small JSON file. Those remembered lie in a folder of the settings, one for each
fingerprint; one that is handed on holds several tables. The texts in it are the CRM's: data only.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from planner.base.files import make_folder, refusing_files, write_whole
from planner.base.problem import Problem, RefusedError
from planner.intake import Hints, Proposal
from planner.intake.recognition.hints import Decides
from planner.session.mapping_text import mapping_from, mapping_text

FOLDER = "mappings"
"""The folder of remembered mappings, below that of the settings."""
LARGEST = 4 << 20
"""Bytes a mapping may have; those of a hundred wide tables have less."""


@dataclass(frozen=True)
class Mapping:
    """What was stated of tables: `hints` of these `fingerprints` only, `saved` on an ISO day."""

    hints: Hints
    fingerprints: frozenset[str]
    saved: str


def mapping_of(proposal: Proposal, saved: str) -> Mapping:
    """Return what of a proposal holds for tables of the same headers.

    Kinds and columns as they stand; orders of day and month only where a person stated them, for
    the values of other files decide by themselves.
    """
    tables = proposal.tables
    keys = frozenset(table.fingerprint for table in tables)
    stated = [c for c in proposal.hints.columns if c[0] in keys and not c[2]]
    columns = {(t.fingerprint, c.header): c.field for t in tables for c in t.columns if c.field}
    columns |= {(key, header): "" for key, header, _ in stated}
    hints = replace(
        proposal.hints,
        maps=(), profile=None, stages=None, as_of=None, day_first=None,
        kinds=tuple({table.fingerprint: table.kind for table in tables}.items()),
        columns=tuple((key, header, name) for (key, header), name in columns.items()),
        orders=tuple(order for order in proposal.hints.orders if order[0] in keys),
    )  # fmt: skip
    return Mapping(hints, keys, saved)


def united(first: Hints, second: Hints) -> Hints:
    """Return both statements in one; where both speak of the same thing the first holds."""
    known = {column[0] for column in first.columns} | {kind[0] for kind in first.kinds}
    same_money = first.currency in {None, second.currency}
    return replace(
        first,
        maps=first.maps or second.maps,
        profile=first.profile or second.profile,
        join=second.join if first.join is None else first.join,
        currency=first.currency or second.currency,
        stage_map=_joined(first.stage_map, second.stage_map, 1),
        columns=(*first.columns, *(c for c in second.columns if c[0] not in known)),
        kinds=(*first.kinds, *(k for k in second.kinds if k[0] not in known)),
        orders=_joined(first.orders, second.orders, 2),
        rates=first.rates or (second.rates if same_money else ()),
        merges=_joined(first.merges, second.merges, 2),
        teams=_joined(first.teams, second.teams, 1),
        decides=first.decides if first.decides is not Decides.STATUS else second.decides,
    )


def _joined(first: tuple, second: tuple, parts: int) -> tuple:  # type: ignore[type-arg]
    """Return statements of both; those whose first parts agree are about the same thing."""
    known = {_key(statement, parts) for statement in first}
    return (*first, *(s for s in second if _key(s, parts) not in known))


def _key(statement: tuple[str, ...], parts: int) -> tuple[str, ...]:
    return tuple(part.casefold() for part in statement[:parts])


def save_mapping(path: Path, mapping: Mapping) -> None:
    """Write a mapping to hand on; RefusedError when the disk refuses."""
    write_whole(path, mapping_text(mapping.hints, mapping.saved).encode())


def load_mapping(path: Path) -> Mapping:
    """Read a mapping; RefusedError with one sentence where the file is none."""
    with refusing_files(path, "read"), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RefusedError(_no_mapping(path))
    try:
        hints, saved = mapping_from(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RefusedError(_no_mapping(path)) from None
    keys = frozenset(key for key, _ in hints.kinds)
    return Mapping(hints, keys, saved)


def _no_mapping(path: Path) -> Problem:
    return Problem("This is no mapping", path.name, "Choose a file that Save mapping… has written")


def remember(folder: Path, mapping: Mapping) -> None:
    """Keep a mapping for the next tables of the same headers; RefusedError if it cannot be kept."""
    make_folder(folder)
    for key in mapping.fingerprints:
        save_mapping(_place(folder, key), _only(mapping, key))


def recall(folder: Path, fingerprints: Iterable[str]) -> Mapping | None:
    """Return what is remembered of tables, the latest word first; None where nothing is."""
    found = []
    for key in sorted(set(fingerprints)):
        # One that was damaged is as good as none: it is written anew with the next import.
        with suppress(RefusedError):
            known = load_mapping(_place(folder, key))
            found += [known] if key in known.fingerprints else []
    if not found:
        return None
    found.sort(key=lambda mapping: mapping.saved, reverse=True)
    hints = found[0].hints
    for mapping in found[1:]:
        hints = united(hints, mapping.hints)
    return Mapping(hints, frozenset().union(*(m.fingerprints for m in found)), found[0].saved)


def _only(mapping: Mapping, key: str) -> Mapping:
    """Return a mapping of one table alone; what it says of stages and names stays."""
    hints = mapping.hints
    alone = replace(
        hints,
        kinds=tuple(k for k in hints.kinds if k[0] == key),
        columns=tuple(c for c in hints.columns if c[0] == key),
        orders=tuple(o for o in hints.orders if o[0] == key),
    )
    return replace(mapping, hints=alone, fingerprints=frozenset({key}))


def _place(folder: Path, key: str) -> Path:
    return folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"
