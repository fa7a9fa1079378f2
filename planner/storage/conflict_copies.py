"""Copies that sync services leave beside a plan file when two machines changed it at once.

Names are only a hint: a file counts as such a copy if it is a plan that shares edits with this one.
The forms are those the services' own help pages describe: Dropbox "(Ada's conflicted copy
2026-11-03)" and "(Case Conflict)", OneDrive "-COMPUTER", Google Drive "(1)" and "[Conflict]",
Syncthing ".sync-conflict-20261103-101530-ABCDEF7", iCloud " 2", Nextcloud "(conflicted copy
2026-11-03 101530)".
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from planner.base.problem import RefusedError
from planner.plan.edits import Edit
from planner.plan.log import Log
from planner.storage import schema
from planner.storage.plan_file import open_bytes

_FORMS = (
    r" \(.*conflicted copy.*\)",
    r" \(case conflict( \d+)?\)",
    r" ?\((conflict|conflicted).*\)",
    r"( \(\d+\))?\[conflict\]",
    r" \(\d+\)",
    r" \d+",
    r"\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}",
    r"_conflict-\d{8}-\d{6}",
    r"-[A-Za-z0-9][A-Za-z0-9-]{1,62}( \(\d+\))?",
)
_FORM = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)


def named_as_copies(plan: Path) -> tuple[Path, ...]:
    """Return the files beside a plan that are named as sync services name conflict copies."""
    try:
        beside = sorted(path for path in plan.parent.iterdir() if path.suffix == plan.suffix)
    except OSError:
        return ()
    return tuple(path for path in beside if path != plan and is_copy_name(plan.stem, path.stem))


def is_copy_name(stem: str, other: str) -> bool:
    """Whether a name without suffix is another's with a mark of a conflict behind it."""
    tail = other.removeprefix(stem)
    return other.startswith(stem) and bool(_FORM.fullmatch(tail))


def new_in(path: Path, log: Log) -> tuple[Edit, ...]:
    """Return the edits of a copy of this plan that the log lacks; none for any other file."""
    try:
        with closing(open_bytes(path)) as connection:
            theirs = schema.get_edits(connection)
    except (OSError, RefusedError, sqlite3.DatabaseError, *schema.UNREADABLE):
        return ()
    known = set(log.edits)
    fresh = tuple(edit for edit in theirs if edit not in known)
    return fresh if len(fresh) < len(theirs) else ()
