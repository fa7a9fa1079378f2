"""Moving and selecting as Excel does it."""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

from planner.sheets.cells import Place, Tone
from ui.grid.blocks import Area, covering, disjoint, edge, next_in, run_of

if TYPE_CHECKING:
    from ui.grid.view import GridView

ROWS_LOOKED_AT = 100_000
"""In longer lists Ctrl+arrow leads to the end: asking every cell would take seconds."""

Flag = QItemSelectionModel.SelectionFlag


class Navigator:
    """Steps of the current cell and the selection of one grid."""

    def __init__(self, grid: "GridView") -> None:
        self._grid = grid
        self._run_start: int | None = None

    def forget_run(self) -> None:
        """A move other than Tab and Enter ends the run of Tabs."""
        self._run_start = None

    def enter(self, back: bool = False) -> None:
        """Go down (up), inside a selection round it, after Tabs to the run's first column."""
        if self._inside(-1 if back else 1, down=True):
            return
        row, column = self._grid.place()
        start = column if self._run_start is None or back else self._run_start
        self._grid.go(row + (-1 if back else 1), start)

    def tab(self, back: bool = False) -> None:
        """Go right (left), inside a selection round it."""
        if self._inside(-1 if back else 1, down=False):
            return
        row, column = self._grid.place()
        run = column if self._run_start is None else self._run_start
        self._grid.go(row, column + (-1 if back else 1))
        self._run_start = run

    def arrow(self, down: int, across: int, extend: bool = False) -> None:
        """Go one cell; the run of Tabs ends."""
        row, column = self._grid.ranges.head() if extend else self._grid.place()
        self._grid.go(row + down, column + across, extend)
        self.forget_run()

    def page(self, step: int, extend: bool = True) -> None:
        """Extend the selection by as many rows as are in view, or go as far."""
        height = self._grid.viewport().height() // max(1, self._grid.rowHeight(0))
        self.arrow(step * max(1, height - 1), 0, extend)

    def page_across(self, step: int, extend: bool = False) -> None:
        """Go as many columns to the side as are in view beside the frozen ones."""
        grid = self._grid
        _, column = grid.ranges.head() if extend else grid.place()
        room = grid.viewport().width() - sum(map(grid.columnWidth, range(grid.frozen_count())))
        across, last = 0, grid.grid_model().columnCount() - 1
        while 0 <= column + across + step <= last:
            room -= grid.columnWidth(column + across)
            if across and room <= 0:
                break
            across += step
        self.arrow(0, across, extend)

    def row_end(self, last: bool, extend: bool = True) -> None:
        """Extend the selection to the first or the last column, or go there."""
        row, _ = self._grid.ranges.head() if extend else self._grid.place()
        self._grid.go(row, self._grid.grid_model().columnCount() - 1 if last else 0, extend)

    def home(self) -> None:
        """Go to the row's first cell beside the frozen columns, from there to its very first."""
        row, column = self._grid.place()
        first = min(self._grid.frozen_count(), self._grid.grid_model().columnCount() - 1)
        self._grid.go(row, first if column != first else 0)
        self.forget_run()

    def edge(self, down: int, across: int, extend: bool = False) -> None:
        """Go to the edge of the data block."""
        row, column = self._grid.ranges.head() if extend else self._grid.place()
        model = self._grid.grid_model()
        if across:
            last = model.columnCount() - 1
            column = edge(lambda at: self._filled(row, at), column, across, last)
        elif model.rowCount() > ROWS_LOOKED_AT:
            row = model.rowCount() - 1 if down > 0 else 0
        else:
            row = edge(lambda at: self._filled(at, column), row, down, model.rowCount() - 1)
        self._grid.go(row, column, extend)

    def corner(self, last: bool, extend: bool = False) -> None:
        """Go to the first cell beside the frozen columns, or to the last cell."""
        model = self._grid.grid_model()
        first = min(self._grid.frozen_count(), model.columnCount() - 1)
        row, column = (model.rowCount() - 1, model.columnCount() - 1) if last else (0, first)
        self._grid.go(row, column, extend)

    def block(self) -> None:
        """Select the data block; when it is selected already, the whole sheet."""
        model = self._grid.grid_model()
        last_row, last_column = model.rowCount() - 1, model.columnCount() - 1
        whole = Area(0, 0, last_row, last_column)
        if last_row > ROWS_LOOKED_AT:
            self.select(whole)
            return
        top, bottom = run_of(self._in_block, self._grid.place()[0], last_row)
        block = Area(top, 0, bottom, last_column)
        self.select(whole if self._grid.areas() == [block] else block)

    def next_corner(self) -> None:
        """Go clockwise to the next corner of the area around the current cell."""
        at = self._grid.place()
        area = next((a for a in self._grid.areas() if a.holds(*at)), None)
        if area is None:
            return
        top, left, bottom, right = area.top, area.left, area.bottom, area.right
        corners = list(dict.fromkeys(((top, left), (top, right), (bottom, right), (bottom, left))))
        known = corners.index(at) + 1 if at in corners else 0
        index = self._grid.model().index(*corners[known % len(corners)])
        self._grid.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
        self._grid.scrollTo(index)

    def here(self) -> None:
        """Scroll to the current cell; the selection stays."""
        self._grid.scrollTo(self._grid.currentIndex())

    def alone(self) -> None:
        """Select the current cell alone."""
        self._grid.ranges.start(self._grid.place())
        self.here()

    def columns(self) -> None:
        """Select the whole columns of the selection."""
        last = self._grid.grid_model().rowCount() - 1
        self.select(*disjoint(Area(0, a.left, last, a.right) for a in self._grid.areas()))

    def whole_columns(self) -> tuple[int, ...]:
        """Return the columns that are selected from top to bottom."""
        height = self._grid.grid_model().rowCount()
        areas = [a for a in self._grid.areas() if a.height == height]
        return tuple(column for a in areas for column in range(a.left, a.right + 1))

    def rows(self) -> None:
        """Select the whole rows of the selection."""
        last = self._grid.grid_model().columnCount() - 1
        self.select(*disjoint(Area(a.top, 0, a.bottom, last) for a in self._grid.areas()))

    def select(self, *areas: Area) -> None:
        """Select areas; the current cell stays."""
        self._grid.ranges.select(areas)

    def show_changed(self, changed: Sequence[Sequence[Place]]) -> None:
        """Select the cells of a change, each where it stands in view; inside a selection stay.

        Each change may stand at several places, of which the first that is here is meant.
        """
        sheet = self._grid.grid_model().sheet
        if sheet is None:
            return
        wanted = {place.row for places in changed for place in places if place.sheet == sheet.name}
        looked_at = range(min(sheet.row_count, ROWS_LOOKED_AT)) if wanted else ()
        rows = {key: i for i in looked_at if (key := sheet.row(i).key) in wanted}
        columns = {column.key: i for i, column in enumerate(sheet.columns)}
        cells = []
        for places in changed:
            here = (p for p in places if p.row in rows and p.column in columns)
            cells += [(rows[p.row], columns[p.column]) for p in islice(here, 1)]
        areas = self._grid.areas()
        if not cells or all(any(area.holds(*cell) for area in areas) for cell in cells):
            return
        self._grid.go(*min(cells))
        if len(cells) > 1:
            self.select(*covering(cells))

    def _inside(self, step: int, down: bool) -> bool:
        areas = self._grid.areas()
        if sum(a.height * a.width for a in areas) < 2:
            return False
        row, column = next_in(areas, self._grid.place(), step, down)
        index = self._grid.model().index(row, column)
        self._grid.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
        return True

    def _filled(self, row: int, column: int) -> bool:
        cell = self._grid.grid_model().cell(row, column)
        return bool(cell.text) and cell.tone != Tone.GHOST

    def _in_block(self, row: int) -> bool:
        cells = self._grid.grid_model().cells(row)
        return cells[0].tone != Tone.GROUP and any(cell.text for cell in cells)
