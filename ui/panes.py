"""Where Tab and F6 lead: over the window as it is read, and out of grids, which keep Tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.grid.flyout import Flyout

if TYPE_CHECKING:
    from ui.main_window import PlanWindow


class ReadingWindow(QMainWindow):
    """A window in which Tab leads from the top to the bottom and in each line to the right."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next control as it is read; inside what lies over the window as Qt has it."""
        focus = self.focusWidget()
        stops = reading_order(self)
        if focus not in stops or any(_holds(f, focus) for f in self.findChildren(Flyout)):
            return super().focusNextPrevChild(forward)
        to = stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)]
        way = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        to.setFocus(way)
        return True


def change_pane(window: "PlanWindow") -> None:
    """Lead from a grid to the controls over it, then to those after it, then back to the grid."""
    page, focus = window.shown.page, window.focusWidget()
    if page.has_nothing():
        return
    grid, stops = page.grid(), reading_order(window)
    grids = [*window.findChildren(type(grid))]
    others = [stop for stop in stops if not any(_holds(one, stop) for one in grids)]
    here = stops.index(grid) if grid in stops else 0
    over = [stop for stop in others if page.isAncestorOf(stop) and stops.index(stop) < here]
    after = [stop for stop in others if stops.index(stop) > here]
    inside = focus is not None and any(_holds(one, focus) for one in grids)
    to = [*(over[:1] if inside else ()), *(after[:1] if inside or focus in over else ()), grid]
    to[0].setFocus(Qt.FocusReason.TabFocusReason if to[0] is not grid else _OTHER)


_OTHER = Qt.FocusReason.OtherFocusReason


def reading_order(window: QWidget) -> list[QWidget]:
    """Return what takes the keyboard by Tab, line by line; what overlaps the first is its line."""
    places = {w: _place(window, w) for w in window.findChildren(QWidget) if _takes_keys(w)}
    lines: list[list[QWidget]] = []
    for widget in sorted(places, key=lambda w: places[w].top()):
        if lines and places[widget].top() < places[lines[-1][0]].center().y():
            lines[-1].append(widget)
        else:
            lines.append([widget])
    return [w for line in lines for w in sorted(line, key=lambda w: places[w].left())]


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _takes_keys(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    shown = widget.isVisible() and widget.isEnabled() and not widget.isWindow()
    return tabbed and shown and widget.focusProxy() is None


def _holds(around: QWidget, widget: QWidget) -> bool:
    return around is widget or around.isAncestorOf(widget)
