"""The Plan sheet: months across, the funnel down, one of several parts below, three views."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.session.views import View
from planner.sheets.cells import Place
from planner.sheets.comments import PLAN, result_spot
from planner.sheets.groups import group_key
from planner.sheets.outlook_words import enough_lines, enough_text
from planner.sheets.plan import UNTIL, plan_sheet
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.below_bridge import BridgePart
from ui.pages.below_charts import ChartsPart
from ui.pages.below_leads import LeadsPart
from ui.pages.below_moves import MovesPart
from ui.pages.below_part import BelowPart
from ui.pages.below_spend import SpendPart
from ui.pages.choices import Choice, Pick
from ui.pages.elided import ElidedLine
from ui.pages.page import Page, enter
from ui.pages.room import FitRows
from ui.pages.wiring import lay_out, splitter, tie_grid
from ui.tasks import Tasks
from ui.widgets.grid_card import grid_card

VIEWS: tuple[tuple[View | None, str], ...] = (
    (None, "Working plan"),
    (View.MARKETING, "with Marketing’s view"),
    (View.SALES, "with Sales’ view"),
)


BELOW = (ChartsPart, MovesPart, LeadsPart, BridgePart, SpendPart)
"""What can stand below the grid; each is made when it is first chosen."""


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
        self._tasks: Tasks | None = None
        self._narrow = False
        self._parts: dict[str, BelowPart] = {}
        self.view = tie_grid(self, GridView(), partial(result_spot, PLAN))
        self.charts = ChartsPart(self, self.view, lambda: self.compared.value)
        self._stack = QStackedWidget()
        self.below = Pick("Below")
        self.below.offer([(part.key, part.title) for part in BELOW], ChartsPart.key)
        self.below.picked.connect(lambda _key: self._switch())
        self.compared = Choice("View", VIEWS)
        self.compared.chosen.connect(lambda _view: self.refresh())
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.footnote = ElidedLine(at_right=True)
        self.enough = ElidedLine(role="text")
        desk.ahead.arrived.connect(self._look_ahead)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.compared)
        bar.addWidget(self.below)
        bar.addWidget(self.footnote, 1)
        self._keep(self.charts)
        self._whole = splitter(
            Qt.Orientation.Vertical, grid_card(self.view), self._stack, shares=(66, 34)
        )
        self._fit = FitRows(self._whole, self.view, 0, 0.68)
        head = QVBoxLayout()
        head.addLayout(bar)
        head.addWidget(self.enough)
        lay_out(self, head, self._whole, wide=self._whole)

    def grid(self) -> GridView:
        """Return the grid of months."""
        return self.view

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid of months and those of the parts made so far."""
        return (self.view, *(grid for part in self._parts.values() for grid in part.grids()))

    @property
    def goal(self) -> ChartView:
        """The chart of bookings against the goal."""
        return self.charts.goal

    @property
    def origins(self) -> ChartView:
        """The chart of where each month's bookings come from."""
        return self.charts.origins

    @property
    def part(self) -> BelowPart:
        """The part below the grid."""
        return self._parts[str(self.below.value)]

    def refresh(self) -> None:
        """Show the plan and its charts as they now stand."""
        if self._folded is None:
            self._folded = self._stages(1)
        sheet = self._sheet(self._folded)
        self.view.set_sheet(sheet)
        self._say_enough()
        self.footnote.set_text(sheet.footnote)
        self.part.refresh()

    def _sheet(self, folded: frozenset[str]) -> TableSheet:
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
        self._tasks = tasks
        for part in self._parts.values():
            part.work_in(tasks)

    def _switch(self) -> None:
        """Show the part chosen, made if it is not yet."""
        key = str(self.below.value)
        if key not in self._parts:
            self._keep(next(part for part in BELOW if part.key == key)(self, self.view))
        self._stack.setCurrentWidget(self.part)
        self._fit_part()
        self.part.refresh()

    def _keep(self, part: BelowPart) -> None:
        self._parts[part.key] = part
        self._stack.addWidget(part)
        if self._tasks is not None:
            part.work_in(self._tasks)
        for grid in part.grids():
            grid.set_zoom(self.view.zoom)
        self.grids_made.emit(part.grids())

    def _look_ahead(self) -> None:
        """Show what has been worked out since; a hidden sheet does so when it is seen."""
        self.take_change()

    def _say_enough(self) -> None:
        """Answer whether leads suffice; quietly while it is answered anew for a changed plan."""
        late = self.desk.ahead.late
        self.enough.set_text(enough_text(late, self.desk.style))
        self.enough.setToolTip(enough_lines(late, self.desk.style))
        self.enough.set_role("muted" if late.stale else "text")
        self.enough.setVisible(bool(self.enough.text))

    def lead_to(self, part: str) -> None:
        """Show a part below the grid."""
        self.below.choose(part)

    def go_to(self, place: Place) -> bool:
        """Go to a cell, unfolding its stage; the goal is typed into the last column."""
        stage, slash, line = place.row.partition("/")
        for key in (stage, f"{stage}/{group_key(line)}"):
            if slash and key != place.row and key in (self._folded or frozenset()):
                self._fold(key)
        found = super().go_to(place)
        if found and place.row == "goal" and not place.column:
            shown = [i for i, c in enumerate(self.view.grid_model().columns) if c.key != UNTIL]
            self.view.go(self.view.place()[0], shown[-1])
        return found

    def reach(self, place: Place, part: str) -> bool:
        """Go to a cell of a part below the grid, or of the grid."""
        return enter(self.part.grids(), place) if part else self.go_to(place)

    def set_narrow(self, narrow: bool) -> None:
        """Give the grid the larger part of a small window."""
        self._narrow = narrow
        self._fit_part()

    def _fit_part(self) -> None:
        self._fit.share = self.part.narrow_share if self._narrow else self.part.share
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
