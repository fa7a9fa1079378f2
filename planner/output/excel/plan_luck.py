"""What the plan may bring, on the Plan sheet: values of the program that no formula draws."""

import numpy as np
import numpy.typing as npt

from planner.base import units
from planner.forecast.uncertainty import PERCENTILES
from planner.output.excel.content import Content
from planner.output.excel.plan_grid import PlanGrid
from planner.sheets.outlook_words import chance_text
from planner.sheets.periods import Span
from planner.sheets.words import Tongue

Floats = npt.NDArray[np.float64]


def write_chance_row(grid: PlanGrid) -> None:
    """Write how likely it is to reach what is due up to each month."""
    found = grid.content.outlook
    if found is None or np.isnan(found.by_month).all():
        return
    _values(grid, "Chance of goal up to here (at export)", found.by_month, "chance")


def write_draws(grid: PlanGrid) -> None:
    """Write percentiles of bookings, up to each month and of each, and how they were drawn."""
    found = grid.content.outlook
    if found is None:
        return
    chances, draws = found.chances, found.chances.draws
    for title, rows, last in (
        ("Bookings up to here", found.range, True),
        ("Bookings of the month", chances.by_month, False),
    ):
        grid.next += 1
        name = f"{title}: drawn {units.count(len(draws.bookings))} times, seed {draws.seed}"
        grid.row(f"{name}, at export", "bold")
        for percentile, row in zip(PERCENTILES, rows, strict=True):
            _values(grid, f"P{percentile}", row, "money", "muted", months=not last)


def _values(grid: PlanGrid, name: str, values: Floats, *words: str, months: bool = False) -> None:
    """Write a row of values: a longer period has its last month's, none if only `months` count."""
    row = grid.row(name, *(("indent", "muted") if "muted" in words else ("bold",)))
    for period in grid.columns:
        shown = not months or period.span is Span.MONTH
        value = float(values[period.last]) if shown else None
        grid.page.number(row, grid.place(period), value, grid.style(period, *words))


def luck_sentence(content: Content) -> str:
    """Say how likely the goal is: the program's words at export."""
    found = content.outlook
    if found is None:
        return ""
    tongue = Tongue(currency=content.results.plan.currency)
    draws = found.chances.draws
    low, _, high = (tongue.short(float(row[-1])) for row in found.range)
    drawn = f"{units.count(len(draws.bookings))} draws (seed {draws.seed})"
    said = f"Eight in ten of {drawn} bring {low} to {high}."
    if np.isfinite(found.chance):
        alone = found.on_evidence
        beside = "" if alone is None else f", on evidence alone {chance_text(alone, tongue)}"
        said = f"Chance of the goal {chance_text(found.chance, tongue)}{beside}. {said}"
    base = f" of {content.scenarios.names[0]}" if content.has_scenarios else ""
    note = f"Values of the program{base} at export, not recalculated here."
    return f"{said} {note}"
