"""A line of text that ends in … where room is short; the whole stands in its tool tip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import LABEL, font, theme


class ElidedLine(QWidget):
    """One line, at the right or the left, muted unless its ink is another role of the palette.

    One that `wraps` takes as many lines as its text needs in the width there is.
    """

    def __init__(self, at_right: bool = False, role: str = "muted", *, wraps: bool = False) -> None:
        super().__init__()
        self._wraps = wraps
        self._role = role
        self._text = ""
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        self._align = int(side | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(font(LABEL))
        tall = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, tall)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

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
        if self._wraps:
            self.updateGeometry()
        self.update()

    def set_role(self, role: str) -> None:
        """Write in another ink."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line's height; the width is whatever is left."""
        return QSize(40, self.fontMetrics().height() + 4)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text takes in a width."""
        if not self._wraps:
            return self.sizeHint().height()
        room, wrap = QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap)
        needed = self.fontMetrics().boundingRect(room, wrap, self._text).height()
        return max(needed + 4, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme().colour(self._role))
        shown, align = self._text, self._align
        if self._wraps:
            align |= int(Qt.TextFlag.TextWordWrap)
        else:
            mode = Qt.TextElideMode.ElideRight
            shown = self.fontMetrics().elidedText(shown, mode, self.width())
        painter.drawText(self.rect(), align, shown)
        painter.end()
