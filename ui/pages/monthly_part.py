"""Entries by stage and month, bookings, and whose they are: two charts over one grid."""

from dataclasses import replace

from planner.sheets.cells import Place
from planner.sheets.journey_fields import Rows
from planner.sheets.monthly import (
    MEASURING,
    MonthlyView,
    monthly_behind,
    monthly_view,
    stage_of,
)
from planner.sheets.source_teams import SOURCED, share_goal
from planner.sheets.words import Tongue
from ui.charts.view import ChartView
from ui.pages.charted_part import ChartedPart
from ui.pages.funnel_part import Asked
from ui.pages.page import Page
from ui.pages.wiring import chart_of


class MonthlyPart(ChartedPart[MonthlyView]):
    """Stages unfold into the groups of the cut; the months drawn are those of the current row."""

    key, title = "volume", "Volume and shares"
    measuring, chart_count = MEASURING, 2

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._folded: frozenset[str] | None = None
        self.months, self.shares = self.charts

    def make_chart(self, place: int) -> ChartView:
        """Return the chart of months; or that of teams, whose parts are no cells of the grid."""
        if place == 0:
            return super().make_chart(place)
        shares = chart_of(self.page, ChartView())
        shares.place_clicked.connect(self._pick_team)
        self.view.current_changed.connect(lambda row, _column: self._mark_teams(row))
        return shares

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, and show it when it is there."""
        if asked == self.asked:
            return
        self.asked = asked
        tongue = Tongue(asked.style, asked.currency)
        self.measure(
            lambda: monthly_view(asked.source, asked.by, asked.window, asked.chosen, tongue),
            self._take,
        )

    def plan_changed(self) -> None:
        """Hold the shares against the goal the plan now states."""
        if self.shown is not None and self.shown.goal != share_goal(self.page.desk.plan_seen):
            self._take(self.shown)

    def fold(self, row: str) -> None:
        """Fold or unfold a stage."""
        self._folded = (self._folded or frozenset()) ^ {row}
        self._show()

    def fold_all(self, folded: bool) -> None:
        """Fold or unfold all stages."""
        self._folded = self.shown.folds if folded and self.shown is not None else frozenset()
        self._show()

    def asked_for(self, view: MonthlyView) -> tuple[str, ...]:
        """Return the cut."""
        return view.by

    def behind(self, view: MonthlyView, row: str, column: str) -> Rows:
        """Return the journeys that entered a stage in a month."""
        return monthly_behind(view, row, column)

    def _take(self, view: MonthlyView) -> None:
        if self._folded is None:
            self._folded = view.folds
        self.shown = replace(view, goal=share_goal(self.page.desk.plan_seen))
        self._show()

    def _show(self) -> None:
        if self.shown is not None:
            self.show_sheet(self.shown, self.shown.sheet(self._folded or frozenset()))

    def _mark_teams(self, row: int) -> None:
        """Frame what the current row counts: a team's part of a bar, or the whole of it."""
        if self.shown is not None:
            self.shares.highlight(self.shown.bar_of(self.view.grid_model().row(row).key))

    def _pick_team(self, bar: Place) -> None:
        """Go to the row of a source team's part of a bar; from there to its journeys."""
        if self.shown is None:
            return
        row, before = self.shown.row_of(bar), self.view.place()
        near = (replace(bar, row=row), replace(bar, row=row.partition("/")[0]))
        if any(self.view.go_to(place) for place in near) and self.view.place() != before:
            self.view.setFocus()
            return
        if bar.row == SOURCED:
            return  # it counts no journeys
        stage, _, team = bar.row.partition("/")
        self.ask_journeys_of(bar, f"{team} · {self.shown.names[stage_of(stage)]}")
