"""The fill handle of one grid: the square at the selection's corner, dragged or double-clicked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from planner.sheets.cells import Sheet
from planner.sheets.fill import Block, Pattern, Series, copies, month_series, series_entries
from planner.sheets.gesture import Entry, gather
from ui.grid.blocks import Area, pulled, run_of
from ui.grid.fill_menu import FillMenu

if TYPE_CHECKING:
    from ui.grid.view import GridView

SIDE, REACH = 7, 3
"""The square's side, and how far beside it a press still counts, in pixels."""


class Filling(QObject):
    """Paints the handle, follows the mouse, and fills; over months it asks how they go on."""

    def __init__(self, grid: "GridView") -> None:
        super().__init__(grid)
        self._grid = grid
        self._source: Area | None = None
        self.target: Area | None = None
        self.menu: FillMenu | None = None

    @property
    def dragging(self) -> bool:
        """Whether the handle is held."""
        return self._source is not None

    def handle(self) -> QRect:
        """Return where the square stands in the viewport; empty where nothing can be filled."""
        areas, model = self._grid.areas(), self._grid.grid_model()
        if len(areas) != 1 or not model.rowCount():
            return QRect()
        row, column = areas[0].bottom, areas[0].right
        if not model.cell(row, column).editable:
            return QRect()
        corner = self._grid.visualRect(model.index(row, column)).bottomRight()
        side = round(SIDE * self._grid.zoom)
        return QRect(corner.x() - side // 2, corner.y() - side // 2, side, side)

    def at_handle(self, point: QPoint) -> bool:
        """Return whether the mouse is on the square."""
        square = self.handle()
        inside = square.adjusted(-REACH, -REACH, REACH, REACH).contains(point)
        return not square.isEmpty() and inside

    def press(self) -> None:
        """Take the handle."""
        self._source = self._grid.areas()[0]
        self.target = None

    def move(self, point: QPoint) -> None:
        """Outline what would be filled, or inside the source cleared: where the mouse went most."""
        source = self._source
        index = self._grid.indexAt(point)
        if source is None or not index.isValid():
            return
        room = self._rect(source)
        down = max(point.y() - room.bottom(), room.top() - point.y())
        across = max(point.x() - room.right(), room.left() - point.x())
        if room.contains(point):
            down, across = room.bottom() - point.y(), room.right() - point.x()
        self.target = pulled(source, index.row(), index.column(), down >= across)
        self._grid.viewport().update()

    def release(self) -> None:
        """Fill what is outlined; inside the source clear it."""
        source, target = self._source, self.target
        self._source = self.target = None
        self._grid.viewport().update()
        if source is None or target is None:
            return
        if source.holds(target.top, target.left):
            self._grid.transfer.clear_area(target)
        else:
            self.drop(source, target)

    def double_click(self) -> None:
        """Fill to the end of the months, elsewhere down to the end of the block beside."""
        sheet, areas = self._grid.grid_model().sheet, self._grid.areas()
        self._source = self.target = None
        if sheet is None or len(areas) != 1:
            return
        source = areas[0]
        target = self._to_months_end(sheet, source) or self._to_blocks_end(source)
        if target is not None:
            self.drop(source, target)

    def go_on(self) -> None:
        """Fill the rest of the selection from the numbers at its beginning, as the handle does."""
        areas, model = self._grid.areas(), self._grid.grid_model()
        if len(areas) != 1:
            return
        area = areas[0]
        across = area.width > 1
        size = area.width if across else area.height
        places = [
            (area.top, area.left + i) if across else (area.top + i, area.left) for i in range(size)
        ]
        filled = [isinstance(model.cell(*place).value, int | float) for place in places]
        known = filled.index(False) if False in filled else 1
        if not 0 < known < size:
            self._grid.remark.emit("Select the numbers to go on from, and the cells after them")
            return
        row, column = places[known]
        whole = (area.top, area.left, area.bottom, area.right)
        source = Area(*whole[:3], column - 1) if across else Area(*whole[:2], row - 1, area.right)
        target = Area(area.top, column, *whole[2:]) if across else Area(row, *whole[1:])
        self.drop(source, target)

    def drop(self, source: Area, target: Area) -> None:
        """Fill a target from a source beside it; over months once the pattern is chosen."""
        sheet = self._grid.grid_model().sheet
        if sheet is None:
            return
        down = target.top > source.bottom or target.bottom < source.top
        series = month_series(sheet, _block(source), _block(target), down)
        if not series:
            entries = copies(sheet, _block(source), _block(target), self._grid.number_style)
            self._submit(sheet, source, target, entries)
            return
        self.menu = FillMenu(series, self._grid)
        self.menu.chosen.connect(
            lambda pattern, growth: self._carry_on(source, target, series, pattern, growth)
        )
        corner = self._grid.visualRect(self._grid.model().index(target.bottom, target.right))
        view = self._grid.viewport()
        self.menu.open_at(view.mapTo(view.window(), corner.bottomRight()))

    def paint(self, painter: QPainter) -> None:
        """Paint the square, and the outline of what would be filled."""
        square, ink = self.handle(), self._grid.painter_of_cells.text_colour
        if not square.isEmpty():
            painter.fillRect(square.adjusted(-1, -1, 1, 1), self._grid.painter_of_cells.ground)
            painter.fillRect(square, ink)
        if self.target is not None:
            clears = self._source is not None and self._source.holds(
                self.target.top, self.target.left
            )
            painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.BDiagPattern if clears else Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect(self.target).adjusted(0, 0, -2, -2))

    def _rect(self, area: Area) -> QRect:
        """Return where an area is seen."""
        model = self._grid.model()
        first = self._grid.visualRect(model.index(area.top, area.left))
        return first.united(self._grid.visualRect(model.index(area.bottom, area.right)))

    def _carry_on(
        self,
        source: Area,
        target: Area,
        series: tuple[Series, ...],
        pattern: Pattern,
        growth: float | None,
    ) -> None:
        sheet = self._grid.grid_model().sheet
        if sheet is not None:
            entries = series_entries(sheet, series, pattern, growth, self._grid.number_style)
            self._submit(sheet, source, target, entries)

    def _submit(self, sheet: Sheet, source: Area, target: Area, entries: list[Entry]) -> None:
        self._grid.submit(gather(sheet, entries, "fill"))
        self._grid.navigator.select(source.joined(target))

    def _to_months_end(self, sheet: Sheet, source: Area) -> Area | None:
        for down in (False, True):
            last = sheet.row_count - 1 if down else len(sheet.columns) - 1
            end = source.bottom if down else source.right
            if end >= last:
                continue
            beyond = (
                Area(end + 1, source.left, last, source.right)
                if down
                else Area(source.top, end + 1, source.bottom, last)
            )
            series = month_series(sheet, _block(source), _block(beyond), down)
            places = [place for one in series for place in one.ahead.values()]
            if places and down:
                return Area(end + 1, source.left, max(r for r, _ in places), source.right)
            if places:
                return Area(source.top, end + 1, source.bottom, max(c for _, c in places))
        return None

    def _to_blocks_end(self, source: Area) -> Area | None:
        model = self._grid.grid_model()
        for beside in (source.left - 1, source.right + 1):
            if 0 <= beside < model.columnCount():
                _, end = run_of(
                    lambda row, at=beside: bool(model.cell(row, at).text),  # type: ignore[misc]
                    source.bottom,
                    model.rowCount() - 1,
                )
                if end > source.bottom:
                    return Area(source.bottom + 1, source.left, end, source.right)
        return None


def _block(area: Area) -> Block:
    return Block(range(area.top, area.bottom + 1), range(area.left, area.right + 1))
