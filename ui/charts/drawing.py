"""The shapes of a chart as one item: nothing is made or given away when a chart is exchanged."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


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
    """A point in drawn coordinates that is `size` pixels wide at any zoom."""

    x: float
    y: float
    size: float
    pen: QPen
    fill: QColor


Shape = Stroke | Dot


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
            else:
                painter.resetTransform()
                _paint_dot(painter, to_pixels.map(QPointF(shape.x, shape.y)), shape)
                painter.setWorldTransform(to_pixels)


def _paint_dot(painter: QPainter, at: QPointF, dot: Dot) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(dot.pen)
    painter.setBrush(dot.fill)
    painter.drawEllipse(at, dot.size / 2, dot.size / 2)
