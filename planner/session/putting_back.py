"""Corrected rows go back in: read again, joined to the journeys they belong to."""

from collections.abc import Iterable

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.intake import Hints
from planner.intake.again import read_again
from planner.intake.recognition.hints import NOTHING_STATED
from planner.journeys.aside import Fixes, ReturnedRow, corrected_rows, returned_fixes
from planner.journeys.readmission import Readmitted, readmit
from planner.journeys.table import Snapshot
from planner.plan.edits import Draft
from planner.plan.keys import fix_key


def brought_back(
    snapshot: Snapshot, fixes: Fixes, returned: Iterable[ReturnedRow]
) -> tuple[tuple[Draft, ...], Fixes]:
    """Return the edits a returned table means, and all corrections with them.

    RefusedError where it corrects nothing that is set aside.
    """
    changed, _unknown = returned_fixes(snapshot, fixes, returned)
    if not changed:
        raise RefusedError(
            Problem(
                "Nothing in this table corrects a row that is set aside",
                "",
                "Correct the cells to the right of Row, and leave File, Sheet and Row as they are",
            )
        )
    together: dict[str, dict[int, str]] = {key: dict(row) for key, row in fixes.items()}
    for (key, column), text in changed.items():
        row = together.setdefault(key, {})
        row.pop(column, None)
        if text is not None:
            row[column] = text
    drafts = (Draft(Seat.TOGETHER, fix_key(*at), text) for at, text in changed.items())
    return tuple(drafts), together


def put_back(snapshot: Snapshot, fixes: Fixes, hints: Hints = NOTHING_STATED) -> Readmitted:
    """Return the data with the corrected rows taken in; RefusedError when no row is corrected."""
    rows = corrected_rows(snapshot, fixes)
    if not rows:
        raise RefusedError(
            Problem("No row set aside has been corrected", "", "Type what is right into its cells")
        )
    again = read_again(snapshot, rows, hints)
    return readmit(snapshot, tuple(rows), again.data, again.lead_of, again.deal_of)
