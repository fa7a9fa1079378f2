"""Entries by stage and month, bookings, and whose they are: two charts over one grid."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer

from planner.base.progress import Progress
from planner.sheets.cells import Place
from planner.sheets.monthly import (
    MEASURING,
    MonthlyView,
    monthly_behind,
    monthly_view,
    stage_of,
)
from planner.sheets.source_teams import share_goal
from planner.sheets.words import Tongue
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, splitter, tie_chart, tie_grid
from ui.widgets.card import Card


class MonthlyPart(FunnelPart):
    """Stages unfold into the groups of the cut; the months drawn are those of the current row."""

    key, title = "volume", "Volume and shares"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: Asked | None = None
        self._shown: MonthlyView | None = None
        self._folded: frozenset[str] | None = None
        self.view = tie_grid(page, GridView())
        self.view.place_requested.connect(self._ask_behind)
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.months, self.shares = tie_chart(page, self.view, ChartView()), ChartView()
        self.shares.number_style = page.desk.style
        self.shares.place_clicked.connect(self._ask_team)
        self.charts = [self.months, self.shares]
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_charts)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        self.footnote = ElidedLine()
        cards = splitter(Qt.Orientation.Horizontal, *(Card(c) for c in self.charts), shares=(1, 1))
        self._fit = charts_over_grid(self, cards, self.view, self.footnote)

    def grid(self) -> GridView:
        """Return the grid of stages and months."""
        return self.view

    def forget(self) -> None:
        """Measure anew."""
        self._asked = None

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, and show it when it is there."""
        if asked == self._asked:
            return
        self._asked = asked
        self.view.grid_model().set_stale(True)
        for chart in self.charts:
            chart.set_stale(True)
        tongue = Tongue(asked.style, asked.currency)

        def work(progress: Progress) -> MonthlyView:
            progress(MEASURING, 0, 0)
            return monthly_view(asked.source, asked.by, asked.window, asked.chosen, tongue)

        self.run("funnel", MEASURING, work, self._take)

    def _take(self, view: MonthlyView) -> None:
        if self._folded is None:
            self._folded = view.folds
        self._shown = replace(view, goal=share_goal(self.page.desk.session.plan))
        self._show()

    def plan_changed(self) -> None:
        """Hold the shares against the goal the plan now states."""
        if self._shown is not None and self._shown.goal != share_goal(self.page.desk.session.plan):
            self._take(self._shown)

    def _show(self) -> None:
        if self._shown is None:
            return
        sheet = self._shown.sheet(self._folded or frozenset())
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self._late.start()
        if self.isVisible():
            self.page.say_current()

    def _show_charts(self) -> None:
        model = self.view.grid_model()
        if self._shown is None or model.stale or not model.rowCount():
            return
        charts = self._shown.charts(model.row(self.view.place()[0]).key)
        for view, chart in zip(self.charts, charts, strict=True):
            view.set_chart(chart)

    def _fold(self, row: str) -> None:
        self._folded = (self._folded or frozenset()) ^ {row}
        self._show()

    def _fold_all(self, folded: bool) -> None:
        self._folded = self._shown.folds if folded and self._shown is not None else frozenset()
        self._show()

    def _ask_behind(self, place: Place) -> None:
        view, sheet = self._shown, self.view.grid_model().sheet
        if view is not None and sheet is not None:
            what = sheet.explain(*self.view.place()).name
            self.ask_journeys(partial(monthly_behind, view, place.row, place.column), what)

    def _ask_team(self, place: Place) -> None:
        """Show the journeys behind a source team's part of a bar."""
        view = self._shown
        if view is not None:
            stage, _, team = place.row.partition("/")
            what = f"{team} · {view.names[stage_of(stage)]}"
            self.ask_journeys(partial(monthly_behind, view, place.row, place.column), what)
