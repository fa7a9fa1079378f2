"""A plan file read or written whole.

SQLite never opens a file in the plan's own folder (it may be shared or synchronised): the database
is built and read in memory, and only finished bytes travel.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO

from planner.base.files import replace_file
from planner.base.problem import Problem
from planner.journeys.table import Snapshot
from planner.plan.log import Log
from planner.storage import refusals, schema, snapshots
from planner.storage.refusals import refusing
from planner.storage.snapshots import Parts


def write_plan(path: Path, log: Log, held: Mapping[str, Snapshot]) -> None:
    """Write a plan file atomically; RefusedError leaves an existing one untouched.

    `held` are the snapshots by content address (see `digest_of`).
    """
    with refusing(path, "written"):
        data = _built(log, {digest: snapshots.pack(one) for digest, one in held.items()})
        replace_file(path, partial(_put, data))


def read_plan(path: Path) -> tuple[Log, dict[str, Snapshot]]:
    """Return a plan file's log and its snapshots by content address.

    RefusedError for a missing file, another kind of file, a newer version and a damaged one.
    """
    with refusing(path, "read"), closing(open_bytes(path)) as connection:
        try:
            log = Log.of(schema.get_edits(connection))
            held = {
                digest: snapshots.unpack(schema.get_parts(connection, digest))
                for digest in schema.digests(connection)
            }
        except schema.UNREADABLE:
            raise refusals.damaged(path) from None
    return log, held


def check_plan(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong inside a plan file; RefusedError when it cannot be read at all."""
    log, _ = read_plan(path)
    problems = []
    with refusing(path, "read"), closing(open_bytes(path)) as connection:
        (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            problems.append(Problem("The plan's database is damaged", said))
        problems += [
            Problem("Imported data differ from what was imported", digest)
            for digest in schema.digests(connection)
            if snapshots.digest(schema.get_parts(connection, digest)) != digest
        ]
    doubled = len(log.edits) - len({edit.id for edit in log.edits})
    if doubled:
        problems.append(Problem(f"{doubled} edits carry an id that another edit has too"))
    return tuple(problems)


def check_plan_header(path: Path) -> None:
    """RefusedError unless the file looks like a plan of this version or an older one."""
    with refusing(path, "read"), path.open("rb") as file:
        schema.check_header(path, file.read(schema.HEADER), path.stat().st_size)


def _put(data: bytes, file: BinaryIO) -> None:
    file.write(data)


def _built(log: Log, held: Mapping[str, Parts]) -> bytes:
    """Return the bytes of a plan file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.prepare(connection)
        with connection:
            schema.put_edits(connection, log.edits)
            for digest, parts in held.items():
                schema.put_parts(connection, digest, parts)
        return connection.serialize()


def open_bytes(path: Path) -> sqlite3.Connection:
    """Return a plan file as a database in memory, brought to today's version; RefusedError."""
    data = path.read_bytes()
    schema.check_header(path, data[: schema.HEADER], len(data))
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    schema.prepare(connection)
    schema.check_schema(connection, path)
    return connection
