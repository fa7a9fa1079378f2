"""A QTableView that paints all visible cells in one go; the model stays the accessible truth."""

from collections.abc import Iterable
from html import escape
from itertools import repeat
from operator import itemgetter
from typing import cast

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionRange, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from planner.sheets.cells import Row, stale
from ui.grid.header import GridHeader
from ui.grid.model import GridModel
from ui.grid.paint import CellPainter, Spot
from ui.theme import ROW_HEIGHTS

Span = tuple[int, int, int]
"""Start, size and number of a row or a column."""
OVERLAY = 26
NO_ROW = Row("")
RING = 2


class PaintedTable(QTableView):
    """Rows of one height, no zebra, a translucent selection that hides no tint, a 2-px ring.

    `hidden` pixels at the left lie under another table and are not painted. All of the ground is
    painted here, which spares painting everything the table stands on. Its layout, which knows the
    magnification, gives it what paints its cells.
    """

    painter_of_cells: CellPainter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.small_widths: dict[int, float] = {}
        self.hidden = 0
        self.setHorizontalHeader(GridHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHTS["default"])
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def grid_model(self) -> GridModel:
        """Return the model shown; only a GridModel may be set."""
        model = self.model()
        if not isinstance(model, GridModel):
            raise TypeError("this table shows a GridModel only")
        return model

    def header(self) -> GridHeader:
        """Return the header above the columns."""
        header = self.horizontalHeader()
        if not isinstance(header, GridHeader):
            raise TypeError("the header was exchanged")
        return header

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that the event touches, then selection and ring."""
        if not isinstance(self.model(), GridModel):
            return
        painter = QPainter(self.viewport())
        self.painter_of_cells.type.set_ratio(self.devicePixelRatioF())
        columns = self._shown_columns()
        for rect in cast("Iterable[QRect]", event.region()):  # which the stubs do not know
            painter.fillRect(rect, self.painter_of_cells.ground)
            self._paint_cells(painter, *self._spans(rect, columns))
        self._paint_selection(painter)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cell that cuts it off, once the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = f"<span>{escape(text)}</span>" if (text := self.cut_text(event.pos())) else ""
            QToolTip.showText(event.globalPos(), said, self.viewport())
            return True
        return super().viewportEvent(event)

    def cut_text(self, point: QPoint) -> str:
        """Return the text of the cell at a point of the viewport if it is cut off, else ''."""
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        model, row, column = self.grid_model(), index.row(), index.column()
        small = self.small_widths.get(column, 0.0)
        spot = Spot(model.columns[column], model.row(row), column == 0, small)
        cell = model.cell(row, column)
        needed = self.painter_of_cells.width(cell, spot)
        return cell.text if needed > self.columnWidth(column) else ""

    def _paint_cells(
        self,
        painter: QPainter,
        rows: list[Span],
        columns: list[Span],
    ) -> None:
        if not rows or not columns:
            return
        self._paint_columns(painter, rows, columns)
        left, right, top = columns[0][0], _end(columns), rows[0][0]
        bottom = rows[-1][0] + rows[-1][1] - 1
        line = self.painter_of_cells.gridline
        for y, height, _ in rows:
            painter.fillRect(left, y + height - 1, right - left + 1, 1, line)
        for x, width, _ in columns:
            painter.fillRect(x + width - 1, top, 1, bottom - top + 1, line)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave out the repaint of everything: no cell looks another way with the keyboard."""
        if not self.currentIndex().isValid():
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave out the repaint of everything, as when the keyboard comes."""

    def update_selected(self, selected: QItemSelection) -> None:
        """Repaint areas with their ring and fill handle, which stand out a little."""
        room = self.viewport().rect().adjusted(self.hidden, 0, 0, 0)
        for part in selected.toList():
            rect = self.area_rect(part)
            if rect.isValid():
                self.viewport().update(rect.adjusted(-2, -2, 9, 9) & room)

    def _spans(self, rect: QRect, columns: list[Span]) -> tuple[list[Span], list[Span]]:
        """Return the rows, and those of the columns, that meet a rectangle."""
        left, right = max(rect.left(), self.hidden), rect.right()
        columns = [one for one in columns if one[0] <= right and one[0] + one[1] > left]
        first = self.rowAt(rect.top())
        if first < 0 or not columns:
            return [], columns
        height = self.verticalHeader().defaultSectionSize()
        start = self.rowViewportPosition(first)
        count = min((rect.bottom() - start) // height + 1, self.grid_model().rowCount() - first)
        return [(start + i * height, height, first + i) for i in range(count)], columns

    def _shown_columns(self) -> list[Span]:
        numbers = range(len(self.grid_model().columns))
        spans = ((self.columnViewportPosition(i), self.columnWidth(i), i) for i in numbers)
        return [span for span in spans if span[1]]

    def _paint_columns(
        self,
        painter: QPainter,
        rows: list[Span],
        columns: list[Span],
    ) -> None:
        model, height = self.grid_model(), rows[0][1]
        cells = model.lines(rows[0][2], rows[-1][2])
        if model.stale:
            cells = [tuple(map(stale, line)) for line in cells]
        tops = [top for top, _, _ in rows]
        for start, width, i in columns:
            spot = Spot(model.columns[i], NO_ROW, i == 0, self.small_widths.get(i, 0.0))
            numbers = range(rows[0][2], rows[-1][2] + 1)
            known: Iterable[Row | None] = repeat(None) if i else map(model.row, numbers)
            shown = zip(tops, map(itemgetter(i), cells), known, strict=False)
            self.painter_of_cells.paint_column(painter, (start, width, height), spot, shown)

    def _paint_selection(self, painter: QPainter) -> None:
        shade = QColor(self.painter_of_cells.text_colour)
        shade.setAlpha(OVERLAY)
        selected = self.selectionModel().selection().toList()
        current = self.currentIndex()
        ring = self.visualRect(current) if current.isValid() else QRect()
        if sum(part.width() * part.height() for part in selected) > 1:
            covered = QRegion()
            for part in selected:
                covered += self.area_rect(part)
            painter.setClipRegion(covered - ring)
            painter.fillRect(self.viewport().rect(), shade)
            painter.setClipping(False)
        if not ring.isEmpty():
            for side in _sides(ring.adjusted(-1, -1, 0, 0)):
                painter.fillRect(side, self.painter_of_cells.text_colour)

    def area_rect(self, part: QItemSelectionRange) -> QRect:
        """Return where a range of cells lies in the viewport."""
        height = self.verticalHeader().defaultSectionSize()
        left = self.columnViewportPosition(part.left())
        shown = range(part.left(), part.right() + 1)
        width = sum(self.columnWidth(column) for column in shown)
        top = self.rowViewportPosition(part.top())
        return QRect(left, top, width - 1, height * part.height() - 1)


def _sides(rect: QRect) -> tuple[QRect, ...]:
    inner = rect.adjusted(RING, RING, -RING, -RING)
    return (
        QRect(rect.left(), rect.top(), rect.width(), RING),
        QRect(rect.left(), inner.bottom() + 1, rect.width(), RING),
        QRect(rect.left(), inner.top(), RING, inner.height()),
        QRect(inner.right() + 1, inner.top(), RING, inner.height()),
    )


def _end(columns: list[Span]) -> int:
    return columns[-1][0] + columns[-1][1] - 1
