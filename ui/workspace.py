"""Everything below the toolbar: strip, messages, explain bar, sheets and their tabs."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.base.problem import Problem, RefusedError
from planner.base.units import NumberStyle
from planner.sheets.cells import Place
from planner.sheets.changed_places import retracted_places
from planner.sheets.journey_fields import Rows
from planner.sheets.strip import disputes_by_sheet, score_strip
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.find.bar import FindBar
from ui.grid.view import GridView
from ui.pages.assumptions import AssumptionsPage
from ui.pages.data import DataPage
from ui.pages.frame import Framed
from ui.pages.funnel import FunnelPage
from ui.pages.page import Page
from ui.pages.reps import RepsPage
from ui.pages.sla_list import SlaPage
from ui.progress_bar import ProgressCard
from ui.sealed_round import SealedRound
from ui.sheets import Holder, Sheets
from ui.standing import standing
from ui.toolbar import Bar
from ui.widgets.explain_bar import ExplainBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.score_strip import ScoreStrip
from ui.widgets.sheet_tabs import SheetTabs
from ui.widgets.status_line import StatusLine

NARROW, LOW = 1400, 800
MARGIN, GAP, TABS_HEIGHT = 16, 10, 30


class Workspace(Holder):
    """The sheets of one plan. `sheet_changed` names the one in view, `opening` comes before it.

    `page_made` tells of each sheet as soon as it is made, which is when it is first asked for.
    """

    opening = Signal()
    sheet_changed = Signal(str)
    page_made = Signal(object)
    imports_requested = Signal()
    sample_requested = Signal(bool)
    settings_requested = Signal()
    recipes_requested = Signal()
    aside_export_requested = Signal()
    put_back_requested = Signal()
    bring_back_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.strip, self.explain = ScoreStrip(), ExplainBar()
        self.messages, self.status = MessageBar(), StatusLine()
        self.progress = ProgressCard()
        self._others = ""
        self.finding, self.round = FindBar(self._grid_in_view), SealedRound(desk)
        self.pages = Sheets(desk, self._take_page, self)
        self._frames: dict[str, Framed] = {}
        self._narrow = False
        self.tabs = SheetTabs(tuple(self.pages))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

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
        self.strip.place_requested.connect(self.go)
        self.explain.place_requested.connect(self.go)
        self.round.refused.connect(self.tell)
        self.round.revealed.connect(self.messages.say)
        self.tabs.sheet_chosen.connect(self.show_sheet)
        self.desk.changed.connect(self._desk_changed)
        self.desk.refused.connect(self.tell)
        self.desk.ahead.arrived.connect(self._show_strip)

    def _take_page(self, page: Page) -> None:
        """Frame a sheet that was made, and hear and dress it as every other."""
        frame = self._frames[page.title] = Framed(page)
        self._stack.addWidget(frame)
        page.explained.connect(self.explain.show_explanation)
        page.summarised.connect(self.status.show_selection)
        page.remarked.connect(self.status.show_remark)
        page.place_requested.connect(self.go)
        page.imports_requested.connect(self.imports_requested)
        page.sample_requested.connect(self.sample_requested)
        page.settings_requested.connect(self.settings_requested)
        page.recipes_requested.connect(self.recipes_requested)
        match page:
            case DataPage():
                page.aside_export_requested.connect(self.aside_export_requested)
                page.put_back_requested.connect(self.put_back_requested)
                page.bring_back_requested.connect(self.bring_back_requested)
            case FunnelPage() | SlaPage() | RepsPage():
                page.journeys_requested.connect(self._show_journeys)
        self._restyle(page)
        page.set_narrow(self._narrow)
        frame.refresh()
        self.page_made.emit(page)

    @property
    def page(self) -> Page:
        """The sheet in view."""
        return self.pages[self.in_view]

    @property
    def in_view(self) -> str:
        """The name of the sheet in view."""
        return self.tabs.tabText(self.tabs.currentIndex())

    def frame_of(self, page: Page) -> Framed:
        """Return a sheet's frame, which also says what will be there."""
        return self._frames[page.title]

    def sheet(self, name: str) -> Page:
        """Return a sheet by its tab's name; KeyError if there is none."""
        return self.pages[name]

    def show_sheet(self, name: str) -> None:
        """Bring a sheet into view and give it the keyboard."""
        self.end_typing()
        if self.in_view != name:
            self.tabs.show_sheet(name)  # which leads back here
            return
        self.opening.emit()
        frame = self.frame_of(self.page)
        self._stack.setCurrentWidget(frame)
        self._show_explain()
        frame.page.freshen()
        frame.take_keyboard()
        self.explain.begin()
        frame.page.say_current()
        self.finding.recount()
        self.sheet_changed.emit(name)

    def step(self, by: int) -> None:
        """Go to the next sheet, or with −1 to the one before; at the ends stay."""
        names = list(self.pages)
        at = names.index(self.in_view) + by
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
        for page in self.pages.made:
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

    def _desk_changed(self) -> None:
        """Let the sheets read the desk, then show what they share."""
        for page in self.pages.made:
            page.take_change()
        self.refresh()

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
        self.show_sheet(DataPage.title if self.desk.bare else AssumptionsPage.title)
        self.refresh()
        if not self.desk.bare:
            self.assumptions.start()

    def tell(self, problem: Problem) -> None:
        """Show a problem until it is closed."""
        self.messages.show_problem(problem)

    def show_imported(self) -> None:
        """Show what an import brought: the account of its rows."""
        self.show_sheet(DataPage.title)

    def restyle(self, style: NumberStyle) -> None:
        """Write all numbers another way, and read typed ones so."""
        self.desk.style = style
        for page in self.pages.made:
            self._restyle(page)
            page.forget_shown()
        self.desk.changed.emit()
        self.page.say_current()

    def _restyle(self, page: Page) -> None:
        for grid in page.findChildren(GridView):
            grid.number_style = self.desk.style
        for chart in page.findChildren(ChartView):
            chart.number_style = self.desk.style

    def set_zoom(self, zoom: float) -> None:
        """Magnify the grids of the sheet in view."""
        for grid in self.page.grids():
            grid.set_zoom(zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold strip and charts in a small window."""
        super().resizeEvent(event)
        self._narrow = self.width() < NARROW or self.height() < LOW
        self.strip.set_compact(self._narrow)
        for page in self.pages.made:
            page.set_narrow(self._narrow)

    def show_others(self, text: str) -> None:
        """Show who else has the plan open; nothing for nobody."""
        if text != self._others:
            self._others = text
            self._say_standing()

    def _say_standing(self) -> None:
        self.status.show_facts(self._others, *standing(self.desk))

    def _scenario(self) -> str:
        scenario = self.desk.scenario
        return scenario.name if scenario else ""

    def _show_journeys(self, rows: Rows, what: str) -> None:
        self.show_sheet(DataPage.title)
        self.data.show_journeys(rows, what)
