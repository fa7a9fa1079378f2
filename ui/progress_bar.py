"""Long work under way: what it is, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from planner.base.units import count
from ui.theme import BODY, PANEL, font, theme
from ui.widgets.card import Card

BAR = (220, 6)


class ProgressCard(Card):
    """Hidden unless something is under way; `cancelled` asks to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        inside = QWidget()
        super().__init__(inside)
        self.label = QLabel()
        self.label.setFont(font(BODY))
        self.bar = QProgressBar()
        self.bar.setFixedSize(*BAR)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(inside)
        row.setContentsMargins(PANEL, 4, 4, 4)
        row.setSpacing(PANEL)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addStretch()
        row.addWidget(self.cancel)
        theme().changed.connect(self._colour)
        self._colour()
        self.hide()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show how far something is; `total` 0 means unknown, and no bar."""
        counted = f": {count(done)} of {count(total)}" if total > 1 else ""
        self.label.setText(f"{what}{counted}")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setVisible(total > 0)
        self.show()

    def _colour(self) -> None:
        p = theme().palette
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {p.header}; border: none; border-radius: 3px; }}"
            f"QProgressBar::chunk {{ background: {p.text}; border-radius: 3px; }}"
        )
