"""A grid and the bridge beside it in a dialog: each marks where the other is."""

from collections.abc import Callable

from planner.sheets.cells import Place
from ui.charts.view import ChartView
from ui.grid.view import GridView


def link(grid: GridView, chart: ChartView, about: Callable[[str], str] = str) -> None:
    """Mark the current row's bar, and go to a bar's row on a click.

    `about` returns the assumption that a row of the grid is about, from its key.
    """

    def mark(row: int, _column: int) -> None:
        key = about(grid.grid_model().row(row).key)
        bars = chart.chart.bridge if chart.chart is not None else ()
        known = (place for bar in bars for place in (bar.place, *bar.parts) if place is not None)
        chart.highlight(next((place for place in known if _holds(place, key)), None))

    def go(place: Place) -> None:
        model = grid.grid_model()
        keys = [about(model.row(row).key) for row in range(model.rowCount())]
        rows = [row for row, key in enumerate(keys) if _holds(place, key)]
        if not rows and grid.arranging.reveal():
            go(place)
        elif rows:
            columns = [column.key for column in model.columns]
            worth = columns.index(place.column) if place.column in columns else 0
            grid.go(rows[0], worth)
            grid.setFocus()

    grid.current_changed.connect(mark)
    chart.place_clicked.connect(go)


def _holds(place: Place, key: str) -> bool:
    """Whether a row is that of a place, or one of its months."""
    return key == place.row or key.startswith(f"{place.row}/")
