"""Bridges and tornados as native charts: stacked bars over clear ones, each labelled at its end."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from planner.output.drawing.ink import Ink
from planner.output.drawing.shapes import MEDIUM, SEMIBOLD, Room
from planner.output.signs import printable
from planner.output.slides.axes import row_letters, short_names
from planner.output.slides.native import categories, fill
from planner.output.slides.writing import dress
from planner.sheets.chart_range import row_names, row_texts, value_range
from planner.sheets.charts import BridgeBar, Chart, Mark

TICK = 0.006
"""The width of an end's level, as a share of the axis."""
ROOM = 0.24
"""The part of the axis that is left for the last label."""
GAP_WIDTH = 40
GAIN, LOSS = "agreed", "dispute"


def bridge_chart(
    chart: Chart, room: Room
) -> tuple[Any, str, Callable[[Any, Chart, Ink, Room], None]]:
    """Return the data of a bridge: what is clear, the bar, both also below zero, and the label."""
    low, high = value_range(chart)
    bars = chart.bridge[::-1]
    parts = [_parts(bar, (high - low) * TICK) for bar in bars]
    data = categories(short_names(chart, room)[::-1])
    for name, place in (("Clear", 0), ("Worth", 1), ("Clear below", 2), ("Worth below", 3)):
        data.add_series(name, [part[place] for part in parts])
    data.add_series("Label", [(high - low) * ROOM] * len(bars))
    return data, "BAR_STACKED", _draw


def is_tornado(chart: Chart) -> bool:
    """Whether intervals are bars, losses apart from gains."""
    return any(series.mark is Mark.SPANS for series in chart.series)


def native_subtitle(chart: Chart) -> str:
    """Return the definition of what a native chart shows: a tornado's bars, but no dots."""
    return chart.bars_subtitle if is_tornado(chart) else chart.subtitle


def as_bars(chart: Chart, ink: Ink, currency: str) -> Chart:
    """Return a tornado with each interval as a bar, from nothing to its dot where there is none."""
    (series,) = chart.series
    texts = row_texts(chart, ink.style, currency)
    rows = zip(row_names(chart), series.low, series.high, series.y, texts, strict=True)
    bars = tuple(
        BridgeBar(name, *((low, high) if math.isfinite(low + high) else (0.0, dot)), text, GAIN)
        for name, low, high, dot, text in rows
    )
    return replace(chart, series=(), bridge=bars)


def draw_tornado(made: Any, chart: Chart, ink: Ink, room: Room) -> None:
    """Draw a tornado as bars, losses apart from gains."""
    _draw(made, chart, ink, room, (GAIN, LOSS))


def _parts(bar: BridgeBar, tick: float) -> tuple[float, float, float, float]:
    """Return clear and bar above zero, and clear and bar below it."""
    low, high = sorted((bar.start, bar.end))
    if bar.start == bar.end:
        low, high = low - tick / 2, high + tick / 2
    above = max(low, 0.0), max(high, 0.0) - max(low, 0.0)
    below = min(high, 0.0), min(low, 0.0) - min(high, 0.0)
    return (*above, *below)


def _draw(
    made: Any, chart: Chart, ink: Ink, room: Room, roles: tuple[str, str] | None = None
) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    plot, letters = made.plots[0], row_letters(chart, room)
    plot.gap_width, plot.overlap = GAP_WIDTH, 100
    clear, worth, clear_below, worth_below, label = plot.series
    for native in (clear, clear_below, label):
        native.format.fill.background()
        native.format.line.fill.background()
    for place, bar in enumerate(chart.bridge[::-1]):
        for native, role in zip((worth, worth_below), roles or (bar.role, bar.role), strict=True):
            fill(native.points[place].format.fill, ink.colour(role))
        said = label.points[place].data_label
        said.position = XL_LABEL_POSITION.INSIDE_BASE
        said.text_frame.word_wrap = False
        run = said.text_frame.paragraphs[0].add_run()
        run.text = printable(bar.text)
        dress(run.font, letters, ink.text, SEMIBOLD if bar.start == bar.end else MEDIUM)
    low, high = value_range(chart)
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = low, high + (high - low) * ROOM
