"""The Reps sheet: reps and their source teams under two charts; names can be hidden."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.base.progress import Progress
from planner.session.views import RepEvidence, plan_window, rep_evidence
from planner.sheets.cells import Place
from planner.sheets.funnel import window_text
from planner.sheets.reps import NAME, has_reps, rep_key, rep_names, rep_of, reps_sheet
from planner.sheets.reps_behind import reps_behind
from planner.sheets.reps_charts import picking_chart, touch_chart
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.grid.view import GridView
from ui.measuring import Measuring
from ui.pages.as_of import AsOfButton
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import FINDING, QUIET
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import lay_out, rows_of, splitter, tie_chart, tie_grid
from ui.settings import Settings
from ui.tasks import Tasks
from ui.theme import LABEL, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

Measured = tuple[str | None, int | None]
MEASURING = Measuring("reps", "Measuring reps", at_once=5_000)


class RepsPage(Page):
    """Measures the snapshot's reps; `names_hidden(bool)` says that names are hidden or shown.

    `journeys_requested(rows, what)` shows the leads behind a number.
    """

    title = NAME
    sentence = (
        "Here what every rep received, worked, accepted and won will stand, with speed to first "
        "touch, once exports with a column of owners are imported."
    )
    names_hidden = Signal(bool)
    journeys_requested = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tasks: Tasks | None = None
        self._found: RepEvidence | None = None
        self._measured: Measured | None = None
        self._folded: frozenset[str] | None = None
        self.view = tie_grid(self, GridView(), rows_of(NAME))
        self.touch, self.picking = (tie_chart(self, self.view, ChartView()) for _ in range(2))
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_charts)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        self.view.place_requested.connect(self._ask_behind)
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.view.folding.know_whole(self._unfolded)
        self.as_of, self.footnote = AsOfButton(desk), ElidedLine()
        self.window_line = ElidedLine(at_right=True)
        self.hide_names = QuietButton("Hide names")
        self.hide_names.setCheckable(True)
        self.hide_names.setFont(font(LABEL))
        self.hide_names.setToolTip("Call reps Rep 1, Rep 2, … on this sheet, always the same")
        self.hide_names.toggled.connect(self._hide)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.as_of)
        bar.addWidget(self.hide_names)
        bar.addWidget(self.window_line, 1)
        charts = splitter(
            Qt.Orientation.Horizontal, Card(self.touch), Card(self.picking), shares=(1, 1)
        )
        whole = splitter(Qt.Orientation.Vertical, charts, grid_card(self.view), shares=(45, 55))
        self._fit = FitRows(whole, self.view, 1, 0.64)
        lay_out(self, bar, whole, self.footnote, wide=whole)

    def keep_in(self, settings: Settings) -> None:
        """Keep whether names are hidden."""
        self.hide_names.setChecked(settings.names_hidden)
        self.names_hidden.connect(settings.hide_names)

    def work_in(self, tasks: Tasks) -> None:
        """Have many journeys measured off the window's thread."""
        self._tasks = tasks

    def has_nothing(self) -> bool:
        """Whether no data, or data without owners, were imported."""
        return not has_reps(self.desk.session.journeys)

    def grid(self) -> GridView:
        """Return the grid of reps."""
        return self.view

    def refresh(self) -> None:
        """Measure where data or window changed, and show."""
        source, snapshot = self.desk.looked_at, self.desk.snapshot_looked_at
        if source is None or snapshot is None or not has_reps(source.journeys):
            return
        months = self.desk.session.plan.window
        measured = (self.desk.seen or self.desk.session.plan.snapshot, months)
        if measured == self._measured:
            self._show()
            return
        window = plan_window(source.journeys, months)

        def work(_progress: Progress) -> RepEvidence:
            return rep_evidence(source, snapshot.activities, window)

        MEASURING.run(self._tasks, source.journeys, work, partial(self._take, measured))

    def _take(self, measured: Measured, found: RepEvidence) -> None:
        self._measured, self._found = measured, found
        if found.window is not None:
            self.window_line.set_text(f"Received {window_text(found.window)}")
        self._show()
        if self.isVisible():
            self.say_current()

    def go_to(self, place: Place) -> bool:
        """Go to a cell, unfolding its rep."""
        rep = place.row.partition("/")[0]
        if "/" in place.row and rep in (self._folded or frozenset()):
            self._fold(rep)
        return super().go_to(place)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window."""
        self._fit.share = 0.54 if narrow else 0.64
        self._fit.fit()

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        if self._folded is None:
            self._folded = self._reps()
        sheet = self._sheet(found, self._folded)
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self._show_charts()

    def _sheet(self, found: RepEvidence, folded: frozenset[str] = frozenset()) -> TableSheet:
        names = rep_names(found, self.hide_names.isChecked())
        return reps_sheet(found, names, self.desk.style, folded)

    def _unfolded(self) -> TableSheet | None:
        return self._sheet(self._found) if self._found is not None else None

    def _show_charts(self) -> None:
        self._late.stop()
        found, style = self._found, self.desk.style
        if found is None:
            return
        names, rep = rep_names(found, self.hide_names.isChecked()), self._rep()
        self.touch.set_chart(touch_chart(found, names, rep, style))
        self.picking.set_chart(picking_chart(found, names, rep, style))

    def _rep(self) -> str:
        """Return the rep of the current row, '' at the total."""
        model = self.view.grid_model()
        if self._found is None or not model.rowCount():
            return ""
        return rep_of(self._found, model.row(self.view.place()[0]).key)

    def _reps(self) -> frozenset[str]:
        return frozenset(rep_key(row.rep) for row in (self._found.reps if self._found else ()))

    def _fold_all(self, folded: bool) -> None:
        self._folded = self._reps() if folded else frozenset()
        self._show()

    def _fold(self, key: str) -> None:
        self._folded = (self._folded or frozenset()) ^ {key}
        self._show()

    def _hide(self, hidden: bool) -> None:
        self.hide_names.setText("Show names" if hidden else "Hide names")
        self._show()
        self.names_hidden.emit(hidden)
        self.say_current()

    def _ask_behind(self, place: Place) -> None:
        source, snapshot, found = self.desk.looked_at, self.desk.snapshot_looked_at, self._found
        sheet = self.view.grid_model().sheet
        if source is None or snapshot is None or found is None or sheet is None:
            return
        what = sheet.explain(*self.view.place()).name
        work = partial(reps_behind, source, snapshot.activities, found, place.row, place.column)
        if self._tasks is None:
            self.journeys_requested.emit(work(), what)
        else:
            self._tasks.run(
                "behind",
                FINDING,
                lambda _progress: work(),
                lambda rows: self.journeys_requested.emit(rows, what),
                quiet=QUIET,
            )
