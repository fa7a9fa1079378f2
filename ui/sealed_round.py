"""The banner of a sealed round over the sheets: what is kept from whom, and how the round ends."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.session.sealing import Round, done_drafts, opening_drafts, revealing_drafts
from planner.sheets import sealed as words
from ui.desk import Desk
from ui.dialogs.fields_dialog import Field, FieldsDialog
from ui.theme import BODY, PANEL, RADIUS, SEMIBOLD, font, theme


class SealedRound(QWidget):
    """Shown while a round is open. `refused` is a problem, `revealed` what a person is told."""

    refused = Signal(object)
    revealed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: Round | None = desk.session.round
        self.dialog: FieldsDialog | None = None
        self.title, self.text = QLabel(), QLabel()
        self.title.setFont(font(BODY, SEMIBOLD))
        self.text.setFont(font(BODY))
        self.title.setWordWrap(True)
        self.text.setWordWrap(True)
        self.done_button, self.reveal_button = QPushButton(), QPushButton("Reveal now…")
        self.done_button.clicked.connect(self.say_done)
        self.reveal_button.clicked.connect(self.ask)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, 6, PANEL, 6)
        row.addLayout(lines, 1)
        row.addWidget(self.done_button)
        row.addWidget(self.reveal_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self.update)
        self.hide()

    def refresh(self) -> None:
        """Show the round as it stands to the seat that looks."""
        before, found = self._known, self._desk.session.round
        self._known = found
        self.setVisible(found is not None)
        if found is not None:
            shown = words.banner(found, self._desk.seat)
            self.title.setText(shown.title)
            self.text.setText(shown.text)
            self.done_button.setText(shown.verb)
            self.setAccessibleName(f"{shown.title}. {shown.text}")
        elif before is not None:
            disputed = len(self._desk.results.disputed) if not self._desk.bare else 0
            self.revealed.emit(words.revealed_words(before.name, disputed))

    def say_done(self) -> None:
        """Say that the seat is done in the round, or where it has said so that it is not yet."""
        session, seat = self._desk.session, self._desk.seat
        found = session.round
        done = found is None or not words.is_done(found, seat)
        try:
            drafts = done_drafts(session.whole, seat, done)
            session.submit(drafts, "I am done" if done else "not done yet")
        except RefusedError as refused:
            self.refused.emit(refused.problem)

    def ask(self) -> None:
        """Ask what to call a new round, or why the one that is open is to end now."""
        if self._desk.session.round is None:
            field = Field("It is about", such_as="Such as Rates for the first half")
            self._ask("Open a sealed round", words.EXPLAINED, field, "Open the round", self._open)
        else:
            field = Field("Why now", such_as="Such as Sales is away, the board waits")
            self._ask("Reveal the sealed round", words.WHY_NOW, field, "Reveal", self._reveal)

    def _ask(
        self, title: str, said: str, field: Field, verb: str, apply: Callable[[str], None]
    ) -> None:
        self.dialog = FieldsDialog(title, said, (field,), verb, apply, self.window())
        self.dialog.open()

    def _open(self, name: str) -> None:
        session = self._desk.session
        id_ = session.identity.new_id()
        drafts = opening_drafts(session.whole, self._desk.seat, id_, name)
        session.submit(drafts, "open a sealed round")

    def _reveal(self, reason: str) -> None:
        session, seat = self._desk.session, self._desk.seat
        session.submit(revealing_drafts(session.whole, seat, reason), "reveal the sealed round")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card in the colour of the seat that looks."""
        tints = {Seat.MARKETING: "marketing", Seat.SALES: "sales", Seat.TOGETHER: "agreed"}
        name = tints[self._desk.seat]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().value(name)), 1))
        painter.setBrush(theme().colour(f"{name}_tint"))
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS
        )
        painter.end()
