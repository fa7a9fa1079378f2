"""From a grid, which keeps Tab for itself, to the controls around it and back, by F6."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.main_window import PlanWindow


def change_pane(window: "PlanWindow") -> None:
    """Lead the keyboard out of a grid to the control after it, from anywhere else to the grid."""
    page, focus = window.shown.page, window.focusWidget()
    grids: list[QWidget] = [*window.findChildren(type(page.grid()))]
    inside = next((grid for grid in grids if focus is not None and _holds(grid, focus)), None)
    if inside is None:
        if not page.has_nothing():
            page.grid().setFocus(Qt.FocusReason.OtherFocusReason)
        return
    control = inside.nextInFocusChain()
    while control is not None and control is not inside and not _takes_keys(control, grids):
        control = control.nextInFocusChain()
    if control is not None:
        control.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_keys(widget: QWidget, grids: list[QWidget]) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if not (tabbed and widget.isVisible() and widget.isEnabled()):
        return False
    return not any(_holds(grid, widget) for grid in grids)


def _holds(grid: QWidget, widget: QWidget) -> bool:
    return grid is widget or grid.isAncestorOf(widget)
