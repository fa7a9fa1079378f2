"""Heights, widths and magnification of a grid, kept the same in its frozen columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPalette

from ui.grid.frozen import FrozenColumns
from ui.grid.model import Index
from ui.grid.paint import CellPainter
from ui.grid.table import PaintedTable
from ui.grid.widths import SAMPLED, fitting_width, sampled_rows, share_out, small_widths
from ui.theme import ROW_HEIGHTS, theme

if TYPE_CHECKING:
    from ui.grid.view import GridView

LEAST_ZOOM, MOST_ZOOM = 0.7, 2.0


class GridLayout(QObject):
    """Lays out one grid; widths a person dragged are kept by column key.

    `changed` when a person made another width or zoom.
    """

    changed = Signal()

    def __init__(self, grid: "GridView", frozen: FrozenColumns) -> None:
        super().__init__(grid)
        self._grid, self._frozen = grid, frozen
        self.zoom = 1.0
        self._density = "default"
        self._dragged: dict[str, int] = {}
        self._needed: dict[str, int] = {}
        self._laying = False
        self._changed: dict[int, set[int]] = {}
        self._due = QTimer(grid, singleShot=True, interval=0)
        self._due.timeout.connect(self._grow)
        header = grid.horizontalHeader()
        header.sectionResized.connect(self._resized)
        header.sectionHandleDoubleClicked.connect(self.fit)
        grid.grid_model().dataChanged.connect(self._data_changed)
        self.recolour()

    @property
    def widths(self) -> dict[str, int]:
        """The widths a person made, in pixels at 100 %, by column key."""
        return dict(self._dragged)

    def restore(self, widths: dict[str, int], zoom: float) -> None:
        """Take widths and zoom as they were kept."""
        self._dragged = dict(widths)
        self.zoom = round(min(max(zoom, LEAST_ZOOM), MOST_ZOOM), 2)
        self.recolour()
        self._measure()

    def sheet_changed(self, frozen: int, reshaped: bool) -> None:
        """Fit the columns anew when the sheet's shape changed, else let them grow if they must."""
        self._frozen.count = frozen
        if reshaped:
            self._measure()
            self._grid.viewport().update()
            self._frozen.viewport().update()

    def refit(self) -> None:
        """Fit the columns anew: what stands in their titles has changed."""
        self._measure()

    def room_changed(self) -> None:
        """Share the room out again."""
        self._lay_out()

    def fit(self, column: int) -> None:
        """Make a column as wide as its content, and with it all that are selected as a whole."""
        for each in self._alike(column):
            self._dragged.pop(self._key(each), None)
            self._dragged[self._key(each)] = round(self._fitting(each) / self.zoom)
        self._lay_out()
        self.changed.emit()

    def width_of(self, column: int) -> int:
        """Return a column's width in pixels at 100 %."""
        return round(self._grid.columnWidth(column) / self.zoom)

    def set_width(self, column: int, width: int) -> None:
        """Make a column as wide as told, and with it all that are selected as a whole."""
        for each in self._alike(column):
            self._dragged[self._key(each)] = width
        self._lay_out()
        self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Magnify text, rows and columns alike."""
        self.zoom = round(min(max(zoom, LEAST_ZOOM), MOST_ZOOM), 2)
        self.recolour()
        self._measure()
        self.changed.emit()

    def set_density(self, density: str) -> None:
        """Set the rows' height by name."""
        self._density = density
        self._set_heights()
        self._frozen.follow(self._frozen.count)

    def recolour(self) -> None:
        """Take the theme's present colours and the present magnification."""
        paint, ground = CellPainter(theme(), self.zoom), theme().colour("header")
        tables: tuple[PaintedTable, ...] = (self._grid, self._frozen)
        for table in tables:
            table.painter_of_cells = paint
            table.header().set_zoom(self.zoom)
            palette = table.header().palette()
            palette.setColor(QPalette.ColorRole.Button, ground)
            palette.setColor(QPalette.ColorRole.Window, ground)
            table.header().setPalette(palette)
            table.viewport().update()
        self._set_heights()

    def _set_heights(self) -> None:
        height = round(ROW_HEIGHTS[self._density] * self.zoom)
        self._grid.verticalHeader().setDefaultSectionSize(height)
        self._grid.verticalScrollBar().setSingleStep(height)

    def _measure(self) -> None:
        model, paint = self._grid.grid_model(), self._grid.painter_of_cells
        rows = sampled_rows(model.rowCount())
        self._grid.small_widths = small_widths(model, paint, rows)
        self._needed = {
            column.key: round(self._fitting(number) / self.zoom)
            for number, column in enumerate(model.columns)
        }
        self._lay_out()

    def _data_changed(self, first: Index, last: Index) -> None:
        count = last.row() + 1 - first.row()
        rows = range(first.row(), last.row() + 1)
        many = sampled_rows(self._grid.grid_model().rowCount()) if count > SAMPLED else rows
        for column in range(first.column(), last.column() + 1):
            self._changed.setdefault(column, set()).update(many)
        self._due.start()

    def _grow(self) -> None:
        """Widen the columns in which cells have changed, where they must be."""
        model, before = self._grid.grid_model(), dict(self._needed)
        changed, self._changed = self._changed, {}
        every = {row for rows in changed.values() for row in rows if row < model.rowCount()}
        small = small_widths(model, self._grid.painter_of_cells, every)
        if any(width > self._grid.small_widths.get(column, 0.0) for column, width in small.items()):
            self._measure()
            return
        for number in changed.keys() & set(range(model.columnCount())):
            rows = sorted(changed[number] & every)
            key, width = model.columns[number].key, round(self._fitting(number, rows) / self.zoom)
            self._needed[key] = max(self._needed.get(key, 0), width)
        if self._needed != before:
            self._lay_out()

    def _fitting(self, column: int, rows: Iterable[int] | None = None) -> int:
        grid, model = self._grid, self._grid.grid_model()
        given = model.columns[column].width
        if given:
            return round(given * self.zoom)
        small = grid.small_widths.get(column, 0.0)
        if rows is None:
            rows = sampled_rows(model.rowCount())
        return fitting_width(
            model, column, grid.painter_of_cells, grid.header(), small=small, rows=rows
        )

    def _lay_out(self) -> None:
        keys = [column.key for column in self._grid.grid_model().columns]
        wanted = [self._dragged.get(key, self._needed.get(key, 60)) for key in keys]
        widths = [round(width * self.zoom) for width in wanted]
        fixed = {i for i, key in enumerate(keys) if key in self._dragged}
        self._laying = True
        for column, width in enumerate(share_out(widths, self._grid.viewport().width(), fixed)):
            self._grid.setColumnWidth(column, width)
        self._laying = False
        self._frozen.follow(self._frozen.count)

    def _resized(self, column: int, _old: int, new: int) -> None:
        if not self._laying and column < len(self._grid.grid_model().columns):
            self._dragged[self._key(column)] = round(new / self.zoom)
            self._frozen.follow(self._frozen.count)
            self.changed.emit()

    def _alike(self, column: int) -> Iterable[int]:
        """Return the columns that get a width together."""
        whole = self._grid.navigator.whole_columns()
        return whole if column in whole else (column,)

    def _key(self, column: int) -> str:
        return self._grid.grid_model().columns[column].key
