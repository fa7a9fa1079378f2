"""What a deed asks for at its rows: a value and why, or a reason and a day."""

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from planner.base.problem import Problem
from ui.grid.flyout import Flyout
from ui.grid.view import GridView
from ui.soon import Soon
from ui.theme import theme

WIDTH = 360
WAITING = 28
"""Days until what is parked is looked at again, unless another day is chosen."""


class DeedBox(Flyout):
    """`wanted` says that it is to be done; Enter says so too, Esc leaves."""

    wanted = Signal()

    def __init__(self, grid: GridView, name: str, verb: str) -> None:
        super().__init__(grid, name)
        self.setFixedWidth(WIDTH)
        self.add_title(name)
        self.do = QPushButton(verb)
        self.do.setProperty("primary", True)
        self.do.clicked.connect(self.wanted)

    def show_problem(self, problem: Problem) -> None:
        """Say why it was not done."""
        self.refuse(str(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do it from every field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def finish(self, *fields: QWidget) -> None:
        """Lay the fields out above the button."""
        for field in fields:
            self.box.addWidget(field)
        self.box.addWidget(self.wrong)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.do)
        self.box.addLayout(row)


class ProposeBox(DeedBox):
    """A value, and why; below it what the value would do, from `foresee`."""

    def __init__(self, grid: GridView, name: str, verb: str, foresee: Callable[[str], str]) -> None:
        super().__init__(grid, name, verb)
        self._foresee = foresee
        self.value = _field("Value, such as 24%, +10% or ?", "Value")
        self.why = _field("Why? Stands as a comment at the value", "Why")
        self.seen = QLabel()
        self.seen.setContentsMargins(8, 0, 8, 0)
        self.seen.setStyleSheet(f"color: {theme().palette.muted};")
        self._late = Soon(self, self._look_ahead)
        self.value.textChanged.connect(lambda _text: self._late.ask())
        self.finish(self.value, self.seen, self.why)

    def first(self) -> QWidget:
        """Return the value: it is typed at once."""
        return self.value

    def _look_ahead(self) -> None:
        self.seen.setText(self._foresee(self.value.text()))


class ParkBox(DeedBox):
    """Why it waits, and until which day."""

    def __init__(self, grid: GridView, name: str) -> None:
        super().__init__(grid, name, "Park")
        self.why = _field("What does it wait for?", "Reason")
        self.until = QDateEdit(QDate.currentDate().addDays(WAITING))
        self.until.setDisplayFormat("d MMM yyyy")
        self.until.setCalendarPopup(True)
        self.until.setAccessibleName("Until")
        row, line = QWidget(), QHBoxLayout()
        line.setContentsMargins(8, 0, 0, 0)
        line.addWidget(QLabel("Until"))
        line.addWidget(self.until, 1)
        row.setLayout(line)
        self.finish(self.why, row)

    def first(self) -> QWidget:
        """Return the reason, without which nothing is parked."""
        return self.why


def _field(hint: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    return made
