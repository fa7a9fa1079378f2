"""Below the plan: what more spend would bring by channel, and what a deal costs."""

from PySide6.QtCore import Qt

from planner.sheets.spend_charts import deal_cost_chart, returns_chart
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.below_part import BelowPart
from ui.pages.page import Page
from ui.pages.wiring import splitter, tie_to_sentence
from ui.widgets.card import Card


class SpendPart(BelowPart):
    """Two charts side by side."""

    key, title = "spend", "Spend and returns"

    def __init__(self, page: Page, _grid: GridView) -> None:
        super().__init__(page)
        self.returns, self.deals = (tie_to_sentence(page, ChartView()) for _ in range(2))
        cards = (Card(self.returns), Card(self.deals))
        self.box.addWidget(splitter(Qt.Orientation.Horizontal, *cards, shares=(3, 2)))

    def refresh(self) -> None:
        """Show both."""
        desk = self.desk
        self.returns.set_chart(returns_chart(desk.results, desk.style))
        self.deals.set_chart(deal_cost_chart(desk.results, desk.style))
