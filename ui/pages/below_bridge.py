"""Below the plan: two scenarios or views beside each other, and the bridge between them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from planner.base.progress import Progress
from planner.session.as_it_stands import as_it_stands
from planner.session.comparing import first_pair, side, sides
from planner.session.views import Results
from planner.sheets.cells import Place
from planner.sheets.comparing import Comparison, compare, under_way
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.below_part import BelowPart
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.wiring import rows_of, splitter, tie_chart, tie_grid
from ui.resting import Resting
from ui.tasks import COMPARE, Tasks
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card


class BridgePart(BelowPart):
    """Compared off the window's thread, only while it is seen; quiet while another is awaited."""

    key, title = "bridge", "Scenarios compared"
    share, narrow_share = 0.46, 0.4

    def __init__(self, page: Page, _grid: GridView) -> None:
        super().__init__(page)
        desk = page.desk
        self.compared: Resting[Comparison] = Resting(
            lambda: None if desk.bare else desk.results,
            self._begin,
            COMPARE,
            "Comparing scenarios",
            self,
        )
        self.compared.arrived.connect(self._show)
        self.origin, self.target = Pick("From"), Pick("To")
        self.view = tie_grid(page, GridView(), self._spot)
        self.view.setAccessibleName("Both sides and where they differ")
        self.bridge = tie_chart(page, self.view, ChartView(), self._behind_current)
        self._scenario: object = self
        head = QHBoxLayout()
        head.setSpacing(8)
        for pick in (self.origin, self.target):
            pick.picked.connect(lambda _id: self._anew())
            head.addWidget(pick)
        head.addStretch()
        cards = grid_card(self.view), Card(self.bridge)
        self.box.setSpacing(6)
        self.box.addLayout(head)
        self.box.addWidget(splitter(Qt.Orientation.Horizontal, *cards, shares=(50, 50)), 1)

    def _spot(self, row: str) -> str:
        return rows_of("Plan", self.key, str(self.origin.value), str(self.target.value))(row)

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid of both sides."""
        return (self.view,)

    def work_in(self, tasks: Tasks) -> None:
        """Have both sides compared off the window's thread."""
        self.compared.work_in(tasks)

    def refresh(self) -> None:
        """Ask for the two sides as they now stand; until then those before are quiet."""
        self._offer()
        self._show()
        self.compared.ask()

    def _behind_current(self) -> Place:
        """Return the cell behind the bar of the current row: an assumption's, or a level's."""
        row = self.view.place_at(*self.view.place()).row
        return Place("Plan", row) if row == "bookings" else Place("Assumptions", row, "worth")

    def _offer(self) -> None:
        """List what can be compared; another scenario looked at is compared with what it is on."""
        plan, scenario = self.desk.session.plan, self.desk.scenario
        known = sides(plan)
        kept = {id_ for id_, _ in known} >= {self.origin.value, self.target.value}
        pair: tuple[object, object] = self.origin.value, self.target.value
        if not kept or scenario != self._scenario:
            pair = first_pair(plan, scenario)
        self._scenario = scenario
        for pick, id_ in zip((self.origin, self.target), pair, strict=True):
            pick.offer(known, id_)

    def _anew(self) -> None:
        """Forget the sides compared before: others were chosen."""
        self.compared.forget()
        self.refresh()

    def _begin(self, results: Results) -> Callable[[Progress], Comparison]:
        stood, style = as_it_stands(self.desk.session), self.desk.style
        ids = [str(pick.value) for pick in (self.origin, self.target)]

        def work(_progress: Progress) -> Comparison:
            origin, target = (side(stood, results, id_) for id_ in ids)
            return compare(origin, target, style)

        return work

    def _show(self) -> None:
        found = self.compared.latest or under_way()
        self.view.set_sheet(found.sheet)
        self.bridge.set_chart(found.chart)
        self.bridge.set_stale(self.compared.stale)
        if not self.view.hasFocus():
            self.page.say_current()
