"""The journeys behind a number of the Reps sheet."""

import numpy as np

from planner.base.days import NO_DAY
from planner.base.stages import hand_off
from planner.evidence.passages import Prepared
from planner.evidence.reps import REP, SOURCE_TEAM, RepEvidence
from planner.journeys.activities import touches_of
from planner.journeys.table import Activities, Mask
from planner.sheets.behind import entrants
from planner.sheets.funnel import JOINED, Rows
from planner.sheets.reps import TOTAL_KEY, rep_of


def reps_behind(
    source: Prepared, activities: Activities | None, found: RepEvidence, row: str, column: str
) -> Rows:
    """Return the leads a cell counts; where it is no count, those received."""
    start = hand_off(source.journeys.stages).start
    by, label = _group(found, row)
    rows = entrants(source, by, label, start, window=found.window)
    reached = {"accepted": start + 1, "won": len(source.journeys.stages) - 1}
    kept: Mask = np.ones(len(rows), dtype=np.bool_)
    if column == "worked":
        kept = _worked(source, activities, start)[rows]
    elif column in reached:
        kept = source.reached(reached[column])[rows]
    found_rows: Rows = rows[kept]
    return found_rows


def _group(found: RepEvidence, row: str) -> tuple[tuple[str, ...], str]:
    """Return the cut and the group a row stands for."""
    if row == TOTAL_KEY:
        return (), ""
    rep, (_, slash, team) = rep_of(found, row), row.partition("/")
    return ((REP, SOURCE_TEAM), JOINED.join((rep, team))) if slash else ((REP,), rep)


def _worked(source: Prepared, activities: Activities | None, start: int) -> Mask:
    moved = source.reached(start + 1)
    if activities is None:
        return moved
    touched = touches_of(source.journeys, activities).first(len(source.journeys)) != NO_DAY
    return np.asarray(moved | touched)
