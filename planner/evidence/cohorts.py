"""Figures over time, for charts: entries by month, matured conversion by cohort, one lag curve."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.base.days import NO_DAY, Month, month_of
from planner.evidence.conversion import Conversion, convert, lag_figures
from planner.evidence.cuts import Cut, Window, cut, plan_window
from planner.evidence.figures import UNKNOWN, Figure, Floats
from planner.evidence.incidence import incidence_of
from planner.evidence.passages import Keys, Prepared, Source, prepare
from planner.evidence.tally import Counts, tally
from planner.journeys.table import Mask

Cohorts = Literal["month", "quarter"]
RIPE = 0.9
"""A cohort is mature once so many of those who move on have had the time to."""
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who entered from one month (`first`) to another (`last`), and how they moved on.

    `matured`: the rate within the cohort's own observed age, raw, with its interval; n counts the
    entrants. `immature`: its observed age is shorter than the age by which 90 % of those who move
    on have done so in the data as a whole.
    """

    first: Month
    last: Month
    matured: Figure
    plain: float
    observed_days: int
    immature: bool


@dataclass(frozen=True, eq=False)
class Volume:
    """Entries by month: `counts` (groups, stages, months); `months` ascend without gaps."""

    keys: tuple[tuple[str, ...], ...]
    stages: tuple[str, ...]
    months: tuple[Month, ...]
    counts: Counts


@dataclass(frozen=True, eq=False)
class Curve:
    """How one group moves on: `moved` (d) is F of moving on by day 0 … tau, `shares` its G.

    `lag` is the mean with its interval, `quantiles` the days by which 10, 50 and 90 % of those who
    move on within tau have done so (NaN without any); n = `conversions`.
    """

    moved: Floats
    lost: Floats
    shares: Floats
    observed_days: int
    lag: Figure
    quantiles: tuple[float, float, float]
    conversions: int


def volume_by_month(
    journeys: Source,
    by: tuple[str, ...] = (),
    *,
    entered: Window | None = None,
    where: Mask | None = None,
) -> Volume:
    """Count dated entries per stage and month, by a cut, over the months that have any."""
    prepared = prepare(journeys)
    groups = cut(prepared.journeys, by, where)
    stages = prepared.journeys.stages
    span = _span(prepared, entered)
    counts = [month_counts(prepared, groups, stage, span) for stage in range(len(stages))]
    return Volume(groups.keys, stages, tuple(span), np.stack(counts, axis=1))


def month_counts(prepared: Prepared, groups: Cut, stage: int, span: range) -> Counts:
    """Return dated entries into a stage by group and month of `span`, (g, months)."""
    months = prepared.entry_months(stage)
    rows = prepared.rows(stage)
    rows = rows[(months[rows] >= span.start) & (months[rows] < span.stop)]
    cells = groups.groups[rows] * len(span) + (months[rows] - span.start)
    size = (groups.count + 1) * len(span)
    return np.bincount(cells, minlength=size).reshape(-1, len(span))[: groups.count]


def bookings_by_month(
    source: Source, by: tuple[str, ...] = (), *, entered: Window, where: Mask | None = None
) -> Floats:
    """Return won amounts by group of a cut and month of winning in a window, (g, months)."""
    prepared = prepare(source)
    groups, span = cut(prepared.journeys, by, where), _span(prepared, entered)
    last = len(prepared.journeys.stages) - 1
    rows = prepared.rows(last)
    months, amounts = prepared.entry_months(last)[rows], prepared.journeys.amount[rows]
    kept = (months >= span.start) & (months < span.stop) & (amounts > 0)
    cells = groups.groups[rows[kept]] * len(span) + (months[kept] - span.start)
    size = (groups.count + 1) * len(span)
    sums = np.bincount(cells, weights=amounts[kept], minlength=size)
    return np.asarray(sums.reshape(-1, len(span))[: groups.count])


def matured_by_cohort(
    journeys: Source,
    mask: Mask | None,
    start: int,
    end: int,
    cohorts: Cohorts = "quarter",
    *,
    entered: Window | None = None,
) -> tuple[Cohort, ...]:
    """Measure a transition by when its journeys entered, oldest cohort first, none left out.

    `mask` (n) keeps only some journeys. Cohorts nobody entered have UNKNOWN figures.
    """
    prepared = prepare(journeys)
    size = 3 if cohorts == "quarter" else 1
    groups, first, count = cohort_groups(prepared, start, size, entered=entered, where=mask)
    if not count:
        return ()
    found = convert(prepared.passage(start, end), groups, count)
    ripe = ripe_age(prepared, start, end)
    return tuple(_cohort(found, i, first + i * size, size, ripe) for i in range(count))


def cohort_groups(
    prepared: Prepared, stage: int, size: int, *, entered: Window | None, where: Mask | None
) -> tuple[Keys, Month, int]:
    """Return the cohort of each journey by its entry into a stage, (n), the first one's month, and
    their number, which stands for journeys of none; cohorts are of `size` months."""
    periods = prepared.entry_months(stage) // size
    chosen = prepared.reached(stage) & (prepared.effective[:, stage] != NO_DAY)
    if where is not None:
        chosen &= where
    if entered is not None:
        placed = prepared.placed(stage)
        chosen &= (placed >= entered[0]) & (placed <= entered[1])
    if not chosen.any():
        return np.zeros(len(prepared.journeys), dtype=np.intp), 0, 0
    first, last = (int(end(periods[chosen])) for end in (np.min, np.max))
    count = last - first + 1
    return np.where(chosen, periods - first, count).astype(np.intp), first * size, count


def _cohort(found: Conversion, i: int, first: Month, size: int, ripe: int) -> Cohort:
    n, tau = int(found.counts.dated[i]), int(found.curves.tau[i])
    rate, low, high = found.curves.rate[i], found.low[i], found.high[i]
    matured = Figure(float(rate), float(low), float(high), n) if n else UNKNOWN
    plain = float(found.plain[i])
    return Cohort(first, first + size - 1, matured, plain, tau, n > 0 and tau < ripe)


def ripe_age(prepared: Prepared, start: int, end: int) -> int:
    """Return the age from which a cohort of this transition is mature, in days."""
    everyone = np.zeros(len(prepared.journeys), dtype=np.intp)
    curves = incidence_of(tally(prepared.passage(start, end), everyone, 1))
    age = float(curves.quantile(RIPE)[0])
    return int(curves.tau[0] if math.isnan(age) else age)


def incidence_curve(
    journeys: Source,
    mask: Mask | None,
    start: int,
    end: int,
    *,
    entered: Window | None = None,
) -> Curve:
    """Return how those under `mask` (n) move on by day, without skipped stages, as velocity shows.

    The observed age is that of matured conversion, skipped stages included.
    """
    prepared = prepare(journeys)
    groups = cut(prepared.journeys, (), mask).within(prepared.placed(start), entered)
    found = convert(prepared.passage(start, end), groups, 1)
    curves, tau = found.velocity, int(found.velocity.tau[0])
    days = slice(0, tau + 1)
    quantiles = (float(curves.quantile(p)[0]) for p in QUANTILES)
    return Curve(
        curves.moved[0, days],
        curves.lost[0, days],
        curves.shares[0, days],
        tau,
        lag_figures(curves)[0],
        (next(quantiles), next(quantiles), next(quantiles)),
        int(curves.conversions[0]),
    )


def _span(prepared: Prepared, window: Window | None) -> range:
    """Return the months of a window, else from the first dated entry to the as-of date."""
    first, last = window or plan_window(prepared.journeys, None)
    return range(month_of(first), month_of(last) + 1)
