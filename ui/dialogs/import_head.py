"""The import page's head: how many files, as of which day, and whose mapping."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from planner.session.views import Proposal
from planner.sheets.import_files import as_of_text, files_words
from ui.pages.elided import ElidedLine
from ui.theme import SEMIBOLD, TITLE, font

DAY_WIDTH = 116


class DayField(QLineEdit):
    """A day to type; Enter takes it over and nothing else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the page's own button."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


class ImportHead(QWidget):
    """`day_typed(text)` states another as-of date; the other signals ask for files."""

    day_typed = Signal(str)
    files_wanted = Signal()
    load_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setFont(font(TITLE, SEMIBOLD))
        self.day = DayField()
        self.day.setFixedWidth(DAY_WIDTH)
        self.day.setAccessibleName("As-of date")
        self.day.setToolTip(
            "The day after which nothing is known. Empty: as the files say."
            " Without a word in them: the last change seen."
        )
        self.day.setPlaceholderText("last change")
        self.day.editingFinished.connect(self._typed)
        self.remembered = ElidedLine(at_right=True)
        self.add_button = QPushButton("Add files…")
        self.add_button.clicked.connect(self.files_wanted)
        self.mapping_button = QPushButton("Mapping  ▾")
        self.mapping_button.setMenu(self._menu())
        for button in (self.add_button, self.mapping_button):
            button.setAutoDefault(False)
        self._shown = ""
        self._lay_out()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self.save_action = QAction("&Save mapping…", menu)
        self.load_action = QAction("&Load mapping…", menu)
        self.save_action.triggered.connect(self.save_wanted)
        self.load_action.triggered.connect(self.load_wanted)
        menu.addActions([self.save_action, self.load_action])
        return menu

    def _lay_out(self) -> None:
        as_of = QLabel("as of")
        as_of.setBuddy(self.day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(as_of)
        row.addWidget(self.day)
        row.addWidget(self.remembered, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.mapping_button)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show how many files there are and the day they are as of."""
        self.title.setText(files_words(proposal))
        self._shown = as_of_text(proposal)
        self.day.setText(self._shown)

    def _typed(self) -> None:
        text = self.day.text().strip()
        if text != self._shown:
            self._shown = text
            self.day_typed.emit(text)
