"""What a chart spans and says along its rows, before anybody draws it: window and files alike."""

import math
from collections.abc import Iterator, Sequence

from planner.base.units import ENGLISH, NumberStyle, money_short, number, rate, show
from planner.sheets.axis import Tick, log_ticks, value_ticks
from planner.sheets.cells import Kind
from planner.sheets.charts import Chart, Mark

PAD = 0.05
VALUED = (Mark.DOTS, Mark.SPANS)
"""What prints its values at the right of a lying chart."""


def drawn(chart: Chart, value: float) -> float:
    """Return where a value stands on the value axis: its logarithm on a log scale."""
    if not chart.log:
        return value
    return math.log10(value) if value > 0 else math.nan


def lone(values: Sequence[float]) -> list[int]:
    """Return the places of points with no neighbour to draw a line to: they are drawn as dots."""
    known = [False, *map(math.isfinite, values), False]
    return [i for i in range(len(values)) if known[i + 1] and not (known[i] or known[i + 2])]


def ticks(chart: Chart, style: NumberStyle = ENGLISH) -> tuple[Tick, ...]:
    """Return the round values of the value axis with their texts."""
    return ticks_between(chart, value_range(chart), style)


def ticks_between(
    chart: Chart, span: tuple[float, float], style: NumberStyle = ENGLISH
) -> tuple[Tick, ...]:
    """Return the round values of a part of the value axis with their texts."""
    make = log_ticks if chart.log else value_ticks
    return make(*span, chart.values_as, style)


def row_names(chart: Chart) -> tuple[str, ...]:
    """Return the names of the rows of a lying chart."""
    return tuple(bar.label for bar in chart.bridge) if chart.bridge else chart.labels


def _values(chart: Chart) -> Iterator[float]:
    for series in chart.series:
        for numbers in (series.y, series.low, series.high, series.ticks):
            yield from (value for value in numbers if math.isfinite(value))
    yield from (r.value for r in chart.references if r.vertical == chart.horizontal)
    for bar in chart.bridge:
        yield from (bar.start, bar.end)
    if chart.stacked:
        yield from stack_tops(chart)


def stack_tops(chart: Chart) -> list[float]:
    """Return the height of the stack at each position."""
    heights: dict[float, float] = {}
    for series in chart.series:
        if series.mark is Mark.BARS:
            for x, y in zip(series.x, series.y, strict=True):
                heights[x] = heights.get(x, 0.0) + (y if math.isfinite(y) else 0.0)
    return list(heights.values())


def value_range(chart: Chart) -> tuple[float, float]:
    """Return where the value axis begins and ends, in values; bars begin at zero."""
    found = [value for value in _values(chart) if not chart.log or value > 0]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if chart.log:
        return _log_range(low, high)
    if any(series.mark is Mark.BARS for series in chart.series):
        low, high = min(low, 0.0), max(high, 0.0)
    elif low >= 0 and not chart.bridge and low < 0.4 * high:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    floor = low if low == 0 else low - span * PAD
    ceiling = high + span * PAD
    if chart.values_as is Kind.RATE and high <= 1:
        ceiling = min(ceiling, 1.02)
    return floor, ceiling


def _log_range(low: float, high: float) -> tuple[float, float]:
    """Return a range of a log axis in which at least one power of ten is named."""
    floor, ceiling = low / 1.25, high * 1.25
    decade = math.floor(math.log10(floor)) if floor > 0.0 else 0
    if floor > 0.0 and ceiling < 10.0 ** (decade + 1):
        return 10.0**decade, 10.0 ** (decade + 1)
    return floor, ceiling


def positions(chart: Chart) -> tuple[float, float]:
    """Return where the axis of positions begins and ends."""
    if chart.labels:
        bars = any(series.mark is Mark.BARS for series in chart.series)
        return (-0.55 if bars else -0.3), len(chart.labels) - (0.45 if bars else 0.9)
    xs = [x for series in chart.series for x in series.x]
    low, high = min(xs, default=0.0), max(xs, default=1.0)
    return low - (high - low) * 0.015, high + ((high - low) or 1.0) * 0.015


def row_texts(chart: Chart, style: NumberStyle, currency: str = "") -> list[str]:
    """Return the value of each row of a lying chart, as printed at its right.

    Money bears its currency's sign where one is asked for, as beside an axis that bears it too.
    """
    if not chart.horizontal:
        return []
    dots = next((s for s in chart.series if s.mark in VALUED), None)
    if dots is None:
        return []
    if dots.mark is Mark.SPANS:
        return [money_short(value, currency, style, signed=True) for value in dots.y]
    if chart.values_as is Kind.RATE:
        digits = 0 if min(dots.y, default=0.0) > 0.1 else 1
        return [rate(value, style, digits) for value in dots.y]
    if chart.log and chart.values_as is Kind.NUMBER:
        return [number(v, style, 2 if v < 10 else 1) for v in dots.y]
    return [show(v, chart.values_as.value, style) if math.isfinite(v) else "" for v in dots.y]
