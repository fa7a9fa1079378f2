"""A finding with its sentence, above a grid as above a chart."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.heading import Heading
from ui.theme import PANEL, theme


class Finding(QWidget):
    """Says a finding and what it means; quiet while another is awaited."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Heading()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_finding(self, title: str, sentence: str) -> None:
        """Say another finding."""
        if (title, sentence) == (self.heading.title, self.heading.subtitle):
            return
        self.heading.title, self.heading.subtitle = title, sentence
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._fit()
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Say whether another finding is awaited."""
        if stale != self.heading.stale:
            self.heading.stale = stale
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of its lines at the present width."""
        return QSize(200, self.heading.height(max(self.width() - 2 * PANEL, 100)) + PANEL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        self.heading.paint(painter, QPointF(PANEL, PANEL - 2), self.width() - 2 * PANEL)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
