"""What stands above a chart: the finding, and its definition below, wrapped to the width."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextOption, QTransform

from ui.theme import LABEL, REGULAR, SECTION, SEMIBOLD, font, theme

GAP = 2
TITLE, SUBTITLE = (SECTION - 1, SEMIBOLD), (LABEL, REGULAR)


class Heading:
    """Title and subtitle of one chart, painted by the chart's own widget; quiet while stale."""

    def __init__(self) -> None:
        self.title = self.subtitle = ""
        self.stale = False

    def height(self, width: int) -> int:
        """Return the pixels it takes at a width, with the gap below."""
        return sum(round(text.size().height()) + GAP for text, _, _ in self._lines(width))

    def paint(self, painter: QPainter, at: QPointF, width: int) -> None:
        """Paint it from its upper left corner."""
        for text, style, role in self._lines(width):
            painter.setFont(font(*style))
            painter.setPen(theme().colour(role))
            painter.drawStaticText(at, text)
            at = QPointF(at.x(), at.y() + round(text.size().height()) + GAP)

    def _lines(self, width: int) -> list[tuple[QStaticText, tuple[int, int], str]]:
        finding = "muted" if self.stale else "text"
        parts = ((self.title, TITLE, finding), (self.subtitle, SUBTITLE, "muted"))
        return [(_wrapped(text, *style, width), style, role) for text, style, role in parts if text]


@lru_cache(maxsize=256)
def _wrapped(text: str, size: int, weight: int, width: int) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    made.setTextWidth(width)
    made.prepare(QTransform(), font(size, weight))
    return made
