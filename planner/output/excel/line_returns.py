"""Rows of a line that only a team or a cost needs: days open, and what pays the first month."""

import numpy as np
import numpy.typing as npt

from planner.base.stages import opportunity_stage
from planner.forecast.team import days_until_lost, line_days
from planner.output.excel.block import month_at
from planner.output.excel.kernels import MEAN, landed, moving_on
from planner.output.excel.line_block import LineBlock
from planner.plan.keys import DEAL_SIZE, Driver, DriverKind

Floats = npt.NDArray[np.float64]


def write_payback(block: LineBlock) -> None:
    """Write what the entries of the plan's first month have brought up to each month."""
    start, i, flow = block.start, block.index, block.flow
    steps = range(block.line.entry, len(block.content.stages) - 1)
    values = np.zeros(block.months)
    values[start] = flow.volume[i, block.line.entry, start]
    source = [f"={month_at(block.rows.arrived[block.line.entry], start)}"]
    for j in steps:
        moving = values * flow.rates[i, j]
        words = f"of the first month’s, moving on from {block.content.stages[j]}"
        row = block.row(words, "indent", "muted")
        rates = (block.value(Driver(DriverKind.RATE, j), t) for t in range(start, block.months))
        formulas = [f"=({formula[1:]})*{rate}"
                    for formula, rate in zip(source, rates, strict=False)]  # fmt: skip
        shown = moving[start : start + len(formulas)]
        block.formulas(row, formulas, shown, "count", "muted", first=start)
        moves = moving_on(row)
        source = [
            f"={landed(t, moves, block.rows.lags[j], block.months)}"
            for t in range(start, block.months)
        ]
        values = flow.spreads[i, j] @ moving
    row = block.row("Bookings of the first month’s entries, up to here")
    formulas = []
    for t, formula in enumerate(source, start):
        before = f"{month_at(row, t - 1)}+" if t > start else ""
        formulas.append(f"={before}({formula[1:]})*{block.value(DEAL_SIZE, t)}")
    brought = np.cumsum((values * flow.deal_size[i])[start:])
    block.rows.back = block.formulas(row, formulas, brought, "money", first=start)


def write_days_open(block: LineBlock) -> None:
    """Write how long an opportunity of the line stays open, won or lost."""
    plan, evidence = block.holding.plan, block.holding.evidence
    first = max(opportunity_stage(block.content.stages), block.line.entry)
    days = "0"
    for j in reversed(range(first, len(block.content.stages) - 1)):
        place = block.content.rows[block.line.name, Driver(DriverKind.LAG, j), None]
        lag = f"N({block.holding.cell(place)})"
        known = days_until_lost(block.content.measured(block.line.name, j))
        lost = lag if known is None else repr(known)
        rate = block.value(Driver(DriverKind.RATE, j), block.start)
        days = f"({rate}*{lag}+(1-{rate})*{lost}" + (f"+{rate}*{days})" if days != "0" else ")")
    row = block.row("days an opportunity stays open")
    value = line_days(plan, evidence, block.view, block.flow, block.index)
    block.page.formula(row, MEAN, f"={days}", value, block.styles("days"))
    block.rows.days_open = row
