"""Below the plan: the tornado, and what must be true for the goal."""

from functools import partial

from PySide6.QtCore import Qt

from planner.sheets.moves import Moves, moves
from planner.sheets.moves_chart import tornado
from planner.sheets.moves_sheet import moves_sheet
from planner.sheets.moves_words import levers_finding, moves_text
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.below_part import BelowPart
from ui.pages.page import Page
from ui.pages.wiring import rows_of, splitter, tie_grid, tie_to_sentence
from ui.resting import Resting
from ui.tasks import MOVES, Tasks
from ui.widgets.card import Card
from ui.widgets.finding import Finding
from ui.widgets.grid_card import grid_card


class MovesPart(BelowPart):
    """Worked out off the window's thread, only while it is seen; quiet while another is awaited."""

    key, title = "moves", "What moves it"
    share, narrow_share = 0.46, 0.4

    def __init__(self, page: Page, _grid: GridView) -> None:
        super().__init__(page)
        desk = page.desk
        self.moves: Resting[Moves] = Resting(
            lambda: None if desk.bare else desk.results,
            lambda results: partial(moves, results),
            MOVES,
            "Moving assumptions",
            self,
        )
        self.moves.arrived.connect(self._take)
        self.finding = Finding()
        self.levers = tie_grid(page, GridView(), rows_of("Plan", self.key))
        self.levers.setAccessibleName("Levers to reach the goal, and what holds the funnel back")
        self.tornado = tie_to_sentence(page, ChartView())
        right = grid_card(self.levers, self.finding)
        both = splitter(Qt.Orientation.Horizontal, Card(self.tornado), right, shares=(56, 44))
        self.box.addWidget(both)

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid of levers."""
        return (self.levers,)

    def work_in(self, tasks: Tasks) -> None:
        """Have every assumption moved off the window's thread."""
        self.moves.work_in(tasks)

    def refresh(self) -> None:
        """Ask for what the plan as it now stands moves by; until then the one before is quiet."""
        self._show()
        self.moves.ask()

    def _take(self) -> None:
        self.desk.moves = self.moves.latest
        self._show()

    def _show(self) -> None:
        found, style = self.moves.latest, self.desk.style
        self.tornado.set_chart(tornado(found, style))
        self.finding.show_finding(levers_finding(found, style), moves_text(found, style))
        self.levers.set_sheet(moves_sheet(found, style))
        if not self.levers.hasFocus():
            self.page.say_current()
        self.tornado.set_stale(self.moves.stale)
        self.finding.set_stale(self.moves.stale)
