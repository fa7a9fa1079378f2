"""The journeys behind a number, as row numbers of the journey table."""

import numpy as np

from planner.evidence.counted import Pair
from planner.evidence.cuts import Window, cut
from planner.evidence.passages import Fate, Prepared
from planner.journeys.table import Mask
from planner.sheets.funnel import JOINED, Rows

Counted = tuple[Fate, ...]
FATES: dict[str, Counted] = {
    "advanced": (Fate.ADVANCED, Fate.ADVANCED_UNDATED, Fate.ADVANCED_OUT_OF_ORDER),
    "lost": (Fate.LOST, Fate.LOST_UNDATED, Fate.LOST_OUT_OF_ORDER),
    "open": (Fate.OPEN, Fate.OPEN_UNDATED),
}
"""The fates counted by the columns of a step; every other column counts all entrants."""


def with_fate(source: Prepared, pair: Pair, rows: Rows, column: str) -> Rows:
    """Return the rows whose fate in a step is the one a column counts."""
    if column not in FATES:
        return rows
    found: Rows = rows[np.isin(source.passage(*pair).fate[rows], FATES[column])]
    return found


def entrants(
    source: Prepared,
    by: tuple[str, ...],
    label: str,
    stage: int,
    *,
    window: Window | None = None,
    where: Mask | None = None,
) -> Rows:
    """Return who of a group entered a stage in a window; without `by` everybody is one group."""
    groups = cut(source.journeys, by, where)
    names = [JOINED.join(key) for key in groups.keys]
    place = names.index(label) if by else 0
    rows = source.rows(stage)
    inside: Mask = groups.within(source.placed(stage), window)[rows] == place
    found: Rows = rows[inside]
    return found
