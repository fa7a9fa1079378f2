"""Ctrl+V on the Data sheet: a table copied elsewhere is imported, unless a cell can take it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.grid.view import GridView


class PasteKeys(QShortcut):
    """Holds for a sheet and all in it; `imports` is called with nothing that could be pasted on."""

    def __init__(self, sheet: QWidget, imports: Callable[[], object]) -> None:
        super().__init__(QKeySequence(QKeySequence.StandardKey.Paste), sheet)
        self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._imports = imports
        self.activated.connect(self._paste)

    def _paste(self) -> None:
        grid = QApplication.focusWidget()
        if isinstance(grid, GridView) and _takes_text(grid):
            grid.transfer.paste()
        else:
            self._imports()


def _takes_text(grid: GridView) -> bool:
    model = grid.grid_model()
    return model.rowCount() > 0 and model.cell(*grid.place()).editable
