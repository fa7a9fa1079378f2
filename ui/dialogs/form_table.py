"""A form in rows on the screen: one click, Enter or a typed letter changes a cell."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from planner.sheets.forms import Form
from ui.dialogs.form_delegate import FormDelegate, room_of
from ui.dialogs.form_model import FormModel
from ui.theme import theme

ROW_HEIGHT, HEADER_HEIGHT = 32, 30
MEASURED = 200
"""Rows whose texts are measured."""
KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}


class FormTable(QTableView):
    """Shows a Form. `corrected` carries what a change states, `refused` why it cannot be."""

    corrected = Signal(object)
    refused = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._form_model = FormModel(self)
        self._form_model.corrected.connect(self.corrected)
        self._form_model.refused.connect(self.refused)
        self.setModel(self._form_model)
        self.setItemDelegate(FormDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._fit_headers()
        self.clicked.connect(self._open)
        theme().changed.connect(self._form_model.repaint)

    def _fit_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        across = self.horizontalHeader()
        across.setFixedHeight(HEADER_HEIGHT)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(40)

    @property
    def form(self) -> Form | None:
        """What is shown."""
        return self._form_model.form

    def show_form(self, form: Form) -> None:
        """Show a form; where it has the same rows as before, the place in it is kept."""
        before = self._form_model.form
        self._form_model.set_form(form)
        if before is None or before.columns != form.columns:
            for number, column in enumerate(form.columns):
                self.setColumnWidth(number, column.width)
                resize = QHeaderView.ResizeMode
                mode = resize.Stretch if column.grows else resize.Interactive
                self.horizontalHeader().setSectionResizeMode(number, mode)
        self._share_room()
        if not self.currentIndex().isValid() and form.rows:
            self.setCurrentIndex(self._first_open())

    def full_height(self, most: int) -> int:
        """Return the height that shows all rows, at most so many of them."""
        rows = min(self._form_model.rowCount(), most)
        return HEADER_HEIGHT + rows * ROW_HEIGHT + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns show all of their texts where there is room for it."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Widen columns whose texts are cut off by the room the growing one can spare."""
        form = self._form_model.form
        if form is None:
            return
        spare = max(self.viewport().width() - sum(column.width for column in form.columns), 0)
        for number, column in enumerate(form.columns):
            if column.grows:
                continue
            more = min(max(self._wanted(form, number) - column.width, 0), spare)
            spare -= more
            self.setColumnWidth(number, column.width + more)

    def _wanted(self, form: Form, number: int) -> int:
        cells = ((row.cells[number], at) for at, row in enumerate(form.rows[:MEASURED]))
        model = self._form_model
        return max(
            (room_of(cell, model.text(model.index(at, number))) for cell, at in cells), default=0
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a cell to choose or type in by Enter, F2 or Space; all else as in any table."""
        ends = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the editor has had it already
        elif event.key() in KEYS and self._form_model.opens(self.currentIndex()):
            self._open(self.currentIndex())
        elif ends:
            event.accept()  # a dialog would take it for its default button
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if self._form_model.opens(index):
            self.edit(index)

    def _first_open(self) -> QModelIndex:
        """Return the first cell that can be changed, else the first one."""
        for column in range(self._form_model.columnCount()):
            index = self._form_model.index(0, column)
            if self._form_model.flags(index) & (
                Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
            ):
                return index
        return self._form_model.index(0, 0)
