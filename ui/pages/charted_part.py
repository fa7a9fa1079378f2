"""A part of the Funnel sheet whose charts are those of the current row of the grid below them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer

from planner.base.progress import Progress
from planner.session.views import Spot
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.journey_fields import Rows
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, rows_of, splitter, tie_chart, tie_grid
from ui.widgets.card import Card


class Charted(Protocol):
    """Figures of which each row has charts."""

    def charts(self, row: str) -> Sequence[Chart]:
        """Return the charts of a row, left to right."""


V = TypeVar("V", bound=Charted)


class ChartedPart(FunnelPart, Generic[V]):
    """Measures `work`, shows its sheet; says how rows fold and whose journeys numbers are.

    `asked` is the last choice, `shown` the figures in view, which may still be of the one before.
    """

    measuring: ClassVar[str]
    chart_count: ClassVar[int]

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.asked: Asked | None = None
        self.shown: V | None = None
        self.view = tie_grid(page, GridView(), self._spot)
        self.view.place_requested.connect(self.ask_behind)
        self.view.fold_toggled.connect(self.fold)
        self.view.all_folded.connect(self.fold_all)
        self.charts = [self.make_chart(i) for i in range(self.chart_count)]
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_charts)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        self.footnote = ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal,
            *(Card(chart) for chart in self.charts),
            shares=(1,) * self.chart_count,
        )
        self._fit = charts_over_grid(self, cards, self.view, self.footnote)

    def make_chart(self, _place: int) -> ChartView:
        """Return the chart at a place from the left: by default one tied to the grid."""
        return tie_chart(self.page, self.view, ChartView())

    def asked_for(self, view: V) -> tuple[str, ...]:
        """Return the choices that say which figures a row has, such as the cut."""
        raise NotImplementedError

    def _spot(self, row: str) -> Spot | None:
        if self.shown is None:
            return None
        return rows_of("Funnel", self.key, *self.asked_for(self.shown))(row)

    def fold(self, row: str) -> None:
        """Fold or unfold a row."""
        raise NotImplementedError

    def fold_all(self, folded: bool) -> None:
        """Fold or unfold all rows."""
        raise NotImplementedError

    def behind(self, view: V, row: str, column: str) -> Rows:
        """Return the journeys behind a number; off the window's thread."""
        raise NotImplementedError

    def grid(self) -> GridView:
        """Return the grid below the charts."""
        return self.view

    def forget(self) -> None:
        """Measure anew."""
        self.asked = None

    def measure(self, work: Callable[[], V], done: Callable[[V], None]) -> None:
        """Measure off the window's thread; what is in view until then is stale."""
        self.view.grid_model().set_stale(True)
        for chart in self.charts:
            chart.set_stale(True)

        def told(progress: Progress) -> V:
            progress(self.measuring, 0, 0)
            return work()

        self.run("funnel", self.measuring, told, done)

    def show_sheet(self, view: V, sheet: TableSheet) -> None:
        """Show figures, and in a while the charts of the row the keyboard is at."""
        self.shown = view
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self._late.start()
        if self.isVisible():
            self.page.say_current()

    def ask_behind(self, place: Place) -> None:
        """Show the journeys behind the number of the current cell."""
        sheet = self.view.grid_model().sheet
        if sheet is not None:
            self.ask_journeys_of(place, sheet.explain(*self.view.place()).name)

    def ask_journeys_of(self, place: Place, what: str) -> None:
        """Show the journeys behind a number under a name."""
        if self.shown is not None:
            self.ask_journeys(partial(self.behind, self.shown, place.row, place.column), what)

    def _show_charts(self) -> None:
        model = self.view.grid_model()
        if self.shown is None or model.stale or not model.rowCount():
            return
        charts = self.shown.charts(model.row(self.view.place()[0]).key)
        for view, chart in zip(self.charts, charts, strict=True):
            view.set_chart(chart)
