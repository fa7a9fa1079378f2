"""The Progress sheet: plan against actual, the plan seen from now, and the claims' track record."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.base.problem import RefusedError
from planner.base.progress import Progress
from planner.session.progress import has_outcome, progress
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.progress import NAME, progress_sheet
from planner.sheets.progress_charts import row_chart, variance_chart
from planner.sheets.progress_figures import Figures, figures
from planner.sheets.reforecast import months_chart, reforecast_chart, reforecast_sheet
from planner.sheets.table import TableSheet
from planner.sheets.track_record import CLAIM, record_chart, record_sheet
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.grid.view import GridView
from ui.measuring import Measuring
from ui.pages.choices import Choice
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import QUIET
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import lay_out, rows_of, splitter, tie_chart, tie_grid
from ui.tasks import Tasks
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

MEASURING = Measuring(NAME, "Measuring how the plan is doing", at_once=100_000, quiet=QUIET)
ACTUAL, AHEAD, RECORD = "actual", "ahead", "record"
PARTS = (
    (ACTUAL, "Plan against actual"),
    (AHEAD, "From now to the end"),
    (RECORD, "Claims and what came"),
)


class ProgressPage(Page):
    """What came of the plan, by the newest data; one of three parts in view."""

    title = NAME
    sentence = (
        "Here plan and actual will stand side by side, with what made the difference and who owns "
        "it, once exports of a day after the plan began are imported."
    )
    of_year = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tasks: Tasks | None = None
        self._figures: Figures | None = None
        self._known: tuple[object, bool] | None = None
        self._folded: frozenset[str] | None = None
        self.view = tie_grid(self, GridView(), self._spot)
        self.left, self.right = (tie_chart(self, self.view, ChartView()) for _ in range(2))
        self.part = Choice("Part", PARTS)
        self.part.chosen.connect(lambda _part: self._show())
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_charts)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        self.footnote = ElidedLine(wraps=True)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.part)
        bar.addStretch(1)
        self._second = Card(self.right)
        charts = splitter(Qt.Orientation.Horizontal, Card(self.left), self._second, shares=(56, 44))
        whole = splitter(Qt.Orientation.Vertical, charts, grid_card(self.view), shares=(1, 1))
        self._fit = FitRows(whole, self.view, 1, 0.5)
        lay_out(self, bar, whole, self.footnote, wide=whole)

    def _spot(self, row: str) -> str:
        return rows_of(NAME, _part_of(row))(row)

    def has_nothing(self) -> bool:
        """Whether no data tell yet what came of the plan."""
        plan = self.desk.session.plan
        seen = plan.snapshot, plan.start, plan.stages, bool(plan.lines)
        if self._known is None or self._known[0] != seen:
            self._known = seen, has_outcome(self.desk.session)
        return not self._known[1]

    def grid(self) -> GridView:
        """Return the grid of the part in view."""
        return self.view

    def work_in(self, tasks: Tasks) -> None:
        """Have many journeys measured off the window's thread."""
        self._tasks = tasks

    def refresh(self) -> None:
        """Measure the plan as it now stands against the newest data."""
        desk, session = self.desk, self.desk.session
        here, now = desk.scenario.id if desk.scenario else "", desk.results.working
        source = desk.source

        def work(_progress: Progress) -> Figures | RefusedError | None:
            try:
                found = progress(session, now, here, source)
            except RefusedError as refused:
                return refused
            return None if found is None else figures(found)

        MEASURING.run(self._tasks, session.journeys, work, self._take)

    def _take(self, found: Figures | RefusedError | None) -> None:
        if isinstance(found, RefusedError):
            self.remarked.emit(str(found.problem))
        elif found is not None:
            self._figures = found
            self._show()

    def go_to(self, place: Place) -> bool:
        """Go to a cell, in the part it stands in."""
        self.freshen()
        part = _part_of(place.row)
        if self.part.value != part:
            self.part.choose(part)
        measure = place.row.partition("/")[0]
        if part == ACTUAL and "/" in place.row and measure in (self._folded or frozenset()):
            self._fold(measure)
        return super().go_to(place)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window."""
        self._fit.share = 0.46 if narrow else 0.5
        self._fit.fit()

    def _show(self) -> None:
        if self._figures is None:
            return
        if self._folded is None:
            self._folded = frozenset(self._measures())
        sheet = self._sheet(self._figures)
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self._second.setVisible(self.part.value != RECORD)
        self._show_charts()
        if self.isVisible():
            self.say_current()

    def _sheet(self, found: Figures) -> TableSheet:
        style = self.desk.style
        if self.part.value == AHEAD:
            return reforecast_sheet(found.progress, style)
        if self.part.value == RECORD:
            return record_sheet(found.progress, style)
        return progress_sheet(found, style, self._folded or frozenset())

    def _show_charts(self) -> None:
        self._late.stop()
        if self._figures is None:
            return
        for view, chart in zip((self.left, self.right), self._charts(self._figures), strict=False):
            view.set_chart(chart)

    def _charts(self, found: Figures) -> tuple[Chart, ...]:
        style, made = self.desk.style, found.progress
        if self.part.value == AHEAD:
            return reforecast_chart(made, style), months_chart(made, style)
        if self.part.value == RECORD:
            return (record_chart(made, style),)
        model = self.view.grid_model()
        row = model.row(self.view.place()[0]).key if model.rowCount() else ""
        return variance_chart(found, style), row_chart(found, row, style)

    def _measures(self) -> tuple[str, ...]:
        return () if self._figures is None else (*self._figures.measures, "unplanned")

    def _fold_all(self, folded: bool) -> None:
        self._folded = frozenset(self._measures()) if folded else frozenset()
        self._show()

    def _fold(self, key: str) -> None:
        self._folded = (self._folded or frozenset()) ^ {key}
        self._show()


def _part_of(row: str) -> str:
    """Return the part of the sheet that a row stands in."""
    if row.startswith(CLAIM):
        return RECORD
    return AHEAD if row[:1].isdigit() or row == "total" else ACTUAL
