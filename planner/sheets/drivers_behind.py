"""The deals behind a number of what drives deals."""

import numpy as np

from planner.evidence.cuts import Window
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Prepared
from planner.evidence.regression import Target
from planner.evidence.regression.drivers import deals_of
from planner.journeys.table import BLANK, Mask
from planner.sheets.drivers import JOINED, REFERENCE_KEY, Findings
from planner.sheets.drivers_chart import TENTH
from planner.sheets.funnel import Rows


def drivers_behind(
    source: Prepared,
    found: Findings,
    row: str,
    column: str,
    *,
    window: Window | None = None,
    where: Mask | None = None,
) -> Rows:
    """Return the closed deals a cell is of: won ones for won and cycle, those priced for size.

    Pooled values are all those of their factor that have no row of their own.
    """
    target = Target.SIZE if column == Target.SIZE.value else Target.WIN
    stage = opportunity_stage(source.journeys.stages)
    deals = deals_of(source, target, stage, window, where)
    rows: Rows = deals.rows[deals.won] if column in {"won", Target.CYCLE.value} else deals.rows
    factor, _, level = row.partition(JOINED)
    if row == REFERENCE_KEY or factor not in source.journeys.dimensions:
        return rows
    dimension = source.journeys.dimensions[factor]
    labels = [label or BLANK for label in dimension.labels]
    levels = {m.level for d in found.models.values() for m in d.multipliers if m.factor == factor}
    pooled = any(
        m.pooled for d in found.models.values() for m in d.multipliers
        if (m.factor, m.level) == (factor, level)
    )  # fmt: skip
    meant = [label not in levels if pooled else label == level for label in labels]
    kept: Rows = rows[np.array(meant)[dimension.codes[rows]]]
    return kept


def tenth_behind(found: Findings, row: str) -> Rows:
    """Return the held-out deals of a tenth, as the chart of chances come true names it."""
    return np.array(found.calibration.tenths[int(row.removeprefix(TENTH))].rows, dtype=np.int64)
