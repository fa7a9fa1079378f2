"""A Form as a Qt model: what cells show, and what a changed one states."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from planner.base.problem import RefusedError
from planner.sheets.cells import Tone
from planner.sheets.forms import TICKED, Form, FormCell
from ui.dialogs.look import plain_tip
from ui.theme import LABEL, MEDIUM, font, theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
INKS = {Tone.AGREED: "agreed", Tone.DISPUTE: "dispute", Tone.MUTED: "muted"}
NOWHERE = QModelIndex()
CHECKS: dict[bool | None, Qt.CheckState] = {
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
}


class FormModel(QAbstractTableModel):
    """Shows a change at once, before the form that follows from it has come."""

    corrected = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form: Form | None = None
        self._pending: dict[tuple[int, int], str] = {}

    def set_form(self, form: Form) -> None:
        """Show another form."""
        before = self.form
        self._pending.clear()
        if before is None or _shape(before) != _shape(form):
            self.beginResetModel()
            self.form = form
            self.endResetModel()
            return
        self.form = form
        self.repaint()

    def repaint(self) -> None:
        """Let every cell be painted anew."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> FormCell:
        """Return a cell."""
        if self.form is None or not index.isValid():
            return FormCell()
        return self.form.rows[index.row()].cells[index.column()]

    def value(self, index: Index) -> str:
        """Return what is chosen or typed in a cell, also where it waits to be taken over."""
        return self._pending.get((index.row(), index.column()), self.cell(index).value)

    def text(self, index: Index) -> str:
        """Return what a cell says."""
        waiting = self._pending.get((index.row(), index.column()))
        cell = self.cell(index)
        if waiting is None:
            return cell.text
        return dict(cell.options).get(waiting, waiting) if cell.ticked is None else cell.text

    def ticked(self, index: Index) -> bool | None:
        """Return whether a cell's box is ticked, None where it has none."""
        cell = self.cell(index)
        waiting = self._pending.get((index.row(), index.column()))
        return cell.ticked if cell.ticked is None or waiting is None else waiting == TICKED

    def opens(self, index: Index) -> bool:
        """Tell whether a cell is chosen or typed in."""
        cell = self.cell(index)
        return bool(cell.options) or cell.typed

    def change(self, index: Index, value: str) -> None:
        """State what a value means in a cell."""
        if self.form is None:
            return
        try:
            correction = self.form.change(index.row(), index.column(), value)
        except RefusedError as refused:
            self.refused.emit(refused.problem)
            return
        self._pending[index.row(), index.column()] = value
        self.repaint()
        self.corrected.emit(correction)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if self.form is None or parent.isValid() else len(self.form.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if self.form is None or parent.isValid() else len(self.form.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.opens(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        if self.cell(index).ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return a cell's text, tip, colour, box or what a reader says of it."""
        says: dict[int, Callable[[Index], object]] = {
            Role.DisplayRole: self.text,
            Role.EditRole: self.value,
            Role.ToolTipRole: lambda at: plain_tip(self.cell(at).tip or self.text(at)),
            Role.ForegroundRole: lambda at: theme().colour(INKS.get(self.cell(at).tone, "text")),
            Role.CheckStateRole: lambda at: CHECKS.get(self.ticked(at)),
            Role.AccessibleTextRole: self._spoken,
            Role.TextAlignmentRole: lambda at: self._alignment(at.column()),
        }
        said = says.get(role)
        return said(index) if said else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Take what was ticked, chosen or typed."""
        if role == Role.CheckStateRole:
            self.change(index, TICKED if value == Qt.CheckState.Checked else "")
            return True
        if role == Role.EditRole:
            self.change(index, str(value))
            return True
        return False

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """Return a column's title."""
        if self.form is None or orientation is Qt.Orientation.Vertical:
            return None
        match role:
            case Role.DisplayRole:
                return self.form.columns[section].title
            case Role.FontRole:
                return font(LABEL, MEDIUM)
            case Role.TextAlignmentRole:
                return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        numbers = self.form is not None and self.form.columns[column].numbers
        side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _spoken(self, index: Index) -> str:
        if self.form is None:
            return ""
        title = self.form.columns[index.column()].title
        ticked = self.ticked(index)
        said = self.text(index) if ticked is None else ("ticked" if ticked else "not ticked")
        return f"{title} of {self._row_name(index)}: {said or 'nothing'}"

    def _row_name(self, index: Index) -> str:
        cells = self.form.rows[index.row()].cells if self.form else ()
        return next((cell.text for cell in cells if cell.text), "")


def _shape(form: Form) -> tuple[object, ...]:
    return form.name, form.columns, tuple(row.key for row in form.rows)
