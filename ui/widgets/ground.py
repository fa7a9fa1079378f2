"""The ground of panels: filled to the last pixel, so that nothing behind has to be painted."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.theme import RADIUS, theme


def paint_ground(painter: QPainter, rect: QRect, part: QRect) -> None:
    """Paint a panel with a thin border and round corners, and the window's ground around them.

    `part` is what has to be painted of it: inside the corners that is nothing but a plain colour.
    """
    inside = rect.adjusted(RADIUS, 1, -RADIUS, -1), rect.adjusted(1, RADIUS, -1, -RADIUS)
    if any(plain.contains(part) for plain in inside):
        painter.fillRect(part, theme().colour("base"))
        return
    painter.fillRect(rect, theme().colour("window"))
    paint_panel(painter, rect, "base")


def paint_panel(painter: QPainter, rect: QRect, role: str) -> None:
    """Paint a panel in the colour of a role on whatever is there.

    Straight lines are filled and the corners kept as a picture: one rounded rectangle as wide as
    the window takes longer than all the texts on it.
    """
    ground, line = theme().colour(role), theme().colour("gridline")
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    across, down = rect.width() - 2 * RADIUS, rect.height() - 2 * RADIUS
    painter.fillRect(left + RADIUS, top + 1, across, rect.height() - 2, ground)
    painter.fillRect(left + 1, top + RADIUS, rect.width() - 2, down, ground)
    for y in (top, bottom):
        painter.fillRect(left + RADIUS, y, across, 1, line)
    for x in (left, right):
        painter.fillRect(x, top + RADIUS, 1, down, line)
    ratio = painter.device().devicePixelRatio()
    corners = _corners(theme().value(role), theme().value("gridline"), ratio)
    half = corners.width() / 2
    for x, start in ((left, 0.0), (right + 1 - RADIUS, half)):
        for y, begin in ((top, 0.0), (bottom + 1 - RADIUS, half)):
            quarter = QRectF(start, begin, half, half)
            painter.drawPixmap(QRectF(x, y, RADIUS, RADIUS), corners, quarter)


@lru_cache(maxsize=16)
def _corners(ground: str, line: str, ratio: float) -> QPixmap:
    """Return the four corners side by side: a panel without sides."""
    size = 2 * RADIUS
    made = QPixmap(ceil(size * ratio), ceil(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.scale(made.width() / size, made.height() / size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size - 1, size - 1), RADIUS, RADIUS)
    painter.end()
    return made
