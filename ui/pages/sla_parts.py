"""The parts of the SLA sheet: what Marketing delivers, and how Sales works it."""

from collections.abc import Sequence
from typing import ClassVar, Generic, Literal, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.session.views import Commitments, Draft, Spot
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.comments import spot_of
from planner.sheets.sla_breaches import (
    Late,
    breaches_chart,
    breaches_sheet,
    late_leads,
    lead_behind,
)
from planner.sheets.sla_charts import level_chart, promise_chart
from planner.sheets.sla_marketing import Deliveries, deliveries, marketing_sheet
from planner.sheets.sla_sales import Working, sales_sheet, working_leads
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import splitter, tie_chart, tie_grid
from ui.theme import SECTION, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

F = TypeVar("F")


class SlaPart(QWidget):
    """One part: shows what was found; `journeys_requested(rows, what)` shows some leads."""

    journeys_requested = Signal(object, str)
    key: ClassVar[str]
    title: ClassVar[str]
    rows: ClassVar[tuple[str, ...]] = ()
    footnote = ""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    @classmethod
    def has_row(cls, row: str) -> bool:
        """Whether a row of this key stands in the part."""
        return row.startswith(cls.rows) if cls.rows else False

    def grids(self) -> tuple[GridView, ...]:
        """Return the part's grids."""
        return ()

    def controls(self) -> tuple[QWidget, ...]:
        """Return choices of this part's own, left to right."""
        return ()

    def submit(self, drafts: Sequence[Draft], label: str) -> None:
        """Make a gesture part of the plan; RefusedError where it cannot be."""
        self.page.desk.submit(drafts, label)

    def trials(self) -> tuple[str, str]:
        """Return what is only tried that can be taken back, and done again; '' for nothing."""
        return "", ""

    def take_back(self, way: Literal["undo", "redo"]) -> str:  # noqa: ARG002 - nothing is tried
        """Take back, or do again, what is only tried; return what it was, '' for nothing."""
        return ""

    def show_found(self, found: Commitments) -> None:
        """Show what both sides promised and what came of it; every part says how."""
        raise NotImplementedError

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a small window, or for a wide one."""


class ChartedSla(SlaPart, Generic[F]):
    """A grid over the chart of its current row; says how rows fold at first."""

    share = 0.68

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.made: F | None = None
        self.folded: frozenset[str] = frozenset()
        self.view = tie_grid(page, GridView(), self._spot, submit=self.submit)
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.chart = tie_chart(page, self.view, ChartView())
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_chart)
        self.view.current_changed.connect(lambda _row, _column: self._late.start())
        both = splitter(
            Qt.Orientation.Vertical, grid_card(self.view), Card(self.chart), shares=(64, 36)
        )
        self._fit = FitRows(both, self.view, 0, self.share)
        self._both, self.nothing = both, QLabel()
        self.nothing.setFont(font(SECTION))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(both, 1)
        box.addWidget(self.nothing, 1)

    def _spot(self, row: str) -> Spot | None:
        return spot_of(self.page.desk.session.plan, self.key, row)

    def measure(self, found: Commitments) -> F:
        """Return what the sheet and the chart are made of."""
        raise NotImplementedError

    def sheet_of(self, made: F, folded: frozenset[str]) -> TableSheet:
        """Return the sheet."""
        raise NotImplementedError

    def chart_of(self, made: F, row: str) -> Chart:
        """Return the chart of a row."""
        raise NotImplementedError

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid."""
        return (self.view,)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the grid the larger part of a small window."""
        self._fit.share = 0.6 if narrow else self.share
        self._fit.fit()

    def show_found(self, found: Commitments) -> None:
        """Show sheet and chart."""
        self.made = self.measure(found)
        self._show()

    def _show(self) -> None:
        sheet = self._sheet(self.folded)
        if sheet is not None:
            self.view.set_sheet(sheet)
            self.footnote = sheet.footnote
            self._both.setVisible(bool(sheet.rows))
            self.nothing.setVisible(not sheet.rows)
            self.nothing.setText(sheet.empty)
            self._late.start()

    def _sheet(self, folded: frozenset[str]) -> TableSheet | None:
        return None if self.made is None else self.sheet_of(self.made, folded)

    def _show_chart(self) -> None:
        model = self.view.grid_model()
        if self.made is not None:
            row = model.row(self.view.place()[0]).key if model.rowCount() else ""
            self.chart.set_chart(self.chart_of(self.made, row))

    def _fold(self, key: str) -> None:
        self.folded ^= {key}
        self._show()

    def _fold_all(self, folded: bool) -> None:
        sheet = self._sheet(frozenset())
        rows = () if sheet is None else sheet.rows
        keys = (row.row.key for row in rows if row.row.folds and row.row.folded is not folded)
        self.folded = frozenset(keys if folded else ())
        self._show()


class MarketingPart(ChartedSla[Deliveries]):
    """What Marketing delivers, and what Sales accepts of it, by line and month."""

    key, title = "marketing", "Marketing delivers"
    rows = ("basic", "qualified", "value", "accepted", "later")

    def measure(self, found: Commitments) -> Deliveries:
        """Return levels and lines, promised and come."""
        return deliveries(found, self.page.desk.style)

    def sheet_of(self, made: Deliveries, folded: frozenset[str]) -> TableSheet:
        """Return levels by month."""
        return marketing_sheet(made, self.page.desk.seat, folded)

    def chart_of(self, made: Deliveries, row: str) -> Chart:
        """Return a level beside its promise."""
        return level_chart(made, row)


class SalesPart(ChartedSla[Working]):
    """How Sales works it: limits as positions, and how far they were kept."""

    key, title = "sales", "Sales works"
    rows = ("sla/", "first_touch", "worked", "touches", "answer")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.by = Pick("By")
        self.by.picked.connect(lambda _by: self._show())

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choice of what the promises are told by."""
        return (self.by,)

    def measure(self, found: Commitments) -> Working:
        """Measure every promise."""
        made = working_leads(found, self.page.desk.results, self.page.desk.style)
        kept = self.by.value if self.by.value in made.ways else next(iter(made.ways), "month")
        self.by.offer([(way, way) for way in made.ways], kept)
        return made

    def sheet_of(self, made: Working, folded: frozenset[str]) -> TableSheet:
        """Return promises, limits and who kept them."""
        return sales_sheet(made, self.page.desk.seat, folded, str(self.by.value))

    def chart_of(self, made: Working, row: str) -> Chart:
        """Return a promise kept by month."""
        return promise_chart(made, row)


class BreachesPart(ChartedSla[Late]):
    """Leads touched late or never, priced by association; a double-click shows the lead."""

    key, title = "breaches", "Breaches"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view.place_requested.connect(self._show_lead)

    def measure(self, found: Commitments) -> Late:
        """Find the late leads."""
        return late_leads(found, self.page.desk.style)

    def sheet_of(self, made: Late, _folded: frozenset[str]) -> TableSheet:
        """Return a row to each."""
        return breaches_sheet(made)

    def chart_of(self, made: Late, row: str) -> Chart:
        """Return how late leads compare with those in time."""
        return breaches_chart(made, row)

    def _show_lead(self, place: Place) -> None:
        if self.made is not None:
            self.journeys_requested.emit(lead_behind(self.made, place.row), f"Lead {place.row}")
