"""A small menu that lies over its window until a choice is made or the keyboard goes elsewhere."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import LABEL, SEMIBOLD, font, theme

EDGE = 4


class Flyout(QFrame):
    """Stands for a grid, which gets the keyboard back; Esc gives it up, arrows walk through it."""

    def __init__(self, grid: QWidget, name: str) -> None:
        super().__init__(grid.window())
        self.setObjectName("flyout")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.setAccessibleName(name)
        self._grid, self._app = grid, cast("QApplication", QApplication.instance())
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)
        self.box.setSpacing(4)
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        palette = theme().palette
        self.setStyleSheet(
            f"#flyout {{ background: {palette.base}; border: 1px solid {palette.evidence};"
            f" border-radius: 6px; }}"
            f"QPushButton[order='true'] {{ text-align: left; border-color: transparent;"
            f" padding: 4px 7px; }}"
            f"QPushButton[order='true']:checked {{ background: {palette.header};"
            f" font-weight: 600; }}"
            f"QPushButton[order='true']:focus {{ border: 1px solid {palette.text}; }}"
        )

    def add_title(self, text: str) -> None:
        """Put a title over what follows."""
        title = QLabel(text)
        title.setFont(font(LABEL, SEMIBOLD))
        title.setContentsMargins(8, 2, 0, 2)
        self.box.addWidget(title)

    def choice(self, text: str) -> QPushButton:
        """Return a button that looks like a line of a menu."""
        made = QPushButton(text)
        made.setProperty("order", True)
        made.setAutoDefault(False)
        return made

    def first(self) -> QWidget:
        """Return what gets the keyboard first: the first choice."""
        return cast("QWidget", self.findChild(QPushButton))

    def open_at(self, corner: QPoint) -> None:
        """Open with its top left at a point of the window, moved so that all of it is seen."""
        window = self._grid.window()
        self.adjustSize()
        left = min(corner.x(), window.width() - self.width() - EDGE)
        top = min(corner.y(), window.height() - self.height() - EDGE)
        self.move(max(EDGE, left), max(EDGE, top))
        self.show()
        self.raise_()
        self.first().setFocus()
        self._app.focusChanged.connect(self._follow_keyboard)
        self._app.installEventFilter(self)

    def leave(self) -> None:
        """End because a person went elsewhere, by key or mouse."""
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave when the mouse is pressed elsewhere, also where nothing takes the keyboard."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        at = watched if pressed and isinstance(watched, QWidget) else None
        if at is not None and at.window() is self.window() and not within(at, self):
            self.leave()
        return super().eventFilter(watched, event)

    def refuse(self, text: str) -> None:
        """Answer what it cannot take in a sentence."""
        self.wrong.setText(text)
        self.wrong.setAccessibleName(text)
        self.wrong.setStyleSheet(f"color: {theme().palette.dispute};")
        self.wrong.show()
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc, walk with the arrows, choose with Enter."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(
            focus, QPushButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back to the grid."""
        self._app.focusChanged.disconnect(self._follow_keyboard)
        self._app.removeEventFilter(self)
        if within(self.window().focusWidget(), self):  # the window may be in the background
            self._grid.setFocus()
        super().closeEvent(event)

    def _follow_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not within(now, self):
            self.leave()


def within(widget: QWidget | None, around: QWidget) -> bool:
    """Return whether a widget is another or lies in it."""
    while widget is not None and widget is not around:
        widget = widget.parentWidget()
    return widget is around
