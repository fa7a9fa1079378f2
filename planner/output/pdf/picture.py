"""Drawings as PNG, and their text as SVG's: for thumbnails, previews and single charts."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from planner.output.drawing.shapes import Shape
from planner.output.pdf.painting import paint, ready


def png(shapes: Sequence[Shape], width: float, height: float, scale: float = 2.0) -> bytes:
    """Return a drawing of a size in points as PNG, `scale` pixels to the point."""
    ready()
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    dots = round(scale * 72 / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, shapes)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())
