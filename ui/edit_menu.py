"""What the Edit menu does: to the grid in view, or to the text field that has the keyboard."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from ui.actions import ASSUMPTIONS, DATA
from ui.charts.view import ChartView
from ui.deed_menu import NAMES

if TYPE_CHECKING:
    from ui.grid.view import GridView
    from ui.main_window import PlanWindow

TEXT_DEEDS = ("cut", "copy", "paste", "select_all")
GRID_DEEDS = ("paste_special", "comment")
LOOKED_AT = 2000
"""So many selected cells are asked whether one of them can be typed into."""


class EditMenu(QObject):
    """The gestures of one window; each is enabled only where it does something."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window
        self._heard: WeakSet[GridView] = WeakSet()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._look_again)
        QApplication.clipboard().dataChanged.connect(self._look_again)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        return {name: partial(self._do, name) for name in (*TEXT_DEEDS, *GRID_DEEDS)}

    @property
    def grid(self) -> "GridView | None":
        """The grid that has the keyboard, else the one of the sheet in view."""
        workspace, focus = self._window.workspace, self._window.focusWidget()
        if workspace is None or workspace.page.has_nothing():
            return None
        page = workspace.page
        for grid in page.grids():
            if focus is not None and (grid is focus or grid.isAncestorOf(focus)):
                return grid
        return page.grid()

    def refresh(self) -> None:
        """Enable what can be done now."""
        field, grid = self._field(), self.grid
        self._hear(grid)
        filled = grid is not None and grid.grid_model().rowCount() > 0
        typed = filled and grid is not None and _can_be_typed_into(grid)
        mime = QApplication.clipboard().mimeData()  # None while the program ends
        held = bool(mime and mime.formats())
        says = {
            "cut": typed,
            "copy": filled,
            "paste": (held and typed) or self._imports(),
            "select_all": filled,
            "paste_special": held and typed,
            "comment": filled and grid is not None and grid.commented,
            **dict.fromkeys(NAMES, filled and self._takes_deeds()),
            "find": filled,
            "find_next": filled,
            "find_previous": filled,
        }
        for name, enabled in says.items():
            writes = field is not None and name in TEXT_DEEDS
            self._window.deeds[name].setEnabled(enabled or writes)

    def _hear(self, grid: "GridView | None") -> None:
        """Look again when the grid in view gets its rows, which may come later than the sheet."""
        if grid is not None and grid not in self._heard:
            self._heard.add(grid)
            grid.grid_model().modelReset.connect(self.refresh)

    def _look_again(self, *_moved: object) -> None:
        """Refresh, unless the keyboard left a window that is being deleted."""
        if isValid(self._window):
            self.refresh()

    def _do(self, name: str) -> None:
        if name in GRID_DEEDS and self._window.workspace is not None:
            self._window.workspace.end_typing()
        field, grid, focus = self._field(), self.grid, self._window.focusWidget()
        if name == "copy" and isinstance(focus, ChartView):
            focus.offers.copy()
        elif field is not None and name in TEXT_DEEDS:
            {
                "cut": field.cut,
                "copy": field.copy,
                "paste": field.paste,
                "select_all": field.selectAll,
            }[name]()
        elif name == "paste" and self._imports() and not (grid and _can_be_typed_into(grid)):
            self._window.paste_table()
        elif grid is not None:
            move = grid.transfer
            deeds: dict[str, Callable[[], object]] = {
                "cut": move.cut,
                "copy": move.copy,
                "paste": move.paste,
                "select_all": grid.navigator.block,
                "paste_special": move.paste_special,
                "comment": partial(grid.comment_requested.emit, *grid.place()),
            }
            deeds[name]()
        self.refresh()

    def _field(self) -> QLineEdit | None:
        """Return the text field that has the keyboard, if it stays when a menu opens."""
        focus = self._window.focusWidget()
        stays = isinstance(focus, QLineEdit) and not focus.property("passing")
        return focus if isinstance(focus, QLineEdit) and stays else None

    def _takes_deeds(self) -> bool:
        """Whether the rows in view can be proposed, accepted and the like."""
        workspace = self._window.workspace
        return workspace is not None and workspace.in_view == ASSUMPTIONS

    def _imports(self) -> bool:
        """Whether a table pasted here is one to import: not where rows are corrected."""
        workspace = self._window.workspace
        if workspace is None or workspace.in_view != DATA:
            return False
        mime = QApplication.clipboard().mimeData()
        return not workspace.data.corrects or bool(mime and mime.hasUrls())


def _can_be_typed_into(grid: "GridView") -> bool:
    """Return whether one of the selected cells can be, looking at the first ones only."""
    model, left = grid.grid_model(), LOOKED_AT
    if model.rowCount() and model.cell(*grid.place()).editable:
        return True
    for area in grid.areas():
        for row in range(area.top, area.bottom + 1):
            cells = model.cells(row)[area.left : area.right + 1]
            if any(cell.editable for cell in cells):
                return True
            left -= len(cells)
            if left <= 0:
                return False
    return False
