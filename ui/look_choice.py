"""How the window looks: light or dark, and with how much contrast; chosen in the View menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.theme import Contrast, Scheme, theme

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

PREFIX = "contrast_"
"""Of the names of the actions, one for each contrast."""


class LookChoice(QObject):
    """Remembers the choices and shows them in the menu."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        schemes = {scheme.value: partial(self.force_scheme, scheme) for scheme in Scheme}
        contrasts = {f"{PREFIX}{c}": partial(self.force_contrast, c) for c in Contrast}
        return {**schemes, **contrasts}

    def dress(self) -> None:
        """Have the window wear the style sheet of the colours in force, now and later."""
        theme().changed.connect(self._dress)
        self._dress()
        self.tick()

    def tick(self) -> None:
        """Show in the menu what holds."""
        self._window.deeds[theme().scheme.value].setChecked(True)
        self._window.deeds[f"{PREFIX}{theme().contrast}"].setChecked(True)

    def force_scheme(self, scheme: Scheme) -> None:
        """Show light, dark or the system's colours from now on."""
        theme().force(scheme)
        self._window.settings.scheme = scheme.value
        self.tick()

    def force_contrast(self, contrast: Contrast) -> None:
        """Show high, normal or the system's contrast from now on."""
        theme().force(theme().scheme, contrast)
        self._window.settings.contrast = contrast.value
        self.tick()

    def _dress(self) -> None:
        self._window.setStyleSheet(theme().sheet)
