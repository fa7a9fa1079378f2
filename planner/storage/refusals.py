"""What a person is told when a file cannot be read or written: one sentence each."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.base.problem import Problem, RefusedError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def refusing(path: Path, doing: str) -> Iterator[None]:
    """Turn errors of files and SQLite into RefusedError; `doing` is "read" or "written"."""
    try:
        yield
    except OSError as error:
        raise RefusedError(_file_problem(error, path, doing)) from error
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


def _file_problem(error: OSError, path: Path, doing: str) -> Problem:
    if error.errno in _FULL:
        remedy = "Free some space and save again; the plan file is as it was before"
        return Problem("The disk is full", str(path), remedy)
    if isinstance(error, FileNotFoundError):
        missing = "folder" if doing == "written" else "file"
        return Problem(f"There is no such {missing}", str(path))
    if error.errno in _DENIED:
        return Problem(f"The file may not be {doing} here", str(path), "Choose another place")
    return Problem(f"The file could not be {doing}: {error.strerror or error}", str(path))


def _database_problem(error: sqlite3.DatabaseError, path: Path) -> Problem:
    if "full" in str(error):
        remedy = "Free some space and save again; the plan file is as it was before"
        return Problem("The disk is full", str(path), remedy)
    return damaged(path).problem
