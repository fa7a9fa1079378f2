"""Sign-off: how things stand, which versions were signed, what changed since, and signing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.base.units import NumberStyle
from planner.sheets.cells import Place
from planner.sheets.signing import SIGNATURES, SigningView
from planner.sheets.words import SEAT_NAMES
from ui.charts.view import ChartView
from ui.dialogs.look import wear_theme
from ui.grid.view import GridView
from ui.soon import Soon
from ui.theme import SECTION, SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.message_bar import MessageBar

SIZE = (1280, 560)
NAME_WIDTH = 220
Made = Callable[[], tuple[SigningView, tuple[Seat, ...]]]
"""Gives how things stand, and the seats here that have still to sign."""


class SignDialog(QDialog):
    """`sign` is given seat and name, and raises RefusedError.

    The chart is of the version of the current row. What changed leads to its cell in the plan,
    `place_wanted`, and leaves the dialog.
    """

    place_wanted = Signal(object)

    def __init__(
        self,
        make: Made,
        sign: Callable[[Seat, str], object],
        name: str,
        style: NumberStyle,
        parent: QWidget,
        *,
        currency: str,
    ) -> None:
        super().__init__(parent)
        self._make, self._sign = make, sign
        self.setWindowTitle("Sign the plan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(SIZE[0], parent.width() - 40), min(SIZE[1], parent.height() - 40))
        self.title, self.name = QLabel(), QLineEdit(name)
        self.title.setFont(font(SECTION, SEMIBOLD))
        self.name.setAccessibleName("Name of who signs")
        self.name.setFixedWidth(NAME_WIDTH)
        self.grid, self.chart = GridView(), ChartView()
        self.grid.number_style = self.chart.number_style = style
        self.grid.currency = self.chart.currency = currency
        self.message, self.leave = MessageBar(), QPushButton("Close")
        self.buttons = {seat: QPushButton() for seat in (Seat.MARKETING, Seat.SALES)}
        for seat, button in self.buttons.items():
            button.setText(f"Sign as {SEAT_NAMES[seat]}")
            button.setProperty("primary", True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._signed, seat))
        self._view: SigningView | None = None
        self._moved = Soon(self, self._draw)
        self.grid.current_changed.connect(lambda _row, _column: self._moved.ask())
        self.chart.place_clicked.connect(self._go)
        self._lay_out()
        wear_theme(self)
        self._show()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(grid_card(self.grid), 6)
        middle.addWidget(Card(self.chart), 5)
        said = QLabel("Goals, working values and data are sealed; what changes later is shown.")
        said.setProperty("muted", True)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(said)
        foot.addStretch()
        foot.addWidget(self.name)
        for button in self.buttons.values():
            foot.addWidget(button)
        foot.addWidget(self.leave)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(self.title)
        box.addWidget(self.message)
        box.addLayout(middle, 1)
        box.addLayout(foot)

    def _show(self) -> None:
        view, seats = self._make()
        self.title.setText(view.title)
        self._view = view
        self.grid.set_sheet(view.sheet)
        self._draw()
        for seat, button in self.buttons.items():
            button.setVisible(seat in seats)
        self.name.setVisible(bool(seats))
        self._give_keyboard(seats)
        if view.problems:
            self.message.say("\n".join(view.problems))

    def _draw(self) -> None:
        """Show what changed since the version of the current row, whose total is marked."""
        model = self.grid.grid_model()
        row = model.row(self.grid.place()[0]).key if model.rowCount() else ""
        if self._view is not None:
            self.chart.set_chart(self._view.chart(row))
            self.chart.highlight(Place(SIGNATURES, row, "total"))

    def _go(self, place: Place) -> None:
        """Go to a version's row, or to a cell of the plan."""
        if place.sheet == SIGNATURES:
            self.grid.go_to(place)
            self.grid.setFocus()
        else:
            self.place_wanted.emit(place)
            self.reject()

    def _give_keyboard(self, seats: tuple[Seat, ...]) -> None:
        """Let Space sign as the next seat, once there is a name; then let it close."""
        if seats and not self.name.text().strip():
            self.name.setFocus()
        elif seats:
            self.buttons[seats[0]].setFocus()
        else:
            self.leave.setFocus()

    def _signed(self, seat: Seat) -> None:
        try:
            self._sign(seat, self.name.text())
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        self.message.dismiss()
        self._show()
