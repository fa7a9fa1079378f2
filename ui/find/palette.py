"""The list that leads anywhere: a few letters of a cell, a sheet or an action, then Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.grid.model import Index
from ui.theme import BODY, LABEL, RADIUS, font, theme

WIDTH, ROW, SHOWN = 620, 30, 12
TOP = 92
PAUSE = 150
_ITEM = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, eq=False)
class Choice:
    """A line of the list: its name, where it stands or its keys, and what choosing it does."""

    text: str
    detail: str
    does: Callable[[], object]


Search = Callable[[str, bool], Sequence[Choice]]
"""Returns what fits a text; True asks for what takes longer too, once the typing pauses."""


class FindPalette(QFrame):
    """Lies over the window until something is chosen, Esc is pressed or another place clicked.

    `gone` says that the keyboard is free, before what was chosen is done.
    """

    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._search: Search = lambda _text, _late: ()
        self._choices: Sequence[Choice] = ()
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setProperty("passing", True)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Found")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self.list.itemClicked.connect(lambda _item: self.choose())
        self._late = QTimer(self, singleShot=True, interval=PAUSE)
        self._late.timeout.connect(lambda: self._show(late=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.field)
        box.addWidget(self.list)
        theme().changed.connect(self._colour)
        self._colour()
        self.hide()

    def begin(self, search: Search, name: str, hint: str) -> None:
        """Open empty, over the middle of the window's upper half."""
        self._search = search
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.clear()
        self._show(late=False)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What is listed, with its detail."""
        return [(choice.text, choice.detail) for choice in self._choices]

    def choose(self) -> None:
        """Go to the line chosen, or do what it says."""
        row = self.list.currentRow()
        if 0 <= row < len(self._choices):
            chosen = self._choices[row]
            self._put_away()
            self.gone.emit()
            chosen.does()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk through the list, Enter choose and Esc leave."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(Qt.Key(event.key()))
        elif watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._put_away()
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: SHOWN,
            Qt.Key.Key_PageUp: -SHOWN,
        }
        if key in steps:
            last = self.list.count() - 1
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + steps[key], last)))
            self._speak()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose()
        elif key == Qt.Key.Key_Escape:
            self._put_away()
            self.gone.emit()
        return key in {
            *steps, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab,
        }  # fmt: skip

    def _put_away(self) -> None:
        self._late.stop()
        self.hide()

    def _typed(self) -> None:
        if self.isVisible():
            self._show(late=False)
            self._late.start()

    def _show(self, late: bool) -> None:
        row = self.list.currentRow() if late else 0
        self._choices = self._search(self.field.text(), late)
        self.list.clear()
        for choice in self._choices:
            item = QListWidgetItem(f"{choice.text}, {choice.detail}")
            item.setData(_ITEM, (choice.text, choice.detail))
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(max(row, 0) if self._choices else -1)
        self.list.setVisible(bool(self._choices))
        self._speak()
        self._fit()

    def _speak(self) -> None:
        """Say the line chosen where the keyboard is."""
        item = self.list.currentItem()
        self.field.setAccessibleDescription(item.text() if item is not None else "Nothing found")

    def _fit(self) -> None:
        around = self.parentWidget()
        if around is None:
            return
        width = min(WIDTH, around.width() - 40)
        lines = min(self.list.count(), SHOWN)
        height = 16 + self.field.sizeHint().height() + (lines * ROW + 8 if lines else 0)
        self.list.setFixedHeight(lines * ROW + 2)
        self.setGeometry(QRect((around.width() - width) // 2, TOP, width, height))

    def _colour(self) -> None:
        p = theme().palette
        self.setStyleSheet(
            f"#palette {{ background: {p.base}; border: 1px solid {p.muted};"
            f" border-radius: {RADIUS}px; }}"
            f"QListWidget {{ background: {p.base}; border: none; outline: none; }}"
            f"QLineEdit {{ padding: 6px 8px; }}"
        )


class _Line(QStyledItemDelegate):
    """Paints a name at the left and where it stands at the right."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line, the chosen one on a darker ground."""
        text, detail = index.data(_ITEM)
        rect: QRect = option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.fillRect(rect, theme().colour("header"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme().colour("text")
            )
        room, flags = rect.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(LABEL))
        painter.setPen(theme().colour("muted"))
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, detail)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(detail) - 12)
        painter.setFont(font(BODY))
        painter.setPen(theme().colour("text"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignLeft, shown)
