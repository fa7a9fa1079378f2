"""The one table model: it shows any Sheet and turns typed text into drafts."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from planner.base.problem import RefusedError
from planner.sheets.cells import (
    NUMERIC,
    BlockSheet,
    Cell,
    Column,
    Explanation,
    Kind,
    Part,
    Row,
    Sheet,
    as_blocks,
)
from planner.sheets.table import TableSheet

Index = QModelIndex | QPersistentModelIndex
ROWS_KEPT, ROWS_COMPARED = 4096, 400
BLOCK = 32
"""Rows that are asked for together although one was wanted."""
AWAITED = " Being measured anew."

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_NAME = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()


class Remarks(Protocol):
    """What people said of cells beside what their sheet says, by the keys of row and column."""

    def columns(self, row: str) -> Collection[str]:
        """Return the columns of a row at which something is said."""

    def told(self, row: str, column: str) -> tuple[Part, ...]:
        """Return what is said at a cell, to stand behind its sentence."""


class GridModel(QAbstractTableModel):
    """Rows and cells of the current sheet; rows once asked for are kept until the sheet changes.

    Another sheet of the same shape announces as changed only rows that were asked for and differ.
    """

    drafts_made = Signal(object, str)
    problem = Signal(object, int, int)
    sheet_shown = Signal()
    stale_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.columns: tuple[Column, ...] = ()
        self._blocks: BlockSheet | None = None
        self.stale = False
        self._rows = 0
        self._known: dict[int, tuple[Cell, ...]] = {}
        self._remarks: Remarks | None = None

    def set_remarks(self, remarks: Remarks | None) -> None:
        """Mark the cells of which people said something now; None where nothing was said."""
        self._remarks, self._known = remarks, {}
        if self._rows and self.columns:
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_sheet(self, sheet: Sheet) -> bool:
        """Show another sheet; return whether its shape differed, so that the model was reset."""
        same = (sheet.row_count, sheet.columns) == (self._rows, self.columns)
        before, known = self.sheet, self._known
        self.set_stale(False)
        if not same:
            self.beginResetModel()
        self._known = {}
        self.sheet, self.columns, self._rows = sheet, sheet.columns, sheet.row_count
        self._blocks = as_blocks(sheet)
        if not same:
            self.endResetModel()
        elif before is not None and self.columns:
            self._announce(before, known)
        self.sheet_shown.emit()
        return not same

    def set_stale(self, stale: bool) -> None:
        """Say whether other figures are awaited; the next sheet is not stale."""
        if stale != self.stale:
            self.stale = stale
            self.stale_changed.emit()

    def cells(self, row: int) -> tuple[Cell, ...]:
        """Return all cells of a row."""
        found = self._known.get(row)
        if found is None:
            if len(self._known) >= ROWS_KEPT:
                self._known.clear()
            if self._blocks is not None:
                return self.lines(row, min(row + BLOCK, self._rows) - 1)[0]
            sheet = self._shown()
            cells = tuple(sheet.cell(row, column) for column in range(len(self.columns)))
            found = self._known[row] = self._marked(row, cells)
        return found

    def lines(self, first: int, last: int) -> list[tuple[Cell, ...]]:
        """Return all cells of the rows `first` to `last`; a sheet that can makes them at once."""
        numbers, known = range(first, last + 1), self._known
        if self._blocks is None:
            return [self.cells(row) for row in numbers]
        if not all(map(known.__contains__, numbers)):
            if len(known) >= ROWS_KEPT:
                known.clear()
            lines = zip(numbers, self._blocks.lines(first, last), strict=True)
            known.update((row, self._marked(row, cells)) for row, cells in lines)
        return [known[row] for row in numbers]

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell of the sheet shown."""
        return self.cells(row)[column]

    def kind(self, row: int, column: int) -> Kind:
        """Return what a cell holds: its own kind, else its column's."""
        return self.cell(row, column).kind or self.columns[column].kind

    def name(self, row: int, column: int) -> str:
        """Return what a person calls a cell."""
        return self._shown().explain(row, column).name

    def explain(self, row: int, column: int) -> Explanation:
        """Return the sentence of a cell, and what people said of it."""
        said = self._shown().explain(row, column)
        if self._remarks is None:
            return said
        told = self._remarks.told(self.row(row).key, self.columns[column].key)
        return replace(said, parts=(*said.parts, *told)) if told else said

    def row(self, row: int) -> Row:
        """Return the identity of a row; the model must show a sheet."""
        return self._shown().row(row)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows the sheet has."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns the sheet has."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a cell's text, the text F2 shows, its alignment or its spoken sentence."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _DISPLAY:
            return self.cell(row, column).text
        if role == _EDIT:
            cell = self.cell(row, column)
            return cell.edit_text
        if role == _ALIGN:
            return _RIGHT if self.kind(row, column) in NUMERIC else _LEFT
        if role in {_SPOKEN, _NAME}:
            said = self.explain(row, column)
            spoken = f"{said.name}: {said.text}"
            return said.name if role == _NAME else spoken + (AWAITED if self.stale else "")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return a column's title; rows have none."""
        across = orientation == Qt.Orientation.Horizontal
        if role in {_DISPLAY, _SPOKEN} and across and 0 <= section < len(self.columns):
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be selected and typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.cell(index.row(), index.column()).editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Turn text into drafts, announced by `drafts_made`, or into a `problem`."""
        if role != _EDIT or not index.isValid():
            return False
        row, column = index.row(), index.column()
        try:
            drafts = self._shown().change(row, column, str(value))
        except RefusedError as refused:
            self.problem.emit(refused.problem, row, column)
            return False
        if drafts:
            self.drafts_made.emit(drafts, f"type {value} in {self.columns[column].title}")
        return bool(drafts)

    def _shown(self) -> Sheet:
        if self.sheet is None:
            raise RuntimeError("no sheet is shown yet")
        return self.sheet

    def _marked(self, row: int, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        noted = self._remarks.columns(self.row(row).key) if self._remarks is not None else ()
        if not noted:
            return cells
        pairs = zip(self.columns, cells, strict=True)
        return tuple(replace(c, noted=True) if of.key in noted else c for of, c in pairs)

    def _announce(self, before: Sheet, known: dict[int, tuple[Cell, ...]]) -> None:
        """Tell which cells look another way now."""
        if len(known) > ROWS_COMPARED:
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        for row in self._differing(before, known):
            one, other = self.cells(row), known[row]
            pairs = enumerate(zip(one, other, strict=True))
            apart = [i for i, (new, old) in pairs if new is not old and new != old]
            if self.row(row) != before.row(row):
                apart.insert(0, 0)
            self.dataChanged.emit(self.index(row, apart[0]), self.index(row, apart[-1]))

    def _differing(self, before: Sheet, known: dict[int, tuple[Cell, ...]]) -> Iterable[int]:
        if isinstance(before, TableSheet) and isinstance(self.sheet, TableSheet):
            pairs = zip(before.rows, self.sheet.rows, strict=True)
            kept = {row for row, (old, new) in enumerate(pairs) if old is new}
            self._known = {row: cells for row, cells in known.items() if row in kept}
        asked = sorted(known.keys() - self._known.keys())
        return [
            row
            for row in asked
            if self.cells(row) != known[row] or self.row(row) != before.row(row)
        ]
