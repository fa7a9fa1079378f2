"""The plan file's tables, its version and its migrations; edits and snapshots in and out of them.

A plan file is a SQLite database, recognised by its application id. `PRAGMA user_version` counts the
migrations it has been through.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from planner.base.stages import Seat
from planner.plan.edits import Edit
from planner.storage import refusals
from planner.storage.blobs import Blob
from planner.storage.snapshots import Parts

APPLICATION_ID = 0x46524C44
PAGE = 16384
"""Bytes per page: large, for columns are long."""

MIGRATIONS = (
    """
    CREATE TABLE edits (
        clock INTEGER NOT NULL, id TEXT NOT NULL, time TEXT NOT NULL, author TEXT NOT NULL,
        seat TEXT NOT NULL, key TEXT NOT NULL, value, typed TEXT NOT NULL,
        step TEXT NOT NULL, label TEXT NOT NULL
    );
    CREATE TABLE parts (
        snapshot TEXT NOT NULL, name TEXT NOT NULL, codec TEXT NOT NULL, dtype TEXT NOT NULL,
        shape TEXT NOT NULL, base INTEGER NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (snapshot, name)
    );
    """,
)
"""From version i to i + 1; never changed once released, only added to."""

UNREADABLE = (ValueError, KeyError, TypeError)
"""What reading damaged edits or parts raises."""

_MAGIC = b"SQLite format 3\0"
LAST_CLOCK = 2**40
"""No plan comes near it: a clock that does is damage, and would leave none for later edits."""
HEADER = 100
"""Bytes of a SQLite file that say what it is."""


def check_header(path: Path, head: bytes, size: int) -> None:
    """RefusedError unless the first 100 bytes and the size are those of a plan file we can read."""
    if len(head) < HEADER or head[:16] != _MAGIC or _number(head, 68) != APPLICATION_ID:
        raise refusals.not_a_plan(path)
    if _number(head, 60) > len(MIGRATIONS):
        raise refusals.newer(path)
    page = int.from_bytes(head[16:18], "big")
    if size != _number(head, 28) * (65536 if page == 1 else page) or head[18:20] != b"\1\1":
        raise refusals.damaged(path)


def prepare(connection: sqlite3.Connection) -> None:
    """Bring a database to today's version: an empty one, or one of an older version."""
    connection.execute("PRAGMA trusted_schema = OFF")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """RefusedError unless the database has exactly the tables of a plan: no triggers, no views."""
    with closing(sqlite3.connect(":memory:")) as model:
        prepare(model)
        expected = _tables(model)
    if _tables(connection) != expected:
        raise refusals.damaged(path)


def put_edits(connection: sqlite3.Connection, edits: Iterable[Edit]) -> None:
    """Add edits."""
    rows = (
        (e.clock, e.id, e.time, e.author, e.seat.value, e.key, e.value, e.typed, e.step, e.label)
        for e in edits
    )
    connection.executemany("INSERT INTO edits VALUES (?,?,?,?,?,?,?,?,?,?)", rows)


def get_edits(connection: sqlite3.Connection) -> tuple[Edit, ...]:
    """Return all edits; one of UNREADABLE when one is not an edit."""
    rows = connection.execute(
        "SELECT clock, id, time, author, seat, key, value, typed, step, label FROM edits"
    )
    return tuple(_edit(*row) for row in rows)


def put_parts(connection: sqlite3.Connection, digest: str, parts: Parts) -> None:
    """Add a snapshot's parts; parts that are there already stay."""
    rows = (
        (digest, name, b.codec, b.dtype, json.dumps(b.shape), b.base, b.data)
        for name, b in parts.items()
    )
    connection.executemany("INSERT OR IGNORE INTO parts VALUES (?,?,?,?,?,?,?)", rows)


def get_parts(connection: sqlite3.Connection, digest: str) -> Parts:
    """Return a snapshot's parts, none for an unknown one; one of UNREADABLE when damaged."""
    rows = connection.execute(
        "SELECT name, codec, dtype, shape, base, data FROM parts WHERE snapshot = ?", (digest,)
    )
    return {name: _blob(*row) for name, *row in rows}


def get_part(connection: sqlite3.Connection, digest: str, name: str) -> Blob | None:
    """Return one part of a snapshot, None for an unknown one; UNREADABLE when damaged."""
    rows = connection.execute(
        "SELECT codec, dtype, shape, base, data FROM parts WHERE snapshot = ? AND name = ?",
        (digest, name),
    )
    return next((_blob(*row) for row in rows), None)


def digests(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the content addresses of all snapshots."""
    rows = connection.execute("SELECT DISTINCT snapshot FROM parts ORDER BY snapshot")
    return tuple(digest for (digest,) in rows)


def _blob(codec: str, dtype: str, shape: str, base: object, data: object) -> Blob:
    sizes = tuple(int(n) for n in json.loads(shape))
    return Blob(codec, dtype, sizes, int(str(base)), _bytes(data))


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return set(rows.fetchall())


def _value(value: object) -> float | str | None:
    if value is None or isinstance(value, (float, str)):
        return value
    if isinstance(value, int):
        return float(value)
    raise TypeError("an edit has a value of no known kind")


def _edit(clock: object, *said: object) -> Edit:
    """Return a row as an edit; TypeError or ValueError when it is not one."""
    *texts, value = (*said[:5], *said[6:], said[5])
    if not isinstance(clock, int) or not all(isinstance(text, str) for text in texts):
        raise TypeError("an edit has something else where a text belongs")
    if not 0 <= clock < LAST_CLOCK:
        raise ValueError("an edit has a clock that no log reaches")
    name, time, author, seat, key, typed, step, label = (str(text) for text in texts)
    return Edit(clock, name, time, author, Seat(seat), key, _value(value), typed, step, label)


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a column holds no bytes")
    return value


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")
