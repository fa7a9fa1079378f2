"""The status line: the selection's figures, the data's date, rows set aside, saved when."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.theme import LABEL, font

REMARK_SECONDS = 8
SEPARATOR = "  |  "


class StatusLine(QWidget):
    """Facts at the right; a remark stands before them for some seconds.

    It stands before the selection's figures too, and the facts make room for both.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = ""
        self._facts: tuple[str, ...] = ()
        self._remark = ""
        self.label = QLabel()
        self.label.setFont(font(LABEL))
        self.label.setProperty("muted", True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._clear = QTimer(self, singleShot=True, interval=REMARK_SECONDS * 1000)
        self._clear.timeout.connect(lambda: self.show_remark(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.addWidget(self.label)

    @property
    def text(self) -> str:
        """The whole line, of which as much is shown as fits."""
        return self.accessibleName()

    def show_selection(self, text: str) -> None:
        """Show the selection's average, count and sum."""
        self._selection = text
        self._write()

    def show_facts(self, *facts: str) -> None:
        """Show facts on data and file; empty ones are left out."""
        if facts != self._facts:
            self._facts = facts
            self._write()

    def show_remark(self, text: str) -> None:
        """Show a passing remark, such as the shape of a paste."""
        self._remark = text
        self._write()
        if text:
            self._clear.start()

    def _write(self) -> None:
        facts = (self._selection,) if self._remark and self._selection else self._facts
        shown = [text for text in (self._remark or self._selection, *facts) if text]
        self.label.setToolTip(SEPARATOR.join(shown))
        self.setAccessibleName(SEPARATOR.join(shown))
        while self._remark and len(shown) > 1 and not self._fits(shown):
            del shown[1]
        self.label.setText(SEPARATOR.join(shown))

    def _fits(self, shown: list[str]) -> bool:
        """Whether all of this stands in the room there is."""
        room = self.label.fontMetrics().horizontalAdvance(SEPARATOR.join(shown))
        return room <= self.label.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let facts stand beside a remark where there is room now."""
        super().resizeEvent(event)
        self._write()
