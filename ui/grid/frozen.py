"""The first columns, held in view: a second table over the first, sharing model and selection."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.grid.model import Index
from ui.grid.table import PaintedTable
from ui.theme import theme

Hint = QAbstractItemView.ScrollHint


class FrozenColumns(PaintedTable):
    """Lies over the left edge of its owner and follows it."""

    def __init__(self, owner: PaintedTable) -> None:
        super().__init__(owner)
        self._owner = owner
        self.count = 0
        self.setAccessibleName("Frozen columns")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for turn_off in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            turn_off(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(owner.model())
        self.setSelectionModel(owner.selectionModel())
        self.grid_model().stale_changed.connect(self.viewport().update)
        owner.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(owner.verticalScrollBar().setValue)
        owner.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalHeader().sectionResized.connect(self._resized_here)
        self.horizontalHeader().sectionHandleDoubleClicked.connect(
            owner.horizontalHeader().sectionHandleDoubleClicked
        )
        self.hide()

    def follow(self, count: int) -> None:
        """Show the first `count` columns as wide and as high as the owner does."""
        self.count = count
        self.small_widths = self._owner.small_widths
        self.painter_of_cells = self._owner.painter_of_cells
        height = self._owner.verticalHeader().defaultSectionSize()
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column in range(len(self.grid_model().columns)):
            self.setColumnHidden(column, column >= count)
            self.setColumnWidth(column, self._owner.columnWidth(column))
        header.blockSignals(False)
        self.place()

    def place(self) -> None:
        """Lie over the owner's left edge."""
        width = self.covered()
        self._owner.hidden = width
        self.setVisible(width > 0)
        viewport, header = self._owner.viewport().geometry(), self._owner.horizontalHeader()
        top = header.geometry().top()
        self.setGeometry(QRect(QPoint(viewport.left(), top), viewport.bottomRight()))
        self.resize(min(width, viewport.width()), viewport.bottom() - top + 1)
        self.verticalScrollBar().setValue(self._owner.verticalScrollBar().value())

    def covered(self) -> int:
        """Return how many pixels of the owner it covers."""
        return sum(self._owner.columnWidth(column) for column in range(self.count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and a stronger edge when the owner is scrolled beneath."""
        super().paintEvent(event)
        if self._owner.horizontalScrollBar().value():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme().value("evidence")))
            right = self.viewport().width() - 1
            painter.drawLine(right, 0, right, self.viewport().height())
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select as in the owner, which keeps the keyboard."""
        self._owner.setFocus(Qt.FocusReason.MouseFocusReason)
        QApplication.sendEvent(self._owner.viewport(), self._moved(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection as in the owner."""
        QApplication.sendEvent(self._owner.viewport(), self._moved(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection as in the owner."""
        QApplication.sendEvent(self._owner.viewport(), self._moved(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell as in the owner."""
        QApplication.sendEvent(self._owner.viewport(), self._moved(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the owner."""
        QApplication.sendEvent(self._owner.viewport(), event)

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Leave scrolling to the owner."""

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave tool tips and menus to the owner."""
        if event.type() == QEvent.Type.ContextMenu:
            return QApplication.sendEvent(self._owner.viewport(), event)
        return super().viewportEvent(event)

    def _moved(self, event: QMouseEvent) -> QMouseEvent:
        return QMouseEvent(
            event.type(),
            event.position(),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def _resized_here(self, column: int, _old: int, new: int) -> None:
        if column < self.count and new > 0:
            self._owner.setColumnWidth(column, new)
