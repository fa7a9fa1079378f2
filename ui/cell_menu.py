"""What a right click, or the menu key, offers on the cells of a grid."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.grid.key_table import key_of

if TYPE_CHECKING:
    from ui.grid.view import GridView
    from ui.main_window import PlanWindow

_IN_EDIT = ("cut", "copy", "paste", "paste_special")


def offer_menu(window: "PlanWindow", grid: "GridView") -> None:
    """Open the menu wherever it is asked for on a grid."""
    grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    grid.customContextMenuRequested.connect(lambda at: open_menu(window, grid, at))


def open_menu(window: "PlanWindow", grid: "GridView", at: QPoint) -> QMenu:
    """Open the menu at a point of the selection, else, as by a key, below the current cell."""
    column = grid.place()[1]
    menu = QMenu("Cell", window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    grid.setFocus()
    window.edits.refresh()
    menu.addActions([window.deeds[name] for name in _IN_EDIT])
    menu.addSeparator()
    clear = menu.addAction(f"C&lear\t{key_of('clear')}", grid.transfer.clear)
    clear.setEnabled(window.deeds["cut"].isEnabled())
    menu.addAction(window.deeds["comment"])
    menu.addSeparator()
    if window.deeds["propose"].isEnabled():
        window.planning.on_rows.add_to(menu)
        menu.addSeparator()
    sort = menu.addAction(f"&Sort and filter…\t{key_of('sort_menu')}")
    sort.triggered.connect(lambda: grid.arranging.open_menu(column))
    sort.setEnabled(grid.arranging.sheet is not None)
    menu.addAction(f"Co&lumn…\t{key_of('column_menu')}", lambda: grid.columns.open_menu(column))
    index = grid.indexAt(at)
    inside = any(area.holds(index.row(), index.column()) for area in grid.areas())
    corner = grid.visualRect(grid.currentIndex()).bottomLeft()
    menu.popup(grid.viewport().mapToGlobal(at if inside else corner))
    return menu
