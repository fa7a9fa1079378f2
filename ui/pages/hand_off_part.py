"""Hand-off health: acceptance by channel, segment and rep, reasons, ageing, unworked leads."""

from PySide6.QtWidgets import QWidget

from planner.session.views import Commitments
from planner.sheets.charts import Chart
from planner.sheets.hand_off import PREFIX, Health, health_chart, health_of, health_sheet, ways_of
from planner.sheets.table import TableSheet
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.sla_parts import ChartedSla


class HandOffPart(ChartedSla[Health]):
    """What became of the leads handed over, by a dimension chosen."""

    key, title = "hand-off", "Hand-off"
    rows = (PREFIX,)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._found: Commitments | None = None
        self.by = Pick("By")
        self.by.picked.connect(lambda _by: self._again())

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choice of the dimension."""
        return (self.by,)

    def measure(self, found: Commitments) -> Health:
        """Measure the hand-off by the dimension chosen."""
        self._found = found
        ways = ways_of(found)
        by = self.by.value if self.by.value in ways else next(iter(ways), "")
        self.by.offer([(way, way) for way in ways], by)
        return health_of(found, str(by), self.page.desk.style)

    def sheet_of(self, made: Health, _folded: frozenset[str]) -> TableSheet:
        """Return a row to each group."""
        return health_sheet(made)

    def chart_of(self, made: Health, _row: str) -> Chart:
        """Return the shares accepted."""
        return health_chart(made)

    def _again(self) -> None:
        if self._found is not None:
            self.show_found(self._found)
