"""The journal: edits made since the last save, each gesture on the disk before it shows."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from planner.plan.edits import Edit
from planner.storage import schema


class Journal:
    """Edits in a private SQLite file, written through at every gesture."""

    def __init__(self, path: Path) -> None:
        self._guard = Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False)
        schema.prepare(self._connection)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._edits = schema.get_edits(self._connection)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits not yet saved, earliest first."""
        return self._edits

    def append(self, edits: Iterable[Edit]) -> None:
        """Write one gesture in one transaction."""
        new = tuple(edits)
        with self._guard, self._connection:
            schema.put_edits(self._connection, new)
            self._edits += new

    def forget(self, saved: Iterable[Edit]) -> None:
        """Drop edits that the plan file now holds."""
        gone = set(saved)
        with self._guard, self._connection:
            left = tuple(edit for edit in self._edits if edit not in gone)
            self._connection.execute("DELETE FROM edits")
            schema.put_edits(self._connection, left)
            self._edits = left

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._connection.close()
