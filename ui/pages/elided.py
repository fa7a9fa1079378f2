"""A line of text that ends in … where room is short; the whole stands in its tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import LABEL, font, theme


class ElidedLine(QWidget):
    """One line, at the right or the left, muted unless its ink is another role of the palette."""

    def __init__(self, at_right: bool = False, role: str = "muted") -> None:
        super().__init__()
        self._role = role
        self._text = ""
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        self._align = int(side | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(font(LABEL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a text; the same again costs nothing."""
        if text == self._text:
            return
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def set_role(self, role: str) -> None:
        """Write in another ink."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line's height; the width is whatever is left."""
        return QSize(40, self.fontMetrics().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme().colour(self._role))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self._align, shown)
        painter.end()
