"""The window's deeds on rows: in the Plan menu and the cell menu with what each would do here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from ui.actions import ASSUMPTIONS, POSITION, SPECS

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

NAMES = tuple(spec.name for spec in SPECS if spec.menu == POSITION)
_TEXTS = {spec.name: spec.text for spec in SPECS}


class DeedMenu(QObject):
    """Serves one window: what is done stands in `ui.pages.deeds`."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        return {name: partial(self._do, name) for name in NAMES}

    def dress(self) -> None:
        """Have the menu say what each deed would do whenever it opens."""
        self._speak(self._window.deeds.menus[POSITION])

    def add_to(self, menu: QMenu) -> None:
        """Offer the deeds in a menu about to open; those that would do nothing rest."""
        menu.addActions([self._window.deeds[name] for name in NAMES])
        self._name()
        menu.aboutToHide.connect(self._forget)

    def _speak(self, menu: QMenu) -> None:
        menu.aboutToShow.connect(self._name)
        menu.aboutToHide.connect(self._forget)

    def _name(self) -> None:
        """Name every deed by what it would do in the rows chosen."""
        workspace = self._window.workspace
        if workspace is None or workspace.in_view != ASSUMPTIONS:
            return
        for offer in workspace.assumptions.deeds.chosen().offers():
            action = self._window.deeds[offer.deed.value]
            action.setText(offer.text.replace("&", "&&"))
            action.setEnabled(offer.possible)

    def _forget(self) -> None:
        """Let keys reach every deed again: one that does nothing says why."""
        for name in NAMES:
            self._window.deeds[name].setText(_TEXTS[name])
        self._window.edits.refresh()

    def _do(self, name: str) -> None:
        from planner.sheets.deeds import Deed

        workspace = self._window.shown
        if workspace.in_view == ASSUMPTIONS:
            workspace.assumptions.deeds.do(Deed(name))
