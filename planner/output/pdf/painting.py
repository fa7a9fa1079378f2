"""Shapes painted by Qt, into a PDF or a picture: letters in the program's own font."""

import os
import sys
from collections.abc import Iterable
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)

from planner.output.drawing.letters import FILES
from planner.output.drawing.shapes import Area, Box, Dot, Image, Letters, Shape, Stroke
from resources import resource

FAMILY = "Inter"
FINE = 100
"""Units of a font's size in a point: Qt takes sizes in pixels whole."""


def ready() -> None:
    """Have Qt paint, also where there is neither a window nor a screen."""
    if QGuiApplication.instance() is None:
        _begin()
    _load_fonts()


@cache
def _begin() -> QGuiApplication:
    """Return an application that needs no screen; it lives as long as the process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(sys.argv[:1])


@cache
def _load_fonts() -> None:
    for name in FILES.values():
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def paint(painter: QPainter, shapes: Iterable[Shape]) -> None:
    """Paint shapes from the back to the front."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        _paint(painter, shape)


def _paint(painter: QPainter, shape: Shape) -> None:
    match shape:
        case Box(room, fill, line, radius):
            painter.setPen(QPen(QColor(line), 0.75) if line else Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(fill)) if fill else Qt.BrushStyle.NoBrush)
            rect = QRectF(room.x, room.y, room.width, room.height)
            painter.drawRoundedRect(rect, radius, radius) if radius else painter.drawRect(rect)
        case Stroke(points, colour, width, dash):
            painter.setPen(_pen(colour, width, dash))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        case Area(points, fill):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        case Dot(x, y, radius, fill, line, width):
            painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawEllipse(QPointF(x, y), radius, radius)
        case Image(content, room):
            rect = QRectF(room.x, room.y, room.width, room.height)
            painter.drawImage(rect, QImage.fromData(content))
        case Letters():
            _letters(painter, shape)


def _pen(colour: str, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


def _letters(painter: QPainter, shape: Letters) -> None:
    """Draw a text at a fraction of a large size: its letters then stand as measured.

    The font's digits of one width, and its other stand-ins, would come out of a PDF as nothing when
    it is searched or copied: no sign is known to stand for them.
    """
    font = _font(shape.size, shape.weight)
    width = QFontMetricsF(font).horizontalAdvance(shape.text)
    painter.save()
    painter.translate(shape.x, shape.y)
    painter.scale(1 / FINE, 1 / FINE)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setFont(font)
    painter.setPen(QColor(shape.colour))
    painter.drawText(QPointF(-width * (1 - shape.side) / 2, 0), shape.text)
    painter.restore()


@lru_cache(maxsize=256)
def _font(size: float, weight: int) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(round(size * FINE))
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("calt"), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
