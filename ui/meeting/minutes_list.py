"""The minutes as they are written: the latest decision below the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.theme import BODY, SEMIBOLD, font
from ui.widgets.card import Card

if TYPE_CHECKING:
    from planner.sheets.minutes import MinuteLine

NOTHING = "Nothing decided yet. Each decision is written here with its reason and its worth."


class MinutesList(Card):
    """Decisions as paragraphs; texts of people are shown as they stand."""

    def __init__(self) -> None:
        super().__init__(margin=10)
        heading = QLabel("Minutes")
        heading.setFont(font(BODY + 1, SEMIBOLD))
        self.put(heading, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        self.put(self._area)
        self.lines: tuple[str, ...] | None = None
        self.show_minutes(())

    def show_minutes(self, lines: "Sequence[MinuteLine]") -> None:
        """Show all decisions, the latest in view."""
        texts = tuple(f"{number}. {line.text}" for number, line in enumerate(lines, 1))
        if texts == self.lines:
            return
        self.lines = texts
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 6, 6, 0)
        box.setSpacing(8)
        for text in texts or (NOTHING,):
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(text)
            label.setWordWrap(True)
            label.setProperty("muted", not texts)
            box.addWidget(label)
        box.addStretch()
        self._area.setWidget(inside)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))
