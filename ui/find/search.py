"""One text looked for in one grid: also in the rows that are folded, which open for a match."""

from planner.sheets.cells import Place, Sheet
from planner.sheets.finding import NOTHING_FOUND, Found, find_cells, find_in_columns
from ui.grid.view import GridView


class Search:
    """The cells of a grid's sheet that hold a text, as the sheet stood when it was asked."""

    def __init__(self, grid: GridView, text: str) -> None:
        model = grid.grid_model()
        self._grid, self.text = grid, text
        self.sheet: Sheet | None = model.sheet
        self._whole = grid.folding.whole() if text else model.sheet
        self.found: Found = NOTHING_FOUND
        if self._whole is None or self.sheet is None:
            return
        if self._whole is self.sheet:
            self.found = find_cells(self.sheet, text)
        else:
            self.found = find_in_columns(self._whole, text, model.columns)
            self._rows = {self._whole.row(i).key: i for i in range(self._whole.row_count)}
            self._columns = {column.key: i for i, column in enumerate(self._whole.columns)}

    def here(self) -> int | None:
        """Return which match the current cell is, None if it is none."""
        return self.found.number_of(*self._place())

    def step(self, by: int) -> None:
        """Go to the next match or, with -1, to the one before, unfolding what it lies under.

        With 0 go to the first from the current cell on, while any is in view to one of those.
        """
        whole, found, model = self._whole, self.found, self._grid.grid_model()
        if whole is None or not len(found):
            return
        if whole is not self.sheet and by == 0:
            shown = (self._rows.get(model.row(i).key, -1) for i in range(model.rowCount()))
            found = found.among(frozenset(shown))
        row, column = found.cell(found.from_cell(*self._place(), by))
        if whole is self.sheet:
            self._grid.go(row, column)
            return
        place = Place(whole.name, whole.row(row).key, whole.columns[column].key)
        self._grid.folding.reveal(whole, place)

    def _place(self) -> tuple[int, int]:
        """Return the current cell as it is counted in the unfolded sheet."""
        row, column = self._grid.place()
        if self._whole is self.sheet:
            return row, column
        at = self._grid.place_at(row, column)
        return self._rows.get(at.row, 0), self._columns.get(at.column, 0)
