"""The three platforms' habits of the keyboard: which one this is, and how it writes keys."""

import sys
from enum import StrEnum

from PySide6.QtGui import QKeySequence

Form = QKeySequence.SequenceFormat


class Platform(StrEnum):
    """Where the program runs. On a Mac, Ctrl in a sequence is the Cmd key and Meta is Control."""

    MAC = "mac"
    WINDOWS = "windows"
    LINUX = "linux"


_BY_NAME = {"darwin": Platform.MAC, "win32": Platform.WINDOWS}
HERE = _BY_NAME.get(sys.platform, Platform.LINUX)
_MAC_MODIFIERS = {"Meta": "⌃", "Alt": "⌥", "Shift": "⇧", "Ctrl": "⌘"}
"""In the order in which a Mac writes them."""
CTRL = {Platform.MAC: "⌘", Platform.WINDOWS: "Ctrl", Platform.LINUX: "Ctrl"}
_MAC_KEYS = {
    "Return": "↩", "Tab": "⇥", "Esc": "⎋", "Backspace": "⌫", "Del": "⌦", "Left": "←", "Right": "→",
    "Up": "↑", "Down": "↓", "Home": "↖", "End": "↘", "PgUp": "⇞", "PgDown": "⇟",
}  # fmt: skip


def shown(sequence: QKeySequence, on: Platform = HERE) -> str:
    """Return a key as a platform writes it: Ctrl+Shift+Z, on a Mac ⇧⌘Z."""
    text = sequence.toString(Form.PortableText)
    if on is not Platform.MAC:
        return text.replace("Meta+", "Win+")
    if text.endswith("++"):
        text, key = text[:-2], "+"
    else:
        text, _, key = text.rpartition("+")
    held = set(text.split("+"))
    signs = "".join(sign for name, sign in _MAC_MODIFIERS.items() if name in held)
    return signs + _MAC_KEYS.get(key, key)
