"""Corrected rows go back in: read again, joined to the journeys they belong to."""

from planner.base.problem import Problem, RefusedError
from planner.intake import Hints
from planner.intake.again import read_again
from planner.intake.hints import NOTHING_STATED
from planner.journeys.aside import Fixes, corrected_rows
from planner.journeys.readmission import Readmitted, readmit
from planner.journeys.table import Snapshot


def put_back(snapshot: Snapshot, fixes: Fixes, hints: Hints = NOTHING_STATED) -> Readmitted:
    """Return the data with the corrected rows taken in; RefusedError when no row is corrected."""
    rows = corrected_rows(snapshot, fixes)
    if not rows:
        raise RefusedError(
            Problem("No row set aside has been corrected", "", "Type what is right into its cells")
        )
    again = read_again(snapshot, rows, hints)
    return readmit(snapshot, tuple(rows), again.data, again.lead_of, again.deal_of)
