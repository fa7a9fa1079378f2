"""What drives a win, a size, a cycle: charts over a grid, measured off the window's thread."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.session.views import Prepared, Window
from planner.sheets.charts import Chart
from planner.sheets.drivers import Findings, drivers_awaited, drivers_sheet, find_drivers, standing
from planner.sheets.drivers_chart import calibration_chart, drivers_chart
from planner.sheets.funnel import filter_mask
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.elided import ElidedLine
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, grid_card, splitter, tie_chart, tie_grid
from ui.tasks import Tasks
from ui.widgets.card import Card

LANE = "drivers"
MEASURING = "Measuring what drives a win, a size, a cycle"
CHARTS = 4


class DriversPanel(QWidget):
    """Three charts of multipliers and one of chances come true, over the grid of all of them."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._tasks: Tasks | None = None
        self._shown: object = None
        self.view = tie_grid(page, GridView())
        self.charts = [tie_chart(page, self.view, ChartView()) for _ in range(CHARTS)]
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

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window, and the charts enough to be read."""
        for chart in self.charts[CHARTS - 1 :]:
            around = chart.parentWidget()
            if around is not None:
                around.setVisible(not narrow)

    def work_in(self, tasks: Tasks) -> None:
        """Measure off the window's thread."""
        self._tasks = tasks

    def show_drivers(self, source: Prepared, window: Window, chosen: Mapping[str, str]) -> None:
        """Show what drives the deals of a window that have the chosen labels."""
        wanted = (source, window, tuple(sorted(chosen.items())))
        if wanted == self._shown:
            return
        self._shown = wanted
        self._clear()

        def work() -> Findings:
            return find_drivers(source, window, filter_mask(source.journeys, chosen))

        if self._tasks is None:
            self._show(work())
        else:
            self._tasks.run(LANE, MEASURING, lambda _progress: work(), self._show)

    def _clear(self) -> None:
        self.view.set_sheet(drivers_awaited())
        for chart in self.charts:
            chart.set_chart(Chart("", "", empty=f"{MEASURING} …"))
        self.standing.clear()
        self.footnote.set_text("")

    def _show(self, found: Findings) -> None:
        desk = self._page.desk
        style, currency = desk.style, desk.session.plan.currency
        sheet = drivers_sheet(found, style, currency)
        self.view.set_sheet(sheet)
        charts = [drivers_chart(model, style) for model in found.models.values()]
        made = (*charts, calibration_chart(found.calibration, style))
        for view, chart in zip(self.charts, made, strict=True):
            view.set_chart(chart)
        self.standing.setText(standing(found, style, currency))
        self.footnote.set_text(sheet.footnote)
        if self.isVisible():
            self._page.say_current()
