"""Sorting and filtering one grid: clicks on titles, the columns' menus, and who does the work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.sheets.arrangement import ArrangedSheet, Arrangement
from planner.sheets.cells import Sheet
from ui.grid.column_menu import ColumnMenu
from ui.grid.table import PaintedTable

if TYPE_CHECKING:
    from ui.grid.view import GridView

Work = Callable[[], Sheet]
Done = Callable[[Sheet], None]


def at_once(work: Work, done: Done) -> None:
    """Do the work here and now."""
    done(work())


class Arranging(QObject):
    """Offers what a sheet can be arranged by; `changed` when another arrangement is shown.

    `sheet` is the one shown, None where it cannot be arranged.
    `run(work, done)` sorts and filters: at once, unless the page has long work done elsewhere.
    """

    changed = Signal()

    def __init__(self, grid: "GridView", frozen: PaintedTable) -> None:
        super().__init__(grid)
        self._grid, self._tables = grid, (grid, frozen)
        self.run: Callable[[Work, Done], None] = at_once
        self.sheet: ArrangedSheet | None = None
        self.menu: ColumnMenu | None = None
        grid.grid_model().sheet_shown.connect(self._show)
        for table in self._tables:
            table.header().turned.connect(self.turn)
            table.header().menu_wanted.connect(self.open_menu)

    def turn(self, column: int) -> None:
        """Show a column's next order: ascending, descending, the rows' own."""
        if self.sheet is not None:
            self.arrange(self.sheet.arrangement.turned(self.sheet.columns[column].key))

    def arrange(self, arrangement: Arrangement) -> None:
        """Show the rows arranged another way, from their top."""
        sheet = self.sheet
        if sheet is not None and arrangement != sheet.arrangement:
            self.run(lambda: sheet.arranged(arrangement), self._take)

    def open_menu(self, column: int) -> bool:
        """Open a column's menu beneath its title; False if the sheet cannot be arranged."""
        sheet = self.sheet
        if sheet is None:
            return False
        shown = sheet.columns[column]
        self.menu = ColumnMenu(shown, sheet.choices(shown.key), sheet.arrangement, self._grid)
        self.menu.chosen.connect(self.arrange)
        table = self._tables[1 if column < self._grid.frozen_count() else 0]
        if table is self._grid:
            self._grid.scrollTo(self._grid.grid_model().index(self._grid.place()[0], column))
        header = table.header()
        self.menu.open_below(header, header.button_rect(column))
        return True

    def _take(self, sheet: Sheet) -> None:
        self._grid.set_sheet(sheet)
        self._grid.scrollToTop()

    def _show(self) -> None:
        shown = self._grid.grid_model().sheet
        sheet = self.sheet = shown if isinstance(shown, ArrangedSheet) else None
        for table in self._tables:
            table.header().set_arrangement(None if sheet is None else sheet.arrangement)
        self.changed.emit()
