"""Everything below the toolbar: strip, messages, explain bar, sheets and their tabs."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.base.problem import Problem, RefusedError
from planner.base.units import NumberStyle
from planner.sheets.cells import Place
from planner.sheets.changed_places import retracted_places
from planner.sheets.journey_fields import Rows
from planner.sheets.status import data_standing, day_text, scenario_standing
from planner.sheets.strip import disputes_by_sheet, score_strip
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.find.bar import FindBar
from ui.grid.view import GridView
from ui.pages.assumptions import AssumptionsPage
from ui.pages.board import BoardPage
from ui.pages.data import DataPage
from ui.pages.frame import Framed
from ui.pages.funnel import FunnelPage
from ui.pages.page import Page
from ui.pages.plan import PlanPage
from ui.pages.progress import ProgressPage
from ui.pages.reps import RepsPage
from ui.pages.sla_list import ScorecardsPage, SlaPage
from ui.progress_bar import ProgressCard
from ui.roles import FOR_READING
from ui.sealed_round import SealedRound
from ui.toolbar import Bar
from ui.widgets.explain_bar import ExplainBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.score_strip import ScoreStrip
from ui.widgets.sheet_tabs import SheetTabs
from ui.widgets.status_line import StatusLine

NARROW, LOW = 1400, 800
MARGIN, GAP, TABS_HEIGHT = 16, 10, 30


class Workspace(QWidget):
    """The sheets of one plan. `sheet_changed` names the one in view, `opening` comes before it."""

    opening = Signal()
    sheet_changed = Signal(str)
    imports_requested = Signal()
    sample_requested = Signal(bool)
    settings_requested = Signal()
    recipes_requested = Signal()
    aside_export_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.strip, self.explain = ScoreStrip(), ExplainBar()
        self.messages, self.status = MessageBar(), StatusLine()
        self.progress = ProgressCard()
        self._others = ""
        self.finding, self.round = FindBar(self._grid_in_view), SealedRound(desk)
        self.data, self.funnel = DataPage(desk), FunnelPage(desk)
        self.assumptions, self.plan = AssumptionsPage(desk), PlanPage(desk)
        self.sla, self.reps = SlaPage(desk), RepsPage(desk)
        self.scorecards, self.board = ScorecardsPage(desk), BoardPage(desk)
        self.progressing = ProgressPage(desk)
        planned = (self.data, self.funnel, self.assumptions, self.plan)
        kept = (self.sla, self.reps, self.scorecards, self.progressing)
        pages: tuple[Page, ...] = (*planned, *kept, self.board)
        self.pages: dict[str, Page] = {page.title: page for page in pages}
        self._frames = {name: Framed(page) for name, page in self.pages.items()}
        self.tabs = SheetTabs(tuple(self.pages))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        inner.setSpacing(GAP)
        above = (self.strip, self.messages, self.progress, self.round, self.explain, self.finding)
        for widget in above:
            inner.addWidget(widget)
        inner.addWidget(self._stack, 1)
        lower = Bar(TABS_HEIGHT, line_above=True)
        line = QHBoxLayout(lower)
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.addWidget(self.tabs)
        line.addWidget(self.status, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(inner, 1)
        box.addWidget(lower)

    def _connect(self) -> None:
        for page in self.pages.values():
            self._stack.addWidget(self._frames[page.title])
            page.explained.connect(self.explain.show_explanation)
            page.summarised.connect(self.status.show_selection)
            page.remarked.connect(self.status.show_remark)
            page.place_requested.connect(self.go)
            page.imports_requested.connect(self.imports_requested)
            page.sample_requested.connect(self.sample_requested)
            page.settings_requested.connect(self.settings_requested)
            page.recipes_requested.connect(self.recipes_requested)
        self.data.aside_export_requested.connect(self.aside_export_requested)
        self.funnel.journeys_requested.connect(self._show_journeys)
        self.sla.journeys_requested.connect(self._show_journeys)
        self.reps.journeys_requested.connect(self._show_journeys)
        self.strip.place_requested.connect(self.go)
        self.explain.place_requested.connect(self.go)
        self.round.refused.connect(self.tell)
        self.round.revealed.connect(self.messages.say)
        self.tabs.sheet_chosen.connect(self.show_sheet)
        self.desk.changed.connect(self.refresh)
        self.desk.refused.connect(self.tell)
        self.desk.ahead.arrived.connect(self._show_strip)

    @property
    def page(self) -> Page:
        """The sheet in view."""
        return self.pages[self.tabs.tabText(self.tabs.currentIndex())]

    def frame_of(self, page: Page) -> Framed:
        """Return a sheet's frame, which also says what will be there."""
        return self._frames[page.title]

    def sheet(self, name: str) -> Page:
        """Return a sheet by its tab's name; KeyError if there is none."""
        return self.pages[name]

    def show_sheet(self, name: str) -> None:
        """Bring a sheet into view and give it the keyboard."""
        self.end_typing()
        if self.page.title != name:
            self.tabs.show_sheet(name)  # which leads back here
            return
        self.opening.emit()
        frame = self._frames[name]
        self._stack.setCurrentWidget(frame)
        self._show_explain()
        frame.page.freshen()
        frame.take_keyboard()
        frame.page.say_current()
        self.finding.recount()
        self.sheet_changed.emit(name)

    def step(self, by: int) -> None:
        """Go to the next sheet, or with −1 to the one before; at the ends stay."""
        names = list(self.pages)
        at = names.index(self.page.title) + by
        if 0 <= at < len(names):
            self.show_sheet(names[at])

    def go(self, place: Place) -> None:
        """Go to a cell on whichever sheet it stands."""
        sheet = place.sheet.partition(":")[0]  # a part of a sheet is named after it
        if sheet in self.pages:
            self.show_sheet(sheet)
            if place.row:
                self.page.go_to(place)

    def end_typing(self) -> None:
        """Take what is being typed, before anything else is done."""
        for page in self.pages.values():
            for grid in page.grids():
                grid.editing.end()

    def undo_labels(self) -> tuple[str | None, str | None]:
        """Return what undo and redo would do: first to what is only tried on the sheet in view."""
        session, (undo, redo) = self.desk.session, self.page.trials()
        return undo or session.undo_label, redo or session.redo_label

    def retract(self, way: Literal["undo", "redo"]) -> None:
        """Undo or redo a gesture, say which, and lead to its cells if they stand in view."""
        session, grid = self.desk.session, self._grid_in_view()
        tried = self.page.take_back(way)
        if tried:
            self.status.show_remark(f"Undid {tried}" if way == "undo" else f"Did {tried} again")
            return
        try:
            label = session.undo() if way == "undo" else session.redo()
        except RefusedError as refused:
            self.tell(refused.problem)
            return
        if label is None:
            return
        if grid is not None:
            grid.navigator.show_changed(retracted_places(session.log, session.plan))
        self.status.show_remark(f"Undid {label}" if way == "undo" else f"Did {label} again")

    def refresh(self) -> None:
        """Show what every sheet shares as it now stands."""
        desk = self.desk
        bare = desk.bare
        self.strip.setVisible(not bare)
        for frame in self._frames.values():
            frame.refresh()
        if not bare:
            self._show_strip()
            for sheet, count in disputes_by_sheet(desk.results).items():
                self.tabs.set_badge(sheet, count)
        self.round.refresh()
        self._show_explain()
        self._say_standing()

    def _show_strip(self) -> None:
        desk = self.desk
        if not desk.bare:
            late, scenario = desk.ahead.late, self._scenario()
            self.strip.set_items(score_strip(desk.results, desk.style, late, scenario))

    def _grid_in_view(self) -> GridView | None:
        """Return the grid the keyboard is for, None where a sheet has nothing to show yet."""
        return None if self.page.has_nothing() else self.page.grid()

    def _show_explain(self) -> None:
        self.explain.setVisible(not self.page.has_nothing())

    def begin(self) -> None:
        """Show the sheet a person begins with: the disputes, else the data."""
        self.show_sheet(self.data.title if self.desk.bare else self.assumptions.title)
        if not self.desk.bare:
            self.assumptions.start()

    def tell(self, problem: Problem) -> None:
        """Show a problem until it is closed."""
        self.messages.show_problem(problem)

    def show_imported(self) -> None:
        """Show what an import brought: the account of its rows."""
        self.show_sheet(self.data.title)

    def restyle(self, style: NumberStyle) -> None:
        """Write all numbers another way, and read typed ones so."""
        self.desk.style = style
        for page in self.pages.values():
            for grid in page.findChildren(GridView):
                grid.number_style = style
            for chart in page.findChildren(ChartView):
                chart.number_style = style
            page.forget_shown()
        self.desk.changed.emit()
        self.page.say_current()

    def set_zoom(self, zoom: float) -> None:
        """Magnify the grids of the sheet in view."""
        for grid in self.page.grids():
            grid.set_zoom(zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold strip and charts in a small window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW or self.height() < LOW
        self.strip.set_compact(narrow)
        for page in self.pages.values():
            page.set_narrow(narrow)

    def show_others(self, text: str) -> None:
        """Show who else has the plan open; nothing for nobody."""
        if text != self._others:
            self._others = text
            self._say_standing()

    def _say_standing(self) -> None:
        self.status.show_facts(*self._facts())

    def _scenario(self) -> str:
        scenario = self.desk.scenario
        return scenario.name if scenario else ""

    def _facts(self) -> tuple[str, ...]:
        session = self.desk.session
        saved = "Not saved" if session.path is None else "Unsaved changes"
        if session.path is not None and not session.dirty:
            saved = f"Saved {saved_when(session.path)}"
        standing = data_standing(session.snapshot, self.desk.style)
        if session.reading:
            saved = FOR_READING
        return self._others, scenario_standing(self._scenario()), standing, saved

    def _show_journeys(self, rows: Rows, what: str) -> None:
        self.show_sheet(self.data.title)
        self.data.show_journeys(rows, what)


def saved_when(path: Path) -> str:
    """Return when a file was saved: the time if today, else the day."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        return "elsewhere"
    today = datetime.now().astimezone().date()
    return f"{saved:%H:%M}" if saved.date() == today else day_text(saved.date())
