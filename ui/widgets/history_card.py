"""Who decided this: the history of the current assumption."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.marks import MARK_WIDTH, draw_mark
from ui.theme import BODY, LABEL, PANEL, REGULAR, SEMIBOLD, font, theme
from ui.widgets.card import Card

if TYPE_CHECKING:
    from planner.sheets.history import HistoryLine

LINE = 18
TOP = 32


class HistoryCard(Card):
    """A title and as many of the latest lines as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self.put(self._lines)
        self.show_history("", ())

    def show_history(self, name: str, lines: "Sequence[HistoryLine]") -> None:
        """Show an assumption's name and its history, latest first."""
        title = f"Who decided this: {name}" if name else "Who decided this"
        if (title, tuple(lines)) == (self._lines.title, self._lines.lines):
            return
        self._lines.title, self._lines.lines = title, tuple(lines)
        spoken = "; ".join(line.text for line in lines)
        self.setAccessibleName(f"{self._lines.title}. {spoken}")
        self._lines.update()


class _Lines(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.lines: tuple[HistoryLine, ...] = ()
        self.setMinimumHeight(TOP + 3 * LINE + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the title and the lines."""
        painter = QPainter(self)
        painter.setFont(font(BODY + 1, SEMIBOLD))
        painter.setPen(theme().colour("text"))
        room = QRectF(PANEL, 7, self.width() - 2 * PANEL, 22)
        shown = painter.fontMetrics().elidedText(
            self.title, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if not self.lines:
            self._paint_nothing(painter)
        for number, line in enumerate(self.lines[: (self.height() - TOP) // LINE]):
            self._paint_line(painter, TOP + number * LINE, line)
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(font(LABEL))
        painter.setPen(theme().colour("muted"))
        room = QRectF(PANEL, TOP - 4, self.width() - 2 * PANEL, LINE)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), "Nobody has spoken yet.")

    def _paint_line(self, painter: QPainter, top: int, line: "HistoryLine") -> None:
        centre = QPointF(PANEL + 5, top + LINE / 2)
        draw_mark(painter, line.mark, centre, theme().seat(line.seat), 0.9)
        who = line.text.removesuffix(line.change)
        x = self._write(painter, (PANEL + MARK_WIDTH + 2.0, top), who, REGULAR, "text")
        self._write(painter, (x, top), line.change, SEMIBOLD, "text")

    def _write(
        self, painter: QPainter, at: tuple[float, float], text: str, weight: int, role: str
    ) -> float:
        chosen = font(LABEL, weight)
        metrics = QFontMetricsF(chosen)
        painter.setFont(chosen)
        painter.setPen(theme().colour(role))
        room = QRectF(at[0], at[1], max(self.width() - PANEL - at[0], 0), LINE)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room.adjusted(0, 0, 4, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)
        return at[0] + metrics.horizontalAdvance(text)
