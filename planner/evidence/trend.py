"""How measured figures moved: rates by quarter of entry, amounts by quarter of winning."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY, Days, Month, month_of, months_of
from planner.evidence.conversion import convert
from planner.evidence.cuts import Cut, Window
from planner.evidence.figures import Figure, Floats, LagTable
from planner.evidence.incidence import incidence_of
from planner.evidence.intervals import mean_of_amounts
from planner.evidence.passages import Keys, Source, prepare
from planner.evidence.tally import tally
from planner.journeys.table import Mask

SETTLED = 0.9
"""A quarter is mature once it has been observed as long as 90 % of conversions take."""


@dataclass(frozen=True)
class Quarter:
    """Journeys of one calendar quarter, by its first month; `mature`: hardly more will come."""

    first: Month
    figure: Figure
    mature: bool = True


def quarter_of(month: Month) -> Month:
    """Return the first month of a month's calendar quarter."""
    return month - month % 3


def quarters_in(window: Window) -> tuple[Month, ...]:
    """Return the calendar quarters a window touches, by their first months."""
    first, last = (quarter_of(month_of(day)) for day in window)
    return tuple(range(first, last + 1, 3))


def rates_by_quarter(
    source: Source,
    rows: Mask,
    transition: int,
    window: Window,
    lags: LagTable | None = None,
) -> tuple[Quarter, ...]:
    """Return the matured rate of the chosen journeys by quarter of entry, quarters without any out.

    `rows` (n) chooses journeys. Each quarter is matured at its own observed age, so that young ones
    are still rising; `lags` says how long 90 % of conversions take.
    """
    prepared, quarters = prepare(source), quarters_in(window)
    passage = prepared.passage(transition, transition + 1)
    placed = _quarter_index(prepared.placed(transition), window)
    groups = np.where(rows, placed, len(quarters))
    found = convert(passage, groups, len(quarters))
    settled = 0 if lags is None else int(np.searchsorted(lags.shares, SETTLED))
    rates, taus, n = found.curves.rate, found.curves.tau, found.counts.dated
    return tuple(
        Quarter(
            month,
            Figure(float(rates[i]), float(found.low[i]), float(found.high[i]), int(n[i])),
            bool(taus[i] >= settled),
        )
        for i, month in enumerate(quarters)
        if n[i]
    )


def rate_trends(source: Source, lines: Cut, transition: int, window: Window) -> Floats:
    """Return matured rates by line and quarter of entry, (lines, quarters); NaN where none."""
    prepared, count = prepare(source), len(quarters_in(window))
    passage = prepared.passage(transition, transition + 1)
    quarter = _quarter_index(prepared.placed(transition), window)
    inside = (lines.groups < lines.count) & (quarter < count)
    groups = np.where(inside, lines.groups * count + quarter, lines.count * count)
    rates = incidence_of(tally(passage, groups, lines.count * count)).rate
    return np.asarray(rates.reshape(lines.count, count))


def deal_sizes_by_quarter(source: Source, rows: Mask, window: Window) -> tuple[Quarter, ...]:
    """Return the mean won amount of the chosen journeys by quarter of winning."""
    journeys = prepare(source).journeys
    quarter = _quarter_index(journeys.entered[:, -1], window)
    won = rows & journeys.reached[:, -1]
    made = (
        Quarter(month, mean_of_amounts(journeys.amount[won & (quarter == i)]))
        for i, month in enumerate(quarters_in(window))
    )
    return tuple(q for q in made if q.figure.known)


def _quarter_index(days: Days, window: Window) -> Keys:
    """Return each day's quarter within the window, from 0; their number for days outside."""
    quarters = quarters_in(window)
    inside = (days != NO_DAY) & (days >= window[0]) & (days <= window[1])
    index = (months_of(days).astype(np.int64) - quarters[0]) // 3
    result: npt.NDArray[np.intp] = np.where(inside, index, len(quarters)).astype(np.intp)
    return result
