"""The Funnel sheet: volume, conversion and velocity over one grid, for any cut and filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from planner.session.views import Measures, Prepared, Window, measure, plan_window
from planner.sheets.cells import Place
from planner.sheets.funnel import (
    filter_choices,
    filter_mask,
    funnel_sheet,
    journeys_behind,
    window_text,
)
from planner.sheets.funnel_charts import conversion_chart, velocity_chart, volume_chart
from planner.sheets.volumes import has_counts
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.as_of import AsOfButton
from ui.pages.choices import Choice
from ui.pages.counts import CountsPanel
from ui.pages.drivers_panel import DriversPanel
from ui.pages.elided import ElidedLine
from ui.pages.filters import FilterRow
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import grid_card, lay_out, splitter, tie_chart, tie_grid
from ui.tasks import Tasks
from ui.widgets.card import Card

HINT = "Double-click a number to see its journeys"
JOURNEYS, DRIVERS, COUNTS = "journeys", "drivers", "counts"
SHOWN = ((JOURNEYS, "Journeys"), (DRIVERS, "What drives deals"), (COUNTS, "Counts"))


class FunnelPage(Page):
    """Measures the snapshot; `journeys_requested(rows, what)` shows the journeys behind a cell."""

    title = "Funnel"
    sentence = (
        "Here volume, conversion and velocity of every channel will stand, measured from your "
        "CRM’s own exports."
    )
    journeys_requested = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._measures: Measures | None = None
        self._digest: str | None = None
        self.filters = FilterRow(HINT)
        self.filters.changed.connect(self._measure)
        self.view = tie_grid(self, GridView())
        self.view.place_requested.connect(self._ask_journeys)
        charts = [tie_chart(self, self.view, ChartView()) for _ in range(3)]
        self.volume, self.conversion, self.velocity = charts
        self.footnote = ElidedLine()
        self.as_of = AsOfButton(desk)
        self.shown = Choice("Show", SHOWN)
        self.shown.chosen.connect(lambda _value: self._switch())
        self.counts, self.drivers = CountsPanel(self), DriversPanel(self)
        self._lay_out()

    def _lay_out(self) -> None:
        charts = splitter(
            Qt.Orientation.Horizontal,
            *(Card(chart) for chart in (self.volume, self.conversion, self.velocity)),
            shares=(1, 1, 1),
        )
        self._whole = splitter(
            Qt.Orientation.Vertical, charts, grid_card(self.view), shares=(55, 45)
        )
        self._fit = FitRows(self._whole, self.view, 1, 0.5)
        self._stack = QStackedWidget()
        self._parts = {JOURNEYS: self._whole, DRIVERS: self.drivers, COUNTS: self.counts}
        for part in self._parts.values():
            self._stack.addWidget(part)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.as_of)
        bar.addWidget(self.shown)
        bar.addWidget(self.filters, 1)
        lay_out(self, bar, self._stack, self.footnote, wide=self._stack)

    def has_nothing(self) -> bool:
        """Whether no data were imported."""
        return self.desk.session.journeys is None

    def grid(self) -> GridView:
        """Return the grid of groups, or that of what is shown instead."""
        if self.shown.value == DRIVERS:
            return self.drivers.view
        return self.counts.grid() if self.shown.value == COUNTS else self.view

    def work_in(self, tasks: Tasks) -> None:
        """Have regressions measured off the window's thread."""
        self.drivers.work_in(tasks)

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid of groups, of what drives deals, and those of counts."""
        return self.view, self.drivers.view, *self.counts.grids()

    def refresh(self) -> None:
        """Offer the snapshot's dimensions and measure."""
        session = self.desk.session
        digest = self.desk.seen or session.plan.snapshot
        if self.desk.looked_at is None or digest == self._digest:
            return
        self._digest, journeys = digest, self.desk.looked_at.journeys
        by = session.plan.by[0] if session.plan.by else "channel"
        window = plan_window(journeys, session.plan.window)
        choices = filter_choices(journeys)
        first = by if by in choices else next(iter(choices), "")
        self.filters.offer(choices, first, session.plan.window, window_text(window))
        snapshot = self.desk.snapshot_looked_at
        counted = snapshot is not None and has_counts(snapshot)
        self.shown.button(COUNTS).setVisible(counted)
        if not counted and self.shown.value == COUNTS:
            self.shown.button(JOURNEYS).setChecked(True)
        self._measure()

    def forget_shown(self) -> None:
        """Measure anew with the next refresh."""
        self._digest = None

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window."""
        self.filters.set_narrow(narrow)
        self._fit.share = 0.52 if narrow else 0.5
        self._fit.fit()
        self.drivers.set_narrow(narrow)

    def _measure(self) -> None:
        source, desk = self.desk.looked_at, self.desk
        if source is None:
            return
        journeys = source.journeys
        window = plan_window(journeys, self.filters.months)
        self._show_part(source, window)
        where = filter_mask(journeys, self.filters.chosen)
        by = (self.filters.by,) if self.filters.by else ()
        self._measures = measure(source, by, entered=window, where=where)
        self.filters.say_window(window_text(window))
        sheet = funnel_sheet(self._measures, window, desk.style, desk.session.plan.currency)
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        style = desk.style
        self.volume.set_chart(volume_chart(source, window, where, style))
        self.conversion.set_chart(conversion_chart(self._measures, style=style))
        self.velocity.set_chart(velocity_chart(source, by, window, where, style))

    def _switch(self) -> None:
        self._measure()
        self.say_current()

    def _show_part(self, source: Prepared, window: Window) -> None:
        """Show the part chosen; counts know no dimension but their channel."""
        snapshot, part = self.desk.snapshot_looked_at, self.shown.value
        self._stack.setCurrentWidget(self._parts[part])
        self.filters.offer_parts(cut=part == JOURNEYS, dimensions=part != COUNTS)
        self.footnote.setVisible(part == JOURNEYS)
        if part == DRIVERS:
            self.drivers.show_drivers(source, window, self.filters.chosen)
        elif part == COUNTS and snapshot is not None:
            self.counts.show_counts(source, snapshot, self.desk.style, window)

    def _ask_journeys(self, place: Place) -> None:
        source = self.desk.looked_at
        if source is None or self._measures is None:
            return
        window = plan_window(source.journeys, self.filters.months)
        where = filter_mask(source.journeys, self.filters.chosen)
        rows = journeys_behind(
            source, self._measures, place.row, place.column, window=window, where=where
        )
        sheet = self.view.grid_model().sheet
        name = sheet.explain(*self.view.place()).name if sheet is not None else place.row
        self.journeys_requested.emit(rows, name)
