"""Volume, conversion and velocity of every group of a cut: three charts over one grid."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.base.progress import Progress
from planner.session.views import Spot
from planner.sheets.attribution_words import channel_line
from planner.sheets.cells import Place
from planner.sheets.funnel_view import MEASURING, FunnelView, funnel_view, journeys_behind
from planner.sheets.words import Tongue, step_choices
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, rows_of, splitter, tie_chart, tie_grid
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

USUAL = (None, "usual")


class JourneysPart(FunnelPart):
    """The funnel by groups, each number leading to its journeys; any step can be charted."""

    key, title = "journeys", "Journeys"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: Asked | None = None
        self._shown: FunnelView | None = None
        self.step = Pick("Step")
        self.step.picked.connect(lambda _pair: self._measure())
        self.view = tie_grid(page, GridView(), self._spot)
        self.view.place_requested.connect(self._ask_behind)
        self.charts = [tie_chart(page, self.view, ChartView()) for _ in range(3)]
        self.volume, self.conversion, self.velocity = self.charts
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._go_on)
        self._due: list[Callable[[], object]] = []
        self.footnote, self.channels = ElidedLine(), ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal, *(Card(c) for c in self.charts), shares=(1, 1, 1)
        )
        below = grid_card(self.view)
        both = splitter(Qt.Orientation.Vertical, cards, below, shares=(55, 45))
        self._halves: tuple[QWidget, ...] = (below, cards)
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

    def _spot(self, row: str) -> Spot | None:
        if self._shown is None:
            return None
        return rows_of("Funnel", self.key, *self._shown.measures.by)(row)

    def grid(self) -> GridView:
        """Return the grid of groups."""
        return self.view

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choice of the step charted."""
        return (self.step,)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window."""
        self._fit.share = 0.52 if narrow else 0.5
        self._fit.fit()

    def forget(self) -> None:
        """Measure anew."""
        self._asked = self._shown = None

    def plan_changed(self) -> None:
        """Say by which rule channels have their numbers."""
        if self._asked is not None:
            shown = (*self._asked.by, *(name for name, _ in self._asked.chosen))
            said = channel_line(self.page.desk.session.plan, self._asked.snapshot, shown)
            self.channels.set_text(said)
            self.channels.setVisible(bool(said))

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, and show it when it is there."""
        if asked == self._asked:
            return
        self._asked = asked
        choices = step_choices(asked.source.journeys.stages)
        kept = self.step.value if self.step.value in dict(choices) else None
        self.step.offer([USUAL, *choices], kept)
        self._measure()

    def _measure(self) -> None:
        asked, step, like = self._asked, self.step.value, self._shown
        if asked is None:
            return
        self.view.grid_model().set_stale(True)
        for chart in self.charts:
            chart.set_stale(True)

        def work(progress: Progress) -> FunnelView:
            return funnel_view(
                asked.source,
                asked.by,
                asked.window,
                asked.chosen,
                step if isinstance(step, tuple) else None,
                tongue=Tongue(asked.style, asked.currency),
                progress=progress,
                like=like,
            )

        self.run("funnel", MEASURING, work, self._show)

    def _show(self, view: FunnelView) -> None:
        """Exchange grid and charts and paint them, a turn for each: the window is never held.

        Until all have their new size and content nothing is painted, so each is painted once.
        """
        self._shown = view
        for half in self._halves:
            half.setUpdatesEnabled(False)
        made = (view.volume, view.conversion, view.velocity)
        self._due = [
            *(partial(chart.set_chart, new) for chart, new in zip(self.charts, made, strict=True)),
            *(partial(half.setUpdatesEnabled, True) for half in self._halves),
        ]
        self._late.start()
        self.view.set_sheet(view.sheet)
        self.footnote.set_text(view.sheet.footnote)
        self.plan_changed()
        if self.isVisible():
            self.page.say_current()

    def _go_on(self) -> None:
        self._due.pop(0)()
        if self._due:
            self._late.start()

    def _ask_behind(self, place: Place) -> None:
        view, sheet = self._shown, self.view.grid_model().sheet
        if view is not None and sheet is not None:
            what = sheet.explain(*self.view.place()).name
            self.ask_journeys(partial(journeys_behind, view, place.row, place.column), what)
