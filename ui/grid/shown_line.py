"""The line above an arranged grid: how many rows are shown, by what, and how to take it back."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from planner.base.units import count
from planner.sheets.arrangement import NOTHING, ArrangedSheet, Arrangement, Sort
from ui.grid.view import GridView
from ui.theme import LABEL, SEMIBOLD, font


class ShownLine(QWidget):
    """Follows one grid; hidden while its rows stand as they came."""

    def __init__(self, grid: GridView, margin: int = 0) -> None:
        super().__init__()
        self._grid = grid
        self.setAccessibleName("What is shown")
        self.counted = QLabel()
        self.counted.setFont(font(LABEL, SEMIBOLD))
        self.takers: list[QPushButton] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._box.setSpacing(6)
        self._box.addWidget(self.counted)
        self._box.addStretch(1)
        grid.arranging.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is shown now."""
        for taker in self.takers:
            self._box.removeWidget(taker)
            taker.hide()
            taker.deleteLater()
        self.takers.clear()
        sheet = self._grid.arranging.sheet
        if sheet is None or sheet.arrangement == NOTHING:
            self.hide()
            return
        self._say(sheet)
        self.show()

    def _say(self, sheet: ArrangedSheet) -> None:
        now, style = sheet.arrangement, self._grid.number_style
        rows, total = count(sheet.matched, style), count(sheet.total, style)
        counted = f"{rows} of {total}" if now.filters else total
        self.counted.setText(f"{counted} {sheet.noun}")
        for chosen in now.filters:
            self._offer(sheet.told(chosen), now.without_filter(chosen.column))
        if now.sort is not None:
            self._offer(_order_words(sheet, now.sort), now.sorted_by(None))
        if len(self.takers) > 1:
            self._offer("Clear all", NOTHING, quiet=True)

    def _offer(self, text: str, then: Arrangement, quiet: bool = False) -> None:
        taker = QPushButton((text if quiet else f"{text}   ×").replace("&", "&&"))
        taker.setAccessibleName(text if quiet else f"Take back: {text}")
        taker.setFont(font(LABEL))
        taker.setProperty("quiet" if quiet else "chip", True)
        taker.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        taker.clicked.connect(self._arranger(then))
        self._box.insertWidget(self._box.count() - 1, taker)
        self.takers.append(taker)

    def _arranger(self, then: Arrangement) -> Callable[[], None]:
        return lambda: self._grid.arranging.arrange(then)


def _order_words(sheet: ArrangedSheet, sort: Sort) -> str:
    title = sheet.title_of(sort.column).removeprefix("By ")
    return f"by {title} {'↓' if sort.descending else '↑'}"
