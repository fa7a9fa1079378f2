"""Every open lead and deal with its expected value: two charts over a grid of all of them."""

from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.funnel import filter_mask
from planner.sheets.open_chart import (
    CLOSING,
    STAGE,
    Bars,
    bars_by,
    closing_chart,
    stage_chart,
)
from planner.sheets.open_deals import (
    OpenDeals,
    OpenSheet,
    find_open,
    open_sheet,
    open_standing,
)
from ui.charts.view import ChartView
from ui.grid.arranging import Done, Work, at_once
from ui.grid.view import GridView
from ui.pages.funnel_part import Asked, Heed
from ui.pages.measured_part import MeasuredPart
from ui.pages.page import Page
from ui.pages.wiring import GAP, rows_of, splitter, tie_chart, tie_grid
from ui.tasks import Tasks
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

AT_ONCE = 20_000
"""Up to so many rows are sorted in less than a frame."""
Shown = tuple[OpenDeals, OpenSheet]


class OpenPart(MeasuredPart[Shown]):
    """What all that is open is worth; the line above follows the filters of the grid."""

    key, title = "open", "Open leads and deals"
    measuring = "Valuing open leads and deals"
    heeds = frozenset({Heed.WINDOW, Heed.FILTERS})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view = tie_grid(page, GridView(), rows_of("Funnel", self.key))
        self.view.place_requested.connect(self._ask_journey)
        self.view.arranging.changed.connect(self._say)
        self._bars: dict[str, Bars] = {}
        self.stages, self.closing = (
            tie_chart(page, self.view, ChartView(), partial(self._bar_of_current, column))
            for column in (STAGE, CLOSING)
        )
        self.standing = QLabel()
        self.standing.setWordWrap(True)
        cards = splitter(
            Qt.Orientation.Horizontal, Card(self.stages), Card(self.closing), shares=(1, 1)
        )
        both = splitter(Qt.Orientation.Vertical, cards, grid_card(self.view), shares=(4, 6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(self.standing)
        box.addWidget(both, 1)

    def grid(self) -> GridView:
        """Return the grid of what is open."""
        return self.view

    def work_in(self, tasks: Tasks) -> None:
        """Value, sort and filter off the window's thread."""
        super().work_in(tasks)
        self.view.arranging.run = partial(self._arrange, tasks)

    def measure(self, asked: Asked, _choices: object) -> Shown:
        """Value all that is open, and lay it out by value."""
        where = filter_mask(asked.source.journeys, dict(asked.chosen))
        found = find_open(asked.source, asked.window, where)
        return found, open_sheet(found, asked.style, asked.currency)

    def show_awaited(self) -> None:
        """Say that it is being valued."""
        self.standing.setText(f"{self.measuring} …")
        for chart in (self.stages, self.closing):
            chart.set_chart(Chart("", "", empty=f"{self.measuring} …"))

    def show_found(self, asked: Asked, found: Shown) -> None:
        """Show what is open."""
        deals, sheet = found
        self._bars = {column: bars_by(deals, column) for column in (STAGE, CLOSING)}
        self.view.set_sheet(sheet)
        self.stages.set_chart(stage_chart(deals, asked.style, asked.currency))
        self.closing.set_chart(closing_chart(deals, asked.style, asked.currency))
        self._say()

    def _bar_of_current(self, column: str) -> Place | None:
        """Return the cell behind the bar that the current one is a part of."""
        sheet, (row, _) = self.view.arranging.sheet, self.view.place()
        if not isinstance(sheet, OpenSheet) or column not in self._bars:
            return None
        return self._bars[column].of(int(sheet.shown[row]))

    def _say(self) -> None:
        """Say what the rows shown are worth."""
        sheet, asked = self.view.arranging.sheet, self.asked
        if self.found is not None and asked is not None and isinstance(sheet, OpenSheet):
            deals = self.found[0]
            self.standing.setText(open_standing(deals, sheet.shown, asked.style, asked.currency))

    def _arrange(self, tasks: Tasks, work: Work, done: Done) -> None:
        sheet = self.view.arranging.sheet
        if sheet is None or sheet.total <= AT_ONCE:
            tasks.cancel("arrange open")
            at_once(work, done)
        else:
            tasks.run("arrange open", "Sorting open leads", lambda _progress: work(), done)

    def _ask_journey(self, place: Place) -> None:
        if self.found is None:
            return
        deals, sheet = self.found
        row = int(deals.expected.rows[sheet.fields.ids.index(place.row)])
        self.journeys_requested.emit(np.array([row]), place.row)
