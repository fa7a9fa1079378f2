"""Sharing room between a grid and what stands above or below it: no void under a short grid."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSplitter, QWidget

from ui.grid.shown_line import ShownLine
from ui.grid.view import GridView
from ui.soon import Soon

EDGE = 4


def needed_height(grid: GridView) -> int:
    """Return the height in which all rows of a grid are seen."""
    rows = grid.grid_model().rowCount() * grid.verticalHeader().defaultSectionSize()
    across = grid.horizontalScrollBar()
    bar = across.sizeHint().height() if across.maximum() > 0 else 0
    return grid.horizontalHeader().height() + rows + bar + EDGE


class FitRows(QObject):
    """Gives a grid in a vertical splitter the height of its rows, at most a share of the whole.

    `share` (0 to 1) can be changed when the window becomes small. `head` stands above the grid.
    """

    def __init__(
        self,
        splitter: QSplitter,
        grid: GridView,
        place: int,
        share: float,
        head: QWidget | None = None,
    ) -> None:
        super().__init__(splitter)
        self._splitter, self._grid, self._place, self._head = splitter, grid, place, head
        self.share = share
        self._due = Soon(self, self.fit)
        splitter.installEventFilter(self)
        grid.grid_model().modelReset.connect(self._due.ask)
        self._told = 0
        grid.arranging.changed.connect(self._line_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the room changed."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._due.ask()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Share the room out by what the rows need."""
        sizes = self._splitter.sizes()
        whole = sum(sizes)
        if whole <= 0:
            return
        needed = needed_height(self._grid)
        if self._head is not None:
            needed += self._head.sizeHint().height()
        needed += self._line_height()
        mine = min(needed, round(whole * self.share))
        others = len(sizes) - 1
        rest = [(whole - mine) // max(others, 1)] * others
        rest.insert(self._place, mine)
        self._splitter.setSizes(rest)

    def _line_changed(self) -> None:
        """Fit again when the line above the grid comes or goes."""
        told = self._line_height()
        if told != self._told:
            self._told = told
            self._due.ask()

    def _line_height(self) -> int:
        """Return the height of the line that says how the rows are arranged, where it is seen."""
        around = self._grid.parentWidget()
        lines = around.findChildren(ShownLine) if around is not None else []
        return sum(line.sizeHint().height() for line in lines if not line.isHidden())
