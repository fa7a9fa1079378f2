"""The signs that stand beside colour, drawn as shapes so that they look alike in every font."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from planner.base.stages import Seat

DOT, SQUARE, CHECK, DIAMOND, HOLLOW, DASH = "●", "■", "✓", "◆", "◇", "–"
OPEN, CLOSED = "▾", "▸"
RISING, FALLING, FUNNEL = "↑", "↓", "▼"
PENCIL = "✎"
DRAWN = frozenset({DOT, SQUARE, CHECK, DIAMOND, HOLLOW, DASH, OPEN, CLOSED, PENCIL})
SEAT_MARKS = {Seat.MARKETING: DOT, Seat.SALES: SQUARE, Seat.TOGETHER: CHECK}
MARK_WIDTH = 14


def draw_mark(painter: QPainter, mark: str, centre: QPointF, colour: QColor, scale: float) -> None:
    """Draw a mark of about 10 pixels, times `scale`, around a centre."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(scale, scale)
    pen = QPen(colour, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    filled = mark not in {HOLLOW, CHECK, DASH}
    painter.setPen(Qt.PenStyle.NoPen if filled else pen)
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(mark))
    painter.restore()


def _path(mark: str) -> QPainterPath:
    path = QPainterPath()
    if mark == DOT:
        path.addEllipse(QRectF(-4, -4, 8, 8))
    elif mark == SQUARE:
        path.addRect(QRectF(-4, -4, 8, 8))
    elif mark == CHECK:
        path.moveTo(-3.5, 0.5)
        path.lineTo(-1, 3)
        path.lineTo(3.5, -3)
    elif mark == DASH:
        path.moveTo(-3, 0)
        path.lineTo(3, 0)
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _CORNERS[mark]]))
        path.closeSubpath()
    return path


_CORNERS = {
    DIAMOND: ((0, -5), (5, 0), (0, 5), (-5, 0)),
    HOLLOW: ((0, -4.4), (4.4, 0), (0, 4.4), (-4.4, 0)),
    OPEN: ((-3.5, -2), (3.5, -2), (0, 3)),
    CLOSED: ((-2, -3.5), (3, 0), (-2, 3.5)),
    RISING: ((0, -4.5), (3.5, 0), (0.8, 0), (0.8, 4.5), (-0.8, 4.5), (-0.8, 0), (-3.5, 0)),
    FALLING: ((0, 4.5), (3.5, 0), (0.8, 0), (0.8, -4.5), (-0.8, -4.5), (-0.8, 0), (-3.5, 0)),
    PENCIL: ((-4.5, 4.5), (-3.7, 1.4), (1.9, -4.2), (4.2, -1.9), (-1.4, 3.7)),
    FUNNEL: ((-5, -4), (5, -4), (1.2, 0.5), (1.2, 5), (-1.2, 3.5), (-1.2, 0.5)),
}


def mark_icon(mark: str, colour: QColor, ratio: float = 2.0) -> QIcon:
    """Return a mark as an icon of 12 logical pixels."""
    pixmap = QPixmap(round(12 * ratio), round(12 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_mark(painter, mark, QPointF(6, 6), colour, 1.0)
    painter.end()
    return QIcon(pixmap)
