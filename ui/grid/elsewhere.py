"""A mouse press anywhere but in the open cell: on a Mac a button takes no focus from it."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget


class Elsewhere(QObject):
    """Listens while a cell is open; `pressed` comes before what was pressed hears of it."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._inside: QWidget | None = None

    def listen(self, editor: QWidget) -> None:
        """Begin: what lies in the editor, in menus and dialogs over it or scrolls is not meant."""
        app = QApplication.instance()
        if app is not None:
            self._inside = editor
            app.installEventFilter(self)

    def rest(self) -> None:
        """Listen no more."""
        app = QApplication.instance()
        if app is not None:
            self._inside = None
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of a press and let it pass."""
        if event.type() == QEvent.Type.MouseButtonPress and self._is_elsewhere(watched, event):
            self.pressed.emit()
        return False

    def _is_elsewhere(self, widget: QObject, event: QEvent) -> bool:
        """Whether a press is outside; what the editor leaves to others is where it was."""
        if not isinstance(event, QMouseEvent) or not isinstance(widget, QWidget):
            return False
        inside = self._inside
        if inside is None or isinstance(widget, QScrollBar):
            return False
        within = inside.rect().contains(inside.mapFromGlobal(event.globalPosition().toPoint()))
        return widget.window() is inside.window() and not within
