"""A table whose first columns stay in view: where points and cells lie with others above them."""

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.grid.frozen import FrozenColumns, Hint
from ui.grid.model import Index
from ui.grid.table import PaintedTable


class FreezingTable(PaintedTable):
    """Knows its frozen columns once they stand; QTableView asks before its constructor ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._frozen: FrozenColumns | None = None
        super().__init__(parent)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave the frame as it is when a cell opens or closes, which asks for a new layout."""
        return event.type() == QEvent.Type.LayoutRequest or super().viewportEvent(event)

    def frozen_count(self) -> int:
        """Return how many columns stay in view."""
        return self._frozen.count if self._frozen is not None else 0

    def scroll_cells(self, down: int, across: int) -> None:
        """Scroll by whole rows and by steps to the side."""
        for bar, step in ((self.verticalScrollBar(), down), (self.horizontalScrollBar(), across)):
            bar.setValue(bar.value() + step * bar.singleStep())

    def indexAt(self, pos: QPoint) -> Index:  # type: ignore[override]
        """Return the index at a point; frozen columns lie over scrolled ones."""
        if self._frozen is not None and 0 <= pos.x() < self._frozen.covered():
            return self.model().index(self.rowAt(pos.y()), self._frozen.columnAt(pos.x()))
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        """Return where a cell is seen."""
        rect = super().visualRect(index)
        if self._frozen is not None and 0 <= index.column() < self._frozen.count:
            rect.moveLeft(self._frozen.columnViewportPosition(index.column()))
        return rect

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Bring a cell into view, beside the frozen columns and not beneath them."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen_count():
            across.setValue(before)
        elif self._frozen is not None:
            hidden = self._frozen.covered() - super().visualRect(index).left()
            if hidden > 0:
                across.setValue(across.value() - hidden)
