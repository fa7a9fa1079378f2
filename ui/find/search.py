"""One text looked for in one grid: also in the rows that are folded, which open for a match.

Where none of the rows that filters keep holds it, it is looked for in those they leave out.
"""

from planner.sheets.cells import Place, Sheet
from planner.sheets.finding import NOTHING_FOUND, Found, find_cells, find_in_columns
from ui.grid.view import GridView


class Search:
    """The cells of a grid's sheet that hold a text, as the sheet stood when it was asked.

    They are `hidden` where filters leave out all of them.
    """

    def __init__(self, grid: GridView, text: str) -> None:
        model = grid.grid_model()
        self._grid, self.text = grid, text
        self.sheet: Sheet | None = model.sheet
        self._whole = grid.folding.whole() if text else model.sheet
        self.found: Found = NOTHING_FOUND
        self.hidden = False
        if self._whole is None or self.sheet is None:
            return
        self._look(self._whole)
        beyond = grid.folding.unfiltered() if text and not len(self.found) else None
        if beyond is not None:
            self._look(beyond)
            self.hidden = len(self.found) > 0

    def _look(self, whole: Sheet) -> None:
        self._whole, columns = whole, self._grid.grid_model().columns
        if whole is self.sheet:
            self.found = find_cells(whole, self.text)
        else:
            self.found = find_in_columns(whole, self.text, columns)
            self._rows = {whole.row(i).key: i for i in range(whole.row_count)}
            self._columns = {column.key: i for i, column in enumerate(whole.columns)}

    def here(self) -> int | None:
        """Return which match the current cell is, None if it is none."""
        return self.found.number_of(*self._place())

    def step(self, by: int) -> None:
        """Go to the next match or, with -1, to the one before, unfolding what it lies under.

        With 0 go to the first from the current cell on, while any is in view to one of those, and
        nowhere where filters hide all; going on shows all rows again.
        """
        whole, found, model = self._whole, self.found, self._grid.grid_model()
        if whole is None or not len(found) or (self.hidden and by == 0):
            return
        if whole is not self.sheet and by == 0:
            shown = (self._rows.get(model.row(i).key, -1) for i in range(model.rowCount()))
            found = found.among(frozenset(shown))
        row, column = found.cell(found.from_cell(*self._place(), by))
        if whole is self.sheet:
            self._grid.go(row, column)
            return
        place = Place(whole.name, whole.row(row).key, whole.columns[column].key)
        if self.hidden:
            self._grid.arranging.reveal()
        self._grid.folding.reveal(whole, place)

    def _place(self) -> tuple[int, int]:
        """Return the current cell as it is counted in the unfolded sheet."""
        row, column = self._grid.place()
        if self._whole is self.sheet:
            return row, column
        at = self._grid.place_at(row, column)
        return self._rows.get(at.row, 0), self._columns.get(at.column, 0)
