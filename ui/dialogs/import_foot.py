"""The import page's foot: what is under way or wanting, and the two ways to end."""

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from planner.base.units import NumberStyle, count
from planner.sheets.import_preview import import_label
from ui.marks import DIAMOND, mark_icon
from ui.pages.elided import ElidedLine
from ui.theme import theme

BAR = (180, 6)
WHILE = 300
"""Milliseconds within which progress would only flicker."""


class ImportFoot(QWidget):
    """`accepted` and `cancelled` by the buttons; progress and what is wanting at the left."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self.mark, self.said, self.bar = QLabel(), ElidedLine(), QProgressBar()
        self.bar.setFixedSize(*BAR)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel_button, self.accept_button = QPushButton("Cancel"), QPushButton("Import")
        self.accept_button.setProperty("primary", True)
        self.accept_button.clicked.connect(self.accepted)
        self.cancel_button.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.bar)
        row.addWidget(self.mark)
        row.addWidget(self.said, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        theme().changed.connect(self._colour)
        self._colour()
        self.show_waiting("Import")

    def show_waiting(self, text: str) -> None:
        """Let nothing be imported; the button says why."""
        self.accept_button.setText(text)
        self.accept_button.setEnabled(False)
        self.bar.hide()
        self.mark.hide()
        self.said.set_text("")
        self._since.start()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show how far something is that takes a while; `total` 0 means unknown, and no bar."""
        if self._since.elapsed() < WHILE:
            return
        counted = f": {count(done)} of {count(total)}" if total > 1 else ""
        self.said.set_text(f"{what}{counted}")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setVisible(total > 0)

    def show_count(self, journeys: int, style: NumberStyle) -> None:
        """Say how many journeys the button imports."""
        self.accept_button.setText(import_label(journeys, style).capitalize())

    def allow(self, ready: bool, must: str) -> None:
        """Let be imported what is ready, unless something must be answered first."""
        self.bar.hide()
        self.mark.setVisible(bool(must))
        self.said.set_text(must)
        self.accept_button.setEnabled(ready and not must)
        self.accept_button.setToolTip(must)

    def _colour(self) -> None:
        p = theme().palette
        self.mark.setPixmap(mark_icon(DIAMOND, theme().colour("dispute")).pixmap(12, 12))
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {p.header}; border: none; border-radius: 3px; }}"
            f"QProgressBar::chunk {{ background: {p.text}; border-radius: 3px; }}"
        )
