"""The journeys behind a number, as row numbers of the journey table."""

from planner.evidence.cuts import Window, cut
from planner.evidence.passages import Prepared
from planner.journeys.table import Mask
from planner.sheets.funnel import JOINED, Rows


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
