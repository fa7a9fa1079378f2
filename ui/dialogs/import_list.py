"""The files of an import, each with what it was taken for and a mark where it wants a look."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.base.units import NumberStyle
from planner.session.views import Proposal
from planner.sheets.import_files import attention
from planner.sheets.importing import table_account, table_title
from ui.dialogs.look import plain_tip
from ui.marks import DIAMOND, draw_mark
from ui.theme import BODY, LABEL, MEDIUM, PANEL, REGULAR, font, theme

ABOUT = Qt.ItemDataRole.UserRole
WANTS = Qt.ItemDataRole.UserRole + 1
PAUSES = " -_.,"
"""Where a long name is parted before it is anywhere else."""
HEIGHT, LINE, MARK_ROOM = 54, 18, 22


class FileList(QListWidget):
    """One entry per table read; the current one is shown beside."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Files")
        self.setItemDelegate(_Entry(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self.viewport().update)

    def show_files(self, proposal: Proposal, style: NumberStyle) -> None:
        """Show every table; the place in the list is kept."""
        chosen = max(self.currentRow(), 0)
        while self.count() > len(proposal.tables):
            self.takeItem(self.count() - 1)
        while self.count() < len(proposal.tables):
            self.addItem(QListWidgetItem())
        for index, table in enumerate(proposal.tables):
            wants = attention(proposal, index)
            name, about = table_title(table, proposal.tables), table_account(table, style)
            item = self.item(index)
            item.setText(name)
            item.setData(ABOUT, about)
            item.setData(WANTS, bool(wants))
            item.setToolTip(plain_tip("\n".join((str(table.path), about, *wants))))
            said = ", wants a look" if wants else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {about}{said}")
        self.setCurrentRow(min(chosen, self.count() - 1))


class _Entry(QStyledItemDelegate):
    """The name, on two lines where it is long, and what it was taken for."""

    def __init__(self, files: QListWidget) -> None:
        super().__init__(files)
        self._list = files

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of two lines, or three."""
        more = LINE * (len(self.lines(index)) - 1)
        return QSize(120, HEIGHT + more)

    def lines(self, index: QModelIndex | QPersistentModelIndex) -> tuple[str, ...]:
        """Return a name in the lines it takes: often only its end tells exports apart."""
        text, metrics = str(index.data()), QFontMetrics(font(BODY, MEDIUM))
        width = self._list.viewport().width() - 2 * PANEL
        width -= MARK_ROOM if index.data(WANTS) else 0
        if metrics.horizontalAdvance(text) <= width:
            return (text,)
        first = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width).rstrip("…")
        pause = max(map(first.rfind, PAUSES)) + 1
        first = first[:pause] if pause > len(first) // 2 else first
        rest = text[len(first) :].strip()
        return first, metrics.elidedText(rest, Qt.TextElideMode.ElideMiddle, width)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one entry."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        rect, colours = option.rect, theme()
        painter.save()
        painter.fillRect(rect, colours.colour("header" if chosen else "base"))
        painter.setPen(colours.colour("gridline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), colours.colour("text"))
        room = rect.adjusted(PANEL, 8, -PANEL, -8)
        if index.data(WANTS):
            centre = QPointF(room.right() - 4, rect.center().y())
            draw_mark(painter, DIAMOND, centre, colours.colour("dispute"), 1.0)
            room.setRight(room.right() - MARK_ROOM)
        upper, lower = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        lines = (
            ("\n".join(self.lines(index)), BODY, MEDIUM, "text", upper),
            (str(index.data(ABOUT)), LABEL, REGULAR, "muted", lower),
        )
        for text, size, weight, ink, place in lines:
            painter.setFont(font(size, weight))
            painter.setPen(colours.colour(ink))
            cut = Qt.TextElideMode.ElideMiddle
            metrics = painter.fontMetrics()
            shown = text if place is upper else metrics.elidedText(text, cut, room.width())
            painter.drawText(room, int(place | Qt.AlignmentFlag.AlignLeft), shown)
        if chosen and focused:
            painter.setPen(colours.colour("text"))
            painter.drawRect(rect.adjusted(3, 2, -4, -4))
        painter.restore()
