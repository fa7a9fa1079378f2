"""The column header: quiet titles, the seats' marks, edges that fit on a double click.

Over records a click on a title sorts; where rows can be arranged a button opens the menu for it.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from planner.sheets.arrangement import Arrangement
from planner.sheets.cells import NUMERIC, Column
from ui.grid.model import GridModel
from ui.marks import CLOSED, FALLING, FUNNEL, MARK_WIDTH, OPEN, RISING, SEAT_MARKS, draw_mark
from ui.theme import LABEL, MEDIUM, PADDING, SEMIBOLD, font, theme

HEIGHT = 30
BUTTON_WIDTH, SIGN_WIDTH = 18, 12


class GridHeader(QHeaderView):
    """Paints the titles of a GridModel's columns.

    `turned(column)` asks for the column's next order, `menu_wanted(column)` for its menu,
    `moved(column, before)` to put a column before another, `fold_wanted(column)` to fold or unfold
    the columns it heads.
    """

    turned = Signal(int)
    menu_wanted = Signal(int)
    moved = Signal(int, int)
    fold_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._zoom = 1.0
        self._arrangement: Arrangement | None = None
        self._records = False
        self._pressed: int | None = None
        self._under = self._held = self._gap = -1
        self._start = QPoint()
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(28)
        self.setHighlightSections(False)

    def set_zoom(self, zoom: float) -> None:
        """Scale titles and height."""
        self._zoom = zoom
        self.setFixedHeight(round(HEIGHT * zoom))
        self.viewport().update()

    def set_arrangement(self, arrangement: Arrangement | None, records: bool = False) -> None:
        """Show how the rows are arranged, None where they cannot be.

        Over `records` a click sorts; elsewhere it selects, and a button shows under the mouse.
        """
        if (arrangement, records) != (self._arrangement, self._records):
            self._arrangement, self._records = arrangement, records
            self.setSectionsClickable(not records)
            self.setMouseTracking(arrangement is not None)
            self.viewport().update()

    def button_rect(self, column: int) -> QRect:
        """Return where a column's menu button stands in the header."""
        width = round(BUTTON_WIDTH * self._zoom)
        right = self.sectionViewportPosition(column) + self.sectionSize(column) - 1
        return QRect(right - width, 0, width, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the title pressed; edges are dragged as ever, a selected column is held."""
        at = event.position().toPoint()
        column = self.logicalIndexAt(at)
        self._pressed, self._held = None, -1
        left = event.button() == Qt.MouseButton.LeftButton and not self._on_edge()
        if left and self._on_fold(column, at):
            self.fold_wanted.emit(column)
            return
        if left and self._on_button(column, at):
            self._pressed = column
            return
        if left and column >= 0 and (self._records or self._selected(column)):
            self._held, self._start = column, at
        if self._records or self._held < 0:
            super().mousePressEvent(event)
        if self._records and left:
            self._pressed = column

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put a held column where it was dragged; sort by the title clicked, or open its menu."""
        at, pressed, held, gap = event.position().toPoint(), self._pressed, self._held, self._gap
        self._pressed, self._held = None, -1
        self._show_gap(-1)
        if self._records or (held < 0 and pressed is None):
            super().mouseReleaseEvent(event)
        if gap >= 0:
            self.moved.emit(held, gap)
        elif held >= 0 and not self._records:
            self.sectionPressed.emit(held)
        elif pressed is not None and pressed >= 0 and self.logicalIndexAt(at) == pressed:
            wanted = self.button_rect(pressed).contains(at)
            (self.menu_wanted if wanted or not self._records else self.turned).emit(pressed)

    def _on_fold(self, column: int, at: QPoint) -> bool:
        """Whether a point is on the triangle of a column that heads others."""
        columns = self._columns()
        if not 0 <= column < len(columns) or not columns[column].folds:
            return False
        return at.x() - self.sectionViewportPosition(column) <= (MARK_WIDTH + PADDING) * self._zoom

    def _on_button(self, column: int, at: QPoint) -> bool:
        """Whether a point is on a button that shows only under the mouse."""
        shown = self._arrangement is not None and not self._records and column >= 0
        return shown and self.button_rect(column).contains(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a held column would go; else the button of the title under the mouse."""
        at = event.position().toPoint()
        if self._held < 0:
            super().mouseMoveEvent(event)
            self._hover(at)
        elif self._gap >= 0 or abs(at.x() - self._start.x()) >= QApplication.startDragDistance():
            self._show_gap(self._gap_at(at))

    def leaveEvent(self, event: QEvent) -> None:
        """Show all buttons alike."""
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    def _hover(self, at: QPoint) -> None:
        under = self.logicalIndexAt(at) if self._arrangement is not None and at.x() >= 0 else -1
        if under != self._under:
            self._under = under
            self.viewport().update()

    def _selected(self, column: int) -> bool:
        return self.selectionModel() is not None and self.selectionModel().isColumnSelected(column)

    def _gap_at(self, at: QPoint) -> int:
        """Return the column before which one dropped at a point would stand."""
        under = self.logicalIndexAt(at)
        if under < 0:
            return self.count() if at.x() > 0 else 0
        middle = self.sectionViewportPosition(under) + self.sectionSize(under) / 2
        return under + (at.x() > middle)

    def _show_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _on_edge(self) -> bool:
        return self.cursor().shape() == Qt.CursorShape.SplitHCursor

    def sizeHint(self) -> QSize:
        """Return the fixed height."""
        return QSize(super().sizeHint().width(), round(HEIGHT * self._zoom))

    def title_width(self, column: Column) -> float:
        """Return the width a column's title needs."""
        mark = MARK_WIDTH if column.seat or column.folds else 0
        metrics = QFontMetricsF(self._font(column))
        signs = BUTTON_WIDTH + SIGN_WIDTH if self._records or self._arranges(column.key) else 0
        used = (mark + signs + 2 * PADDING) * self._zoom
        return metrics.horizontalAdvance(column.title) + used

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Paint one title on the header's ground."""
        shown, columns = theme(), self._columns()
        painter.save()
        painter.fillRect(rect, shown.colour("header"))
        painter.setPen(shown.colour("gridline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if self._gap == logicalIndex or (self._gap == logicalIndex + 1 == self.count()):
            edge = rect.left() if self._gap == logicalIndex else rect.right() - 1
            painter.fillRect(edge, rect.top(), 2, rect.height(), shown.colour("text"))
        if logicalIndex < len(columns):
            room = self._paint_signs(painter, rect, columns[logicalIndex].key, logicalIndex)
            self._paint_title(painter, room, columns[logicalIndex])
        painter.restore()

    def _paint_signs(self, painter: QPainter, rect: QRect, key: str, column: int) -> QRect:
        """Paint order and menu button of a column; return the room left for its title."""
        now = self._arrangement
        if now is None:
            return rect
        filtered, quiet = now.filter_of(key) is not None, theme().colour("muted")
        loud, left = theme().colour("text"), float(rect.right() + 1)
        if self._records or filtered or column == self._under:
            left = rect.right() - BUTTON_WIDTH * self._zoom
            centre = QPointF(left + BUTTON_WIDTH / 2 * self._zoom - 1, rect.center().y() + 1)
            ink = loud if filtered or column == self._under else quiet
            draw_mark(painter, FUNNEL if filtered else OPEN, centre, ink, self._zoom)
        if now.sort is not None and now.sort.column == key:
            left -= SIGN_WIDTH * self._zoom
            sign = FALLING if now.sort.descending else RISING
            at = QPointF(left + SIGN_WIDTH / 2 * self._zoom, rect.center().y() + 1)
            draw_mark(painter, sign, at, loud, self._zoom)
        signs = 4 if left <= rect.right() else 0
        return QRect(rect.left(), rect.top(), round(left - rect.left()) + signs, rect.height())

    def _paint_title(self, painter: QPainter, rect: QRect, column: Column) -> None:
        pad = round(PADDING * self._zoom)
        room = rect.adjusted(pad, 0, -pad, 0)
        chosen = self._font(column)
        width = QFontMetricsF(chosen).horizontalAdvance(column.title)
        right = column.kind in NUMERIC
        if column.folds:
            centre = QPointF(room.left() + 4 * self._zoom, rect.center().y() + 1)
            sign = CLOSED if column.folded else OPEN
            draw_mark(painter, sign, centre, theme().colour("text"), self._zoom)
            room.setLeft(round(room.left() + MARK_WIDTH * self._zoom))
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
        if self._arranges(column.key):
            return True
        return column.bold or (column.seat is not None and not column.dimmed)

    def _arranges(self, key: str) -> bool:
        """Whether rows are sorted or filtered by a column."""
        now = self._arrangement
        if now is None:
            return False
        return now.filter_of(key) is not None or (now.sort is not None and now.sort.column == key)

    def _mark(self, column: Column) -> QColor:
        return theme().seat(column.seat) if column.seat else theme().colour("text")

    def _columns(self) -> tuple[Column, ...]:
        model = self.model()
        return model.columns if isinstance(model, GridModel) else ()
