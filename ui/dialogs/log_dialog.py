"""The log: every edit, searched by words; the current one stands below in full, with its worth."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)
from PySide6.QtWidgets import QWidget as Widget

from planner.base.units import NumberStyle
from planner.sheets.table import TableSheet
from ui.dialogs.look import wear_theme
from ui.grid.view import GridView
from ui.soon import Soon
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

SIZE = (1300, 680)
IN_FULL = 78
"""Height of three lines and a half: longer notes scroll."""


class LogDialog(QDialog):
    """`make` gives the sheet of a search; `tell` says an edit, by its id, in full."""

    def __init__(
        self,
        make: Callable[[str], TableSheet],
        tell: Callable[[str], str],
        style: NumberStyle,
        parent: Widget,
    ) -> None:
        super().__init__(parent)
        self._make, self._tell = make, tell
        self.setWindowTitle("Log: who said what")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(SIZE[0], parent.width() - 40), min(SIZE[1], parent.height() - 40))
        self.search, self.count, self.said = QLineEdit(), QLabel(), QPlainTextEdit()
        self.search.setPlaceholderText("Search: a name, a line, a value, a reason")
        self.search.setAccessibleName("Search the log")
        self.search.setClearButtonEnabled(True)
        self.said.setReadOnly(True)
        self.said.setFixedHeight(IN_FULL)
        self.said.setTabChangesFocus(True)
        self.said.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.said.setAccessibleName("The current edit in full")
        self.count.setProperty("muted", True)
        self.grid = GridView()
        self.grid.number_style = style
        self._find, self._say_soon = Soon(self, self._show), Soon(self, self._say)
        self.search.textChanged.connect(lambda _text: self._find.ask())
        self.grid.current_changed.connect(lambda _row, _column: self._say_soon.ask())
        self._lay_out()
        wear_theme(self)
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(grid_card(self.grid), 1)
        box.addWidget(Card(self.said))
        box.addLayout(foot)

    def _show(self) -> None:
        sheet = self._make(self.search.text())
        self.grid.set_sheet(sheet)
        self.count.setText(sheet.footnote)
        self._say_soon.ask()

    def _say(self) -> None:
        model = self.grid.grid_model()
        if model.rowCount():
            self.said.setPlainText(self._tell(self.grid.place_at(*self.grid.place()).row))
        else:
            self.said.clear()
