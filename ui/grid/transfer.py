"""Copy, cut, paste, clear and fill: each one gesture, all or what was agreed to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from planner.base.problem import Problem
from planner.base.units import count
from planner.sheets.cells import Cell, Kind
from planner.sheets.fill import columns_like, value_text
from planner.sheets.gesture import Entry, gather, is_relative
from ui.grid.blocks import Area, shape_pastes
from ui.grid.clipboard import from_mime, to_mime, transposed
from ui.grid.outgoing import attributes, plain_text
from ui.grid.paste_menu import PasteMenu

if TYPE_CHECKING:
    from ui.grid.view import GridView

MOST_CELLS = 2_000_000
MOST_CHANGED = 100_000
"""Each of so many cells is asked what it takes; more of them would stop the window for long."""


class Transfer:
    """Moves texts between the cells of one grid and the clipboard."""

    def __init__(self, grid: "GridView") -> None:
        self._grid = grid

    def copy(self) -> bool:
        """Copy the selection; False if it is not one block of rows or columns."""
        block = self._block()
        if block is None:
            return False
        shown = [[plain_text(cell, kind) for cell, kind in row] for row in block]
        style, currency = self._grid.number_style, self._grid.currency
        full = [[self._exact(cell, kind) for cell, kind in row] for row in block]
        values = [[value_text(cell, kind, style) for cell, kind in row] for row in block]
        stated = [[attributes(cell, kind, currency) for cell, kind in row] for row in block]
        made = to_mime(shown, full, values, style, stated)
        QGuiApplication.clipboard().setMimeData(made)
        return True

    def cut(self) -> None:
        """Copy the selection, then clear it."""
        if self.copy():
            self.clear("cut")

    def clear(self, verb: str = "clear") -> None:
        """Withdraw what stands in the selected cells that can be typed into."""
        self.clear_area(*self._grid.areas(), verb=verb)

    def clear_area(self, *areas: Area, verb: str = "clear") -> None:
        """Withdraw what stands in the cells of some areas that can be typed into."""
        model = self._grid.grid_model()
        if not self._few(areas):
            return
        entries = [
            (row, column, "")
            for area in areas
            for row, column in area.places()
            if model.cell(row, column).editable
        ]
        if entries:
            self._submit(entries, verb)
        elif model.rowCount():
            self._grid.editing.say_locked(*self._grid.place())

    def paste(self, *, values: bool = False, turned: bool = False) -> None:
        """Paste the clipboard on the selection: `values` without formulas, `turned` transposed."""
        style = self._grid.number_style
        block = from_mime(QGuiApplication.clipboard().mimeData(), style, values=values)
        areas, model = self._grid.areas(), self._grid.grid_model()
        if not block or not areas:
            self._grid.remark.emit("There is nothing on the clipboard that a grid can take")
            return
        if not self._few(areas):
            return
        shape = transposed(block) if turned else block
        made = shape_pastes(shape, areas, model.rowCount(), model.columnCount())
        entries = [
            (row, column, self._absolute(row, column, text)) for row, column, text in made.entries
        ]
        self._submit(entries, "paste")
        self._grid.navigator.select(*made.areas)
        if made.remark:
            self._grid.remark.emit(made.remark)

    def paste_special(self) -> None:
        """Ask how to paste."""
        menu = PasteMenu(self._grid)
        menu.chosen.connect(lambda values, turned: self.paste(values=values, turned=turned))
        view = self._grid.viewport()
        corner = self._grid.visualRect(self._grid.currentIndex()).bottomRight()
        menu.open_at(view.mapTo(view.window(), corner))

    def takes_text(self) -> bool:
        """Whether the current cell can be typed into, so that a paste means this grid."""
        model = self._grid.grid_model()
        return model.rowCount() > 0 and model.cell(*self._grid.place()).editable

    def fill(self, down: bool) -> None:
        """Fill the selection from its first row (Ctrl+D) or column (Ctrl+R).

        A single row is filled from the one above it, a single column from the one to its left;
        months from months, as if no quarters stood between them.
        """
        entries: list[Entry] = []
        for area in self._grid.areas() if self._few(self._grid.areas()) else ():
            entries += self._filled_down(area) if down else self._filled_right(area)
        self._submit(entries, "fill")

    def _filled_down(self, area: Area) -> list[Entry]:
        first = area.top - (area.height == 1)
        places = Area(first + 1, area.left, area.bottom, area.right).places() if first >= 0 else ()
        return [(row, column, self._text(first, column)) for row, column in places]

    def _filled_right(self, area: Area) -> list[Entry]:
        sheet = self._grid.grid_model().sheet
        like = columns_like(sheet, area.left) if sheet is not None else []
        before = [at for at in like if at < area.left + (area.width > 1)]
        targets = [at for at in like if before and before[-1] < at <= area.right]
        rows = range(area.top, area.bottom + 1)
        return [(row, at, self._text(row, before[-1])) for row in rows for at in targets]

    def _few(self, areas: Sequence[Area]) -> bool:
        """Return whether so many cells can be changed at once; if not, say so."""
        few = sum(area.height * area.width for area in areas) <= MOST_CHANGED
        if not few:
            most = count(MOST_CHANGED, self._grid.number_style)
            what = Problem(f"More than {most} cells are selected", "", "Change them in parts.")
            self._grid.show_problem(what, *self._grid.place())
        return few

    def _absolute(self, row: int, column: int, text: str) -> str:
        """Return a pasted text such as -5% as a value: only what is typed changes values by it."""
        kind = self._grid.grid_model().kind(row, column)
        percent = text.rstrip().endswith("%") and "=" not in text
        return f"={text}" if percent and is_relative(text, kind, self._grid.number_style) else text

    def _submit(self, entries: Sequence[Entry], verb: str) -> None:
        sheet = self._grid.grid_model().sheet
        if sheet is not None and entries:
            self._grid.submit(gather(sheet, entries, verb))

    def _block(self) -> list[list[tuple[Cell, Kind]]] | None:
        areas = sorted(self._grid.areas(), key=lambda a: (a.top, a.left))
        same_rows = len({(a.top, a.bottom) for a in areas}) == 1
        same_columns = len({(a.left, a.right) for a in areas}) == 1
        size = sum(a.height * a.width for a in areas)
        if not areas or not (same_rows or same_columns) or size > MOST_CELLS:
            row, column = self._grid.place()
            what = "Only one block of cells can be copied"
            self._grid.show_problem(
                Problem(what, "", "Select cells that stand together."), row, column
            )
            return None
        parts = [[self._line(row, a) for row in range(a.top, a.bottom + 1)] for a in areas]
        if same_rows:
            return [[cell for line in lines for cell in line] for lines in zip(*parts, strict=True)]
        return [line for part in parts for line in part]

    def _line(self, row: int, area: Area) -> list[tuple[Cell, Kind]]:
        model = self._grid.grid_model()
        columns = range(area.left, area.right + 1)
        return [(model.cell(row, column), model.kind(row, column)) for column in columns]

    def _text(self, row: int, column: int) -> str:
        model = self._grid.grid_model()
        return self._exact(model.cell(row, column), model.kind(row, column))

    def _exact(self, cell: Cell, kind: Kind) -> str:
        formula = cell.edit_text.startswith("=")
        return cell.edit_text if formula else value_text(cell, kind, self._grid.number_style)
