"""A plain sentence at a cell: why an entry was not taken."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from planner.base.problem import Problem
from ui.theme import theme

WIDEST = 340


class Bubble(QFrame):
    """Stands below a cell (above it at the lower edge) until the next gesture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bubble")
        self.setAccessibleName("Why the entry was not taken")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._label.text() if not self.isHidden() else ""

    def show_at(self, problem: Problem, cell: QRect) -> None:
        """Show a problem beside a cell's rectangle in the parent."""
        self._label.setText(str(problem))
        self.setAccessibleDescription(str(problem))
        self._colour()
        metrics = self._label.fontMetrics()
        self._label.setFixedWidth(min(metrics.horizontalAdvance(str(problem)) + 8, WIDEST))
        self._label.setFixedHeight(self._label.heightForWidth(self._label.width()))
        self.adjustSize()
        self.move(self._corner(cell))
        self.show()
        self.raise_()

    def _corner(self, cell: QRect) -> QPoint:
        around = self.parentWidget()
        room = around.rect() if around else self.rect()
        left = max(4, min(cell.left(), room.width() - self.width() - 4))
        below = cell.bottom() + 4
        fits = below + self.height() <= room.height()
        return QPoint(left, below if fits else max(0, cell.top() - self.height() - 4))

    def _colour(self) -> None:
        palette = theme().palette
        self.setStyleSheet(
            f"#bubble {{ background: {palette.dispute_tint}; border: 1px solid {palette.dispute};"
            f" border-radius: 5px; }} #bubble QLabel {{ color: {palette.text}; }}"
        )
