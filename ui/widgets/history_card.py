"""Who decided this: the history of the current assumption, and how well its claims held before."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser

from planner.base.stages import Seat
from ui.marks import SEAT_MARKS, mark_icon
from ui.theme import BODY, LABEL, SEMIBOLD, font, theme
from ui.widgets.card import Card

if TYPE_CHECKING:
    from planner.sheets.history import HistoryLine

LEAST = 104
NOBODY = "Nobody has spoken yet."
LOG = "see Log: who said what, in the menu Plan"
_MARK = 12
JOINER = "\u2060"
"""Keeps a sign from standing alone at the end of a line."""


class HistoryCard(Card):
    """A title and all lines, latest first: long ones wrap, many scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QTextBrowser()
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.text.document().setDocumentMargin(8)
        self.text.setMinimumHeight(LEAST)
        self.put(self.text)
        self._shown: tuple[str, tuple[HistoryLine, ...], tuple[str, ...], int] = ("", (), (), 0)
        theme().changed.connect(self._dress)
        self._dress()

    def show_history(
        self,
        name: str,
        lines: "Sequence[HistoryLine]",
        held: Sequence[str] = (),
        earlier: int = 0,
    ) -> None:
        """Show an assumption's name, its history, and sentences on how its claims `held`.

        `earlier` edits stand in the log alone.
        """
        shown = name, tuple(lines), tuple(held), earlier
        if shown != self._shown:
            self._shown = shown
            self._show()

    def _dress(self) -> None:
        """Take on font and colours of the theme, which are read when a text is set."""
        p, document = theme().palette, self.text.document()
        document.clear()
        document.setDefaultFont(font(LABEL))
        for seat, mark in SEAT_MARKS.items():
            picture = mark_icon(mark, theme().seat(seat)).pixmap(_MARK, _MARK)
            document.addResource(
                QTextDocument.ResourceType.ImageResource.value, _address(seat), picture
            )
        self.text.setStyleSheet(f"QTextBrowser {{ background: {p.base}; color: {p.text}; }}")
        document.setDefaultStyleSheet(
            f"h3 {{ font-size: {BODY + 1}px; margin: 0 0 4px 0; }} td {{ padding: 1px 6px 1px 0; }}"
            f"h3, b {{ font-weight: {SEMIBOLD}; }}"
            f".quiet {{ color: {p.muted}; }} p {{ margin: 0; }} .held {{ margin-top: 4px; }}"
        )
        self._show()

    def _show(self) -> None:
        name, lines, held, earlier = self._shown
        title = f"Who decided this: {name}" if name else "Who decided this"
        more = f"{earlier} earlier: {LOG}" if earlier else ""
        spoken = "; ".join((*(line.text for line in lines), *held, *([more] if more else [])))
        self.setAccessibleName(f"{title}. {spoken}")
        self.text.setAccessibleName(title)
        rows = "".join(map(_row, lines)) or f"<p class='quiet'>{NOBODY}</p>"
        log = f"<p class='quiet'>{more}</p>" if more else ""
        told = "".join(f"<p class='held'>{escape(text)}</p>" for text in held)
        self.text.setHtml(f"<h3>{escape(title)}</h3>{told}<table>{rows}</table>{log}")


def _row(line: "HistoryLine") -> str:
    why = f", “{escape(line.reason)}”" if line.reason else ""
    worth = f" &nbsp;<span class='quiet'>{_together(line.worth)}</span>" if line.worth else ""
    mark = f"<img src='{_address(line.seat).toString()}' width={_MARK} height={_MARK}>"
    said = f"{escape(line.who)}: <b>{escape(line.change)}</b>{why}{worth}"
    return f"<tr><td>{mark}</td><td>{said}</td></tr>"


def _together(worth: str) -> str:
    return escape(f"{worth[:1]}{JOINER}{worth[1:]}")


def _address(seat: Seat) -> QUrl:
    return QUrl(f"mark:{seat.value}")
