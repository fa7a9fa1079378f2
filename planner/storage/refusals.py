"""What a person is told when a file cannot be read or written: one sentence each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.base.files import disk_full, refusing_files
from planner.base.problem import Problem, RefusedError


@contextmanager
def refusing(path: Path, doing: str) -> Iterator[None]:
    """Turn errors of files and SQLite into RefusedError; `doing` is "read" or "written"."""
    try:
        with refusing_files(path, doing):
            yield
    except sqlite3.DatabaseError as error:
        raise RefusedError(_database_problem(error, path)) from error


def not_a_plan(path: Path) -> RefusedError:
    """Return the refusal of a file that is something else."""
    what = f"'{path.name}' is not a Fairlead plan"
    return RefusedError(Problem(what, "", "Open a .fairlead file, or import this one as data"))


def newer(path: Path) -> RefusedError:
    """Return the refusal of a plan that a later version wrote."""
    what = f"'{path.name}' was written by a newer version of Fairlead"
    return RefusedError(Problem(what, "", "Update Fairlead to open it"))


def damaged(path: Path) -> RefusedError:
    """Return the refusal of a plan whose content does not hold together."""
    what = f"The plan '{path.name}' is damaged and cannot be read whole"
    return RefusedError(Problem(what, "", "Take it from a backup or a colleague's copy"))


def _database_problem(error: sqlite3.DatabaseError, path: Path) -> Problem:
    if "full" in str(error):
        return disk_full(path)
    return damaged(path).problem
