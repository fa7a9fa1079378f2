"""Problems said in the window: plain sentences that can be put away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from planner.base.problem import Problem
from ui.marks import DIAMOND, mark_icon
from ui.theme import BODY, PANEL, RADIUS, font, theme


class MessageBar(QWidget):
    """Shows problems (or a plain text with `say`) until they are dismissed."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem: Problem | None = None
        self._bad = True
        self._mark, self.label = QLabel(), QLabel()
        self.label.setFont(font(BODY))
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.deed_button = QPushButton()
        self.deed_button.clicked.connect(self._do)
        self._deed: Callable[[], object] | None = None
        self.close_button = QPushButton("Dismiss")
        self.close_button.setProperty("quiet", True)
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, 4, 4, 4)
        row.addWidget(self._mark)
        row.addWidget(self.label, 1)
        row.addWidget(self.deed_button)
        row.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self._colour)
        self._colour()
        self.hide()

    def show_problem(self, problem: Problem) -> None:
        """Show a problem's sentence."""
        self.show_problems((problem,))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the sentence of each problem on a line of its own."""
        self.problem = problems[0]
        self._show("\n".join(map(str, problems)), bad=True)

    def say(self, text: str) -> None:
        """Show a notice that is no problem."""
        self.problem = None
        self._show(text, bad=False)

    def offer(self, text: str, verb: str, deed: Callable[[], object]) -> None:
        """Show a notice with something that can be done about it."""
        self.say(text)
        self._deed = deed
        self.deed_button.setText(verb)
        self.deed_button.show()

    def dismiss(self) -> None:
        """Put the message away."""
        self.problem = None
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the message away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a tinted card."""
        ground, edge = ("dispute_tint", "dispute") if self._bad else ("header", "gridline")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().value(edge)), 1))
        painter.setBrush(theme().colour(ground))
        rect = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.end()

    def _do(self) -> None:
        deed = self._deed
        self.dismiss()
        if deed is not None:
            deed()

    def _show(self, text: str, bad: bool) -> None:
        self._bad, self._deed = bad, None
        self.deed_button.hide()
        self.label.setText(text)
        self.setAccessibleName(text)
        self._mark.setVisible(bad)
        self.show()
        self.update()

    def _colour(self) -> None:
        self._mark.setPixmap(mark_icon(DIAMOND, theme().colour("dispute")).pixmap(12, 12))
        self.update()
