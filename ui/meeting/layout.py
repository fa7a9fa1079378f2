"""Where everything of a meeting stands: the dispute at the left, evidence and minutes right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.stages import Seat
from planner.base.units import NumberStyle
from ui.charts.view import ChartView
from ui.keys_elsewhere import meeting_foot
from ui.meeting.minutes_list import MinutesList
from ui.meeting.outlook_tiles import OutlookTiles
from ui.meeting.side_card import SideCard
from ui.meeting.value_slider import ValueSlider
from ui.theme import BODY, HEADLINE, SECTION, SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from planner.sheets.meeting import DisputeView

OFFERS = 4


class MeetingLayout(QObject):
    """The widgets of a meeting by name; `offered` carries the value of a button."""

    offered = Signal(float)
    minutes_wanted = Signal()

    def __init__(self, dialog: QWidget, style: NumberStyle) -> None:
        super().__init__(dialog)
        self._written = ""
        self.plan, self.stake = _label(SECTION, SEMIBOLD), _label(SECTION, SEMIBOLD)
        self.place, self.title = _label(BODY), _label(HEADLINE, SEMIBOLD)
        self.measured, self.way_out = _label(SECTION), _label(SECTION)
        self._value_name = _label(SECTION, SEMIBOLD)
        self.sides = {seat: SideCard(seat) for seat in (Seat.MARKETING, Seat.SALES)}
        self.slider, self.outlook = ValueSlider(), OutlookTiles()
        self.value, self.reason = QLineEdit(), QLineEdit()
        self.evidence, self.minutes = ChartView(), MinutesList()
        self.evidence.number_style = style
        self.message = MessageBar()
        self.buttons = [QPushButton() for _ in range(OFFERS)]
        self.export = QPushButton("Save minutes…")
        self._dress()
        self._lay_out(dialog)

    @property
    def writing(self) -> bool:
        """Whether the keyboard is in a field."""
        return self.value.hasFocus() or self.reason.hasFocus()

    def show_stake(self, plan: str, stake: str) -> None:
        """Show the running total."""
        self.plan.setText(f"Meeting: {plan}")
        self.stake.setText(stake)

    def show_dispute(self, found: "DisputeView | None", otherwise: str) -> None:
        """Show a dispute, or that there is none."""
        self.title.setText(found.title if found else otherwise)
        self.place.setText(
            f"Dispute {found.number} of {found.count}  ·  {found.worth}  ·  {found.owner}"
            if found
            else ""
        )
        self.measured.setText(found.evidence if found else "")
        self.way_out.setText(found.way_out if found else "")
        sides = {side.seat: side for side in found.sides} if found else {}
        for seat, card in self.sides.items():
            card.show_side(sides.get(seat))
            card.setVisible(found is not None)
        for part in (self.slider, self.value, self.reason, self.evidence, self._value_name):
            part.setVisible(found is not None)
        self.message.hide()
        self._offer(found)

    def show_value(self, text: str) -> None:
        """Show the value that is tried."""
        self._written = text
        self.value.setText(text)

    @property
    def typed(self) -> str:
        """What a person typed over the value shown; nothing where it stands as it was shown."""
        text = self.value.text()
        return "" if text == self._written else text

    def _offer(self, found: "DisputeView | None") -> None:
        offers = found.offers if found else ()
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(offers))
            if number < len(offers):
                offer = offers[number]
                button.setText(f"{offer.key}   {offer.name} {offer.text}")
                button.setProperty("value", offer.value)

    def _dress(self) -> None:
        for label in (self.title, self.measured, self.way_out):
            label.setWordWrap(True)
        self.place.setProperty("muted", True)
        self.way_out.setProperty("muted", True)
        self.value.setFont(font(HEADLINE, SEMIBOLD))
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.value.setMaximumWidth(240)
        self.value.setAccessibleName("Value to agree on")
        self.reason.setFont(font(SECTION))
        self.reason.setPlaceholderText("Why? Kept in the minutes; what is parked needs it")
        self.reason.setAccessibleName("Reason")
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _c, b=button: self.offered.emit(b.property("value")))
        self.export.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.export.setAutoDefault(False)
        self.export.clicked.connect(self.minutes_wanted)

    def _lay_out(self, dialog: QWidget) -> None:
        head, body, foot = (QHBoxLayout() for _ in range(3))
        head.addWidget(self.plan)
        head.addStretch()
        head.addWidget(self.stake)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(Card(self.evidence), 5)
        right.addWidget(self.minutes, 6)
        body.setSpacing(24)
        body.addLayout(self._left(), 62)
        body.addLayout(right, 38)
        keys = _label(BODY)
        keys.setText(meeting_foot())
        keys.setProperty("muted", True)
        foot.addWidget(keys, 1)
        foot.addWidget(self.export)
        box = QVBoxLayout(dialog)
        box.setContentsMargins(32, 20, 32, 16)
        box.setSpacing(14)
        box.addLayout(head)
        box.addLayout(body, 1)
        box.addLayout(foot)
        QWidget.setTabOrder(dialog, self.reason)  # numbers reach the value without Tab
        QWidget.setTabOrder(self.reason, self.value)

    def _left(self) -> QVBoxLayout:
        """Return the dispute above, and below it what can be done about it."""
        sides, offers, value = (QHBoxLayout() for _ in range(3))
        for card in self.sides.values():
            sides.addWidget(card, 1)
        for button in self.buttons:
            offers.addWidget(button, 1)
        self._value_name.setText("Agree on")
        value.addStretch()
        value.addWidget(self._value_name)
        value.addWidget(self.value)
        value.addStretch()
        left = QVBoxLayout()
        left.setSpacing(12)
        above: tuple[_Part, ...] = (self.place, self.title, sides, self.measured, self.way_out)
        below: tuple[_Part, ...] = (value, self.slider, offers, self.outlook, self.reason)
        for half in (above, (*below, self.message)):
            for part in half:
                _add(left, part)
            left.addStretch(1)
        return left


_Part = QWidget | QHBoxLayout


def _label(size: int, weight: int = 400) -> QLabel:
    made = QLabel()
    made.setFont(font(size, weight))
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _add(box: QVBoxLayout, part: _Part) -> None:
    if isinstance(part, QWidget):
        box.addWidget(part)
    else:
        part.setSpacing(12)
        box.addLayout(part)
