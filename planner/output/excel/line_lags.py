"""Lags of a line as rows: a kernel per assumption that holds in some month."""

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH, first_day, last_day
from planner.forecast.lags import SHORTEST, Lag
from planner.output.excel.kernels import FIRST, MEAN, STRETCH, Segment, Table, integral, share
from planner.output.excel.page import at, fixed
from planner.plan.keys import Driver, DriverKind

if TYPE_CHECKING:
    from planner.output.excel.line_block import LineBlock

Floats = npt.NDArray[np.float64]
Tables = dict[tuple[str, int], Table]


def write_lags(block: "LineBlock", tables: Tables, j: int) -> tuple[Segment, ...]:
    """Write a kernel per assumption that holds in some month; return who uses which."""
    like = block.like
    if like is not None and j in like.lags:
        return tuple(replace(s, sheet=s.sheet or like.sheet) for s in like.rows.lags[j])
    driver, name = Driver(DriverKind.LAG, j), block.line.name
    held = [block.content.row(name, driver, block.month(t)) for t in range(block.months)]
    kernels: dict[int | None, int] = {}
    segments = []
    for source, group in groupby(range(block.months), key=lambda t: held[t]):
        months = list(group)
        if source not in kernels:
            kernels[source] = _kernel(block, tables.get((name, j)), j, source)
        segments.append(Segment(months[0], months[-1], kernels[source]))
    return tuple(segments)


def _kernel(block: "LineBlock", table: Table | None, j: int, source: int | None) -> int:
    """Write J and, below it, the share landing k months later; return the latter's row."""
    content, page, months = block.content, block.page, block.months
    measured = content.tables.get((block.line.name, j))
    value = None if source is None else block.holding.value(source)
    lag = Lag(value or 0.0, measured)
    move = " → ".join(content.stages[j : j + 2])
    curve = block.row(f"lag {move}: ∫ share, days", "indent", "muted")
    lands = block.row(f"lag {move}: share landing", "indent", "muted")
    found = "0" if source is None else f"N({block.holding.cell(source)})"
    page.formula(curve, MEAN, f"={found}", lag.mean, block.styles("days", "muted"))
    if table and measured:
        formula = f"={at(curve, MEAN)}/{table.mean}"
        style = block.styles("precise", "muted")
        page.formula(curve, STRETCH, formula, lag.mean / measured.mean, style)
    cols = range(FIRST, FIRST + months)
    reach = lag.integral(_days(months))
    block.formulas(curve, (integral(curve, col, table) for col in cols), reach, "days", "muted")
    shares = (share(curve, col, cols[-1]) for col in cols)
    return block.formulas(lands, shares, lag.kernel(months)[::-1], "precise", "muted")


def _days(months: int) -> Floats:
    """Days at which J stands, (k+1)D, k = months - 1 first."""
    return DAYS_PER_MONTH * np.arange(months, 0, -1, dtype=np.float64)


def write_opened(
    block: "LineBlock", j: int, rate: str, segments: tuple[Segment, ...]
) -> int | None:
    """Write the landing of a stated opening pipeline, exponential or at once."""
    amount, shares = opened(block, j), opening_shares(block, segments)
    if amount is None:
        return None
    row = block.row(f"from {block.content.stages[j]} open at start", "indent", "muted")
    flow, start = block.flow, block.start
    values = flow.opening[block.index, j] * flow.rates[block.index, j, start]
    formulas = (f"={amount}*{rate}*{part}" for part in shares)
    landing = values * flow.opening_spread[block.index, j, start:]
    return block.formulas(row, formulas, landing, "count", "muted", first=start)


def opened(block: "LineBlock", j: int) -> str | None:
    """Return the opening pipeline stated of a stage, None where none is or it was measured."""
    name, driver = block.line.name, Driver(DriverKind.OPEN, j)
    stated = block.content.row(name, driver, block.month(block.start))
    if stated is None or block.content.measured(name, j) is not None:
        return None
    return f"N({block.holding.cell(stated)})"


def opening_shares(block: "LineBlock", segments: tuple[Segment, ...]) -> list[str]:
    """Return the share of an opening pipeline that lands in each of the plan's months."""
    start = block.start
    here = next(s for s in segments if s.first <= start <= s.last)
    mean, first = f"{here.sheet}{fixed(here.row - 1, MEAN)}", first_day(block.month(start))
    ends = [last_day(block.month(t)) - first for t in range(start, block.months)]
    late = [f"IF({mean}>{SHORTEST:.6f},EXP(-{end}/{mean}),0)" for end in ends]
    return [f"({early}-{after})" for early, after in zip(["1", *late[:-1]], late, strict=True)]
