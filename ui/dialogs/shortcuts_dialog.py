"""The shortcut sheet: every key, made from the actions themselves and the grid's own keys."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.actions import SPECS, title_of
from ui.dialogs.foot import closing
from ui.dialogs.look import dialog_sheet
from ui.grid.key_table import BY_MOUSE, DEEDS, GIVEN, IN_AN_EDITOR
from ui.keymap import CTRL, HERE, Platform, shown
from ui.keys_elsewhere import ELSEWHERE
from ui.theme import LABEL, SEMIBOLD, TITLE, font, theme
from ui.widgets.card import Card

SIZE = (980, 680)
Line = tuple[str, str]
"""What is done, and its keys."""


class ShortcutsDialog(QDialog):
    """Menus at the left; the grid, a meeting and all else at the right."""

    def __init__(self, parent: QWidget | None = None, on: Platform = HERE) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.menus, self.grid = menu_lines(on), grid_lines(on)
        self.pages = [_page("Menus"), _page("Grid")]
        heading = QLabel("Keyboard shortcuts")
        heading.setFont(font(TITLE, SEMIBOLD))
        middle = QHBoxLayout()
        middle.setSpacing(10)
        for page in self.pages:
            middle.addWidget(Card(page), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(heading)
        box.addLayout(middle, 1)
        box.addLayout(closing(self))
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


def menu_lines(on: Platform = HERE) -> dict[str, list[Line]]:
    """Return the actions that have keys on a platform, by menu."""
    groups: dict[str, list[Line]] = {}
    for spec in SPECS:
        keys = _shown(spec.sequences(on), on)
        if keys:
            plain = spec.text.replace("&", "").rstrip("…")
            groups.setdefault(title_of(spec.menu), []).append((plain, keys))
    return groups


def grid_lines(on: Platform = HERE) -> dict[str, list[Line]]:
    """Return what all keys outside the menus do on a platform, and the mouse, by group."""
    found: dict[str, dict[str, list[QKeySequence]]] = {}
    for deed in (*GIVEN, *DEEDS, *IN_AN_EDITOR, *ELSEWHERE):
        keys = found.setdefault(deed.group, {}).setdefault(deed.words, [])
        keys += deed.sequences(on)
    groups = {
        title: [(words, _shown(keys, on)) for words, keys in lines.items() if keys]
        for title, lines in found.items()
    }
    by_mouse = [(words, how.format(ctrl=CTRL[on])) for words, how in BY_MOUSE]
    return groups | {"By mouse": by_mouse}


def _shown(keys: Iterable[QKeySequence], on: Platform) -> str:
    texts = (shown(key, on) for key in keys)
    return ", ".join(dict.fromkeys(text for text in texts if text))


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
