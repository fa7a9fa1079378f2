"""Texts of a grid: fonts by face, widths remembered, shapes kept of what is drawn again."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText

from ui.theme import BODY, CAPTION, REGULAR, SEMIBOLD, font

KEPT = 20_000
ALONE = "0123456789,.%$€£+\u2212\u2013-kmbn "
"""Characters of one width wherever they stand, so that widths of numbers add up."""

Line = tuple[int, str, bool]
"""Top, text, and whether it stands at the right end of its room."""


class Face(NamedTuple):
    """A font with its measures; `advances` are the widths of single characters."""

    font: QFont
    metrics: QFontMetricsF
    advances: dict[str, float]
    ascent: float
    height: float


class Word:
    """A text in one face; its shape is kept from the second drawing on, one is not worth it."""

    __slots__ = ("drawn", "shape", "text", "width")

    def __init__(self, text: str, width: float) -> None:
        self.text, self.width = text, width
        self.drawn = False
        self.shape: QStaticText | None = None


class Typesetter:
    """Measures and draws texts in the faces plain, bold, ghost and small."""

    def __init__(self, zoom: float) -> None:
        size, caption = round(BODY * zoom), round(CAPTION * zoom)
        self.faces = {
            "plain": _face(font(size, REGULAR)),
            "bold": _face(font(size, SEMIBOLD)),
            "ghost": _face(font(size, REGULAR, italic=True)),
            "small": _face(font(caption, REGULAR)),
        }
        self._words: dict[str, dict[str, Word]] = {name: {} for name in self.faces}
        self._short: dict[tuple[str, str, float], Word] = {}

    def width(self, text: str, face: str) -> float:
        """Return the width of a text in pixels."""
        return (self._words[face].get(text) or self._new(text, face)).width

    def write(
        self,
        painter: QPainter,
        ends: tuple[float, float, int],
        look: tuple[str, QColor],
        lines: Iterable[Line],
    ) -> float:
        """Draw lines of one (face, colour) between (left, right), centred in rows of a height.

        What is wider than the room is shortened. Return the left end of the last text.
        """
        (left, right, height), (name, ink) = ends, look
        face, known = self.faces[name], self._words[name]
        painter.setFont(face.font)
        painter.setPen(ink)
        down, room, x = (height - face.height) / 2, right - left + 1, left
        for top, text, at_right in lines:
            word = known.get(text) or self._new(text, name)
            if word.width > room:
                word = self._shortened(text, name, right - left)
            x = right - word.width if at_right else left
            if word.shape is not None:
                painter.drawStaticText(QPointF(x, top + down), word.shape)
            else:
                self._draw_new(painter, QPointF(x, top + down), word, face)
        return x

    def _draw_new(self, painter: QPainter, at: QPointF, word: Word, face: Face) -> None:
        if not word.drawn:
            word.drawn = True
            painter.drawText(QPointF(at.x(), at.y() + face.ascent), word.text)
            return
        word.shape = QStaticText(word.text)
        word.shape.setTextFormat(Qt.TextFormat.PlainText)
        word.shape.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        word.shape.prepare(font=face.font)
        painter.drawStaticText(at, word.shape)

    def _new(self, text: str, name: str) -> Word:
        known = self._words[name]
        if len(known) > KEPT:
            known.clear()
        made = known[text] = Word(text, _measure(text, self.faces[name]))
        return made

    def _shortened(self, text: str, name: str, room: float) -> Word:
        key = (text, name, room)
        if key not in self._short:
            if len(self._short) > KEPT:
                self._short.clear()
            face, mode = self.faces[name], Qt.TextElideMode.ElideRight
            cut = face.metrics.elidedText(text, mode, max(room, 0))
            self._short[key] = Word(cut, _measure(cut, face))
        return self._short[key]


def _measure(text: str, face: Face) -> float:
    try:
        return sum(map(face.advances.__getitem__, text))
    except KeyError:
        return face.metrics.horizontalAdvance(text)


def _face(shape: QFont) -> Face:
    metrics = QFontMetricsF(shape)
    advances = {letter: metrics.horizontalAdvance(letter) for letter in ALONE}
    return Face(shape, metrics, advances, metrics.ascent(), metrics.height())
