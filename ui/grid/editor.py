"""Typing in a cell: F2 edits in place, typing enters; arrows commit only while entering."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.sheets.cells import NUMERIC
from ui.grid.model import GridModel, Index
from ui.theme import BODY, font

Finish = Callable[["CellEditor", str], bool]
"""Takes the editor and the way out ('down', 'right', 'fill', …); False keeps the editor open."""

_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
"""Ctrl; on a Mac both Cmd and Control."""
_PASTE_VALUES = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_V
)
_MENUS = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}


class CellEditor(QLineEdit):
    """The line in which a cell is typed; `entering` ends with F2 or a click."""

    def __init__(self, parent: QWidget, row: int, column: int) -> None:
        super().__init__(parent)
        self.row, self.column = row, column
        self.entering = False
        self.first_text = ""
        self.setProperty("cell", True)
        self.setFrame(False)

    def way_out(self, event: QKeyEvent) -> str:
        """Return where a key leads when it ends the typing, '' when it belongs to the text."""
        key, shift = (
            Qt.Key(event.key()),
            bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
        )
        if key in _ENTER:
            if event.modifiers() & _CONTROL:
                return "fill"
            return "enter back" if shift else "enter"
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return "tab back" if shift or key == Qt.Key.Key_Backtab else "tab"
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = _ARROWS.get(key, "") if self.entering else ""
        if way and held == Qt.KeyboardModifier.ControlModifier:
            return f"edge {way}"
        return "" if held else way


class CellDelegate(QStyledItemDelegate):
    """Opens editors and hands what was typed to the grid."""

    def __init__(self, parent: QWidget, finish: Finish) -> None:
        super().__init__(parent)
        self._finish = finish
        self.seed: str | None = None
        self.zoom = 1.0
        self.editor: CellEditor | None = None

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,
    ) -> QWidget:
        """Return a line for the cell, aligned as the cell is."""
        editor = CellEditor(parent, index.row(), index.column())
        editor.setFont(font(round(BODY * self.zoom)))
        model = index.model()
        if isinstance(model, GridModel):
            editor.setAccessibleName(model.name(index.row(), index.column()))
            if model.kind(index.row(), index.column()) in NUMERIC:
                editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.textChanged.connect(lambda: self._widen(editor))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the first typed letter in, or what the cell was typed as."""
        if not isinstance(editor, CellEditor) or editor.first_text or editor.text():
            return
        editor.first_text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.entering = self.seed is not None
        editor.setText(editor.first_text if self.seed is None else self.seed)
        self.seed = None
        if not editor.entering:
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        """Do nothing: the grid takes the text when typing ends, before the editor closes."""

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002
    ) -> None:
        """Lay the editor inside the ring of its cell."""
        editor.setGeometry(option.rect.adjusted(1, 1, -2, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End typing by the grid's rules instead of Qt's."""
        if not isinstance(watched, CellEditor):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape or watched.way_out(event):
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress or (
            event.type() == QEvent.Type.FocusOut and not watched.isVisible()
        ):
            watched.entering = False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left(watched, event.reason())
        return False

    def close(self, editor: CellEditor) -> None:
        """Close an editor without committing through Qt."""
        self.editor = None
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._finish(editor, "escape")
            return True
        if event.key() == Qt.Key.Key_F2 or _is_control_u(event):
            editor.entering = not editor.entering
            return True
        if event.keyCombination() == _PASTE_VALUES:
            editor.paste()
            return True
        way = editor.way_out(event)
        if way:
            self._finish(editor, way)
        return bool(way)

    def _left(self, editor: CellEditor, reason: Qt.FocusReason) -> None:
        """Take what was typed, unless a menu has the keyboard, which gives it back."""
        if editor.isVisible() and reason not in _MENUS:
            self._finish(editor, "left alone")

    def _widen(self, editor: CellEditor) -> None:
        needed = QFontMetrics(editor.font()).horizontalAdvance(editor.text()) + 16
        if needed > editor.width():
            room = _room(editor) - editor.x()
            editor.resize(min(needed, max(room, editor.width())), editor.height())


def _is_control_u(event: QKeyEvent) -> bool:
    """Whether this is Control+U, which is F2 on a Mac's keyboard."""
    return event.key() == Qt.Key.Key_U and event.modifiers() == Qt.KeyboardModifier.MetaModifier


def _room(editor: CellEditor) -> int:
    around = editor.parentWidget()
    return around.width() if around else editor.width()
