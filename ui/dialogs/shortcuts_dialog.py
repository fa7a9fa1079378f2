"""The shortcut sheet: every key, made from the actions themselves and the grid's own keys."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.actions import SPECS, Actions
from ui.dialogs.look import dialog_sheet
from ui.dialogs.shortcut_words import GRID_WORDS, Chord
from ui.theme import LABEL, SEMIBOLD, TITLE, font, theme
from ui.widgets.card import Card

SIZE = (980, 680)
Line = tuple[str, str]
"""What is done, and its keys."""


class ShortcutsDialog(QDialog):
    """Menus at the left, the grid at the right."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.menus, self.grid = menu_lines(actions), grid_lines()
        self.pages = [_page("Menus"), _page("Grid")]
        heading = QLabel("Keyboard shortcuts")
        heading.setFont(font(TITLE, SEMIBOLD))
        middle = QHBoxLayout()
        middle.setSpacing(10)
        for page in self.pages:
            middle.addWidget(Card(page), 1)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(heading)
        box.addLayout(middle, 1)
        box.addLayout(foot)
        theme().changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        p = theme().palette
        self.setStyleSheet(dialog_sheet() + f"QTextBrowser {{ background: {p.base}; }}")
        for page, groups in zip(self.pages, (self.menus, self.grid), strict=True):
            page.document().setDefaultStyleSheet(
                f"h3 {{ color: {p.text}; font-size: 13px; margin: 10px 0 4px 0; }}"
                f"td {{ color: {p.text}; padding: 2px 0; }} td.key {{ color: {p.muted}; }}"
            )
            page.setHtml("".join(_html(title, lines) for title, lines in groups.items()))


def menu_lines(actions: Actions) -> dict[str, list[Line]]:
    """Return the actions that have keys, by menu."""
    groups: dict[str, list[Line]] = {}
    for spec in SPECS:
        keys = _shown(actions[spec.name].shortcuts())
        if keys:
            plain = spec.text.replace("&", "").rstrip("…")
            groups.setdefault(spec.menu.replace("&", ""), []).append((plain, keys))
    return groups


def grid_lines() -> dict[str, list[Line]]:
    """Return what the grid's keys do, by group."""
    return {
        title: [(what, _shown(map(_sequence, chords))) for what, chords in group.items()]
        for title, group in GRID_WORDS.items()
    }


def _shown(keys: Iterable[QKeySequence]) -> str:
    texts = (key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _sequence(chord: Chord) -> QKeySequence:
    key, ctrl, shift = chord
    held = Qt.KeyboardModifier.NoModifier
    if ctrl:
        held |= Qt.KeyboardModifier.ControlModifier
    if shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, key))


def _html(title: str, lines: list[Line]) -> str:
    rows = "".join(
        f"<tr><td width='56%'>{escape(what)}</td><td class='key'>{escape(keys)}</td></tr>"
        for what, keys in lines
    )
    return f"<h3>{escape(title)}</h3><table width='100%'>{rows}</table>"


def _page(name: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setAccessibleName(name)
    page.setFrameShape(QTextBrowser.Shape.NoFrame)
    page.document().setDefaultFont(font(LABEL))
    page.document().setDocumentMargin(12)
    return page
