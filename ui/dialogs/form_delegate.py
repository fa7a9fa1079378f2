"""How a form's cells are painted, and the lists and fields a cell opens."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.sheets.forms import FormCell
from ui.dialogs.form_model import INKS, FormModel
from ui.dialogs.look import ChoiceBox
from ui.marks import CHECK, OPEN, draw_mark
from ui.theme import BODY, PADDING, font, theme

Index = QModelIndex | QPersistentModelIndex
ARROW, MARK, BOX, LISTED, ROOM = 22, 18, 14, 16, 36


class CellChoice(ChoiceBox):
    """The list a cell opens; `left` when the person is done with it."""

    left = Signal()

    def hidePopup(self) -> None:
        """Close the list, and the cell with it."""
        super().hidePopup()
        self.left.emit()


class FormDelegate(QStyledItemDelegate):
    """Cells to choose or type in have a frame, the one chosen a ring."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = _model(index)
        cell, rect = model.cell(index), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect)
        if cell.options or cell.typed:
            self._frame(painter, option, rect)
        if model.ticked(index) is not None:
            self._box(painter, rect, ticked=bool(model.ticked(index)))
        self._words(painter, rect, cell, model.text(index), index)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a list to choose from, or a field to type in."""
        cell = _model(index).cell(index)
        name = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        if not cell.options:
            field = QLineEdit(parent)
            field.setAccessibleName(name)
            return field
        box = CellChoice()
        box.setParent(parent)
        box.setAccessibleName(name)
        for value, title in cell.options:
            box.addItem(title, value)
        box.setMaxVisibleItems(LISTED)
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + ROOM)
        box.setCurrentIndex(max(box.findData(_model(index).value(index)), 0))
        box.activated.connect(lambda _place: self.commitData.emit(box))
        closing = Qt.ConnectionType.QueuedConnection
        box.left.connect(lambda: self.closeEditor.emit(box), closing)
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show in a field what stands there."""
        if isinstance(editor, QLineEdit):
            editor.setText(_model(index).value(index))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take over what was chosen or typed, where it differs."""
        if isinstance(editor, QComboBox):
            value = str(editor.currentData())
        elif isinstance(editor, QLineEdit):
            value = editor.text()
        else:
            return
        if value != _model(index).value(index):
            model.setData(index, value, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the editor over the cell's frame."""
        editor.setGeometry(_framed(QRect(option.rect)))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick a box, or take the tick away, by a click anywhere in its cell or by Space."""
        ticked = _model(index).ticked(index)
        if ticked is None:
            return False
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if clicked or (pressed and event.type() == QEvent.Type.KeyPress):
            changed = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            return model.setData(index, changed, Qt.ItemDataRole.CheckStateRole)
        return False

    def _ground(self, painter: QPainter, rect: QRect) -> None:
        colours = theme()
        painter.fillRect(rect, colours.colour("base"))
        painter.setPen(colours.colour("gridline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        colours = theme()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(colours.colour("muted" if over else "gridline"), 1))
        painter.setBrush(colours.colour("base"))
        painter.drawRoundedRect(_framed(rect).toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _box(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        colours = theme()
        box = QRect(rect.left() + PADDING + 2, rect.center().y() - BOX // 2, BOX, BOX)
        painter.setPen(QPen(colours.colour("muted"), 1))
        painter.setBrush(colours.colour("base"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            draw_mark(painter, CHECK, box.toRectF().center(), colours.colour("text"), 1.1)

    def _words(
        self, painter: QPainter, rect: QRect, cell: FormCell, text: str, index: Index
    ) -> None:
        ink = QColor(theme().value(INKS.get(cell.tone, "text")))
        room = rect.adjusted(PADDING + 2, 0, -PADDING - 2, 0)
        if cell.options or cell.typed:
            room = _framed(rect).adjusted(PADDING + 2, 0, -(ARROW if cell.options else PADDING), 0)
        if cell.options:
            centre = QPointF(rect.right() - ARROW + 6, rect.center().y())
            draw_mark(painter, OPEN, centre, theme().colour("muted"), 1.0)
        if cell.mark:
            draw_mark(painter, cell.mark, QPointF(room.left() + 6, rect.center().y()), ink, 1.0)
            room.setLeft(room.left() + MARK)
        painter.setFont(font(BODY))
        painter.setPen(ink)
        cut = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, cut, room.width())
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(room, int(align), shown)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(QPen(theme().colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_framed(rect), 4, 4)


def room_of(cell: FormCell, text: str) -> int:
    """Return the width in which a cell shows all of its text."""
    ends = ARROW + PADDING + 8 if cell.options else 2 * PADDING + 8
    return QFontMetrics(font(BODY)).horizontalAdvance(text) + ends + (MARK if cell.mark else 0)


def _framed(rect: QRect) -> QRect:
    """Return the part of a cell its frame and editor take."""
    return rect.adjusted(2, 2, -2, -3)


def _model(index: Index) -> FormModel:
    model = index.model()
    if not isinstance(model, FormModel):
        raise TypeError("a form's delegate paints forms")
    return model
