"""Who works here, and which seats have a passphrase: set, given, changed, taken away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.session import PlanSession
from planner.session.roles import passphrase_drafts, removal_drafts
from ui.dialogs.fields_dialog import Field, FieldsDialog
from ui.dialogs.foot import closing
from ui.dialogs.look import wear_theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.seat_switch import WORDS

WIDTH = 520
LATCH = (
    "With a passphrase nobody states positions, agrees or signs as that seat before giving it. "
    "What both agree on speaks for both seats. It is a latch and no vault: everyone can read the "
    "plan, and who changes its file with another program is not stopped. A forgotten one cannot "
    "be taken away."
)
NONE, GIVEN, SHUT = "No passphrase", "Has a passphrase, given here", "Has a passphrase"
Give = Callable[[Seat, Callable[[], object]], None]


class RolesDialog(QDialog):
    """`call` is given another name; `give` asks for a seat's passphrase, then calls back."""

    def __init__(
        self,
        session: PlanSession,
        name: str,
        call: Callable[[str], object],
        give: Give,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._give = session, give
        self.asked: FieldsDialog | None = None
        self.setWindowTitle("Names and passphrases")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.message = QLineEdit(name), MessageBar()
        self.name.setAccessibleName("Your name")
        self.name.editingFinished.connect(lambda: call(self.name.text()))
        self.seats = {seat: _SeatRow(seat) for seat in (Seat.MARKETING, Seat.SALES)}
        for seat, row in self.seats.items():
            row.set_button.clicked.connect(partial(self._set, seat))
            row.give_button.clicked.connect(partial(self._ask, seat))
            row.remove_button.clicked.connect(partial(self._remove, seat))
        self._lay_out()
        wear_theme(self)
        self._show()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Your name", self.name)
        for seat, row in self.seats.items():
            form.addRow(WORDS[seat], row)
        said = QLabel(LATCH)
        said.setWordWrap(True)
        said.setProperty("muted", True)
        said.setFixedWidth(WIDTH)
        said.setMinimumHeight(said.heightForWidth(WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addLayout(form)
        box.addWidget(said)
        box.addWidget(self.message)
        box.addLayout(closing(self))

    def _show(self) -> None:
        keys, whole = self._session.keys, self._session.whole
        for seat, row in self.seats.items():
            row.show_state(keys.has(whole, seat), keys.latched(whole, seat))
            row.setEnabled(not self._session.reading)

    def _set(self, seat: Seat) -> None:
        name = WORDS[seat]
        said = f"It is asked for before anything is stated as {name}, at every window."
        fields = (Field("Passphrase", secret=True), Field("Once more", secret=True))

        def apply(words: str, again: str) -> None:
            drafts = passphrase_drafts(seat, words, again, self._session.identity.new_id())
            self._session.submit(drafts, f"passphrase of {name}")
            self._show()

        self.asked = FieldsDialog(f"Passphrase of {name}", said, fields, "Set it", apply, self)
        self.asked.open()

    def _ask(self, seat: Seat) -> None:
        self._give(seat, self._show)

    def _remove(self, seat: Seat) -> None:
        session = self._session
        try:
            session.submit(removal_drafts(session.whole, seat), f"no passphrase of {WORDS[seat]}")
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
        self._show()


class _SeatRow(QWidget):
    """What there is of a seat's passphrase, and what can be done about it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.label = QLabel()
        self.set_button, self.give_button = QPushButton("Set…"), QPushButton("Give it…")
        self.remove_button = QPushButton("Take away")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        for button in (self.set_button, self.give_button, self.remove_button):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{WORDS[seat]}: {button.text()}")
            row.addWidget(button)

    def show_state(self, has: bool, shut: bool) -> None:
        """Show whether there is a passphrase, and whether it has still to be given."""
        self.label.setText(SHUT if shut else GIVEN if has else NONE)
        self.set_button.setText("Change…" if has else "Set…")
        self.set_button.setVisible(not shut)
        self.give_button.setVisible(shut)
        self.remove_button.setVisible(has and not shut)
