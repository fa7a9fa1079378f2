"""What a lead is worth: values by group and stage under two charts, for a choice of horizon."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.session.views import Spot
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.funnel import filter_mask
from planner.sheets.lead_value import lead_value_sheet
from planner.sheets.lead_value_chart import days_chart, value_chart
from planner.sheets.worth import HORIZONS, Worth, entrants_behind, find_worth
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked
from ui.pages.measured_part import MeasuredPart
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, rows_of, splitter, tie_chart, tie_grid
from ui.widgets.card import Card


class LeadValuePart(MeasuredPart[Worth]):
    """Values of a cut at every stage; the stage looked at has its chance, size, days and flags."""

    key, title = "lead value", "Lead value"
    measuring = "Measuring what leads are worth"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view = tie_grid(page, GridView(), self._spot)
        self.view.place_requested.connect(self._ask_journeys)
        self.values, self.days = (tie_chart(page, self.view, ChartView()) for _ in range(2))
        self.stage, self.horizon = Pick("At"), Pick("Within")
        self.stage.picked.connect(lambda _stage: self._show())
        self.horizon.offer(HORIZONS, None)
        self.horizon.picked.connect(lambda _days: self.ask_again())
        self.footnote = ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal, Card(self.values), Card(self.days), shares=(3, 2)
        )
        self._fit = charts_over_grid(self, cards, self.view, self.footnote)

    def _spot(self, row: str) -> Spot | None:
        found, stage = self.found, self.stage.value
        if found is None or not isinstance(stage, int):
            return None
        within = () if found.horizon is None else (f"{found.horizon} days",)
        return rows_of("Funnel", self.key, found.stages[stage], *within, *found.by)(row)

    def grid(self) -> GridView:
        """Return the grid of values."""
        return self.view

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choices of stage and horizon."""
        return self.stage, self.horizon

    def choices(self) -> object:
        """Return the horizon."""
        return self.horizon.value

    def measure(self, asked: Asked, choices: object) -> Worth:
        """Measure the values of the cut within the horizon chosen."""
        where = filter_mask(asked.source.journeys, dict(asked.chosen))
        days = choices if isinstance(choices, int) else None
        return find_worth(asked.source, asked.by, asked.window, where, days)

    def show_awaited(self) -> None:
        """Leave the grid, whose figures come at once nearly always; say so in the charts."""
        for chart in (self.values, self.days):
            chart.set_chart(Chart("", "", empty=f"{self.measuring} …"))

    def show_found(self, _asked: Asked, found: Worth) -> None:
        """Offer the stages and show the values."""
        stages = list(enumerate(found.stages[:-1]))
        kept = self.stage.value
        self.stage.offer(stages, kept if kept in dict(stages) else found.entry)
        self._show()

    def _show(self) -> None:
        found, asked, stage = self.found, self.asked, self.stage.value
        if found is None or asked is None or not isinstance(stage, int):
            return
        sheet = lead_value_sheet(found, stage, asked.style, asked.currency)
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self.values.set_chart(value_chart(found, stage, asked.style, asked.currency))
        self.days.set_chart(days_chart(found, stage, asked.style))
        if self.isVisible():
            self.page.say_current()

    def _ask_journeys(self, place: Place) -> None:
        found, asked, stage = self.found, self.asked, self.stage.value
        sheet = self.view.grid_model().sheet
        if found is None or asked is None or sheet is None or not isinstance(stage, int):
            return
        where = filter_mask(asked.source.journeys, dict(asked.chosen))
        rows = entrants_behind(
            asked.source, found, (place.row, place.column), stage,
            window=asked.window, where=where,
        )  # fmt: skip
        self.journeys_requested.emit(rows, sheet.explain(*self.view.place()).name)
