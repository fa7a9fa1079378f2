"""A panel with a thin border on the window's ground."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.ground import paint_ground


class Card(QWidget):
    """Holds widgets one below the other, on its own ground."""

    def __init__(self, content: QWidget | None = None, margin: int = 2) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.update)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._box.setSpacing(0)
        if content is not None:
            self.put(content)

    def put(self, content: QWidget, stretch: int = 1) -> None:
        """Add a widget below what is there."""
        self._box.addWidget(content, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel."""
        painter = QPainter(self)
        paint_ground(painter, self.rect(), event.rect())
        painter.end()
