"""The measured funnel by any cut: what `fairlead measure` and the Funnel sheet show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.base.days import Day
from planner.evidence.conversion import Conversion, conversion_of, convert, lag_figures
from planner.evidence.counted import Counted, Pair, count
from planner.evidence.cuts import Cut, Window, cut
from planner.evidence.figures import Figure, PooledRate
from planner.evidence.incidence import Incidence
from planner.evidence.money import DealSize, deal_size
from planner.evidence.passages import Fate, Prepared, Source, prepare
from planner.evidence.tally import median_days
from planner.journeys.table import Mask


@dataclass(frozen=True, slots=True)
class MeasuredTransition:
    """One transition of one row: counts, three rates side by side, and shown velocity.

    Rates are 0 to 1, NaN where nobody entered; `low`, `high` bound the matured rate, `rate` is the
    pooled one with its own interval and `pooled` its value. `observed_days` is tau (-1 without
    dated entrants), `at_risk` the entrants at risk on that day, `advanced_later` who moved on
    after it. `undated` and `out_of_order` entrants count in plain and closed-only alone.
    Velocity leaves `skipped` conversions out. `lag` (`mean_days` with its interval), quartiles and
    `matured_median_days` are of the lag distribution G of the `conversions` within tau;
    `median_days` and `lost_median_days` are plain medians of all seen to move on, or to leave.
    """

    start: int
    end: int
    entered: int
    advanced: int
    lost: int
    open: int
    plain: float
    closed_only: float
    matured: float
    low: float
    high: float
    pooled: float
    rate: PooledRate
    observed_days: int
    at_risk: int
    advanced_later: int
    median_days: float
    matured_median_days: float
    lower_quartile_days: float
    upper_quartile_days: float
    mean_days: float
    lag: Figure
    lost_median_days: float
    conversions: int
    skipped: int
    out_of_order: int
    undated: int


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One group. `entered` counts entries by stage, `entry` is the group's own entry stage.

    `won`, `deal_size`, `bookings` are of deals won, `pipeline_created` of opportunities entered, in
    the window; `lost` and `open` count those who entered the first stage in it. `value_per_entry`
    is the pooled rate from the entry stage to the last times the mean deal size, NaN without one.
    """

    key: tuple[str, ...]
    entered: tuple[int, ...]
    entry: int
    transitions: tuple[MeasuredTransition, ...]
    won: int
    lost: int
    open: int
    deal_size: DealSize
    bookings: float
    pipeline_created: float
    value_per_entry: float


@dataclass(frozen=True, slots=True)
class Measures:
    """A measured cut: its rows in the order of the labels, and all of them together.

    `velocity` are the curves of the rows by step, in their order: those of shown velocity.
    """

    by: tuple[str, ...]
    stages: tuple[str, ...]
    rows: tuple[MeasuredRow, ...]
    total: MeasuredRow
    velocity: Mapping[Pair, Incidence] = field(default_factory=dict, compare=False, repr=False)


def measure(
    journeys: Source,
    by: tuple[str, ...] = (),
    *,
    start: int | None = None,
    end: int | None = None,
    entered: tuple[Day, Day] | None = None,
    where: Mask | None = None,
    also: tuple[Pair, ...] = (),
) -> Measures:
    """Measure the funnel by a cut of dimensions, of those who entered in a window (first, last).

    Without `start` and `end` every neighbouring transition, and from the first stage to the last,
    then `also` other from-to pairs; with them that transition alone (a missing one is the first, or
    last, stage). `where` (n) keeps only some journeys. RefusedError for an unknown dimension,
    ValueError unless start < end.
    """
    prepared = prepare(journeys)
    pairs = tuple(dict.fromkeys((*_pairs(len(prepared.journeys.stages), start, end), *also)))
    counted = count(prepared, found := cut(prepared.journeys, by, where), entered, pairs)
    rows, velocity = _rows(counted, found.keys, pairs)
    (total,) = rows if not by else _rows(counted.merged(), ((),), pairs)[0]
    return Measures(by, prepared.journeys.stages, rows, total, velocity)


def _pairs(stages: int, start: int | None, end: int | None) -> tuple[Pair, ...]:
    if start is not None or end is not None:
        return ((start or 0, stages - 1 if end is None else end),)
    direct = ((0, stages - 1),) if stages > 2 else ()
    return tuple((j, j + 1) for j in range(stages - 1)) + direct


def _rows(
    counted: Counted, keys: tuple[tuple[str, ...], ...], pairs: tuple[Pair, ...]
) -> tuple[tuple[MeasuredRow, ...], dict[Pair, Incidence]]:
    entry, last = counted.entry, counted.entries.shape[1] - 1
    found = {
        pair: conversion_of(counts, entry <= pair[0]) for pair, counts in counted.tallies.items()
    }
    measured = [measured_transitions(pair, found[pair]) for pair in pairs]
    whole = counted.tallies[0, last].all
    lost, still = whole.lost.tolist(), whole.open.tolist()
    sizes = tuple(deal_size(amounts) for amounts in counted.won)
    made = tuple(
        MeasuredRow(
            key=key,
            entered=tuple(counted.entries[i].tolist()),
            entry=int(entry[i]),
            transitions=tuple(transitions[i] for transitions in measured),
            won=int(counted.entries[i, last]),
            lost=lost[i],
            open=still[i],
            deal_size=sizes[i],
            bookings=sizes[i].total,
            pipeline_created=float(np.sort(counted.opened[i]).sum()),
            value_per_entry=found[int(entry[i]), last].pooled[i].figure.value * sizes[i].mean,
        )
        for i, key in enumerate(keys)
    )
    return made, {pair: found[pair].velocity for pair in pairs}


def converted(
    prepared: Prepared,
    groups: Cut,
    window: Window | None,
    pair: Pair,
    siblings: npt.NDArray[np.bool_] | None = None,
) -> Conversion:
    """Measure one from-to pair of stages for those who entered the from-stage in the window."""
    chosen = groups.within(prepared.placed(pair[0]), window)
    return convert(prepared.passage(*pair), chosen, groups.count, siblings)


def measured_transitions(pair: Pair, found: Conversion) -> list[MeasuredTransition]:
    """Return a measured step as values, one per group."""
    counts, curves, velocity = found.counts, found.curves, found.velocity
    lags = lag_figures(velocity)
    columns = {
        "entered": counts.entered,
        "advanced": counts.advanced,
        "lost": counts.lost,
        "open": counts.open,
        "plain": found.plain,
        "closed_only": found.closed_only,
        "matured": curves.rate,
        "low": found.low,
        "high": found.high,
        "observed_days": curves.tau,
        "at_risk": curves.at_tau,
        "advanced_later": found.advanced_later,
        "median_days": median_days(found.shown.days[:, Fate.ADVANCED]),
        "matured_median_days": velocity.quantile(0.5),
        "lower_quartile_days": velocity.quantile(0.25),
        "upper_quartile_days": velocity.quantile(0.75),
        "lost_median_days": median_days(counts.days[:, Fate.LOST]),
        "conversions": velocity.conversions,
        "skipped": curves.conversions - velocity.conversions,
        "out_of_order": counts.out_of_order,
        "undated": counts.undated,
    }
    values = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [
        MeasuredTransition(
            start=pair[0],
            end=pair[1],
            pooled=rate.figure.value,
            rate=rate,
            mean_days=lag.value,
            lag=lag,
            **dict(zip(columns, row, strict=True)),
        )
        for row, rate, lag in zip(values, found.pooled, lags, strict=True)
    ]
