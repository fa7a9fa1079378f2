"""Time in every stage, ages of what is open, and money per day: three charts over one grid."""

from functools import partial

from PySide6.QtCore import Qt, QTimer

from planner.base.progress import Progress
from planner.sheets.cells import Place
from planner.sheets.stays_view import MEASURING, StaysView, stays_behind, stays_view
from planner.sheets.words import Tongue
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, splitter, tie_chart, tie_grid
from ui.widgets.card import Card


class StaysPart(FunnelPart):
    """Steps unfold into the groups of the cut; the ages are those of the current row."""

    key, title = "time", "Time and ageing"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: Asked | None = None
        self._shown: StaysView | None = None
        self._folded: frozenset[str] | None = None
        self.view = tie_grid(page, GridView())
        self.view.place_requested.connect(self._ask_behind)
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.charts = [tie_chart(page, self.view, ChartView()) for _ in range(3)]
        self.stages, self.ageing, self.velocity = self.charts
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_charts)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        self.footnote = ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal, *(Card(c) for c in self.charts), shares=(1, 1, 1)
        )
        self._fit = charts_over_grid(self, cards, self.view, self.footnote)

    def grid(self) -> GridView:
        """Return the grid of steps."""
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

        def work(progress: Progress) -> StaysView:
            progress(MEASURING, 0, 0)
            return stays_view(asked.source, asked.by, asked.window, asked.chosen, tongue)

        self.run("funnel", MEASURING, work, self._take)

    def _take(self, view: StaysView) -> None:
        if self._folded is None:
            self._folded = view.steps - {view.closing}
        self._shown = view
        self._show()

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
        self._folded = self._shown.steps if folded and self._shown is not None else frozenset()
        self._show()

    def _ask_behind(self, place: Place) -> None:
        view, sheet = self._shown, self.view.grid_model().sheet
        if view is not None and sheet is not None:
            what = sheet.explain(*self.view.place()).name
            self.ask_journeys(partial(stays_behind, view, place.row, place.column), what)
