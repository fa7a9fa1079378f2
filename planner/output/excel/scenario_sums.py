"""What a scenario brings: sums of its lines by month, and the formulas that add up the months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import FunnelEvidence
from planner.forecast.pipeline import Pipeline
from planner.forecast.results import Forecast
from planner.output.excel.block import Block, month_at, over
from planner.output.excel.content import SCENARIO_CALCULATION
from planner.output.excel.kernels import FIRST
from planner.output.excel.page import fixed
from planner.output.excel.view_block import VIEW_NAMES, ViewRows
from planner.output.excel.view_flow import LineRows
from planner.plan.assumption import View
from planner.plan.document import Plan

Floats = npt.NDArray[np.float64]
BOOKINGS, GAP, MARKETING, SALES = "bookings", "gap", "marketing", "sales"
WON, CREATED, SPEND, WAITING = "won", "created", "spend", "waiting"
COLUMNS = (BOOKINGS, GAP, MARKETING, SALES, WON, CREATED, SPEND, WAITING)
"""What is told of a scenario, in this order."""
Rows = list[tuple[LineRows, int]]
OWN_SHEET = f"'{SCENARIO_CALCULATION}'!"
NOISE = 9
"""Digits beyond which what waits is the noise of sums."""


@dataclass(frozen=True, eq=False)
class Told:
    """A scenario: its plan, what the program makes of it, and where its lines stand."""

    plan: Plan
    seen: Mapping[View, Forecast]
    made: Mapping[View, ViewRows]


def scenario_values(
    plan: Plan, evidence: FunnelEvidence | None, seen: Mapping[View, Forecast]
) -> dict[str, float]:
    """Return what the program makes of a scenario, NaN where there is nothing to say."""
    working = seen[View.WORKING]
    spend, limited = working.spend, working.capacity
    created = Pipeline(plan, evidence, working).rows[1]
    return {
        BOOKINGS: working.total,
        GAP: np.nan if working.gap is None else working.gap,
        MARKETING: seen[View.MARKETING].total,
        SALES: seen[View.SALES].total,
        WON: float(working.entries[:, -1].sum()),
        CREATED: float(created.sum()),
        SPEND: float(np.nansum(spend)) if np.isfinite(spend).any() else np.nan,
        WAITING: 0.0 if limited is None else round(float(limited.queue[-1]), NOISE),
    }


def write_sums(block: Block, told: Told, due: str) -> Mapping[str, str]:
    """Write the sums of a scenario's lines; return what the months come to, as formulas.

    `due` is the whole plan's goal, as a formula part.
    """
    working, months = told.seen[View.WORKING], range(block.start, block.months)
    lines, last = told.made[View.WORKING].lines, len(block.content.stages) - 1

    def summed(name: str, rows: Rows, values: Floats, unit: str) -> str:
        cells = ([line.cell(row, t) for line, row in rows] for t in months)
        sums = (f"={over('SUM', each)}" for each in cells)
        return f"SUM({_months(block, name, sums, values, unit)})"

    found = {}
    for key, view in ((BOOKINGS, View.WORKING), (MARKETING, View.MARKETING), (SALES, View.SALES)):
        rows = [(line, line.bookings) for line in told.made[view].lines]
        name, values = f"Bookings, {VIEW_NAMES[view]}", told.seen[view].bookings.sum(axis=0)
        found[key] = summed(name, rows, values, "money")
    deals = [(line, line.entries[last]) for line in lines]
    name = block.content.stages[last]
    found[WON] = summed(name, deals, working.entries[:, -1].sum(axis=0), "count")
    created = Pipeline(told.plan, block.content.results.evidence, working).rows[1].sum(axis=0)
    rows = [(line, line.created) for line in lines]
    found[CREATED] = summed("Pipeline created", rows, created, "money")
    found[SPEND] = _spend(block, [line for line in lines if line.spend], working.spend)
    queues = told.made[View.WORKING].team.queues.values()
    waits = (f"{OWN_SHEET}{month_at(queue.waiting, block.months - 1)}" for queue in queues)
    found[WAITING] = "+".join(waits) or "0"
    before = float(working.booked.sum())
    every = f"{found[BOOKINGS]}+{before!r}" if before else found[BOOKINGS]
    found[GAP] = f'IF({due}="","",{every}-{due})'
    return found


def _spend(block: Block, lines: list[LineRows], spend: Floats) -> str:
    """Write the spend of all lines, nothing in months of which none is known; return all of it."""
    if not lines:
        return '""'
    months = range(block.start, block.months)
    cells = ([line.cell(line.spend, t) for line in lines] for t in months)
    sums = (f'=IF({over("COUNT", c)}=0,"",{over("SUM", c)})' for c in cells)
    known = np.isfinite(spend).any(axis=0)
    values = np.where(known, np.nansum(spend, axis=0), np.nan)
    every = _months(block, "Spend", sums, values, "money")
    return f'IF(COUNT({every})=0,"",SUM({every}))'


def _months(block: Block, name: str, formulas: Iterable[str], values: Floats, unit: str) -> str:
    row = block.row(name, "bold")
    block.formulas(row, formulas, values, unit, "bold", first=block.start)
    first, last = FIRST + block.start, FIRST + block.months - 1
    return f"{OWN_SHEET}{fixed(row, first)}:{fixed(row, last)}"
