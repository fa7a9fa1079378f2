"""A button beside a grid."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget


class QuietButton(QPushButton):
    """Is reached by Tab; a click on it leaves the keyboard where it was, with the grid."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
