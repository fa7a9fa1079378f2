"""Logs in databases, and bringing one plan file's edits and snapshots into another."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from planner.plan.edits import Edit
from planner.plan.log import Log, order
from planner.storage import refusals, schema
from planner.storage.plan_file import open_bytes


def read_log(base: sqlite3.Connection, path: Path) -> Log:
    """Return the log of a plan's database; RefusedError for a damaged one."""
    try:
        return Log.of(schema.get_edits(base))
    except schema.UNREADABLE:
        raise refusals.damaged(path) from None


def unknown(log: Log, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits a log does not hold."""
    new = tuple(edits)
    if not log.edits or all(order(edit) > order(log.edits[-1]) for edit in new):
        return new
    known = set(log.edits)
    return tuple(edit for edit in new if edit not in known)


def take_in(base: sqlite3.Connection, target: Path) -> tuple[tuple[Edit, ...], bool]:
    """Bring another process's saved edits and snapshots into the base.

    Return those edits, and whether the file lacks what the base holds.
    """
    with closing(open_bytes(target)) as theirs, base:
        mine, saved = read_log(base, target), read_log(theirs, target)
        new = unknown(mine, saved.edits)
        schema.put_edits(base, new)
        for digest in set(schema.digests(theirs)) - set(schema.digests(base)):
            schema.put_parts(base, digest, schema.get_parts(theirs, digest))
    return new, bool(unknown(saved, mine.edits))
