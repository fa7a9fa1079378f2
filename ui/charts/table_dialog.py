"""A chart's figures as a grid: its rows mark the chart's points, which lead to their rows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from planner.sheets.cells import Place
from planner.sheets.chart_table import cells_at, chart_table, tabled
from planner.sheets.charts import Chart
from ui.charts.told import points_of
from ui.grid.shown_line import ShownLine
from ui.grid.view import GridView

if TYPE_CHECKING:
    from ui.charts.view import ChartView

SIZE = (620, 420)


class TableDialog(QDialog):
    """Lies beside the chart it is of, and follows it, until it is closed."""

    def __init__(self, view: "ChartView") -> None:
        super().__init__(view)
        self._view, self._own = view, Chart("", "")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.grid = GridView(self)
        box = QVBoxLayout(self)
        box.addWidget(ShownLine(self.grid))
        box.addWidget(self.grid)
        self.resize(*SIZE)
        self.refresh()
        self.grid.current_changed.connect(lambda _row, _column: self.mark())
        self.grid.place_requested.connect(self._ask_behind)

    def refresh(self) -> None:
        """Show the figures of the chart as it now is."""
        view = self._view
        if view.chart is None:
            return
        self._own = tabled(view.chart)
        self.setWindowTitle(view.heading.title)
        self.grid.number_style, self.grid.currency = view.number_style, view.currency
        self.grid.set_sheet(chart_table(view.chart, view.number_style, view.currency))

    def mark(self) -> None:
        """Mark in the chart what the current cell tells."""
        if self.grid.grid_model().rowCount():
            cell = self.grid.place_at(*self.grid.place())
            self._view.highlight_cells(cells_at(self._own, cell.row, cell.column))

    def lead_to(self, cell: Place) -> None:
        """Go to the cell of a point; of a line across, in the row where one is."""
        model = self.grid.grid_model()
        here = model.row(self.grid.place()[0]).key if model.rowCount() else ""
        across = any(line.place == cell for line in self._own.references)
        self.grid.go_to(Place(cell.sheet, here if across else cell.row, cell.column))

    def lead_to_place(self, place: Place) -> None:
        """Go to the first cell that tells what came from a place elsewhere."""
        known = zip(points_of(self._view.chart), points_of(self._own), strict=True)
        cell = next((own for other, own in known if other == place and own is not None), None)
        if cell is not None:
            self.lead_to(cell)

    def _ask_behind(self, cell: Place) -> None:
        """Lead from a figure to the cell it came from."""
        known = zip(points_of(self._view.chart), points_of(self._own), strict=True)
        about = cells_at(self._own, cell.row, cell.column)
        place = next((place for place, own in known if place and own in about), None)
        if place is not None:
            self._view.place_clicked.emit(place)
