"""Everything the part of steps and cohorts shows for one choice; and what lies behind it."""

from dataclasses import dataclass

from planner.evidence.cohorts import Cohorts
from planner.evidence.counted import Pair
from planner.evidence.cuts import Window
from planner.evidence.passages import Prepared
from planner.evidence.steps import Key, StepTable, step_table
from planner.journeys.table import Mask
from planner.sheets.behind import entrants, with_fate
from planner.sheets.charts import Chart
from planner.sheets.funnel import JOINED, Rows, filter_mask
from planner.sheets.funnel_view import Chosen
from planner.sheets.steps import cohort_of, group_key, group_of, steps_sheet
from planner.sheets.steps_charts import cohorts_chart, curves_chart
from planner.sheets.table import TableSheet
from planner.sheets.words import Tongue

MEASURING = "Measuring a step and its cohorts"
COHORTS: tuple[tuple[Cohorts, str], ...] = (("quarter", "quarters"), ("month", "months"))


@dataclass(frozen=True, eq=False)
class StepsView:
    """Grid and figures of one step of one window."""

    source: Prepared
    window: Window
    where: Mask | None
    found: StepTable
    sheet: TableSheet
    tongue: Tongue

    def charts(self, row: str) -> tuple[Chart, Chart]:
        """Return rate by cohort and pace by cohort of a row's group, of all where it has none."""
        group = group_of(self.found, row)
        group = group if group.cohorts else self.found.total
        return (
            cohorts_chart(self.found, group, self.tongue),
            curves_chart(self.found, group, self.tongue),
        )

    def key_of(self, row: str) -> Key | None:
        """Return the group a row stands for as a whole, None for a cohort and for all together."""
        return next((g.key for g in self.found.groups if group_key(g) == row), None)


def steps_view(
    source: Prepared,
    by: tuple[str, ...],
    window: Window,
    chosen: Chosen,
    pair: Pair,
    *,
    cohorts: Cohorts = "quarter",
    unfolded: frozenset[Key] = frozenset(),
    folded: bool = False,
    tongue: Tongue,
) -> StepsView:
    """Measure a step of the journeys that have the chosen labels, (dimension, label) each.

    Of the groups those `unfolded` have cohorts; all together have them unless `folded`.
    """
    where = filter_mask(source.journeys, dict(chosen))
    found = step_table(source, by, pair, cohorts, entered=window, where=where, unfolded=unfolded)
    sheet = steps_sheet(found, window, tongue, folded=folded)
    return StepsView(source, window, where, found, sheet, tongue)


def steps_behind(view: StepsView, row: str, column: str) -> Rows:
    """Return the journeys a cell counts; where it is no count, those its rate is of."""
    found, source = view.found, view.source
    group, start = group_of(found, row), found.pair[0]
    by = found.by if group.key else ()
    label = JOINED.join(group.key)
    rows = entrants(source, by, label, start, window=view.window, where=view.where)
    first = cohort_of(found, row)
    if first is not None:
        months = source.entry_months(start)[rows]
        rows = rows[(months >= first) & (months < first + found.size)]
    return with_fate(source, found.pair, rows, column)
