"""The journal: edits made since the last save, each gesture handed over before it shows."""

import sqlite3
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from os import fsync
from pathlib import Path
from threading import Lock

from planner.plan.edits import Edit
from planner.storage import schema


class Journal:
    """Edits in a private SQLite file, written at every gesture.

    Once `append` returns they belong to the operating system: the end of the program, however
    sudden, loses none. A thread has them written through to the disk at once, against the end of
    the machine; waiting for the disk would take longer than all else a key press does.
    """

    def __init__(self, path: Path) -> None:
        self._guard = Lock()
        self._ahead = path.with_name(f"{path.name}-wal")
        self._writer = ThreadPoolExecutor(1, "journal")
        self._connection = sqlite3.connect(path, check_same_thread=False)
        schema.prepare(self._connection)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._edits = schema.get_edits(self._connection)
        self._last: Future[None] | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits not yet saved, earliest first."""
        return self._edits

    def append(self, edits: Iterable[Edit]) -> None:
        """Write one gesture in one transaction; OSError if the disk refused the one before."""
        if self._last is not None and self._last.done():
            self._last.result()
        new = tuple(edits)
        with self._guard, self._connection:
            schema.put_edits(self._connection, new)
            self._edits += new
        self._last = self._writer.submit(write_through, self._ahead)

    def forget(self, saved: Iterable[Edit]) -> None:
        """Drop edits that the plan file now holds."""
        gone = set(saved)
        with self._guard, self._connection:
            left = tuple(edit for edit in self._edits if edit not in gone)
            self._connection.execute("DELETE FROM edits")
            schema.put_edits(self._connection, left)
            self._edits = left

    def close(self) -> None:
        """Close the file, once it is on the disk."""
        self._writer.shutdown()
        with self._guard:
            self._connection.close()


def write_through(path: Path) -> None:
    """Have what was written to a file put on the disk; a file that is gone has nothing left."""
    try:
        with path.open("rb+") as file:
            fsync(file.fileno())
    except FileNotFoundError:
        return
