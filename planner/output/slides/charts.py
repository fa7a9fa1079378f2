"""Native charts: columns, lines and bands together, bridges, and rates with their intervals."""

import math
from collections.abc import Callable
from typing import Any

from planner.base.units import MINUS, SYMBOLS
from planner.output.drawing.ink import CAPTION, Ink
from planner.output.drawing.letters import advance
from planner.output.drawing.shapes import Room
from planner.output.signs import printable
from planner.output.slides.axes import (
    dress_axes,
    hide_first,
    number_axes,
    row_letters,
    short_names,
    thin_out,
)
from planner.output.slides.combined import as_area, as_lines, error_bars
from planner.output.slides.native import (
    below,
    categories,
    colour,
    element,
    fill,
    named,
    place,
    width,
)
from planner.output.slides.rows import (
    as_bars,
    bridge_chart,
    draw_tornado,
    is_tornado,
    native_subtitle,
)
from planner.output.slides.writing import dress
from planner.sheets.axis import axis_unit, round_step, tick_digits
from planner.sheets.cells import Kind
from planner.sheets.chart_range import lone, value_range
from planner.sheets.charts import Chart, Mark, Series

WIDTHS = {Mark.LINE: 2.25, Mark.DASHED: 1.5, Mark.THIN: 1.0, Mark.GHOST: 1.0, Mark.STEPS: 1.75}
GAP_WIDTH = 45
"""Per cent of a column's width between columns."""
LETTERS = CAPTION + 0.5
"""The size of a legend's letters."""
WIDEST_LEGEND = 0.3
"""The part of a chart's width that the names of its series may take."""
DOT = 6
"""Size of the dot of a point that no line leads to, in points."""
OUTLINE = 1.25
"""Width of a hollow column's outline, in points."""


def add_chart(slide: Any, chart: Chart, room: Room, ink: Ink, currency: str) -> None:
    """Put a chart into a room; it is PowerPoint's own and can be edited."""
    make: Callable[[Any, Chart, Ink, Room], None]
    spans, subtitle = is_tornado(chart), native_subtitle(chart)
    if spans:
        chart = as_bars(chart, ink, currency)
    if chart.bridge:
        data, kind, make = bridge_chart(chart, room)
        make = draw_tornado if spans else make
    elif chart.horizontal:
        data, kind, make = _dots_data(chart, room), "BAR_CLUSTERED", _dots
    else:
        data, kind, make = _across_data(chart)
    from pptx.enum.chart import XL_CHART_TYPE

    frame = slide.shapes.add_chart(getattr(XL_CHART_TYPE, kind), *place(room), data)
    frame.name = printable(chart.title)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(f"{chart.title}. {subtitle}"))
    made: Any = frame.chart
    made.has_title = False
    made.has_legend = False
    dress(made.font, CAPTION, ink.muted)
    make(made, chart, ink, room)
    dress_axes(made, chart, ink, number_format(chart, currency), room)
    thin_out(made, chart, room.width)
    number_axes(made)


def number_format(chart: Chart, currency: str) -> str:
    """Return how the axis of a native chart writes its values: all in one size, ticks apart."""
    low, high = value_range(chart)
    step = round_step(low, high)
    if chart.values_as is Kind.RATE:
        return f"{_decimals(step * 100)}%"
    if chart.values_as is not Kind.MONEY:
        return "#,##0"
    sign = SYMBOLS.get(currency.upper(), currency.upper() + " ")
    suffix, factor = axis_unit(max(abs(low), abs(high)))
    commas = "," * round(math.log10(factor) / 3)
    plain = f'{_decimals(step / factor)}{commas}"{suffix}"' if suffix else "#,##0"
    return f'"{sign}"{plain};"{MINUS}{sign}"{plain};"{sign}"0'


def _decimals(step: float) -> str:
    digits = tick_digits(step)
    return f"0.{'0' * digits}" if digits else "0"


def _finite(values: tuple[float, ...]) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values]


def _across_data(chart: Chart) -> tuple[Any, str, Callable[[Any, Chart, Ink, Room], None]]:
    """Return the data of a chart whose positions run across: a band as its foot and its height."""
    data = categories(
        [printable(label) for label in chart.labels] or [f"{x:g}" for x in chart.series[0].x]
    )
    for series in _ordered(chart):
        if series.mark is Mark.BAND:
            data.add_series("P10", _finite(series.low))
            tall = tuple(h - low for h, low in zip(series.high, series.low, strict=True))
            data.add_series(printable(series.name), _finite(tall))
        else:
            data.add_series(printable(series.label or series.name), _finite(series.y))
    bars = any(series.mark is Mark.BARS for series in chart.series)
    if bars:
        return data, "COLUMN_STACKED" if chart.stacked else "COLUMN_CLUSTERED", _across
    return data, "LINE", _across


def _ordered(chart: Chart) -> list[Series]:
    """Return the series as they are drawn: bands, then columns, then lines."""
    behind = (Mark.BAND, Mark.BARS)
    return sorted(chart.series, key=lambda s: behind.index(s.mark) if s.mark in behind else 2)


def _across(made: Any, chart: Chart, ink: Ink, room: Room) -> None:
    drawn = list(made.plots[0].series)
    bars = any(series.mark is Mark.BARS for series in chart.series)
    lines: list[Any] = []
    for series in _ordered(chart):
        native = drawn.pop(0)
        if series.mark is Mark.BAND:
            above = drawn.pop(0)
            as_area(made, (native, above), ink.band(series.role, series.shade))
        elif series.mark is Mark.BARS:
            fill(native.format.fill, ink.colour(series.role, series.shade))
            _hollow(native, series, ink)
        else:
            _line(native, series, ink)
            lines.append(native)
    if bars:
        made.plots[0].gap_width = GAP_WIDTH
        as_lines(made, lines)
    _legend(made, chart, ink, room)
    if any(series.mark is Mark.BAND for series in chart.series):
        hide_first(made.legend)
    for smooth in made._chartSpace.iter(named("c:smooth")):
        smooth.set("val", "0")


def _legend(made: Any, chart: Chart, ink: Ink, room: Room) -> None:
    """Name the series at the right, or below where long names would leave no room to draw."""
    from pptx.enum.chart import XL_LEGEND_POSITION

    longest = max(advance(one.label or one.name, LETTERS) for one in chart.series)
    aside = longest <= room.width * WIDEST_LEGEND
    made.has_legend = True
    made.legend.position = XL_LEGEND_POSITION.RIGHT if aside else XL_LEGEND_POSITION.BOTTOM
    made.legend.include_in_layout = False
    dress(made.legend.font, LETTERS if aside else CAPTION, ink.text)


def _young(series: Series) -> range:
    """Return the places of the points that are not over yet."""
    end = len(series.x)
    return range(end if series.immature_from is None else series.immature_from, end)


def _hollow(native: Any, series: Series, ink: Ink) -> None:
    """Empty the columns of what is not over yet, so that only their outline stands."""
    for place_ in _young(series):
        if series.y[place_]:
            point = native.points[place_].format
            fill(point.fill, ink.palette.base)
            point.line.width = width(OUTLINE)
            point.line.color.rgb = colour(ink.colour(series.role, series.shade))


def _line(native: Any, series: Series, ink: Ink) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    line = native.format.line
    line.width = width(WIDTHS.get(series.mark, 1.5))
    line.color.rgb = colour(ink.colour(series.role, series.shade))
    if series.mark is Mark.DASHED:
        line.dash_style = MSO_LINE.DASH
    for place_ in _young(series):
        own = native.points[place_].format.line
        own.width, own.dash_style = line.width, MSO_LINE.DASH
        own.color.rgb = line.color.rgb
    _no_marker(native)
    for place_ in lone(series.y):
        marker = native.points[place_].marker
        marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, DOT
        fill(marker.format.fill, ink.colour(series.role, series.shade))
        marker.format.line.color.rgb = colour(ink.colour(series.role, series.shade))


def _no_marker(native: Any) -> None:
    found = native._element.find(named("c:marker"))
    if found is None:
        found = element("c:marker")
        native._element.find(named("c:spPr")).addnext(found)
    for child in list(found):
        found.remove(child)
    below(found, "c:symbol", "none")


def _dots_data(chart: Chart, room: Room) -> Any:
    """Return the rows from below up, as bars are stacked."""
    data = categories(short_names(chart, room)[::-1])
    for series in chart.series:
        data.add_series(printable(series.name), _finite(series.y[::-1]))
    return data


def _dots(made: Any, chart: Chart, ink: Ink, room: Room) -> None:
    """Draw rates as bars with their intervals, the value at the bar's foot."""
    from pptx.enum.chart import XL_LABEL_POSITION

    plot = made.plots[0]
    plot.gap_width = GAP_WIDTH
    for native, series in zip(plot.series, chart.series, strict=True):
        fill(native.format.fill, ink.colour("evidence", 2))
        if series.low and series.high:
            lows = [y - low for y, low in zip(series.y, series.low, strict=True)][::-1]
            highs = [high - y for y, high in zip(series.y, series.high, strict=True)][::-1]
            error_bars(native, lows, highs, ink.text)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = "0%" if chart.values_as is Kind.RATE else "#,##0"
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    dress(labels.font, min(CAPTION, row_letters(chart, room)), ink.text)
