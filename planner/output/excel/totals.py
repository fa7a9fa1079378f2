"""Sums of all lines of the working view on the Calculation sheet, where its sheets read them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.forecast.pipeline import Pipeline
from planner.forecast.spend import first_months
from planner.output.excel.block import Block, month_at, over
from planner.output.excel.content import Content
from planner.output.excel.kernels import MEAN
from planner.output.excel.page import fixed
from planner.output.excel.view_flow import LineRows

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Totals:
    """Rows of all lines' sums; those about spend are of the lines with a cost, 0 without any."""

    bookings: int
    marketing: int
    created: int
    still_open: int
    sourced: int
    spend: int = 0
    deals: int = 0
    booked: int = 0
    back: int = 0


@dataclass(frozen=True, eq=False)
class Figures:
    """What the totals come to, all (H,), and of single lines (L, H)."""

    content: Content

    @property
    def pipeline(self) -> Pipeline:
        """The working view's pipeline."""
        results = self.content.results
        return Pipeline(results.plan, results.evidence, results.working)

    @property
    def sourced_share(self) -> float:
        """Marketing's share of the whole plan's bookings, NaN without any."""
        return self.pipeline.sourced_share(slice(0, len(self.content.results.working.months)))

    @property
    def priced(self) -> npt.NDArray[np.bool_]:
        """Which lines have a cost, (L,)."""
        spend = self.content.results.working.spend
        return np.asarray(np.isfinite(spend).any(axis=1))

    @property
    def spend(self) -> Floats:
        """Spend, NaN in months where no line states a cost."""
        spend = self.content.results.working.spend
        known = np.isfinite(spend).any(axis=0)
        return np.where(known, np.nansum(spend, axis=0), np.nan)

    @property
    def back(self) -> Floats:
        """What each line's entries of the first month have brought up to each month, (L, H)."""
        return np.cumsum(first_months(self.content.results.working.flow), axis=1)


def write_totals(block: Block, lines: list[LineRows], won: int) -> Totals:
    """Write the sums of the lines' rows; `won` is the last stage's index."""
    figures = Figures(block.content)
    working, (marketing, created) = block.content.results.working, figures.pipeline.rows
    made = [
        _sum(block, name, [row for line in lines if (row := getattr(line, key))], values)
        for name, key, values in (
            ("Bookings", "bookings", working.bookings.sum(axis=0)),
            ("Marketing pipeline", "marketing", marketing.sum(axis=0)),
            ("Pipeline created", "created", created.sum(axis=0)),
            ("Open when the month begins, as opened", "still_open", figures.pipeline.open_value),
        )
    ]
    ours = [line for line, mine in zip(lines, figures.pipeline.ours, strict=True) if mine]
    name = "Bookings, sourced by Marketing"
    made.append(_sum(block, name, [line.bookings for line in ours], figures.pipeline.sourced))
    costing = [line for line in lines if line.spend]
    if not costing:
        return Totals(*made)
    return Totals(*made, *_costs(block, costing, won, figures))


def _costs(block: Block, lines: list[LineRows], won: int, figures: Figures) -> list[int]:
    """Write spend, and deals, bookings and what the first month brought of lines with a cost."""
    working, priced = block.content.results.working, figures.priced
    months = range(block.start, block.months)
    row = block.row("Spend", "bold")
    cells = ([month_at(line.spend, t) for line in lines] for t in months)
    formulas = (f'=IF({over("COUNT", c)}=0,"",{over("SUM", c)})' for c in cells)
    made = [block.formulas(row, formulas, figures.spend, "money", "bold", first=block.start)]
    for name, rows, values, unit in (
        ("Deals", [line.entries[won] for line in lines], working.entries[:, won], "count"),
        ("Bookings", [line.bookings for line in lines], working.bookings, "money"),
        ("First month’s bookings", [line.back for line in lines], figures.back, "money"),
    ):  # fmt: skip
        row = block.row(f"{name}, lines with a cost")
        flags = [fixed(line.spend, MEAN) for line in lines]
        sums = (
            "=" + "+".join(f"{flag}*{month_at(r, t)}" for flag, r in zip(flags, rows, strict=True))
            for t in months
        )
        shown = values[priced].sum(axis=0)
        made.append(block.formulas(row, sums, shown, unit, first=block.start))
    return made


def _sum(block: Block, name: str, rows: list[int], values: Floats) -> int:
    row = block.row(name, "bold")
    cells = ([month_at(r, t) for r in rows] for t in range(block.start, block.months))
    formulas = (f"={over('SUM', c)}" for c in cells)
    return block.formulas(row, formulas, values, "money", "bold", first=block.start)
