"""Everything the part of time and ageing shows for one choice; and what lies behind it."""

from dataclasses import dataclass

import numpy as np

from planner.evidence.cuts import Window, cut
from planner.evidence.passages import Fate, Prepared
from planner.evidence.stays import Stays, stays
from planner.journeys.table import Mask
from planner.sheets.behind import entrants, with_fate
from planner.sheets.charts import Chart
from planner.sheets.funnel import JOINED, Rows, filter_mask
from planner.sheets.funnel_view import Chosen
from planner.sheets.stays import (
    closing_of,
    label_of,
    pair_of,
    stay_of,
    stays_sheet,
    step_key,
)
from planner.sheets.stays_charts import ageing_chart, stages_chart, velocity_chart
from planner.sheets.table import TableSheet
from planner.sheets.words import Tongue

MEASURING = "Measuring time in stages"


@dataclass(frozen=True, eq=False)
class StaysView:
    """Figures of one cut of one window."""

    source: Prepared
    window: Window
    where: Mask | None
    found: Stays
    tongue: Tongue

    def sheet(self, folded: frozenset[str]) -> TableSheet:
        """Return the grid with some steps folded."""
        return stays_sheet(self.found, self.window, folded, self.tongue)

    @property
    def steps(self) -> frozenset[str]:
        """The rows that fold."""
        return frozenset(step_key(self.found, pair) for pair in self.found.pairs)

    @property
    def closing(self) -> str:
        """The row of the step to the last stage."""
        return step_key(self.found, closing_of(self.found))

    def charts(self, row: str) -> tuple[Chart, Chart, Chart]:
        """Return time per step, ages of what a row's group has open, and money per day."""
        return (
            stages_chart(self.found, self.tongue),
            ageing_chart(
                self.found, pair_of(self.found, row), stay_of(self.found, row), self.tongue
            ),
            velocity_chart(self.found, self.tongue),
        )


def stays_view(
    source: Prepared, by: tuple[str, ...], window: Window, chosen: Chosen, tongue: Tongue
) -> StaysView:
    """Measure the journeys that have the chosen labels, (dimension, label) each."""
    where = filter_mask(source.journeys, dict(chosen))
    return StaysView(source, window, where, stays(source, by, entered=window, where=where), tongue)


def stays_behind(view: StaysView, row: str, column: str) -> Rows:
    """Return the journeys a cell counts: of the window, or all still there whenever they entered.

    Where a cell is no count, those its days are of.
    """
    source, pair, label = view.source, pair_of(view.found, row), label_of(row)
    by = view.found.by if label else ()
    if column not in {"still", "age", "older", "velocity"}:
        rows = entrants(source, by, label, pair[0], window=view.window, where=view.where)
        return with_fate(source, pair, rows, column)
    passage = source.passage(*pair)
    still: Mask = (passage.fate == Fate.OPEN) | (passage.fate == Fate.OPEN_UNDATED)
    if column == "older":
        still = (passage.fate == Fate.OPEN) & (passage.age > stay_of(view.found, row).limit)
    groups = cut(source.journeys, by, view.where)
    place = [JOINED.join(key) for key in groups.keys].index(label) if by else 0
    return np.flatnonzero(still & (groups.groups == place))
