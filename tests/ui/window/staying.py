"""A window that stays for several tests: each leaves the sheets as it found them."""

from PySide6.QtWidgets import QApplication, QDialog

from planner.base.stages import Seat
from ui.main_window import PlanWindow
from ui.settings import Settings


def stay(settings: Settings) -> PlanWindow:
    """Show a window of somebody who can take back her own gestures only, not the plan's."""
    settings.author = "Bea"
    window = PlanWindow(settings)
    window.resize(1560, 920)
    window.show()
    return window


def take_back(window: PlanWindow) -> None:
    """Close what lies over the sheets and undo all that was done."""
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    for page in window.shown.pages.made:
        for grid in page.grids():
            grid.set_zoom(1.0)
    while window.deeds["undo"].isEnabled():
        window.deeds["undo"].trigger()


def begin_again(window: PlanWindow) -> None:
    """Lead back to where a plan opens."""
    window.shown.finding.leave()
    window.finder.palette.hide()
    window.shown.status.show_remark("")
    window.sit(Seat.TOGETHER)
    window.shown.begin()


def end(window: PlanWindow) -> None:
    """Let the window go."""
    window.forget()
    window.deleteLater()
    QApplication.processEvents()
