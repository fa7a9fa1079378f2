"""The selection of one grid: several areas, of which the last one is extended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from ui.grid.blocks import Area, area_between

if TYPE_CHECKING:
    from ui.grid.view import GridView

Flag = QItemSelectionModel.SelectionFlag
At = tuple[int, int]


class Ranges:
    """Areas that never overlap; the current cell is where the last one began and stays there."""

    def __init__(self, grid: "GridView") -> None:
        self._grid = grid
        self._anchor: At = (0, 0)
        self._head: At = (0, 0)
        self._active = Area(0, 0, 0, 0)
        self._others: list[Area] = []
        self._told: list[Area] = []
        self._kept: list[Area] | None = None
        self.extending = False

    @property
    def adding(self) -> bool:
        """Whether the next move begins an area beside those there are."""
        return self._kept is not None

    def add_next(self) -> None:
        """Keep what is selected: moves lead out of it, and select beside it where they end."""
        self._kept, self.extending = self._grid.areas(), False

    def settle(self) -> None:
        """Let moves select anew again, as they mostly do."""
        self._kept, self.extending = None, False

    def begin_beside(self, at: At) -> bool:
        """Begin an area at a cell beside what is kept; False where nothing is."""
        if self._kept is None:
            return False
        self._begin(at, self._kept)
        return True

    def start(self, at: At, add: bool = False) -> None:
        """Make a cell current and begin an area there, beside the others or instead of them."""
        self._begin(at, self._grid.areas() if add else [])

    def _begin(self, at: At, others: Sequence[Area]) -> None:
        self._others = [*others]
        self._anchor = self._head = at
        self._apply(area_between(at, at))
        index = self._grid.model().index(*at)
        self._grid.selectionModel().setCurrentIndex(index, Flag.NoUpdate)

    def extend(self, head: At) -> None:
        """Let the area of the current cell reach from there to `head`.

        Whole columns stay whole when they reach to the side, and whole rows when down.
        """
        self._know()
        self._kept = None
        model, was, reach = self._grid.grid_model(), self._active, area_between(self._anchor, head)
        if was.height == model.rowCount() > 1 and head[0] == self._head[0]:
            reach = Area(was.top, reach.left, was.bottom, reach.right)
        elif was.width == model.columnCount() > 1 and head[1] == self._head[1]:
            reach = Area(reach.top, was.left, reach.bottom, was.right)
        self._head = head
        self._apply(reach)

    def leave_out(self, at: At) -> None:
        """Take one cell out of the selection; the cell before it becomes current."""
        hole = area_between(at, at)
        self.select([part for area in self._grid.areas() for part in area.without(hole)])
        left = self._grid.areas()
        if left and not any(area.holds(*self._grid.place()) for area in left):
            index = self._grid.model().index(left[-1].top, left[-1].left)
            self._grid.selectionModel().setCurrentIndex(index, Flag.NoUpdate)

    def head(self) -> At:
        """Return the cell up to which the selection reaches: what Shift and an arrow move."""
        self._know()
        return self._head

    def select(self, areas: Sequence[Area]) -> None:
        """Select areas; the current cell stays."""
        model, selection = self._grid.model(), QItemSelection()
        for a in areas:
            selection.select(model.index(a.top, a.left), model.index(a.bottom, a.right))
        self._grid.selectionModel().select(selection, Flag.ClearAndSelect)

    def _apply(self, active: Area) -> None:
        self._active = active
        self.select([part for area in self._others for part in area.without(active)] + [active])
        self._told = self._grid.areas()

    def _know(self) -> None:
        """Read off the selection what an area begun elsewhere reaches from and to."""
        at, areas = self._grid.place(), self._grid.areas()
        if at == self._anchor and areas == self._told:
            return
        active = next((a for a in reversed(areas) if a.holds(*at)), area_between(at, at))
        self._active, self._anchor = active, at
        self._others = [area for area in areas if area != active]
        row = active.top if at[0] == active.bottom else active.bottom
        self._head = (row, active.left if at[1] == active.right else active.right)
