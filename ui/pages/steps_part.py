"""Any step from stage to stage: its groups and cohorts in full, under two charts of cohorts."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from planner.base.progress import Progress
from planner.sheets.cells import Place
from planner.sheets.steps_view import COHORTS, MEASURING, StepsView, steps_behind, steps_view
from planner.sheets.words import Tongue, hand_off_step, step_choices
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, splitter, tie_chart, tie_grid
from ui.widgets.card import Card

Unfolded = frozenset[tuple[str, ...]]


class StepsPart(FunnelPart):
    """Groups unfold into their cohorts; the charts follow the group of the current row."""

    key, title = "cohorts", "Steps and cohorts"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: Asked | None = None
        self._shown: StepsView | None = None
        self._unfolded: Unfolded = frozenset()
        self.step, self.cohorts = Pick("Step"), Pick("Cohorts")
        self.cohorts.offer(COHORTS, COHORTS[0][0])
        for pick in (self.step, self.cohorts):
            pick.picked.connect(lambda _value: self._measure())
        self.view = tie_grid(page, GridView())
        self.view.place_requested.connect(self._ask_behind)
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.rates, self.curves = (tie_chart(page, self.view, ChartView()) for _ in range(2))
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_charts)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        self.footnote = ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal, Card(self.rates), Card(self.curves), shares=(1, 1)
        )
        self._fit = charts_over_grid(self, cards, self.view, self.footnote)

    def grid(self) -> GridView:
        """Return the grid of groups and cohorts."""
        return self.view

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choices of step and cohorts."""
        return self.step, self.cohorts

    def forget(self) -> None:
        """Measure anew."""
        self._asked = None

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, and show it when it is there."""
        if asked == self._asked:
            return
        if self._asked is None or asked.by != self._asked.by:
            self._unfolded = frozenset()
        self._asked = asked
        choices = step_choices(stages := asked.source.journeys.stages)
        kept = self.step.value if self.step.value in dict(choices) else hand_off_step(stages)
        self.step.offer(choices, kept)
        self._measure()

    def _measure(self) -> None:
        asked, step = self._asked, self.step.value
        if asked is None or not isinstance(step, tuple):
            return
        self.view.grid_model().set_stale(True)
        for chart in (self.rates, self.curves):
            chart.set_stale(True)
        cohorts, unfolded = self.cohorts.value, self._unfolded

        def work(progress: Progress) -> StepsView:
            progress(MEASURING, 0, 0)
            return steps_view(
                asked.source,
                asked.by,
                asked.window,
                asked.chosen,
                step,
                cohorts="month" if cohorts == "month" else "quarter",
                unfolded=unfolded,
                tongue=Tongue(asked.style, asked.currency),
            )

        self.run("funnel", MEASURING, work, self._show)

    def _show(self, view: StepsView) -> None:
        self._shown = view
        self.view.set_sheet(view.sheet)
        self.footnote.set_text(view.sheet.footnote)
        self._late.start()
        if self.isVisible():
            self.page.say_current()

    def _show_charts(self) -> None:
        model = self.view.grid_model()
        if self._shown is None or model.stale or not model.rowCount():
            return
        charts = self._shown.charts(model.row(self.view.place()[0]).key)
        for view, chart in zip((self.rates, self.curves), charts, strict=True):
            view.set_chart(chart)

    def _fold(self, row: str) -> None:
        key = self._shown.key_of(row) if self._shown is not None else None
        if key is not None:
            self._unfolded ^= {key}
            self._measure()

    def _fold_all(self, folded: bool) -> None:
        groups = self._shown.found.groups if self._shown is not None and not folded else ()
        self._unfolded = frozenset(group.key for group in groups)
        self._measure()

    def _ask_behind(self, place: Place) -> None:
        view, sheet = self._shown, self.view.grid_model().sheet
        if view is not None and sheet is not None:
            what = sheet.explain(*self.view.place()).name
            self.ask_journeys(partial(steps_behind, view, place.row, place.column), what)
