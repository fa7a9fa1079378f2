"""After a fill over months: how they go on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from planner.base.problem import RefusedError
from planner.base.units import percent_change
from planner.base.units_parse import parse_rate
from planner.sheets.fill import Pattern, Series, goes_back, mean_growth, possible
from ui.grid.flyout import Flyout

if TYPE_CHECKING:
    from ui.grid.view import GridView

FIELD_WIDTH = 84
_NAMES = {
    Pattern.HOLD: "Hold the last value",
    Pattern.LINEAR: "Go on in a straight line",
    Pattern.SHAPE: "Take last year’s shape",
}
_NAMES_BACK = {
    Pattern.HOLD: "Hold the first value",
    Pattern.LINEAR: "Go back in a straight line",
    Pattern.SHAPE: "Take next year’s shape",
}


class FillMenu(Flyout):
    """`chosen(Pattern, growth)` hands the choice on; Esc fills nothing."""

    chosen = Signal(object, object)

    def __init__(self, series: Sequence[Series], grid: "GridView") -> None:
        super().__init__(grid, "How the months go on")
        self._style = grid.number_style
        self.choices: dict[Pattern, QPushButton] = {}
        self.add_title("Fill the months")
        back = any(goes_back(one.known, one.ahead) for one in series)
        names = _NAMES_BACK if back else _NAMES
        for pattern in possible(series):
            made = self.choice(names.get(pattern) or self._growth_name(series))
            made.clicked.connect(lambda _checked=False, p=pattern: self._choose(p))
            self.choices[pattern] = made
            self.box.addWidget(made)
        self.growth = QLineEdit()
        self.growth.setPlaceholderText("2%")
        self.growth.setFixedWidth(FIELD_WIDTH)
        self.growth.setAccessibleName("Change every month by")
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 0, 0)
        line.addWidget(QLabel("Change every month by"))
        line.addWidget(self.growth)
        self.box.addLayout(line)
        self.box.addWidget(self.wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the growth typed with Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.growth.hasFocus():
            self._take_growth()
        else:
            super().keyPressEvent(event)

    def _growth_name(self, series: Sequence[Series]) -> str:
        rates = {round(mean_growth(one.known), 6) for one in series}
        if len(rates) > 1:
            return "Go on growing, each by its own rate"
        return f"Go on growing, {percent_change(rates.pop(), self._style, 1)} a month"

    def _take_growth(self) -> None:
        try:
            growth = parse_rate(self.growth.text(), self._style)
        except RefusedError as refused:
            self.refuse(str(refused.problem))
            return
        self._choose(Pattern.GROWTH, growth)

    def _choose(self, pattern: Pattern, growth: float | None = None) -> None:
        self.close()
        self.chosen.emit(pattern, growth)
