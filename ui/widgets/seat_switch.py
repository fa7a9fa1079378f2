"""Whose view is typed: Marketing, Sales, or both together at the table."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from planner.base.palette import HIGH_DARK, HIGH_LIGHT
from planner.base.stages import Seat
from ui.marks import SEAT_MARKS, mark_icon
from ui.theme import BODY, LABEL, MEDIUM, RADIUS, REGULAR, font, theme
from ui.widgets.quiet_button import QuietButton

WORDS = {Seat.MARKETING: "Marketing", Seat.SALES: "Sales", Seat.TOGETHER: "Together"}


class SeatSwitch(QWidget):
    """Three buttons, one down; `seat_chosen(Seat)`. Their keys are the window's actions."""

    seat_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("I am")
        self._group = QButtonGroup(self)
        self.buttons: dict[Seat, QPushButton] = {}
        self._track = _Track()
        inner = QHBoxLayout(self._track)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.setSpacing(0)
        for number, seat in enumerate(Seat):
            inner.addWidget(self._button(seat, number + 1))
        lead = QLabel("I am")
        lead.setFont(font(LABEL))
        lead.setProperty("muted", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(lead)
        row.addWidget(self._track)
        self.set_seat(Seat.TOGETHER)
        theme().changed.connect(self._colour)
        self._colour()

    @property
    def seat(self) -> Seat:
        """The seat taken."""
        return next(seat for seat, button in self.buttons.items() if button.isChecked())

    def set_seat(self, seat: Seat) -> None:
        """Take a seat without announcing it."""
        if not self.buttons[seat].isChecked():
            self.buttons[seat].setChecked(True)
            self._colour()

    def _button(self, seat: Seat, number: int) -> QPushButton:
        button = QuietButton(WORDS[seat])
        button.setCheckable(True)
        button.setToolTip(f"{WORDS[seat]} (Ctrl+{number})")
        button.setIconSize(QSize(12, 12))
        button.setFont(font(BODY, MEDIUM))
        button.clicked.connect(partial(self._clicked, seat))
        self._group.addButton(button)
        self.buttons[seat] = button
        return button

    def _clicked(self, seat: Seat, _checked: bool = True) -> None:
        self._colour()
        self.seat_chosen.emit(seat)

    def _colour(self) -> None:
        palette = theme().palette
        for seat, button in self.buttons.items():
            button.setIcon(mark_icon(SEAT_MARKS[seat], theme().seat(seat)))
            ground = palette.base if button.isChecked() else "transparent"
            ring = palette.text if button.hasFocus() else "transparent"
            weight = MEDIUM if button.isChecked() else REGULAR
            button.setStyleSheet(
                f"QPushButton {{ background: {ground}; border: 1px solid {ring};"
                f" border-radius: {RADIUS - 1}px; padding: 3px 14px; font-weight: {weight}; }}"
                f"QPushButton:focus {{ border: 1px solid {palette.muted}; }}"
            )


class _Track(QWidget):
    """The groove the buttons lie in."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the groove."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(_track())
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()


def _track() -> QColor:
    """Return the ground of the buttons that are not down, on which their text can be read."""
    high = theme().palette in {HIGH_LIGHT, HIGH_DARK}
    return theme().colour("header" if high else "gridline")
