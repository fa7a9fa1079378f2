"""What lies under the mouse: the points at a position, and the cell behind one."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from planner.sheets.cells import Place
from planner.sheets.chart_range import drawn
from planner.sheets.charts import Chart, Mark, Reference
from ui.charts.texts import Map

LINE_REACH = 5.0
"""So many pixels beside a straight line still count as on it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a chart that can be hit, in drawn coordinates."""

    x: float
    y: float
    place: Place | None


def points(chart: Chart) -> list[Point]:
    """Return every point with its place."""
    if chart.bridge:
        return [Point(bar.end, float(row), bar.place) for row, bar in enumerate(chart.bridge)]
    found: list[Point] = []
    base: dict[float, float] = {}
    for series in chart.series:
        for i, (x, y) in enumerate(zip(series.x, series.y, strict=True)):
            if not math.isfinite(y):
                continue
            at = y
            if chart.stacked and series.mark is Mark.BARS:
                at, base[x] = base.get(x, 0.0) + y / 2, base.get(x, 0.0) + y
            place = series.places[i] if i < len(series.places) else None
            up = drawn(chart, at)
            found.append(Point(up, x, place) if chart.horizontal else Point(x, up, place))
    return found


def place_near(chart: Chart, at: QPointF, to_pixels: Map) -> Place | None:
    """Return the cell behind the nearest point, or behind a straight line under the mouse."""
    point = nearest(chart, at, to_pixels)
    lines = [line for line in chart.references if line.place is not None]
    beside = {line: _beside(chart, line, at, to_pixels) for line in lines}
    line = min(lines, key=beside.__getitem__, default=None)
    on_line = line is not None and beside[line] <= LINE_REACH
    on_point = point is not None and _distance(point, at, to_pixels, lying=False) <= LINE_REACH
    if line is not None and on_line and not on_point:
        return line.place
    return point.place if point is not None else None


def _beside(chart: Chart, line: Reference, at: QPointF, to_pixels: Map) -> float:
    """Return how many pixels a straight line lies beside a point."""
    value = drawn(chart, line.value)
    if line.vertical:
        return abs(to_pixels(value, 0.0).x() - at.x())
    return abs(to_pixels(0.0, value).y() - at.y())


def nearest(chart: Chart, at: QPointF, to_pixels: Map) -> Point | None:
    """Return the nearest point that leads to a cell; rows count whole in lying charts."""
    found = [point for point in points(chart) if point.place is not None]
    lying = chart.horizontal or bool(chart.bridge)
    best = min(found, key=lambda p: _distance(p, at, to_pixels, lying), default=None)
    if best is None or _distance(best, at, to_pixels, lying) > 40:
        return None
    return best


def _distance(point: Point, at: QPointF, to_pixels: Map, lying: bool) -> float:
    pixel = to_pixels(point.x, point.y)
    if lying:
        return abs(pixel.y() - at.y())
    return math.hypot(pixel.x() - at.x(), (pixel.y() - at.y()) * 0.8)


def position(chart: Chart, x: float, y: float) -> float | None:
    """Return the position (x, or row in lying charts) nearest to drawn coordinates."""
    if chart.bridge:
        return float(min(max(round(y), 0), len(chart.bridge) - 1))
    at = y if chart.horizontal else x
    return min(positions(chart), key=lambda value: abs(value - at), default=None)


def positions(chart: Chart) -> list[float]:
    """Return every position (x, or row in lying charts) at which there are values, in order."""
    if chart.bridge:
        return [float(row) for row in range(len(chart.bridge))]
    return sorted({value for series in chart.series for value in series.x})
