"""Folding and unfolding in one grid: at the current cell, and everywhere at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.sheets.cells import Place, Sheet
from planner.sheets.headings import headings_of

if TYPE_CHECKING:
    from ui.grid.view import GridView


class Folding:
    """Asks the page for folds: `fold_toggled(key)` of one row, `all_folded(bool)` of all.

    A filter unfolds what it keeps; what is folded then is folded here, until the filter goes.

    In a column that heads a group or belongs to one, its columns are folded instead of rows.
    """

    def __init__(self, grid: "GridView") -> None:
        self._grid = grid
        self._whole: Callable[[], Sheet | None] | None = None

    def know_whole(self, whole: Callable[[], Sheet | None]) -> None:
        """Take what makes the sheet with every row unfolded, to be searched."""
        self._whole = whole

    def whole(self) -> Sheet | None:
        """Return the sheet with every row unfolded, as far as its rows are known."""
        model, table = self._grid.grid_model(), self._grid.arranging.table
        if not any(model.row(row).folded for row in range(model.rowCount())):
            return model.sheet
        if table is not None and table.every:
            return table.opened()
        return model.sheet if self._whole is None else self._whole()

    def unfiltered(self) -> Sheet | None:
        """Return the sheet with the rows that filters leave out, None where none do."""
        table = self._grid.arranging.table
        if table is None or not table.arrangement.filters:
            return None
        shown = table.arranged(table.unhidden())
        return shown.opened() if shown.every or self._whole is None else self._whole()

    def reveal(self, whole: Sheet, place: Place) -> None:
        """Unfold what a row of the unfolded sheet lies under, and go to the place."""
        for key in headings_of(whole, place.row):
            model = self._grid.grid_model()
            shown = next((r for r in map(model.row, range(model.rowCount())) if r.key == key), None)
            if shown is not None and shown.folded:
                self.toggle(key)
        self._grid.go_to(place)

    def fold(self) -> None:
        """Fold what lies below the current row; from a row below a heading fold that."""
        if self._columns(folded=False):
            return
        row = self._heading()
        if row is None:
            return
        if row != self._grid.place()[0]:
            self._grid.go(row, self._grid.place()[1])
        self.toggle(self._grid.grid_model().row(row).key)

    def unfold(self) -> None:
        """Unfold what lies below the current row."""
        if self._columns(folded=True):
            return
        model, row = self._grid.grid_model(), self._grid.place()[0]
        if model.rowCount() and model.row(row).folds and model.row(row).folded:
            self.toggle(model.row(row).key)

    def toggle(self, key: str) -> None:
        """Fold or unfold a row; in rows that are filtered only for as long as they are."""
        if not self._grid.arranging.fold(lambda table: table.shut ^ {key}):
            self._grid.fold_toggled.emit(key)

    def toggle_all(self) -> None:
        """Fold everything; where everything is folded already, unfold it."""
        model = self._grid.grid_model()
        headings = [row for row in map(model.row, range(model.rowCount())) if row.folds]
        if not headings:
            return
        fold = any(row.level == 0 and not row.folded for row in headings)
        nothing = frozenset[str]()
        if not self._grid.arranging.fold(lambda t: t.folding_keys() if fold else nothing):
            self._grid.all_folded.emit(fold)

    def _columns(self, folded: bool) -> bool:
        """Toggle the group of the current column if it is `folded`; False outside of groups."""
        column = self._grid.place()[1]
        shown = self._grid.grid_model().columns
        if column >= len(shown) or not (shown[column].folds or shown[column].group):
            return False
        if shown[column].folded == folded:
            self._grid.columns.toggle(column)
        return True

    def _heading(self) -> int | None:
        """Return the row to fold: the current one, else the nearest above it that holds it."""
        model, at = self._grid.grid_model(), self._grid.place()[0]
        if not model.rowCount():
            return None
        here = model.row(at)
        if here.folds and not here.folded:
            return at
        above = range(at - 1, -1, -1)
        return next((r for r in above if model.row(r).level < here.level), None)
