"""What drives a win, a size, a cycle: charts over a grid, measured off the window's thread."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.drivers import Findings, drivers_awaited, drivers_sheet, find_drivers, standing
from planner.sheets.drivers_behind import drivers_behind, tenth_behind
from planner.sheets.drivers_chart import TENTH, calibration_chart, drivers_chart
from planner.sheets.funnel import Rows, filter_mask
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart, Heed
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, chart_of, rows_of, splitter, tie_chart, tie_grid
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

LANE = "drivers"
MEASURING = "Measuring what drives a win, a size, a cycle"
CHARTS = 4


class DriversPanel(FunnelPart):
    """Three charts of multipliers and one of chances come true, over the grid of all of them."""

    key, title = "drivers", "What drives deals"
    heeds = frozenset({Heed.WINDOW, Heed.FILTERS})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: Asked | None = None
        self._found: tuple[Asked, Findings] | None = None
        self.view = tie_grid(page, GridView(), rows_of("Funnel", self.key))
        self.view.place_requested.connect(self._ask_behind)
        self.charts = [tie_chart(page, self.view, ChartView()) for _ in range(CHARTS - 1)]
        self.charts.append(chart_of(page, ChartView()))
        self.charts[-1].place_clicked.connect(self._ask_tenth)
        self.standing, self.footnote = QLabel(), ElidedLine()
        self.standing.setWordWrap(True)
        cards = splitter(
            Qt.Orientation.Horizontal, *(Card(c) for c in self.charts), shares=(1,) * CHARTS
        )
        both = splitter(Qt.Orientation.Vertical, cards, grid_card(self.view), shares=(1, 1))
        self.fit = FitRows(both, self.view, 1, 0.55)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(self.standing)
        box.addWidget(both, 1)
        box.addWidget(self.footnote)

    def grid(self) -> GridView:
        """Return the grid of multipliers."""
        return self.view

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window, and the charts enough to be read."""
        for chart in self.charts[CHARTS - 1 :]:
            around = chart.parentWidget()
            if around is not None:
                around.setVisible(not narrow)

    def forget(self) -> None:
        """Measure anew."""
        self._asked = None

    def show_asked(self, asked: Asked) -> None:
        """Show what drives the deals of a window that have the chosen labels."""
        if asked == self._asked:
            return
        self._asked = asked
        self._clear()

        def work() -> Findings:
            where = filter_mask(asked.source.journeys, dict(asked.chosen))
            return find_drivers(asked.source, asked.window, where)

        self.run(LANE, MEASURING, lambda _progress: work(), lambda found: self._show(asked, found))

    def _clear(self) -> None:
        self.view.set_sheet(drivers_awaited())
        for chart in self.charts:
            chart.set_chart(Chart("", "", empty=f"{MEASURING} …"))
        self.standing.clear()
        self.footnote.set_text("")

    def _show(self, asked: Asked, found: Findings) -> None:
        self._found = asked, found
        style, currency = asked.style, asked.currency
        sheet = drivers_sheet(found, style, currency)
        self.view.set_sheet(sheet)
        charts = [drivers_chart(model, style) for model in found.models.values()]
        made = (*charts, calibration_chart(found.calibration, style))
        for view, chart in zip(self.charts, made, strict=True):
            view.set_chart(chart)
        self.standing.setText(standing(found, style, currency))
        self.footnote.set_text(sheet.footnote)
        if self.isVisible():
            self.page.say_current()

    def _ask_tenth(self, place: Place) -> None:
        """Show the deals of a tenth of chances."""
        if self._found is not None:
            _, found = self._found
            number = place.row.removeprefix(TENTH)
            what = f"deals held out, tenth {int(number) + 1} of their chance"
            self.journeys_requested.emit(tenth_behind(found, place.row), what)

    def _ask_behind(self, place: Place) -> None:
        sheet = self.view.grid_model().sheet
        if self._found is None or sheet is None or not sheet.row_count:
            return
        asked, found = self._found

        def find() -> Rows:
            where = filter_mask(asked.source.journeys, dict(asked.chosen))
            return drivers_behind(
                asked.source, found, place.row, place.column, window=asked.window, where=where
            )

        self.ask_journeys(find, sheet.explain(*self.view.place()).name)
