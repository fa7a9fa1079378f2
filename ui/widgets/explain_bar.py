"""The explain bar: the current cell's name, and its number as a sentence of links."""

from html import escape

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from planner.base.palette import mix
from planner.sheets.cells import Explanation, Part
from ui.lettering import advance
from ui.soon import Afterwards
from ui.theme import LABEL, PANEL, SEMIBOLD, font, theme
from ui.widgets.ground import paint_ground, paint_panel

HEIGHT = 30


class _Sentence(QLabel):
    """Is painted once: its text, laid out while it is painted, asks for the same again."""

    def event(self, event: QEvent) -> bool:
        """Leave out what is asked for within the painting."""
        return event.type() == QEvent.Type.UpdateLater or super().event(event)


class ExplainBar(QWidget):
    """Shows an Explanation; a click on a factor emits `place_requested(Place)`."""

    place_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.explanation = Explanation("")
        self._tallest = HEIGHT
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self.updateGeometry)
        self._written = Afterwards(self, self._write)
        self.name_box, self.sentence = QLabel(), _Sentence()
        self.name_box.setFont(font(LABEL, SEMIBOLD))
        self.name_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name_box.setAccessibleName("Cell")
        self.sentence.setFont(font(LABEL))
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sentence.setWordWrap(True)
        self.sentence.linkActivated.connect(self._follow)
        for label in (self.name_box, self.sentence):
            label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._write)

    def show_explanation(self, explanation: Explanation) -> None:
        """Show a cell's name and sentence."""
        if explanation == self.explanation:
            return
        self.explanation = explanation
        self.setAccessibleName(f"{explanation.name}: {explanation.text}")
        self._written.ask()

    def begin(self) -> None:
        """Be as high as the next sentence needs, and no higher: another sheet comes into view."""
        self._tallest = HEIGHT
        self._written.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew: the height follows from the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._tallest = HEIGHT
        self._place()
        self._resized.start()  # a layout under way does not hear of the new height

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the name's box darker."""
        painter = QPainter(self)
        paint_ground(painter, self.rect(), event.rect())
        if self.explanation.name and event.rect().left() <= self.name_box.geometry().right():
            name = self.rect()
            name.setRight(self.name_box.geometry().right())
            paint_panel(painter, name, "header")
        painter.end()

    def _write(self) -> None:
        self.name_box.setText(self.explanation.name)
        self.name_box.setVisible(bool(self.explanation.name))
        parts = enumerate(self.explanation.parts)
        self.sentence.setText("".join(self._html(number, part) for number, part in parts))
        self._place()
        self.update()

    def _place(self) -> None:
        """Take as many lines as the longest sentence at this width: what lies below stands still.

        A layout would widen the window.
        """
        name = self.name_box.sizeHint().width() + 2 * PANEL if self.explanation.name else 0
        room = max(self.width() - name - 2 * PANEL - 1, 60)
        text = self.explanation.text
        if "\n" in text or advance(text, LABEL, SEMIBOLD) > room:
            self._tallest = max(self._tallest, self.sentence.heightForWidth(room) + 8)
        height = self._tallest
        self.setFixedHeight(height)
        self.name_box.setGeometry(1, 1, name, height - 2)
        self.sentence.setGeometry(name + PANEL, 1, room, height - 2)

    def _html(self, number: int, part: Part) -> str:
        text = escape(part.text).replace("\n", "<br>")
        if part.bold:
            text = f"<b style='font-weight:600'>{text}</b>"
        if part.target is None:
            return text
        palette = theme().palette
        line = mix(palette.text, palette.base, 0.45)
        style = f"color:{palette.text};text-decoration-color:{line}"
        return f"<a href='{number}' style='{style}'>{text}</a>"

    def _follow(self, link: str) -> None:
        target = self.explanation.parts[int(link)].target
        if target is not None:
            self.place_requested.emit(target)
