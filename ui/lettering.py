"""Short texts that are painted again and again, shaped once."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTransform

from ui.theme import REGULAR, font, metrics


@lru_cache(maxsize=4096)
def _shaped(text: str, size: int, weight: int) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), font(size, weight))
    return made


def write(painter: QPainter, start: QPointF, text: str, size: int, weight: int = REGULAR) -> None:
    """Draw one line of text in the painter's pen; `start` is the middle of its left end."""
    painter.setFont(font(size, weight))
    top = start.y() - height(size, weight) / 2
    painter.drawStaticText(QPointF(start.x(), top), _shaped(text, size, weight))


@lru_cache(maxsize=64)
def height(size: int, weight: int = REGULAR) -> float:
    """Return how high a line of text is, in pixels."""
    return metrics(size, weight).height()


@lru_cache(maxsize=4096)
def advance(text: str, size: int, weight: int = REGULAR) -> float:
    """Return how wide a text is, in pixels."""
    return metrics(size, weight).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def pinched(text: str, size: int, weight: int, room: int) -> str:
    """Return a text that fits into so many pixels, its middle left out if it must be."""
    return metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideMiddle, room)


@lru_cache(maxsize=4096)
def shortened(text: str, size: int, weight: int, room: int) -> str:
    """Return a text that fits into so many pixels, its end left out if it must be."""
    return metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, room)
