"""The shapes of a chart as pyqtgraph items, in drawn coordinates."""

import math
from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPolygonItem

from planner.sheets.charts import BridgeBar, Chart, Mark, Series
from ui.charts.frame import Frame, drawn
from ui.theme import Theme

GRID_ALPHA = 31
BAR_WIDTH = 0.68
DOTTED_UP_TO = 48
WIDTHS = {Mark.LINE: 2.0, Mark.DASHED: 1.8, Mark.THIN: 1.2, Mark.STEPS: 2.0}


def _pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if style == Qt.PenStyle.DashLine:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4, 2.5])
    pen.setCosmetic(True)
    return pen


class Shapes:
    """Makes the items of one chart."""

    def __init__(self, chart: Chart, frame: Frame, theme: Theme) -> None:
        self._chart, self._frame, self._theme = chart, frame, theme
        self._base: dict[float, float] = {}

    def items(self) -> Iterator[QGraphicsItem]:
        """Yield every item, from the back to the front."""
        yield self._gridlines()
        yield from self._references()
        order = (Mark.BAND, Mark.BARS)
        for series in sorted(self._chart.series, key=lambda s: s.mark not in order):
            yield from self._series(series)
        yield from self._bridge()

    def _pairs(self, points: list[tuple[float, float]], pen: QPen) -> QGraphicsItem:
        xs, ys = np.array(points, dtype=float).reshape(-1, 2).T
        made: QGraphicsItem = pg.PlotCurveItem(xs, ys, pen=pen, connect="pairs")
        return made

    def _gridlines(self) -> QGraphicsItem:
        colour = self._theme.colour("text")
        colour.setAlpha(GRID_ALPHA)
        lying = self._chart.horizontal or bool(self._chart.bridge)
        (left, right), (low, high) = self._frame.x, self._frame.y
        points: list[tuple[float, float]] = []
        for value, _ in self._frame.ticks:
            at = drawn(self._chart, value)
            points += [(at, low), (at, high)] if lying else [(left, at), (right, at)]
        floor = high if lying else low
        points += [(left, floor), (right, floor)]
        return self._pairs(points, _pen(colour, 1.0))

    def _references(self) -> Iterator[QGraphicsItem]:
        (left, right), (low, high) = self._frame.x, self._frame.y
        for reference in self._chart.references:
            at = drawn(self._chart, reference.value)
            style = Qt.PenStyle.DashLine if reference.dashed else Qt.PenStyle.SolidLine
            pen = _pen(self._theme.colour(reference.role), 1.8 if reference.seat else 1.2, style)
            ends = [(at, low), (at, high)] if reference.vertical else [(left, at), (right, at)]
            yield self._pairs(ends, pen)

    def _series(self, series: Series) -> Iterator[QGraphicsItem]:
        if series.mark is Mark.BARS:
            yield self._bars(series)
        elif series.mark is Mark.BAND:
            yield self._band(series)
        elif series.mark is Mark.DOTS:
            yield from self._dots(series)
        else:
            if series.low and series.high:
                yield self._whiskers(series)
            yield from self._line(series)

    def _line(self, series: Series) -> Iterator[QGraphicsItem]:
        colour, width = self._theme.shade(series.role, series.shade), WIDTHS[series.mark]
        xs, ys = np.array(series.x, float), self._drawn(series.y)
        solid = len(xs) if series.immature_from is None else series.immature_from
        style = Qt.PenStyle.DashLine if series.mark is Mark.DASHED else Qt.PenStyle.SolidLine
        step = {"stepMode": "right"} if series.mark is Mark.STEPS else {}
        if solid:
            pen = _pen(colour, width, style)
            yield pg.PlotCurveItem(
                xs[:solid], ys[:solid], pen=pen, connect="finite", antialias=True, **step
            )
        if solid < len(xs):
            young, pen = max(solid - 1, 0), _pen(colour, width, Qt.PenStyle.DashLine)
            yield pg.PlotCurveItem(
                xs[young:], ys[young:], pen=pen, connect="finite", antialias=True, **step
            )
        counted = series.immature_from is not None or bool(series.low)
        if series.mark is Mark.LINE and len(xs) <= DOTTED_UP_TO and counted:
            yield self._points(xs, ys, solid, colour)
        if series.ring_at:
            x, y = series.ring_at
            yield self._hollow([x], [drawn(self._chart, y)], colour, 9.0)

    def _points(self, xs: np.ndarray, ys: np.ndarray, solid: int, colour: QColor) -> QGraphicsItem:
        full, hollow = pg.mkBrush(colour), pg.mkBrush(self._theme.colour("base"))
        shown = np.isfinite(ys)
        brushes = [full if i < solid else hollow for i in np.flatnonzero(shown)]
        sizes = [5.0 if i < solid else 7.0 for i in np.flatnonzero(shown)]
        pen = _pen(colour, 1.4)
        made: QGraphicsItem = pg.ScatterPlotItem(
            xs[shown], ys[shown], size=sizes, brush=brushes, pen=pen, antialias=True
        )
        return made

    def _hollow(
        self, xs: list[float], ys: list[float], colour: QColor, size: float
    ) -> QGraphicsItem:
        brush = pg.mkBrush(self._theme.colour("base"))
        made: QGraphicsItem = pg.ScatterPlotItem(
            xs, ys, size=size, brush=brush, pen=_pen(colour, 1.8), antialias=True
        )
        return made

    def _whiskers(self, series: Series) -> QGraphicsItem:
        low, high = self._drawn(series.low), self._drawn(series.high)
        cap = 0.045 * len(self._chart.labels) / 7 if self._chart.labels else 0.0
        points: list[tuple[float, float]] = []
        for x, a, b in zip(series.x, low, high, strict=True):
            if math.isfinite(a) and math.isfinite(b):
                points += [(x, a), (x, b), (x - cap, a), (x + cap, a), (x - cap, b), (x + cap, b)]
        return self._pairs(points, _pen(self._theme.shade(series.role, series.shade), 1.4))

    def _band(self, series: Series) -> QGraphicsItem:
        low, high = self._drawn(series.low), self._drawn(series.high)
        kept = [i for i in range(len(series.x)) if math.isfinite(low[i] + high[i])]
        points = [QPointF(series.x[i], high[i]) for i in kept]
        points += [QPointF(series.x[i], low[i]) for i in reversed(kept)]
        made = QGraphicsPolygonItem(QPolygonF(points))
        colour = self._theme.shade(series.role, series.shade)
        colour.setAlpha(46)
        made.setBrush(colour)
        made.setPen(QPen(Qt.PenStyle.NoPen))
        return made

    def _dots(self, series: Series) -> Iterator[QGraphicsItem]:
        evidence, text = self._theme.colour("evidence"), self._theme.colour("text")
        rows, values = np.array(series.x, float), self._drawn(series.y)
        if series.low and series.high:
            spans = zip(rows, self._drawn(series.low), self._drawn(series.high), strict=True)
            points = [at for row, a, b in spans for at in self._turned(row, a, b)]
            yield self._pairs(points, _pen(evidence, 5.0))
        if series.ticks:
            marks = [self._tick(r, v) for r, v in zip(rows, self._drawn(series.ticks), strict=True)]
            yield self._pairs([at for pair in marks for at in pair], _pen(text, 1.6))
        shown = np.isfinite(values)
        xs, ys = (values, rows) if self._chart.horizontal else (rows, values)
        ring = _pen(self._theme.colour("base"), 1.6)
        yield pg.ScatterPlotItem(
            xs[shown], ys[shown], size=11, brush=pg.mkBrush(text), pen=ring, antialias=True
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

    def _bars(self, series: Series) -> QGraphicsItem:
        heights = [y if math.isfinite(y) else 0.0 for y in series.y]
        base = [self._base.get(x, 0.0) if self._chart.stacked else 0.0 for x in series.x]
        for x, bottom, height in zip(series.x, base, heights, strict=True):
            self._base[x] = bottom + height
        brush = pg.mkBrush(self._theme.shade(series.role, series.shade))
        made: QGraphicsItem = pg.BarGraphItem(
            x=series.x, y0=base, height=heights, width=BAR_WIDTH, brush=brush, pen=None
        )
        return made

    def _bridge(self) -> Iterator[QGraphicsItem]:
        bars = self._chart.bridge
        for role in sorted({bar.role for bar in bars}):
            mine = [(row, bar) for row, bar in enumerate(bars) if bar.role == role]
            yield from self._levels(role, [(row, b.end) for row, b in mine if b.start == b.end])
            yield from self._moves(role, [(row, b) for row, b in mine if b.start != b.end])
        joints = [at for row, bar in enumerate(bars[:-1]) for at in _joint(row, bar.end)]
        if joints:
            yield self._pairs(joints, _pen(self._theme.colour("evidence"), 1.0))

    def _levels(self, role: str, levels: list[tuple[int, float]]) -> Iterator[QGraphicsItem]:
        if levels:
            pen = _pen(self._theme.colour(role), 4.0)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            ends = [(level, row + side) for row, level in levels for side in (-0.4, 0.4)]
            yield self._pairs(ends, pen)

    def _moves(self, role: str, moves: list[tuple[int, BridgeBar]]) -> Iterator[QGraphicsItem]:
        if moves:
            yield pg.BarGraphItem(
                x0=[min(bar.start, bar.end) for _, bar in moves],
                x1=[max(bar.start, bar.end) for _, bar in moves],
                y=[row for row, _ in moves],
                height=0.6,
                brush=pg.mkBrush(self._theme.colour(role)),
                pen=None,
            )

    def _drawn(self, values: tuple[float, ...]) -> np.ndarray:
        return np.array([drawn(self._chart, value) for value in values], dtype=float)


def _joint(row: int, level: float) -> list[tuple[float, float]]:
    return [(level, row + 0.3), (level, row + 0.7)]
