"""What of a chart came from a cell: points to ring, bars to frame, lines to stress."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.sheets.cells import Place
from planner.sheets.chart_range import drawn
from planner.sheets.charts import Chart, Mark, Series
from ui.charts.drawing import Dot, Shape, Stroke, cosmetic, joined
from ui.charts.frame import Frame
from ui.charts.items import BAR_WIDTH
from ui.theme import Theme

Run = tuple[list[float], list[float]]
"""Positions across and up, in drawn coordinates."""
BRIDGE_HALF = 0.3
_ASIDE = (Mark.BARS, Mark.THIN, Mark.GHOST)
"""Bars are framed; thin lines compare, and lead to the cell of the line they are compared with."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Points, and runs to be drawn as strong lines; both empty where nothing came from the cell."""

    points: tuple[tuple[float, float], ...] = ()
    runs: tuple[Run, ...] = ()


def marked(chart: Chart, frame: Frame, place: Place) -> Marked:
    """Return what came from a cell, else from the only cell of its row that the chart shows.

    Where there is none, what came from the rows below it, in its column.
    """
    found = _found(chart, place)
    if found is None:
        below = _below(chart, place)
        return together((Marked(runs=tuple(_bars(chart, below))), *_lines(chart, below)))
    more = (*_bridge(chart, found), *_bars(chart, {found}), *_references(chart, frame, found))
    return together((*_lines(chart, {found}), Marked(runs=more)))


def _lines(chart: Chart, found: set[Place]) -> Iterator[Marked]:
    beside = [series for series in chart.series if series.mark not in _ASIDE]
    return (_line(chart, series, place) for place in found for series in beside)


def together(found: Iterable[Marked]) -> Marked:
    """Return several marks as one."""
    parts = tuple(found)
    if len(parts) == 1:
        return parts[0]
    points = dict.fromkeys(point for part in parts for point in part.points)
    return Marked(tuple(points), tuple(run for part in parts for run in part.runs))


def places(chart: Chart) -> set[Place]:
    """Return every cell that something of a chart came from."""
    known = {place for series in chart.series for place in _distinct(series)}
    known |= {place for bar in chart.bridge for place in (bar.place, *bar.parts) if place}
    return known | {line.place for line in chart.references if line.place is not None}


def _distinct(series: Series) -> Iterable[Place]:
    """Return the cells of a series; the days of a curve, hundreds of them, share one."""
    return {id(place): place for place in series.places}.values()


def _found(chart: Chart, place: Place) -> Place | None:
    known = places(chart)
    if place in known:
        return place
    near = {
        other
        for other in known
        if other.sheet == place.sheet
        and (place.row == other.row or place.row.startswith(f"{other.row}/"))
    }
    return near.pop() if len(near) == 1 else None


def _below(chart: Chart, place: Place) -> set[Place]:
    head = f"{place.row}/"
    return {
        other
        for other in places(chart)
        if (other.sheet, other.column) == (place.sheet, place.column) and other.row.startswith(head)
    }


def _bridge(chart: Chart, found: Place) -> list[Run]:
    bars = enumerate(chart.bridge)
    mine = [(row, bar) for row, bar in bars if found == bar.place or found in bar.parts]
    return [_box(bar.start, row - BRIDGE_HALF, bar.end, row + BRIDGE_HALF) for row, bar in mine]


def _bars(chart: Chart, found: set[Place]) -> list[Run]:
    """Frame bars; those that stand on each other as one."""
    base: dict[float, float] = {}
    spans: dict[float, tuple[float, float]] = {}
    for series in (series for series in chart.series if series.mark is Mark.BARS):
        for i, (x, y) in enumerate(zip(series.x, series.y, strict=True)):
            low = base.get(x, 0.0) if chart.stacked else 0.0
            high = base[x] = low + (y if math.isfinite(y) else 0.0)
            if high != low and i < len(series.places) and series.places[i] in found:
                known = spans.get(x, (low, high))
                spans[x] = min(known[0], low, high), max(known[1], low, high)
    half = BAR_WIDTH / 2
    return [_box(x - half, low, x + half, high) for x, (low, high) in spans.items()]


def _line(chart: Chart, series: Series, found: Place) -> Marked:
    """Ring some points of a series; stress its whole line where all of it came from the cell."""
    if found not in _distinct(series):
        return Marked()
    mine = [i for i, place in enumerate(series.places) if place == found]
    known = [i for i in mine if math.isfinite(series.y[i])]
    ups = [drawn(chart, series.y[i]) for i in known]
    across = [series.x[i] for i in known]
    if len(mine) == len(series.x) > 1 and not chart.horizontal:
        stepped = series.mark is Mark.STEPS
        return Marked(runs=(_stairs(across, ups) if stepped else (across, ups),))
    pairs = zip(ups, across, strict=True) if chart.horizontal else zip(across, ups, strict=True)
    return Marked(tuple(pairs))


def _stairs(across: list[float], ups: list[float]) -> Run:
    """Return a curve that stays as high as each point until the next one."""
    return (
        [x for x in across for _ in range(2)][1:],
        [y for y in ups for _ in range(2)][:-1],
    )


def _references(chart: Chart, frame: Frame, found: Place) -> list[Run]:
    (left, right), (low, high) = frame.x, frame.y
    runs: list[Run] = []
    for line in chart.references:
        at = drawn(chart, line.value)
        if line.place == found:
            runs.append(([at, at], [low, high]) if line.vertical else ([left, right], [at, at]))
    return runs


def _box(left: float, low: float, right: float, high: float) -> Run:
    return [left, right, right, left, left], [low, low, high, high, low]


def marks(found: Marked, theme: Theme) -> Iterator[Shape]:
    """Yield what rings points and stresses lines that came from a cell."""
    pen = cosmetic(theme.colour("text"), 2.5)
    for xs, ys in found.runs:
        yield Stroke(joined(list(zip(xs, ys, strict=True))), pen, smooth=True)
    for x, y in found.points:
        yield Dot(x, y, 15.0, pen)
