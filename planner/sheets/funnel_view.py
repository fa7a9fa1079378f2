"""Everything the funnel's overview shows for one choice, made together; and what lies behind it."""

from dataclasses import dataclass

from planner.base.progress import Progress, silent
from planner.evidence.counted import Pair
from planner.evidence.cuts import Window
from planner.evidence.measure import Measures, measure
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Prepared
from planner.journeys.table import Mask
from planner.sheets.behind import entrants
from planner.sheets.charts import Chart
from planner.sheets.funnel import (
    TOTAL_KEY,
    Rows,
    closing_pair,
    filter_mask,
    funnel_sheet,
)
from planner.sheets.funnel_charts import conversion_chart, velocity_chart, volume_chart
from planner.sheets.table import TableSheet
from planner.sheets.words import Tongue

MEASURING = "Measuring the funnel"
Chosen = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class FunnelView:
    """Grid and charts of one cut of one window, with the figures they show."""

    source: Prepared
    window: Window
    chosen: Chosen
    where: Mask | None
    measures: Measures
    sheet: TableSheet
    volume: Chart
    conversion: Chart
    velocity: Chart


def funnel_view(
    source: Prepared,
    by: tuple[str, ...],
    window: Window,
    chosen: Chosen = (),
    step: Pair | None = None,
    *,
    tongue: Tongue,
    progress: Progress = silent,
    like: FunnelView | None = None,
) -> FunnelView:
    """Measure the journeys that have the chosen labels, (dimension, label) each.

    `step` is the from-to pair charted; None charts the hand-off beside the closing. What does not
    depend on the cut is taken from `like`, a view in the same style.
    """
    where = filter_mask(source.journeys, dict(chosen))
    stages, style = source.journeys.stages, tongue.style
    progress(MEASURING, 0, 4)
    closing = closing_pair(stages)
    measures = measure(
        source, by, entered=window, where=where, also=(closing, *([step] if step else ()))
    )
    progress(MEASURING, 1, 4)
    sheet = funnel_sheet(measures, window, style, tongue.currency)
    progress(MEASURING, 2, 4)
    same = like is not None and like.source is source
    if like is not None and same and (like.window, like.chosen) == (window, chosen):
        volume = like.volume
    else:
        volume = volume_chart(source, window, where, style)
    progress(MEASURING, 3, 4)
    pairs = [(t.start, t.end) for t in measures.total.transitions]
    conversion = conversion_chart(measures, pairs.index(step) if step else None, style)
    charted = step or closing
    column = "median" if charted == closing else f"rate:{pairs.index(charted)}"
    velocity = velocity_chart(measures, window, style, pair=charted, column=column)
    return FunnelView(source, window, chosen, where, measures, sheet, volume, conversion, velocity)


def journeys_behind(view: FunnelView, row: str, column: str) -> Rows:
    """Return the journeys behind a cell, as row numbers; the cut's own where a column names none.

    For `stage:I` those who entered it in the window, for `rate:I` those who entered its from-stage.
    """
    stage = _stage_behind(view.measures, column)
    by = view.measures.by if row != TOTAL_KEY else ()
    return entrants(view.source, by, row, stage, window=view.window, where=view.where)


def _stage_behind(measures: Measures, column: str) -> int:
    kind, _, index = column.partition(":")
    if kind == "stage":
        return int(index)
    if kind == "rate":
        return measures.total.transitions[int(index)].start
    won = len(measures.stages) - 1
    opportunity = opportunity_stage(measures.stages)
    return {"deal_size": won, "bookings": won, "pipeline": opportunity, "median": opportunity}.get(
        column, 0
    )
