"""Comments at a cell: those that stand, and a field for one more; hovering shows them too."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QToolTip, QWidget

from planner.base.problem import Problem
from ui.dialogs.look import plain_tip
from ui.grid.flyout import Flyout
from ui.grid.view import GridView
from ui.theme import BODY, font, theme

WIDTH, HEIGHT = 340, 72


class CommentBox(Flyout):
    """`written(str)` is one more comment, `resolved` takes all of them back.

    Enter writes it, and so does going elsewhere; Shift+Enter begins another line, Esc leaves.
    """

    written = Signal(str)
    resolved = Signal()

    def __init__(self, grid: GridView, name: str, said: Sequence[str]) -> None:
        super().__init__(grid, f"Comments, {name}")
        self.setFixedWidth(WIDTH)
        self.add_title(name)
        self.said = [self._line(text) for text in said]
        self.field = QPlainTextEdit()
        self.field.setPlaceholderText("Comment")
        self.field.setAccessibleName("Comment")
        self.field.setFont(font(BODY))
        self.field.setTabChangesFocus(True)
        p = theme().palette
        self.field.setStyleSheet(
            f"QPlainTextEdit {{ background: {p.base}; color: {p.text};"
            f" border: 1px solid {p.gridline}; border-radius: 4px; }}"
            f"QPlainTextEdit:focus {{ border: 1px solid {p.text}; }}"
        )
        self.field.setFixedHeight(HEIGHT)
        self.field.installEventFilter(self)
        self.write_button, self.resolve_button = QPushButton("Comment"), QPushButton("Resolve")
        self.write_button.setProperty("primary", True)
        self.write_button.setToolTip("Enter; Shift+Enter begins another line")
        self.resolve_button.setToolTip("Take back all comments at this cell")
        self.resolve_button.setVisible(bool(said))
        self.write_button.clicked.connect(self.write)
        self.resolve_button.clicked.connect(self.resolve)
        row = QHBoxLayout()
        row.addWidget(self.resolve_button)
        row.addStretch()
        row.addWidget(self.write_button)
        for widget in (*self.said, self.field, self.wrong):
            self.box.addWidget(widget)
        self.box.addLayout(row)

    def first(self) -> QWidget:
        """Return the field: a comment is typed at once."""
        return self.field

    def leave(self) -> None:
        """Keep what was typed, as Excel keeps a note that one clicks away from."""
        if self.field.toPlainText().strip():
            self.write()
        else:
            super().leave()

    def write(self) -> None:
        """Hand the text on; the receiver closes the box or refuses."""
        self.written.emit(self.field.toPlainText())

    def resolve(self) -> None:
        """Take the comments back."""
        self.resolved.emit()

    def show_problem(self, problem: Problem) -> None:
        """Say why the comment was not taken."""
        self.refuse(str(problem))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter write and Esc leave."""
        if watched is self.field and isinstance(event, QKeyEvent):
            key, held = event.key(), event.modifiers()
            pressed = event.type() == QEvent.Type.KeyPress
            ends = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if pressed and ends and not held & Qt.KeyboardModifier.ShiftModifier:
                self.write()
                return True
            if pressed and key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _line(self, text: str) -> QLabel:
        line = QLabel(text)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        line.setContentsMargins(8, 0, 8, 2)
        return line


class CommentTips(QObject):
    """Shows what stands at a cell with a corner mark while the mouse rests on it."""

    def __init__(self, grid: GridView, words: Callable[[int, int], str]) -> None:
        super().__init__(grid)
        self._grid, self._words = grid, words
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the question what is here."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._grid.indexAt(event.pos())
            words = self._words(index.row(), index.column()) if index.isValid() else ""
            if words:
                QToolTip.showText(event.globalPos(), plain_tip(words), self._grid)
                return True
        return super().eventFilter(watched, event)
