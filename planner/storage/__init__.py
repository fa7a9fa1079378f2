"""The plan file: one SQLite database, private working copies, atomic save, recovery."""

from planner.storage.other_copy import OtherCopy, read_copy
from planner.storage.plan_file import check_plan, read_plan, write_plan
from planner.storage.snapshots import digest_of
from planner.storage.working_copy import WorkingCopy
from planner.storage.workspace import Recoverable, recoverable

__all__ = [
    "OtherCopy",
    "Recoverable",
    "WorkingCopy",
    "check_plan",
    "digest_of",
    "read_copy",
    "read_plan",
    "recoverable",
    "write_plan",
]
