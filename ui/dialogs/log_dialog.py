"""The log: every edit, searched by words; what the current one was worth stands below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from planner.base.units import NumberStyle
from planner.sheets.table import TableSheet
from ui.dialogs.look import dialog_sheet
from ui.grid.view import GridView
from ui.soon import Soon
from ui.theme import theme
from ui.widgets.card import Card

SIZE = (1300, 640)


class LogDialog(QDialog):
    """`make` gives the sheet of a search; `worth` says what an edit, by its id, was worth."""

    def __init__(
        self,
        make: Callable[[str], TableSheet],
        worth: Callable[[str], str],
        style: NumberStyle,
        parent: Widget,
    ) -> None:
        super().__init__(parent)
        self._make, self._worth = make, worth
        self.setWindowTitle("Log: who said what")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(SIZE[0], parent.width() - 40), min(SIZE[1], parent.height() - 40))
        self.search, self.count, self.said = QLineEdit(), QLabel(), QLabel()
        self.search.setPlaceholderText("Search: a name, a line, a value, a reason")
        self.search.setAccessibleName("Search the log")
        self.search.setClearButtonEnabled(True)
        self.said.setProperty("muted", True)
        self.count.setProperty("muted", True)
        self.grid = GridView()
        self.grid.number_style = style
        self._find, self._price = Soon(self, self._show), Soon(self, self._say)
        self.search.textChanged.connect(lambda _text: self._find.ask())
        self.grid.current_changed.connect(lambda _row, _column: self._price.ask())
        self._lay_out()
        theme().changed.connect(self._colour)
        self._colour()
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(Card(self.grid), 1)
        box.addLayout(foot)

    def _show(self) -> None:
        sheet = self._make(self.search.text())
        self.grid.set_sheet(sheet)
        self.count.setText(sheet.footnote)
        self._price.ask()

    def _say(self) -> None:
        model = self.grid.grid_model()
        if model.rowCount():
            self.said.setText(self._worth(self.grid.place_at(*self.grid.place()).row))
        else:
            self.said.clear()

    def _colour(self) -> None:
        self.setStyleSheet(dialog_sheet())
