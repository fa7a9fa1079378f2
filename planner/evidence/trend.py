"""How figures of lines moved from quarter to quarter: matured rates, and won amounts."""

import numpy as np

from planner.base.day_columns import Days, months_of
from planner.base.days import NO_DAY, Month, month_of
from planner.evidence.cuts import Cut, Window
from planner.evidence.figures import Figure, Floats
from planner.evidence.incidence import incidence_of
from planner.evidence.intervals import mean_of_amounts
from planner.evidence.passages import Keys, Source, prepare
from planner.evidence.tally import tally
from planner.journeys.table import Mask


def quarters_in(window: Window) -> tuple[Month, ...]:
    """Return the calendar quarters a window touches, by their first months."""
    first, last = (month_of(day) for day in window)
    return tuple(range(first - first % 3, last + 1, 3))


def rate_trends(source: Source, lines: Cut, transition: int, window: Window) -> Floats:
    """Return matured rates by line and quarter of entry, (lines, quarters); NaN where none."""
    prepared, count = prepare(source), len(quarters_in(window))
    quarter = _quarter_index(prepared.placed(transition), window)
    inside = (lines.groups < lines.count) & (quarter < count)
    groups = np.where(inside, lines.groups * count + quarter, lines.count * count)
    counts = tally(prepared.passage(transition, transition + 1), groups, lines.count * count)
    return np.asarray(incidence_of(counts).rate.reshape(lines.count, count))


def deal_sizes_by_quarter(
    source: Source, rows: Mask, window: Window
) -> tuple[tuple[Month, Figure], ...]:
    """Return first month and mean won amount of each quarter in which `rows` (n) won any."""
    prepared = prepare(source)
    last = len(prepared.journeys.stages) - 1
    quarter = _quarter_index(prepared.placed(last), window)
    won = rows & prepared.reached(last)
    amounts = prepared.journeys.amount
    made = (
        (month, mean_of_amounts(amounts[won & (quarter == i)]))
        for i, month in enumerate(quarters_in(window))
    )
    return tuple((month, figure) for month, figure in made if figure.known)


def _quarter_index(days: Days, window: Window) -> Keys:
    """Return each day's quarter within the window, from 0; their number for days outside."""
    quarters = quarters_in(window)
    inside = (days != NO_DAY) & (days >= window[0]) & (days <= window[1])
    index = (months_of(days).astype(np.int64) - quarters[0]) // 3
    return np.where(inside, index, len(quarters)).astype(np.intp)
