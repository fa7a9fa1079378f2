"""The menu of one column: its orders, and a filter of the kind its cells ask for."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planner.base.problem import RefusedError
from planner.sheets.arrangement import Arrangement, Choices, Extent, Filter, Listing, Sort, name_of
from planner.sheets.cells import NUMERIC, Column
from ui.grid.filter_forms import EndsForm, FilterForm, SearchForm, ValuesForm
from ui.grid.flyout import Flyout

WIDTH = 284
_ORDERS = {
    "dates": ("Oldest first", "Newest first"),
    "numbers": ("Smallest first", "Largest first"),
    "texts": ("A to Z", "Z to A"),
}


class ColumnMenu(Flyout):
    """`chosen(Arrangement)` hands the choice on."""

    chosen = Signal(object)

    def __init__(
        self, column: Column, choices: Choices, now: Arrangement, grid: QWidget, own: str
    ) -> None:
        super().__init__(grid, f"Sort and filter {name_of(column)}")
        self._own = own
        self.setFixedWidth(WIDTH)
        self._column, self._now = column, now
        self.form = _form(column, choices, now.filter_of(column.key))
        self.form.changed.connect(self._say_state)
        self.apply_button, self.clear_button = QPushButton("Filter"), QPushButton("Clear filter")
        self.apply_button.setProperty("primary", True)
        self.apply_button.clicked.connect(self.apply)
        self.clear_button.setEnabled(now.filter_of(column.key) is not None)
        self.clear_button.clicked.connect(lambda: self._choose(now.without_filter(column.key)))
        self._lay_out(choices)
        self._say_state()

    def _lay_out(self, choices: Choices) -> None:
        self.add_title(name_of(self._column))
        for button in self._orders(choices):
            self.box.addWidget(button)
        self.box.addSpacing(4)
        self.box.addWidget(self.form)
        self.box.addWidget(self.wrong)
        below = QHBoxLayout()
        below.addWidget(self.clear_button)
        below.addStretch()
        below.addWidget(self.apply_button)
        self.box.addLayout(below)

    def _orders(self, choices: Choices) -> list[QPushButton]:
        kind = "numbers" if self._column.kind in NUMERIC else "texts"
        if isinstance(choices, Extent):
            kind = "numbers"
        if isinstance(choices, Extent | Listing) and choices.dates:
            kind = "dates"
        first, last = _ORDERS[kind]
        key, sort = self._column.key, self._now.sort
        made = [self._order(f"↑  {first}", Sort(key)), self._order(f"↓  {last}", Sort(key, True))]
        if sort is not None:
            made.append(self._order(f"–  {self._own}", None))
        return made

    def _order(self, text: str, sort: Sort | None) -> QPushButton:
        made = self.choice(text)
        made.setCheckable(True)
        made.setChecked(sort is not None and self._now.sort == sort)
        made.clicked.connect(lambda: self._choose(self._now.sorted_by(sort)))
        return made

    def open_below(self, header: QWidget, button: QRect) -> None:
        """Open beneath a button in a header, within the window."""
        corner = QPoint(button.left(), button.bottom() + 1)
        self.open_at(header.mapTo(header.window(), corner))
        self.form.take_keyboard()

    def apply(self) -> None:
        """Filter by what the form says; a text it cannot read is answered in a sentence."""
        try:
            made = self.form.made()
        except RefusedError as refusal:
            self.refuse(str(refusal.problem))
            return
        if made is not None:
            self._choose(self._now.with_filter(made))
        else:
            self._choose(self._now.without_filter(self._column.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Filter with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.form.complete:
            self.apply()
        else:
            super().keyPressEvent(event)

    def _choose(self, arrangement: Arrangement) -> None:
        self.close()
        self.chosen.emit(arrangement)

    def _say_state(self) -> None:
        self.wrong.hide()
        self.apply_button.setEnabled(self.form.complete)


def _form(column: Column, choices: Choices, now: Filter | None) -> FilterForm:
    if isinstance(choices, Listing):
        return ValuesForm(column.key, choices, now)
    if isinstance(choices, Extent):
        return EndsForm(column.key, choices, now)
    return SearchForm(column.key, now)
