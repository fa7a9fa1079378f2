"""The grid of every sheet: a real QTableView with Excel's habits."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from planner.base.problem import Problem
from planner.base.units import ENGLISH, NumberStyle, count
from planner.sheets.cells import Place, Sheet
from planner.sheets.gesture import Gesture
from planner.sheets.statistics import summary
from ui.grid.arranging import Arranging
from ui.grid.blocks import Area
from ui.grid.columns import Columns
from ui.grid.editing import Editing
from ui.grid.filling import Filling
from ui.grid.folding import Folding
from ui.grid.freezing import FreezingTable
from ui.grid.frozen import FrozenColumns
from ui.grid.keeping import find_areas, find_current, keep, row_of
from ui.grid.keys import Keys
from ui.grid.layout import GridLayout
from ui.grid.model import GridModel, Index
from ui.grid.navigate import Navigator
from ui.grid.pointer import Pointer
from ui.grid.ranges import Ranges
from ui.grid.transfer import Transfer
from ui.keymap import HERE, Platform
from ui.soon import Soon
from ui.theme import theme

SUMMED_CELLS = 50_000
_PAGES = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
Flag = QItemSelectionModel.SelectionFlag


class GridView(FreezingTable):
    """Shows a Sheet; every gesture that changes it leaves as one `drafts_made(drafts, label)`.

    `paste_refused(Gesture)` asks what to do with a paste that only partly fits: nothing has been
    written; `submit_fitting` takes the part that fits. `remark(str)` is for the status bar.
    """

    drafts_made = Signal(object, str)
    paste_refused = Signal(object)
    problem = Signal(object, int, int)
    remark = Signal(str)
    current_changed = Signal(int, int)
    selection_changed = Signal()
    selection_summary = Signal(str)
    fold_toggled = Signal(str)
    all_folded = Signal(bool)
    place_requested = Signal(object)
    comment_requested = Signal(int, int)

    def __init__(self, parent: QWidget | None = None, on: Platform = HERE) -> None:
        super().__init__(parent)
        self.number_style: NumberStyle = ENGLISH
        self.currency = "USD"
        self.commented = False
        self.setModel(GridModel(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setCornerButtonEnabled(False)
        self._frozen = FrozenColumns(self)
        self.layout_of_grid = GridLayout(self, self._frozen)
        self.ranges = Ranges(self)
        self.navigator = Navigator(self)
        self.transfer = Transfer(self)
        self.editing = Editing(self, self._frozen)
        self.arranging = Arranging(self, self._frozen)
        self.columns = Columns(self, self._frozen)
        self.filling = Filling(self)
        self.pointer = Pointer(self)
        self.viewport().setMouseTracking(True)
        self.folding = Folding(self)
        self._keys = Keys(self, on)
        self._summary_due = Soon(self, lambda: self.selection_summary.emit(self.summary()))
        self._connect()

    def _connect(self) -> None:
        self.grid_model().drafts_made.connect(self.drafts_made)
        self.grid_model().problem.connect(self.show_problem)
        self.grid_model().stale_changed.connect(self.viewport().update)
        self.selectionModel().currentChanged.connect(self._current_moved)
        self.selectionModel().selectionChanged.connect(self._selection_moved)
        theme().changed.connect(self.layout_of_grid.recolour)

    @property
    def zoom(self) -> float:
        """The magnification, 0.7 to 2."""
        return self.layout_of_grid.zoom

    def set_sheet(self, sheet: Sheet) -> None:
        """Show another sheet, or the same one after an edit: the person stays where they were."""
        model, kept = self.grid_model(), None
        sheet = self.columns.of(self.arranging.of(sheet))
        if model.sheet is not None and model.sheet.name == sheet.name:
            kept = keep(model.sheet, self._place_or_none(), self.areas())
        self.setAccessibleName(sheet.name)
        reshaped = model.set_sheet(sheet)
        self.layout_of_grid.sheet_changed(sheet.frozen, reshaped)
        if not sheet.row_count or not sheet.columns:
            return
        current = find_current(kept, sheet) if kept else None
        areas = find_areas(kept, sheet) if kept else []
        start = (0, min(sheet.frozen, len(sheet.columns) - 1))
        self._restore(current or start, areas)
        self.editing.open_again()

    def place(self) -> tuple[int, int]:
        """Return the current cell as (row, column); the first cell if there is none."""
        return self._place_or_none() or (0, 0)

    def areas(self) -> list[Area]:
        """Return the selected areas."""
        parts = self.selectionModel().selection().toList()
        return [Area(p.top(), p.left(), p.bottom(), p.right()) for p in parts]

    def go(self, row: int, column: int, extend: bool = False) -> None:
        """Make a cell current, within the sheet; `extend` selects up to it."""
        model = self.grid_model()
        row = max(0, min(row, model.rowCount() - 1))
        column = max(0, min(column, model.columnCount() - 1))
        index = model.index(row, column)
        if extend:
            self.ranges.extend((row, column))
        elif not self.ranges.begin_beside((row, column)):
            # setCurrentIndex would toggle while Ctrl is held
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        self.scrollTo(index)

    def go_to(self, place: Place) -> bool:
        """Make the cell with a place's row and column keys current; False if it is not here."""
        self.editing.end()
        self.ranges.settle()
        self.columns.reveal(place.column)
        sheet = self.grid_model().sheet
        if sheet is None:
            return False
        kept_row = row_of(sheet, place.row)
        columns = [i for i, column in enumerate(sheet.columns) if column.key == place.column]
        if kept_row is None:
            return self.arranging.reveal(place.row) and self.go_to(place)
        self.go(kept_row, columns[0] if columns else self.place()[1])
        return True

    def place_at(self, row: int, column: int) -> Place:
        """Return a cell's place by its keys."""
        model = self.grid_model()
        name = model.sheet.name if model.sheet else ""
        return Place(name, model.row(row).key, model.columns[column].key)

    def submit(self, gesture: Gesture) -> None:
        """Hand a gesture on: as drafts, or as a question when cells refuse it."""
        if gesture.refused:
            self.paste_refused.emit(gesture)
        else:
            self.submit_fitting(gesture)

    def submit_fitting(self, gesture: Gesture) -> None:
        """Hand on the part of a gesture that fits."""
        if gesture.drafts:
            self.drafts_made.emit(gesture.drafts, gesture.label)

    def show_problem(self, problem: Problem, row: int, column: int) -> None:
        """Say at a cell why it took nothing."""
        rect = self.visualRect(self.model().index(row, column))
        self.editing.bubble.show_at(problem, rect.translated(self.viewport().pos()))
        self.problem.emit(problem, row, column)

    def summary(self) -> str:
        """Return average, count and sum of the selection; very large ones are only counted."""
        model, areas = self.grid_model(), self.areas()
        size = sum(a.height * a.width for a in areas)
        if size > SUMMED_CELLS:
            return f"{count(size, self.number_style)} cells"
        places = [place for a in areas for place in a.places()]
        cells = ((model.cell(*place), model.kind(*place)) for place in places)
        return summary(cells, self.number_style, self.currency)

    def set_zoom(self, zoom: float) -> None:
        """Magnify, 0.7 to 2."""
        self.layout_of_grid.set_zoom(zoom)

    def set_density(self, density: str) -> None:
        """Set the rows' height: compact, default or meeting."""
        self.layout_of_grid.set_density(density)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean this grid although the window binds them."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._keys.overrides(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what Excel does with the key; of those an open cell leaves, only turn the page."""
        if self.editing.typing and event.key() not in _PAGES:
            event.accept()
        elif not self._keys.handle(event):
            super().keyPressEvent(event)
        else:
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let moves select anew when the keyboard comes back."""
        self.ranges.settle()
        super().focusOutEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the cell with a composed letter."""
        if event.commitString():
            self.editing.open(event.commitString())
        else:
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, or fold and unfold at the triangle."""
        self.navigator.forget_run()
        self.editing.bubble.hide()
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell, fold its row, or ask for what is behind a calculated number."""
        self.pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pointer.zoom(event)
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cells and selection, then the fill handle."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.filling.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self.layout_of_grid.room_changed()

    def _place_or_none(self) -> tuple[int, int] | None:
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def _restore(self, current: tuple[int, int], areas: list[Area]) -> None:
        selection = self.selectionModel()
        index = self.model().index(*current)
        moved = index != self.currentIndex()
        if moved:
            selection.setCurrentIndex(index, Flag.ClearAndSelect)
        if areas and areas != self.areas():
            self.navigator.select(*areas)
        if not moved:
            self.current_changed.emit(*current)
            self._summary_due.ask()

    def _current_moved(self, current: Index, previous: Index) -> None:
        for index in (current, previous):
            if index.isValid():
                self._redraw(QItemSelection(index, index))
        if current.isValid():
            self.current_changed.emit(current.row(), current.column())

    def _selection_moved(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self._redraw(selected)
        self._redraw(deselected)
        self._summary_due.ask()
        self.selection_changed.emit()

    def _redraw(self, areas: QItemSelection) -> None:
        self.update_selected(areas)
        if self._frozen is not None:
            self._frozen.update_selected(areas)
