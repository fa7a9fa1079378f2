"""The Plan sheet: months across, the funnel down, two charts below, three views."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.session.views import View
from planner.sheets.cells import Place
from planner.sheets.groups import group_key
from planner.sheets.outlook_words import enough_lines, enough_text
from planner.sheets.plan import plan_sheet
from planner.sheets.plan_charts import goal_chart, origin_chart
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.choices import Choice
from ui.pages.elided import ElidedLine
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import lay_out, splitter, tie_chart, tie_grid
from ui.tasks import Tasks
from ui.widgets.card import Card

VIEWS: tuple[tuple[View | None, str], ...] = (
    (None, "Working plan"),
    (View.MARKETING, "with Marketing’s view"),
    (View.SALES, "with Sales’ view"),
)


class PlanPage(Page):
    """The working plan by month; another view's figures stand small beside it."""

    title = "Plan"
    sentence = (
        "Here the plan will stand month by month, from leads to bookings against the goal, once "
        "your CRM’s exports are imported."
    )
    by_hand = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._folded: frozenset[str] | None = None
        self.view = tie_grid(self, GridView())
        self.goal = tie_chart(self, self.view, ChartView())
        self.origins = tie_chart(self, self.view, ChartView())
        self.compared = Choice("View", VIEWS)
        self.compared.chosen.connect(lambda _view: self.refresh())
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.view.folding.know_whole(self._sheet)
        self.footnote = ElidedLine(at_right=True)
        self.enough = ElidedLine(role="text")
        desk.ahead.arrived.connect(self._look_ahead)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.compared)
        bar.addWidget(self.footnote, 1)
        charts = splitter(
            Qt.Orientation.Horizontal, Card(self.goal), Card(self.origins), shares=(1, 1)
        )
        self._whole = splitter(Qt.Orientation.Vertical, Card(self.view), charts, shares=(66, 34))
        self._fit = FitRows(self._whole, self.view, 0, 0.68)
        head = QVBoxLayout()
        head.addLayout(bar)
        head.addWidget(self.enough)
        lay_out(self, head, self._whole, wide=self._whole)

    def grid(self) -> GridView:
        """Return the grid of months."""
        return self.view

    def refresh(self) -> None:
        """Show the plan and its charts as they now stand."""
        desk = self.desk
        if self._folded is None:
            self._folded = self._stages(1)
        sheet = self._sheet(self._folded)
        self.view.set_sheet(sheet)
        self._say_enough()
        self.footnote.set_text(sheet.footnote)
        self.goal.set_chart(goal_chart(desk.results, desk.style, desk.ahead.late))
        self.origins.set_chart(origin_chart(desk.results, desk.style))

    def _sheet(self, folded: frozenset[str] = frozenset()) -> TableSheet:
        desk = self.desk
        return plan_sheet(
            desk.results,
            desk.style,
            folded=folded,
            compare=self.compared.value,
            seat=desk.seat,
            late=desk.ahead.late,
        )

    def work_in(self, tasks: Tasks) -> None:
        """Have draws made off the window's thread."""
        self.desk.ahead.work_in(tasks)

    def _look_ahead(self) -> None:
        """Show what has been worked out since; a hidden sheet does so when it is seen."""
        self._desk_changed()

    def _say_enough(self) -> None:
        """Answer whether leads suffice; quietly while it is answered anew for a changed plan."""
        late = self.desk.ahead.late
        self.enough.set_text(enough_text(late, self.desk.style))
        self.enough.setToolTip(enough_lines(late, self.desk.style))
        self.enough.set_role("muted" if late.stale else "text")
        self.enough.setVisible(bool(self.enough.text))

    def go_to(self, place: Place) -> bool:
        """Go to a cell, unfolding its stage; the goal is typed into the last column."""
        stage, slash, line = place.row.partition("/")
        for key in (stage, f"{stage}/{group_key(line)}"):
            if slash and key != place.row and key in (self._folded or frozenset()):
                self._fold(key)
        found = super().go_to(place)
        if found and place.row == "goal" and not place.column:
            self.view.go(self.view.place()[0], len(self.view.grid_model().columns) - 1)
        return found

    def set_narrow(self, narrow: bool) -> None:
        """Give the grid the larger part of a small window."""
        self._fit.share = 0.58 if narrow else 0.68
        self._fit.fit()

    def _stages(self, first: int) -> frozenset[str]:
        """Return the keys of the stages' rows from one on."""
        return frozenset(f"stage:{i}" for i in range(first, len(self.desk.session.plan.stages)))

    def _fold_all(self, folded: bool) -> None:
        self._folded = self._stages(0) if folded else frozenset()
        self.refresh()

    def _fold(self, key: str) -> None:
        self._folded = (self._folded or frozenset()) ^ {key}
        self.refresh()
