"""Below the plan: bookings against the goal, and where each month's bookings come from."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from planner.session.views import View
from planner.sheets.plan_charts import goal_chart, origin_chart
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.below_part import BelowPart
from ui.pages.page import Page
from ui.pages.wiring import splitter, tie_chart
from ui.widgets.card import Card


class ChartsPart(BelowPart):
    """Two charts side by side."""

    key, title = "charts", "Goal and origins"

    def __init__(
        self, page: Page, grid: GridView, compared: Callable[[], View | None] = lambda: None
    ) -> None:
        super().__init__(page)
        self.compared = compared
        self.goal = tie_chart(page, grid, ChartView())
        self.origins = tie_chart(page, grid, ChartView())
        cards = (Card(self.goal), Card(self.origins))
        self.box.addWidget(splitter(Qt.Orientation.Horizontal, *cards, shares=(1, 1)))

    def refresh(self) -> None:
        """Show both."""
        desk = self.desk
        self.goal.set_chart(goal_chart(desk.results, desk.style, desk.ahead.late))
        self.origins.set_chart(
            origin_chart(desk.results, desk.style, desk.ahead.late, self.compared())
        )
