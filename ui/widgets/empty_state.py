"""What stands where a sheet has nothing yet: a sentence, a button, a quiet link."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import SECTION, font

WIDEST = 460


class EmptyState(QWidget):
    """`chosen` is the primary button's, `link_followed` the quiet one's, `help_asked` the last."""

    chosen = Signal()
    link_followed = Signal()
    help_asked = Signal()

    def __init__(
        self,
        sentence: str,
        primary: str,
        quiet: str = "",
        helping: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sentence = QLabel(sentence)
        self.sentence.setFont(font(SECTION))
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedWidth(WIDEST)
        self.sentence.setMinimumHeight(self.sentence.heightForWidth(WIDEST))
        self.primary = QPushButton(primary)
        self.primary.setProperty("primary", True)
        self.quiet, self.helping = _link(quiet), _link(helping)
        self.primary.clicked.connect(self.chosen)
        self.quiet.clicked.connect(self.link_followed)
        self.helping.clicked.connect(self.help_asked)
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(2)
        for widget in (self.sentence, self.primary, self.helping, self.quiet):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)


def _link(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("quiet", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if not text:
        made.hide()
    return made
