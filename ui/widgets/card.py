"""A panel with a thin border on the window's ground."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Card(QFrame):
    """Holds one widget; the style sheet draws ground, border and corners."""

    def __init__(self, content: QWidget | None = None, margin: int = 1) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._box.setSpacing(0)
        if content is not None:
            self.put(content)

    def put(self, content: QWidget, stretch: int = 1) -> None:
        """Add a widget below what is there."""
        self._box.addWidget(content, stretch)
