"""Volume, conversion and velocity of every group of a cut: three charts over one grid."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from planner.session.views import Measures, measure
from planner.sheets.attribution_words import channel_line
from planner.sheets.cells import Place
from planner.sheets.funnel import filter_mask, funnel_sheet, journeys_behind
from planner.sheets.funnel_charts import conversion_chart, velocity_chart, volume_chart
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, grid_card, splitter, tie_chart, tie_grid
from ui.widgets.card import Card


class JourneysPart(FunnelPart):
    """The funnel by groups, each number leading to its journeys."""

    key, title = "journeys", "Journeys"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: Asked | None = None
        self._measures: Measures | None = None
        self.view = tie_grid(page, GridView())
        self.view.place_requested.connect(self._ask_journeys)
        charts = [tie_chart(page, self.view, ChartView()) for _ in range(3)]
        self.volume, self.conversion, self.velocity = charts
        self.footnote, self.channels = ElidedLine(), ElidedLine()
        cards = splitter(Qt.Orientation.Horizontal, *(Card(c) for c in charts), shares=(1, 1, 1))
        both = splitter(Qt.Orientation.Vertical, cards, grid_card(self.view), shares=(55, 45))
        self._fit = FitRows(both, self.view, 1, 0.5)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(both, 1)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for line in (self.footnote, self.channels):
            lines.addWidget(line)
        box.addLayout(lines)

    def grid(self) -> GridView:
        """Return the grid of groups."""
        return self.view

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window."""
        self._fit.share = 0.52 if narrow else 0.5
        self._fit.fit()

    def forget(self) -> None:
        """Measure anew."""
        self._asked = None

    def plan_changed(self) -> None:
        """Say by which rule channels have their numbers."""
        if self._asked is not None:
            shown = (*self._asked.by, *(name for name, _ in self._asked.chosen))
            said = channel_line(self.page.desk.session.plan, self._asked.snapshot, shown)
            self.channels.set_text(said)
            self.channels.setVisible(bool(said))

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for and show it."""
        if asked == self._asked:
            return
        self._asked, style, window = asked, asked.style, asked.window
        where = filter_mask(asked.source.journeys, dict(asked.chosen))
        self._measures = measure(asked.source, asked.by, entered=window, where=where)
        sheet = funnel_sheet(self._measures, window, style, asked.currency)
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self.plan_changed()
        self.volume.set_chart(volume_chart(asked.source, window, where, style))
        self.conversion.set_chart(conversion_chart(self._measures, style=style))
        self.velocity.set_chart(velocity_chart(asked.source, asked.by, window, where, style))

    def _ask_journeys(self, place: Place) -> None:
        asked, sheet = self._asked, self.view.grid_model().sheet
        if asked is None or self._measures is None or sheet is None:
            return
        where = filter_mask(asked.source.journeys, dict(asked.chosen))
        rows = journeys_behind(
            asked.source, self._measures, place.row, place.column, window=asked.window, where=where
        )
        self.journeys_requested.emit(rows, sheet.explain(*self.view.place()).name)
