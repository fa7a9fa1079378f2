"""What a line's leads bring by the plan's end, as rows of the Calculation sheet.

The worth of one more at a stage stands in a row whose months run backwards, the last one first: so
it is the plain SUMPRODUCT of the row of the next stage and the kernel, which runs alike.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from planner.output.excel.block import month_at
from planner.output.excel.kernels import FIRST, MEAN
from planner.output.excel.page import along, at
from planner.plan.keys import DEAL_SIZE, Driver, DriverKind

if TYPE_CHECKING:
    from planner.output.excel.line_block import LineBlock


def write_worth(block: "LineBlock") -> None:
    """Write the worth of one at every stage."""
    worth, months = block.seen.worth[block.index], range(block.start, block.months)
    last = len(block.content.stages) - 1
    below = -1
    for j in range(last, block.line.entry - 1, -1):
        name = f"worth of one {block.content.stages[j]}, months backwards"
        row = block.row(name, "indent", "muted")
        formulas = [_deal(block, t) if j == last else _worth(block, j, t, below) for t in months]
        values = worth[j, block.start :][::-1]
        block.formulas(row, reversed(formulas), values, "money", "muted")
        block.rows.worth[j] = below = row


def _deal(block: "LineBlock", t: int) -> str:
    return f"={block.value(DEAL_SIZE, t)}"


def _worth(block: "LineBlock", j: int, t: int, below: int) -> str:
    """Return the rate times the worth, one stage further, of when it lands."""
    rate, after = block.value(Driver(DriverKind.RATE, j), t), block.months - 1 - t
    kernel = next(s.row for s in block.rows.lags[j] if s.first <= t <= s.last)
    lands = along(kernel, FIRST + t, FIRST + block.months - 1)
    return f"={rate}*SUMPRODUCT({along(below, FIRST, FIRST + after)},{lands})"


def write_brought(block: "LineBlock") -> None:
    """Write what the plan's leads bring to it, and one lead's bookings whenever they come."""
    entry, start, months = block.line.entry, block.start, block.months
    volume, worth = block.rows.arrived[entry], block.rows.worth[entry]
    arrived = block.seen.arrived[block.index, entry, start:]
    parts = (
        f"{month_at(volume, t)}*{at(worth, FIRST + months - 1 - t)}" for t in range(start, months)
    )
    value = float(arrived @ block.seen.worth[block.index, entry, start:])
    style = block.styles("money")
    block.rows.brought = block.row("the plan’s leads bring, in time")
    block.page.formula(block.rows.brought, MEAN, f"={'+'.join(parts)}", value, style)
    steps = (Driver(DriverKind.RATE, j) for j in range(entry, len(block.content.stages) - 1))
    means = [_mean(block, driver) for driver in (*steps, DEAL_SIZE)]
    flow, i = block.flow, block.index
    full = float(
        np.prod(flow.rates[i, entry:, start:].mean(axis=-1)) * flow.deal_size[i, start:].mean()
    )
    block.rows.lead_worth = block.row("bookings of one lead, whenever they come")
    block.page.formula(block.rows.lead_worth, MEAN, f"={'*'.join(means)}", full, style)


def _mean(block: "LineBlock", driver: Driver) -> str:
    """Return the mean of what a driver is in the plan's months."""
    return mean_of(block.value(driver, t) for t in range(block.start, block.months))


def mean_of(cells: Iterable[str]) -> str:
    """Return the mean of cells, each named once with how often it counts."""
    often = Counter(cells)
    total = "+".join(cell if count == 1 else f"{count}*{cell}" for cell, count in often.items())
    return f"(({total})/{often.total()})"
