"""Sorting and filtering one grid: clicks on titles, the columns' menus, and who does the work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.sheets.arranged_table import ArrangedTable, arrange_table
from planner.sheets.arrangement import NOTHING, ArrangedSheet, Arrangement, as_arranged
from planner.sheets.cells import Sheet
from planner.sheets.column_choices import Writing
from planner.sheets.shown_columns import ChosenColumns
from planner.sheets.table import TableSheet
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
        self._table: ArrangedTable | None = None
        self._now: Arrangement | None = None
        grid.grid_model().sheet_shown.connect(self._show)
        for table in self._tables:
            table.header().turned.connect(self.turn)
            table.header().menu_wanted.connect(self.open_menu)

    def of(self, sheet: Sheet) -> Sheet:
        """Return a sheet as it is to be shown: a table arranged as the one before of its name."""
        shown = sheet.inner if isinstance(sheet, ChosenColumns) else sheet
        if not isinstance(shown, TableSheet):
            return sheet
        if not isinstance(shown, ArrangedTable):
            kept = self._table if self._table and self._table.name == shown.name else None
            writing = Writing(self._grid.number_style, self._grid.currency)
            now = NOTHING if kept is None else kept.arrangement
            sheet = shown = arrange_table(shown, now, writing, kept)
        self._table = shown
        return sheet

    @property
    def arranged(self) -> bool:
        """Whether rows do not all stand in their own order."""
        return self.sheet is not None and self.sheet.arrangement != NOTHING

    def clear(self) -> None:
        """Show all rows in their own order; where they are, open the menu of the column."""
        if self.arranged:
            self.arrange(NOTHING)
        else:
            self.open_menu(self._grid.place()[1])

    def again(self) -> None:
        """Sort and filter again what changed since."""
        sheet = self.sheet
        if sheet is not None and sheet.arrangement != NOTHING:
            self.run(lambda: sheet.arranged(sheet.arrangement), self._take)

    def reveal(self, row: str = "") -> bool:
        """Show all rows of a table, or those among which one stands; False if shown already."""
        sheet = self.sheet
        if sheet is None or sheet.records:
            return False
        whole = NOTHING if self._table is None else self._table.unhidden(row)
        hides = sheet.arrangement != whole
        self.arrange(whole)
        return hides

    @property
    def table(self) -> ArrangedTable | None:
        """The table shown, with all its columns; None of a sheet that is no table."""
        return self._table

    def fold(self, shut: Callable[[ArrangedTable], frozenset[str]]) -> bool:
        """Fold the rows told; False where the page folds, for nothing is filtered here."""
        table = self._table
        if table is None or not table.folds_itself:
            return False
        self._grid.set_sheet(table.folded_at(shut(table)))
        return True

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
        own = "As imported" if sheet.records else "In the sheet’s own order"
        choices = sheet.choices(shown.key)
        self.menu = ColumnMenu(shown, choices, sheet.arrangement, self._grid, own)
        self.menu.chosen.connect(self.arrange)
        table = self._tables[1 if column < self._grid.frozen_count() else 0]
        if table is self._grid:
            self._grid.scrollTo(self._grid.grid_model().index(self._grid.place()[0], column))
        header = table.header()
        self.menu.open_below(header, header.button_rect(column))
        return True

    def _take(self, sheet: Sheet) -> None:
        self._grid.set_sheet(sheet)
        self._grid.layout_of_grid.refit()
        self._grid.scrollToTop()

    def _show(self) -> None:
        sheet = self.sheet = as_arranged(self._grid.grid_model().sheet)
        now = None if sheet is None else sheet.arrangement
        for table in self._tables:
            table.header().set_arrangement(now, sheet is not None and sheet.records)
        if now not in {None, NOTHING} or now != self._now:
            self.changed.emit()  # also for the same arrangement: it may keep other rows now
        self._now = now
