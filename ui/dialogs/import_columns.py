"""One table of an import: what a row is, and what each of its columns means."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.session.views import Entity, Proposal, ProposedColumn, ProposedTable
from planner.sheets.cells import Tone
from planner.sheets.importing import ENTITY_NAMES, NOT_USED, certainty, field_choices
from planner.sheets.words import date_order
from ui.dialogs.look import ChoiceBox
from ui.marks import mark_icon
from ui.theme import theme

Correct = Callable[[Callable[[Proposal], Proposal]], None]
HEADERS = ("Column", "Means", "How sure", "First values", "Dates")
WIDTHS = (200, 210, 100, 300, 122)
INKS = {Tone.AGREED: "agreed", Tone.DISPUTE: "dispute", Tone.MUTED: "muted", Tone.PLAIN: "text"}
ROW_HEIGHT = 34


class ColumnsPanel(QWidget):
    """Header by header: its meaning in a list to choose from, and three of its values."""

    def __init__(self, index: int, correct: Correct) -> None:
        super().__init__()
        self._index, self._correct = index, correct
        self.entity = ChoiceBox()
        self.entity.setMinimumWidth(170)
        self.entity.setAccessibleName("What one row is")
        for entity, name in ENTITY_NAMES.items():
            self.entity.addItem(name, entity)
        self.entity.activated.connect(self._choose_entity)
        self.about = QLabel()
        self.about.setProperty("muted", True)
        self.table = plain_table(HEADERS, WIDTHS)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(10)
        top.addWidget(QLabel("Each row is one of"))
        top.addWidget(self.entity)
        top.addWidget(self.about, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.table, 1)

    def meaning(self, header: str) -> QComboBox:
        """Return the list of meanings of a column; KeyError if there is no such header."""
        for row in range(self.table.rowCount()):
            item, found = self.table.item(row, 0), self.table.cellWidget(row, 1)
            if item and item.text() == header and isinstance(found, QComboBox):
                return found
        raise KeyError(header)

    def show_table(self, table: ProposedTable) -> None:
        """Show how a table is understood."""
        self.entity.setCurrentIndex(self.entity.findData(table.entity))
        used = sum(column.field is not None for column in table.columns)
        self.about.setText(f"{used} of {len(table.columns)} columns are used")
        choices = field_choices(table)
        self.table.setRowCount(len(table.columns))
        for row, column in enumerate(table.columns):
            self._show_column(row, column, choices)

    def _show_column(
        self, row: int, column: ProposedColumn, choices: tuple[tuple[str, str], ...]
    ) -> None:
        sure = certainty(column)
        colour = theme().colour(INKS[sure.tone])
        texts = (
            column.header,
            "",
            sure.word,
            " · ".join(column.samples),
            date_order(column.date_order or ""),
        )
        for number, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if number == 2:
                item.setIcon(mark_icon(sure.mark, colour))
                item.setForeground(colour)
            elif number > 2:
                item.setForeground(QColor(theme().palette.muted))
            self.table.setItem(row, number, item)
        self.table.setCellWidget(row, 1, self._meanings(column, choices))

    def _meanings(self, column: ProposedColumn, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(f"Meaning of {column.header}")
        box.addItem(NOT_USED, None)
        for name, title in choices:
            box.addItem(title, name)
        box.setCurrentIndex(max(box.findData(column.field), 0) if column.field else 0)
        box.activated.connect(partial(self._choose_field, column.header, box))
        return box

    def _choose_field(self, header: str, box: QComboBox, _index: int = 0) -> None:
        name = box.currentData()
        self._correct(lambda proposal: proposal.with_field(self._index, header, name))

    def _choose_entity(self, _index: int) -> None:
        entity: Entity = self.entity.currentData()
        self._correct(lambda proposal: proposal.with_entity(self._index, entity))


def plain_table(headers: tuple[str, ...], widths: tuple[int, ...]) -> QTableWidget:
    """Return a table for reading, with lists in some of its cells."""
    table = QTableWidget(0, len(headers))
    table.setHorizontalHeaderLabels(headers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    for number, width in enumerate(widths):
        table.setColumnWidth(number, width)
    stretched = max(range(len(widths)), key=lambda i: widths[i])
    table.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table
