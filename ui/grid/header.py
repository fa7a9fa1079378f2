"""The column header: quiet titles, the seats' marks, edges that fit on a double click."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from planner.sheets.cells import Column
from ui.grid.model import NUMERIC, GridModel
from ui.marks import MARK_WIDTH, SEAT_MARKS, draw_mark
from ui.theme import LABEL, MEDIUM, PADDING, SEMIBOLD, font, theme

HEIGHT = 30


class GridHeader(QHeaderView):
    """Paints the titles of a GridModel's columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._zoom = 1.0
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(28)
        self.setHighlightSections(False)

    def set_zoom(self, zoom: float) -> None:
        """Scale titles and height."""
        self._zoom = zoom
        self.setFixedHeight(round(HEIGHT * zoom))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the fixed height."""
        return QSize(super().sizeHint().width(), round(HEIGHT * self._zoom))

    def title_width(self, column: Column) -> float:
        """Return the width a column's title needs."""
        mark = MARK_WIDTH if column.seat else 0
        metrics = QFontMetricsF(self._font(column))
        return metrics.horizontalAdvance(column.title) + (mark + 2 * PADDING) * self._zoom

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Paint one title on the header's ground."""
        shown, columns = theme(), self._columns()
        painter.save()
        painter.fillRect(rect, shown.colour("header"))
        painter.setPen(shown.colour("gridline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if logicalIndex < len(columns):
            self._paint_title(painter, rect, columns[logicalIndex])
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, column: Column) -> None:
        pad = round(PADDING * self._zoom)
        room = rect.adjusted(pad, 0, -pad, 0)
        chosen = self._font(column)
        width = QFontMetricsF(chosen).horizontalAdvance(column.title)
        right = column.kind in NUMERIC
        if column.seat:
            mark = MARK_WIDTH * self._zoom
            start = max(room.right() + 1 - width - mark, room.left()) if right else room.left()
            centre = QPointF(start + 5 * self._zoom, rect.center().y() + 1)
            draw_mark(painter, SEAT_MARKS[column.seat], centre, self._mark(column), self._zoom)
            room.setLeft(round(start + mark))
        painter.setFont(chosen)
        painter.setPen(theme().colour("text" if self._stressed(column) else "muted"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(
            column.title, Qt.TextElideMode.ElideRight, room.width() + 2
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _font(self, column: Column) -> QFont:
        return font(round(LABEL * self._zoom), SEMIBOLD if self._stressed(column) else MEDIUM)

    def _stressed(self, column: Column) -> bool:
        return column.bold or (column.seat is not None and not column.dimmed)

    def _mark(self, column: Column) -> QColor:
        return theme().seat(column.seat) if column.seat else theme().colour("text")

    def _columns(self) -> tuple[Column, ...]:
        model = self.model()
        return model.columns if isinstance(model, GridModel) else ()
