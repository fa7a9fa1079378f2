"""The import dialog: what each file is taken for, corrected by a click, and what would come in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.base import units
from planner.base.problem import Problem
from planner.base.units import NumberStyle
from planner.session.views import Proposal, Snapshot
from planner.sheets.importing import ENTITY_NAMES, headline, preview, table_account, table_title
from ui.dialogs.import_columns import ColumnsPanel
from ui.dialogs.import_preview import PreviewPanel
from ui.dialogs.import_stages import StagesPanel
from ui.dialogs.look import dialog_sheet
from ui.theme import SEMIBOLD, TITLE, font, theme
from ui.widgets.card import Card
from ui.widgets.message_bar import MessageBar

SIZE = (1120, 720)
LIST_WIDTH = 270
Correction = Callable[[Proposal], Proposal]


class ImportDialog(QDialog):
    """`correction_asked` after every change; `snapshot` is what accepting takes in."""

    correction_asked = Signal()

    def __init__(
        self,
        proposal: Proposal,
        before: Snapshot | None,
        style: NumberStyle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self.snapshot: Snapshot | None = None
        self.waiting: list[Correction] = []
        self._before, self._style = before, style
        self.setWindowTitle("Import CRM exports")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.heading = QLabel()
        self.heading.setFont(font(TITLE, SEMIBOLD))
        self.tables = QListWidget()
        self.tables.setAccessibleName("Files")
        self.tables.setFixedWidth(LIST_WIDTH)
        self.tables.setWordWrap(True)
        self.tables.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.panels = QStackedWidget()
        self.columns: list[ColumnsPanel] = []
        self.stages = StagesPanel(self.correct)
        self.message = MessageBar()
        self.preview = PreviewPanel()
        self.accept_button = QPushButton("Import")
        self._fill()
        self._lay_out()
        self._show_proposal()
        self.tables.setCurrentRow(0)
        theme().changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        self.setStyleSheet(dialog_sheet())
        for panel, table in zip(self.columns, self.proposal.tables, strict=True):
            panel.show_table(table)

    def _fill(self) -> None:
        for index in range(len(self.proposal.tables)):
            panel = ColumnsPanel(index, self.correct)
            self.columns.append(panel)
            self.panels.addWidget(panel)
            self.tables.addItem(QListWidgetItem())
        self.panels.addWidget(self.stages)
        self.tables.addItem(QListWidgetItem("Stages and statuses"))
        self.tables.currentRowChanged.connect(self.panels.setCurrentIndex)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(Card(self.tables))
        middle.addWidget(Card(self.panels), 1)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(self.heading)
        box.addLayout(middle, 1)
        box.addWidget(self.message)
        box.addWidget(self.preview)
        box.addLayout(buttons)

    def correct(self, correction: Correction) -> None:
        """Ask for a change of the proposal; until it is made nothing can be accepted."""
        self.waiting.append(correction)
        self._wait()
        self.correction_asked.emit()

    def show_corrected(self, proposal: Proposal, made: int) -> None:
        """Show the proposal with the first `made` corrections in it."""
        self.proposal = proposal
        del self.waiting[:made]
        self._show_proposal()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what the proposal as it stands would bring in."""
        self.snapshot = snapshot
        self.message.dismiss()
        found = preview(snapshot, self._before, self._style)
        self.preview.show_preview(found)
        journeys = units.count(found.journeys, self._style)
        self.accept_button.setText(f"Import {journeys} journeys")
        self.accept_button.setEnabled(True)

    def show_problem(self, problem: Problem) -> None:
        """Say why the proposal as it stands cannot be taken in."""
        self.snapshot = None
        if self.waiting:
            self.waiting.clear()
            self._show_proposal()
        self.accept_button.setText("Import")
        self.accept_button.setEnabled(False)
        self.message.show_problem(problem)

    def _show_proposal(self) -> None:
        proposal = self.proposal
        self.heading.setText(f"Import {headline(proposal)}")
        for index, table in enumerate(proposal.tables):
            name = ENTITY_NAMES[table.entity]
            title = table_title(table, proposal.tables)
            text = f"{title}\n{name} · {table_account(table, self._style)}"
            self.tables.item(index).setText(text)
            self.tables.item(index).setToolTip(str(table.path))
            self.columns[index].show_table(table)
        self.stages.show_stages(proposal)
        self._wait()

    def _wait(self) -> None:
        self.snapshot = None
        self.message.dismiss()
        self.accept_button.setText("Counting…")
        self.accept_button.setEnabled(False)
        self.preview.show_waiting()
