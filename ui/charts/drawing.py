"""The shapes of a chart as one item: nothing is made or given away when a chart is exchanged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path in drawn coordinates; its pen is as wide as said at any zoom.

    Without a pen there is no line, without `fill` it is hollow.
    """

    path: QPainterPath
    pen: QPen | None = None
    fill: QColor | None = None
    smooth: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in drawn coordinates that is `size` pixels wide at any zoom; Sales' are `square`."""

    x: float
    y: float
    size: float
    pen: QPen
    fill: QColor | None = None
    square: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Straight lines along an axis, each from (x, y) to (x, y); `width` in pixels at any zoom.

    They are filled as rectangles of whole pixels, which is sharper and faster than a pen.
    """

    ends: tuple[tuple[Point, Point], ...]
    colour: QColor
    width: float


Shape = Stroke | Dot | Rules


def cosmetic(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen as wide as said at any zoom."""
    pen = QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if style == Qt.PenStyle.DashLine:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4, 2.5])
    pen.setCosmetic(True)
    return pen


def joined(points: Sequence[Point]) -> QPainterPath:
    """Return a line through the points; it breaks where there is none."""
    path, broken = QPainterPath(), True
    for x, y in points:
        if math.isfinite(y):
            (path.moveTo if broken else path.lineTo)(x, y)
        broken = not math.isfinite(y)
    return path


class Drawing(pg.GraphicsObject):  # type: ignore[misc]
    """Paints shapes from the back to the front inside a ViewBox."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: tuple[Shape, ...] = ()
        self._rect = QRectF()

    def show_shapes(self, shapes: Sequence[Shape], rect: QRectF) -> None:
        """Exchange all shapes; none stands out of `rect`, in drawn coordinates."""
        self.prepareGeometryChange()
        self._shapes, self._rect = tuple(shapes), rect
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the rectangle that holds all shapes."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Paint every shape."""
        to_pixels = painter.worldTransform()
        for shape in self._shapes:
            if isinstance(shape, Stroke):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, shape.smooth)
                painter.setPen(shape.pen or Qt.PenStyle.NoPen)
                painter.setBrush(shape.fill or Qt.BrushStyle.NoBrush)
                painter.drawPath(shape.path)
                continue
            painter.resetTransform()
            if isinstance(shape, Dot):
                _paint_dot(painter, to_pixels.map(QPointF(shape.x, shape.y)), shape)
            else:
                _paint_rules(painter, to_pixels, shape)
            painter.setWorldTransform(to_pixels)


def _paint_dot(painter: QPainter, at: QPointF, dot: Dot) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(dot.pen)
    painter.setBrush(dot.fill or Qt.BrushStyle.NoBrush)
    half = dot.size / 2
    if dot.square:
        painter.drawRect(QRectF(at.x() - half, at.y() - half, dot.size, dot.size))
    else:
        painter.drawEllipse(at, half, half)


def _paint_rules(painter: QPainter, to_pixels: QTransform, rules: Rules) -> None:
    across, down = to_pixels.m11(), to_pixels.m22()
    left, top = to_pixels.dx(), to_pixels.dy()
    thick = max(round(rules.width), 1)
    half, colour = thick / 2, rules.colour
    for (x1, y1), (x2, y2) in rules.ends:
        start, high = x1 * across + left, y1 * down + top
        width, height = (x2 - x1) * across, (y2 - y1) * down
        start, width = (start, width) if width >= 0 else (start + width, -width)
        high, height = (high, height) if height >= 0 else (high + height, -height)
        if width >= height:
            painter.fillRect(round(start), round(high - half), round(max(width, 1)), thick, colour)
        else:
            painter.fillRect(round(start - half), round(high), thick, round(max(height, 1)), colour)
