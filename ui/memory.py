"""Garbage is searched for while nobody looks: a full search takes a tenth of a second."""

import gc

from PySide6.QtCore import Qt, QTimer

YOUNG, MIDDLE, FULL = 700, 10, 1000
"""Python's thresholds; the last says how rarely a full search may fall on a key press."""


def search_rarely() -> None:
    """Leave full searches to `search_when_away`, once what a window needs has been made."""
    gc.set_threshold(YOUNG, MIDDLE, FULL)


def search_when_away(state: Qt.ApplicationState) -> None:
    """Search all objects when the person turns to another program."""
    if state is not Qt.ApplicationState.ApplicationActive:
        gc.collect()


def search_soon() -> None:
    """Search once what is due has been done: a plan that was closed leaves much behind."""
    QTimer.singleShot(0, gc.collect)
