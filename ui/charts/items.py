"""The shapes of a chart, in drawn coordinates."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

from planner.sheets.chart_range import drawn, lone
from planner.sheets.charts import BridgeBar, Chart, Mark, Series
from ui.charts.drawing import Dot, Point, Rules, Shape, Stroke, cosmetic, joined
from ui.charts.frame import Frame
from ui.theme import Theme

GRID_ALPHA = 31
BAR_WIDTH = 0.68
SPAN = 0.32
DOTTED_UP_TO = 48
UNSEEN = 0.001
"""The part of a chart's height that is less than a pixel: a stair that low is not drawn."""
WIDTHS = {Mark.LINE: 2.0, Mark.DASHED: 1.8, Mark.THIN: 1.2, Mark.GHOST: 1.2, Mark.STEPS: 2.0}


class Shapes:
    """Makes the shapes of one chart."""

    def __init__(self, chart: Chart, frame: Frame, theme: Theme) -> None:
        self._chart, self._frame, self._theme = chart, frame, theme
        self._base: dict[float, float] = {}

    def shapes(self) -> Iterator[Shape]:
        """Yield every shape, from the back to the front."""
        yield self._gridlines()
        yield from self._references()
        order = (Mark.BAND, Mark.BARS)
        for series in sorted(self._chart.series, key=lambda s: s.mark not in order):
            yield from self._series(series)
        yield from self._bridge()

    def _gridlines(self) -> Rules:
        colour = QColor(self._theme.colour("text"))
        colour.setAlpha(GRID_ALPHA)
        lying = self._chart.horizontal or bool(self._chart.bridge)
        (left, right), (low, high) = self._frame.x, self._frame.y
        points: list[tuple[float, float]] = []
        for value, _ in self._frame.ticks:
            at = drawn(self._chart, value)
            points += [(at, low), (at, high)] if lying else [(left, at), (right, at)]
        floor = high if lying else low
        points += [(left, floor), (right, floor)]
        return _rules(points, colour, 1.0)

    def _references(self) -> Iterator[Shape]:
        (left, right), (low, high) = self._frame.x, self._frame.y
        for reference in self._chart.references:
            at = drawn(self._chart, reference.value)
            colour, width = self._theme.colour(reference.role), 1.8 if reference.seat else 1.2
            ends = [(at, low), (at, high)] if reference.vertical else [(left, at), (right, at)]
            if reference.dashed:
                yield _pairs(ends, cosmetic(colour, width, Qt.PenStyle.DashLine))
            else:
                yield _rules(ends, colour, width)

    def _series(self, series: Series) -> Iterator[Shape]:
        if series.mark is Mark.BARS:
            yield from self._bars(series)
        elif series.mark is Mark.BAND:
            yield self._band(series)
        elif series.mark is Mark.DOTS:
            yield from self._dots(series)
        elif series.mark is Mark.SPANS:
            yield from self._spans(series)
            yield from self._dots(replace(series, low=(), high=()))
        else:
            if series.low and series.high:
                yield self._whiskers(series)
            yield from self._line(series)

    def _line(self, series: Series) -> Iterator[Shape]:
        colour, width = self._theme.shade(series.role, series.shade), WIDTHS[series.mark]
        points = list(zip(series.x, self._drawn(series.y), strict=True))
        solid = len(points) if series.immature_from is None else series.immature_from
        dashed = series.mark in {Mark.DASHED, Mark.GHOST}
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        stepped = series.mark is Mark.STEPS
        if solid:
            path = self._path(points[:solid], stepped)
            yield Stroke(path, cosmetic(colour, width, style), smooth=True)
        if solid < len(points):
            path = self._path(points[max(solid - 1, 0) :], stepped)
            yield Stroke(path, cosmetic(colour, width, Qt.PenStyle.DashLine), smooth=True)
        counted = series.immature_from is not None or bool(series.low)
        if series.mark is Mark.LINE and len(points) <= DOTTED_UP_TO and counted:
            yield from self._points(points, solid, colour)
        else:
            alone = [points[place] for place in lone(series.y)]
            yield from self._points(alone, len(alone), colour)
        if series.ring_at:
            x, y = series.ring_at
            hollow = self._theme.colour("base")
            yield Dot(x, drawn(self._chart, y), 9.0, cosmetic(colour, 1.8), hollow)

    def _path(self, points: Sequence[Point], stepped: bool) -> QPainterPath:
        low, high = self._frame.y
        return joined(stairs(points, (high - low) * UNSEEN)) if stepped else joined(points)

    def _points(
        self, points: Sequence[tuple[float, float]], solid: int, colour: QColor
    ) -> Iterator[Dot]:
        pen, hollow = cosmetic(colour, 1.4), self._theme.colour("base")
        for number, (x, y) in enumerate(points):
            if math.isfinite(y):
                size, fill = (5.0, colour) if number < solid else (7.0, hollow)
                yield Dot(x, y, size, pen, fill)

    def _whiskers(self, series: Series) -> Rules:
        low, high = self._drawn(series.low), self._drawn(series.high)
        cap = 0.045 * len(self._chart.labels) / 7 if self._chart.labels else 0.0
        points: list[tuple[float, float]] = []
        for x, a, b in zip(series.x, low, high, strict=True):
            if math.isfinite(a) and math.isfinite(b):
                points += [(x, a), (x, b), (x - cap, a), (x + cap, a), (x - cap, b), (x + cap, b)]
        return _rules(points, self._theme.shade(series.role, series.shade), 1.4)

    def _band(self, series: Series) -> Stroke:
        low, high = self._drawn(series.low), self._drawn(series.high)
        kept = [i for i in range(len(series.x)) if math.isfinite(low[i] + high[i])]
        points = [QPointF(series.x[i], high[i]) for i in kept]
        points += [QPointF(series.x[i], low[i]) for i in reversed(kept)]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        colour = QColor(self._theme.shade(series.role, series.shade))
        colour.setAlpha(46)
        return Stroke(path, fill=colour, smooth=True)

    def _dots(self, series: Series) -> Iterator[Shape]:
        evidence, text = self._theme.colour("evidence"), self._theme.colour("text")
        rows, values = series.x, self._drawn(series.y)
        if series.low and series.high:
            spans = zip(rows, self._drawn(series.low), self._drawn(series.high), strict=True)
            points = [at for row, a, b in spans for at in self._turned(row, a, b)]
            yield _pairs(points, cosmetic(evidence, 5.0))
        if series.ticks:
            marks = [self._tick(r, v) for r, v in zip(rows, self._drawn(series.ticks), strict=True)]
            yield _rules([at for pair in marks for at in pair], text, 1.6)
        ring, ink = cosmetic(self._theme.colour("base"), 1.6), self._theme.colour(series.role)
        for row, value in zip(rows, values, strict=True):
            if math.isfinite(value):
                x, y = (value, row) if self._chart.horizontal else (row, value)
                yield Dot(x, y, 11.0, ring, ink, series.role == "sales")

    def _spans(self, series: Series) -> Iterator[Stroke]:
        """Yield the part of each bar below 0, and the part above it."""
        for least, most, role in ((-math.inf, 0.0, "dispute"), (0.0, math.inf, "agreed")):
            ends = [
                (row, max(low, least), min(high, most))
                for row, low, high in zip(series.x, series.low, series.high, strict=True)
            ]
            yield _filled(
                (
                    QRectF(low, row - SPAN, high - low, 2 * SPAN)
                    for row, low, high in ends
                    if low < high
                ),
                self._theme.colour(role),
            )

    def _turned(self, row: float, low: float, high: float) -> list[tuple[float, float]]:
        if not math.isfinite(low + high):
            return []
        lying = self._chart.horizontal
        return [(low, row), (high, row)] if lying else [(row, low), (row, high)]

    def _tick(self, row: float, value: float) -> list[tuple[float, float]]:
        if not math.isfinite(value):
            return []
        if self._chart.horizontal:
            return [(value, row - 0.28), (value, row + 0.28)]
        return [(row - 0.28, value), (row + 0.28, value)]

    def _bars(self, series: Series) -> Iterator[Stroke]:
        """Yield the bars of what is over, filled, and of what is not, hollow."""
        heights = [y if math.isfinite(y) else 0.0 for y in series.y]
        base = [self._base.get(x, 0.0) if self._chart.stacked else 0.0 for x in series.x]
        for x, bottom, height in zip(series.x, base, heights, strict=True):
            self._base[x] = bottom + height
        colour = self._theme.shade(series.role, series.shade)
        sides = zip(series.x, base, heights, strict=True)
        rects = [QRectF(x - BAR_WIDTH / 2, y, BAR_WIDTH, height) for x, y, height in sides]
        solid = len(rects) if series.immature_from is None else series.immature_from
        yield _filled(rects[:solid], colour)
        begun = [rect for rect in rects[solid:] if rect.height()]
        if begun:
            hollow = _filled(begun, self._theme.colour("base"))
            yield replace(hollow, pen=cosmetic(colour, 1.6, Qt.PenStyle.DashLine))

    def _bridge(self) -> Iterator[Shape]:
        bars = self._chart.bridge
        for role in sorted({bar.role for bar in bars}):
            mine = [(row, bar) for row, bar in enumerate(bars) if bar.role == role]
            yield from self._levels(role, [(row, b.end) for row, b in mine if b.start == b.end])
            yield from self._moves(role, [(row, b) for row, b in mine if b.start != b.end])
        joints = [
            at
            for row, (bar, following) in enumerate(pairwise(bars))
            if math.isclose(bar.end, following.start, abs_tol=1e-6)
            for at in _joint(row, bar.end)
        ]
        if joints:
            yield _rules(joints, self._theme.colour("evidence"), 1.0)

    def _levels(self, role: str, levels: list[tuple[int, float]]) -> Iterator[Shape]:
        if levels:
            ends = [(level, row + side) for row, level in levels for side in (-0.4, 0.4)]
            yield _rules(ends, self._theme.colour(role), 4.0)

    def _moves(self, role: str, moves: list[tuple[int, BridgeBar]]) -> Iterator[Shape]:
        if moves:
            yield _filled(
                (
                    QRectF(min(bar.start, bar.end), row - 0.3, abs(bar.end - bar.start), 0.6)
                    for row, bar in moves
                ),
                self._theme.colour(role),
            )

    def _drawn(self, values: tuple[float, ...]) -> list[float]:
        return [drawn(self._chart, value) for value in values]


def _joint(row: int, level: float) -> list[tuple[float, float]]:
    return [(level, row + 0.3), (level, row + 0.7)]


def _rules(points: Sequence[Point], colour: QColor, width: float) -> Rules:
    """Return lines from every first point to the second after it."""
    return Rules(tuple(zip(points[::2], points[1::2], strict=True)), colour, width)


def _pairs(points: Sequence[Point], pen: QPen) -> Stroke:
    """Return the same lines drawn with a pen, for dashes and round ends."""
    path = QPainterPath()
    for start, end in zip(points[::2], points[1::2], strict=True):
        path.moveTo(*start)
        path.lineTo(*end)
    return Stroke(path, pen)


def stairs(points: Sequence[Point], least: float) -> list[Point]:
    """Return the corners of a line that keeps each value until the next position.

    A value less than `least` away from the one drawn makes no stair, unless it is the last.
    """
    corners: list[Point] = []
    held = math.nan
    for x, y in points[:-1]:
        if not abs(y - held) < least:
            corners += [(x, held), (x, y)]
            held = y
    return [*corners[1:], (points[-1][0], held), points[-1]]


def _filled(rects: Iterable[QRectF], fill: QColor) -> Stroke:
    path = QPainterPath()
    for rect in rects:
        path.addRect(rect)
    return Stroke(path, fill=fill, smooth=True)
