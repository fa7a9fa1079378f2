"""The mouse on one grid: areas begun, extended and added, folds, and what is behind a number."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent

from ui.grid.paint import FOLD_WIDTH, INDENT
from ui.theme import PADDING

if TYPE_CHECKING:
    from ui.grid.view import GridView

Button, Modifier = Qt.MouseButton, Qt.KeyboardModifier
NOTCH = 120
"""How far the wheel is turned by one notch, as Qt says it."""
SCROLL_EVERY = 40
"""Milliseconds between two steps while the mouse is held outside the cells."""


class Pointer(QObject):
    """Presses, drags and double clicks of one grid."""

    def __init__(self, grid: "GridView") -> None:
        super().__init__(grid)
        self._grid = grid
        self._dragging = False
        self._turned = 0
        self._outside = QPoint()
        self._scroll = QTimer(self, interval=SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """Begin an area, extend it (Shift), add one or leave out a cell (Ctrl), or fold."""
        point = event.position().toPoint()
        at = self._cell(point)
        if event.button() == Button.LeftButton and self._grid.filling.at_handle(point):
            self._grid.filling.press()
            return
        if at is None:
            return
        if self._grid.ranges.adding:
            self._grid.ranges.settle()
        selected = [area for area in self._grid.areas() if area.holds(*at)]
        if event.button() != Button.LeftButton:
            if not selected:
                self._grid.ranges.start(at)
            return
        self._dragging = True
        if event.modifiers() & Modifier.ShiftModifier or self._grid.ranges.extending:
            self._grid.ranges.extend(at)
        elif not event.modifiers() & Modifier.ControlModifier:
            self._grid.ranges.start(at)
            self._fold(point, at)
        elif selected and sum(a.height * a.width for a in self._grid.areas()) > 1:
            self._dragging = False
            self._grid.ranges.leave_out(at)
        else:
            self._grid.ranges.start(at, add=True)

    def move(self, event: QMouseEvent) -> None:
        """Extend the area that was begun, or the fill; outside the cells scroll on."""
        point, filling = event.position().toPoint(), self._grid.filling
        if filling.dragging:
            self._pull(point)
            return
        if not event.buttons():
            on = filling.at_handle(point)
            shape = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
            self._grid.viewport().setCursor(shape)
        if not (self._dragging and event.buttons() & Button.LeftButton):
            return
        self._outside = point
        if self._room().contains(point):
            self._scroll.stop()
            self._reach(point)
        elif not self._scroll.isActive():
            self._scroll_on()
            self._scroll.start()

    def release(self, _event: QMouseEvent) -> None:
        """End the area, or fill."""
        if self._grid.filling.dragging:
            self._grid.filling.release()
        self._dragging = False
        self._scroll.stop()

    def zoom(self, event: QWheelEvent) -> None:
        """Magnify by a tenth for every notch of the wheel, of which touchpads send small parts."""
        self._turned += event.angleDelta().y()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        if notches:
            self._grid.set_zoom(self._grid.zoom + notches / 10)
        event.accept()

    def double_click(self, event: QMouseEvent) -> None:
        """Open the cell, fold its row, or ask for what is behind a calculated number."""
        at = self._cell(event.position().toPoint())
        if event.button() != Button.LeftButton:
            return
        if self._grid.filling.at_handle(event.position().toPoint()):
            self._grid.filling.double_click()
            return
        if at is None:
            return
        model = self._grid.grid_model()
        row, column = at
        if model.cell(row, column).editable:
            self._grid.editing.open()
        elif column == 0 and model.row(row).folds:
            self._grid.folding.toggle(model.row(row).key)
        elif model.columns[column].folds:
            self._grid.columns.toggle(column)
        else:
            self._grid.place_requested.emit(self._grid.place_at(row, column))

    def _cell(self, point: QPoint) -> tuple[int, int] | None:
        index = self._grid.indexAt(point)
        return (index.row(), index.column()) if index.isValid() else None

    def _room(self) -> QRect:
        return self._grid.viewport().rect()

    def _reach(self, point: QPoint) -> None:
        at = self._cell(point)
        if at is not None and at != self._grid.ranges.head():
            self._grid.ranges.extend(at)

    def _pull(self, point: QPoint) -> None:
        """Pull the fill handle to the mouse, outside the cells on and on."""
        self._outside = point
        if self._room().contains(point):
            self._scroll.stop()
            self._grid.filling.move(point)
        elif not self._scroll.isActive():
            self._scroll_on()
            self._scroll.start()

    def _scroll_on(self) -> None:
        """Scroll one step towards the mouse and extend, or pull, to the cell at the edge."""
        room, point = self._room(), self._outside
        down = (point.y() > room.bottom()) - (point.y() < room.top())
        across = (point.x() > room.right()) - (point.x() < room.left())
        if self._grid.filling.dragging:
            self._grid.scroll_cells(down, across)
            x = min(max(point.x(), room.left()), room.right())
            self._grid.filling.move(QPoint(x, min(max(point.y(), room.top()), room.bottom())))
            return
        row, column = self._grid.ranges.head()
        self._grid.go(row + down, column + across, extend=True)

    def _fold(self, point: QPoint, at: tuple[int, int]) -> None:
        row = self._grid.grid_model().row(at[0])
        if at[1] or not row.folds:
            return
        left = self._grid.visualRect(self._grid.model().index(*at)).left()
        reach = (row.level * INDENT + FOLD_WIDTH + PADDING) * self._grid.zoom
        if point.x() - left <= reach:
            self._dragging = False
            self._grid.folding.toggle(row.key)
