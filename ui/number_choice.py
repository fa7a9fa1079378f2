"""How numbers are written and read: as the system does, or as chosen in the View menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from planner.base.units import ENGLISH, STYLES, NumberStyle

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

SYSTEM = "system"
PREFIX = "numbers_"
"""Of the names of the actions, one for the system and one for each style."""
NO_BREAK = "\u00a0\u202f"
READ_MARKS = ".,"
READ_GROUPS = frozenset(("", ".", ",", "'", "’", " ", *NO_BREAK))
"""What typed numbers can be parted by; a locale with other signs is written in the English way."""


class NumberChoice(QObject):
    """Remembers the choice and shows every number of the window anew."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        return {f"{PREFIX}{name}": partial(self.choose, name) for name in (SYSTEM, *STYLES)}

    def style(self) -> NumberStyle:
        """Return how numbers are written now, and show it in the menu."""
        chosen = self._window.settings.numbers
        known = chosen if chosen in STYLES else SYSTEM
        self._window.deeds[f"{PREFIX}{known}"].setChecked(True)
        return STYLES.get(known) or number_style(self._window.locale())

    def choose(self, name: str) -> None:
        """Write numbers another way from now on."""
        self._window.settings.numbers = name
        style = self.style()
        if self._window.workspace is not None:
            self._window.workspace.restyle(style)


def number_style(locale: QLocale) -> NumberStyle:
    """Return how a locale writes numbers; a space before the percent sign where it has one."""
    decimal, group = locale.decimalPoint(), locale.groupSeparator()
    if decimal not in READ_MARKS or group not in READ_GROUPS or decimal == group:
        return ENGLISH
    spaced = any(space in locale.toString(0.5) + locale.percent() for space in NO_BREAK)
    return NumberStyle(decimal, group, spaced or decimal == ",")
