"""The menu of one column: its orders, and a filter of the kind its cells ask for."""

from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.problem import RefusedError
from planner.sheets.arrangement import Arrangement, Choices, Extent, Filter, Listing, Sort
from planner.sheets.cells import Column
from ui.grid.filter_forms import EndsForm, FilterForm, SearchForm, ValuesForm
from ui.theme import LABEL, SEMIBOLD, font, theme

WIDTH, EDGE = 284, 4
_ORDERS = {
    "dates": ("Oldest first", "Newest first"),
    "numbers": ("Smallest first", "Largest first"),
    "texts": ("A to Z", "Z to A"),
}


class ColumnMenu(QFrame):
    """Lies over its window until a choice is made or the keyboard goes elsewhere.

    `chosen(Arrangement)` hands the choice on; Esc gives it up.
    """

    chosen = Signal(object)

    def __init__(self, column: Column, choices: Choices, now: Arrangement, grid: QWidget) -> None:
        super().__init__(grid.window())
        self.setObjectName("columnMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self._grid, self._app = grid, cast("QApplication", QApplication.instance())
        self.setAccessibleName(f"Sort and filter {column.title}")
        self.setFixedWidth(WIDTH)
        self._column, self._now = column, now
        self.form = _form(column, choices, now.filter_of(column.key))
        self.form.changed.connect(self._say_state)
        self.apply_button, self.clear_button = QPushButton("Filter"), QPushButton("Clear filter")
        self.apply_button.setProperty("primary", True)
        self.apply_button.clicked.connect(self.apply)
        self.clear_button.setEnabled(now.filter_of(column.key) is not None)
        self.clear_button.clicked.connect(lambda: self._choose(now.without_filter(column.key)))
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._lay_out(choices)
        self._say_state()

    def _lay_out(self, choices: Choices) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(4)
        title = QLabel(self._column.title)
        title.setFont(font(LABEL, SEMIBOLD))
        title.setContentsMargins(8, 2, 0, 2)
        box.addWidget(title)
        for button in self._orders(choices):
            box.addWidget(button)
        box.addSpacing(4)
        box.addWidget(self.form)
        box.addWidget(self.wrong)
        below = QHBoxLayout()
        below.addWidget(self.clear_button)
        below.addStretch()
        below.addWidget(self.apply_button)
        box.addLayout(below)
        palette = theme().palette
        self.setStyleSheet(
            f"#columnMenu {{ background: {palette.base}; border: 1px solid {palette.evidence};"
            f" border-radius: 6px; }}"
            f"QPushButton[order='true'] {{ text-align: left; border-color: transparent;"
            f" padding: 4px 7px; }}"
            f"QPushButton[order='true']:checked {{ background: {palette.header};"
            f" font-weight: 600; }}"
            f"QPushButton[order='true']:focus {{ border: 1px solid {palette.text}; }}"
        )

    def _orders(self, choices: Choices) -> list[QPushButton]:
        kind = "texts"
        if isinstance(choices, Extent):
            kind = "dates" if choices.dates else "numbers"
        first, last = _ORDERS[kind]
        key, sort = self._column.key, self._now.sort
        made = [self._order(f"↑  {first}", Sort(key)), self._order(f"↓  {last}", Sort(key, True))]
        if sort is not None:
            made.append(self._order("–  As imported", None))
        return made

    def _order(self, text: str, sort: Sort | None) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("order", True)
        made.setCheckable(True)
        made.setChecked(sort is not None and self._now.sort == sort)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._choose(self._now.sorted_by(sort)))
        return made

    def open_below(self, header: QWidget, button: QRect) -> None:
        """Open beneath a button in a header, within the window."""
        window = header.window()
        self.adjustSize()
        corner = header.mapTo(window, QPoint(button.left(), button.bottom() + 1))
        left = min(corner.x(), window.width() - self.width() - EDGE)
        top = min(corner.y(), window.height() - self.height() - EDGE)
        self.move(max(EDGE, left), max(EDGE, top))
        self.show()
        self.raise_()
        self.form.take_keyboard()
        self._app.focusChanged.connect(self._follow_keyboard)

    def apply(self) -> None:
        """Filter by what the form says; a text it cannot read is answered in a sentence."""
        try:
            made = self.form.made()
        except RefusedError as refusal:
            self._refuse(str(refusal.problem))
            return
        if made is not None:
            self._choose(self._now.with_filter(made))
        else:
            self._choose(self._now.without_filter(self._column.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Filter with Enter, give up with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.form.complete:
            self.apply()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back to the grid."""
        self._app.focusChanged.disconnect(self._follow_keyboard)
        if _within(QApplication.focusWidget(), self):
            self._grid.setFocus()
        super().closeEvent(event)

    def _follow_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not _within(now, self):
            self.close()

    def _choose(self, arrangement: Arrangement) -> None:
        self.close()
        self.chosen.emit(arrangement)

    def _refuse(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setAccessibleName(text)
        self.wrong.setStyleSheet(f"color: {theme().palette.dispute};")
        self.wrong.show()
        self.adjustSize()

    def _say_state(self) -> None:
        self.wrong.hide()
        self.apply_button.setEnabled(self.form.complete)


def _within(widget: QWidget | None, around: QWidget) -> bool:
    while widget is not None and widget is not around:
        widget = widget.parentWidget()
    return widget is around


def _form(column: Column, choices: Choices, now: Filter | None) -> FilterForm:
    if isinstance(choices, Listing):
        return ValuesForm(column.key, choices, now)
    if isinstance(choices, Extent):
        return EndsForm(column.key, choices, now)
    return SearchForm(column.key, now)
