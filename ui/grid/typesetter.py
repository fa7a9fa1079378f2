"""Texts of a grid: fonts by face, widths remembered, pictures kept of what is drawn again."""

from collections.abc import Iterable
from functools import cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from ui.theme import BODY, CAPTION, REGULAR, SEMIBOLD, font

WIDTHS_KEPT = 20_000
PIXELS_KEPT = 8_000_000
ALONE = "0123456789,.%$€£+\u2212\u2013-kmbn "
"""Characters of one width wherever they stand, so that widths of numbers add up."""
OVERHANG = 2
"""Pixels a picture holds above and below its text, for letters that reach out."""
LEAN = 0.25
"""How far letters lean out of their width, as a share of the font's height."""

Line = tuple[int, str]
"""Top and text."""


class Face(NamedTuple):
    """A font with its measures; `advances` are the widths of single characters."""

    font: QFont
    metrics: QFontMetricsF
    advances: dict[str, float]
    ascent: float
    height: float


class Look(NamedTuple):
    """How a text is drawn: face, colours of text and ground, and at which end of its room."""

    face: str
    ink: QColor
    ground: QColor
    at_right: bool = False


class Word:
    """A text in one look; its picture is kept from the second drawing on, one is not worth it."""

    __slots__ = ("across", "drawn", "picture", "text", "width")

    def __init__(self, text: str, width: float) -> None:
        self.text, self.width = text, width
        self.across = 0
        self.drawn = False
        self.picture: QPixmap | None = None


class Typesetter:
    """Measures and draws texts in the faces plain, bold, ghost and small.

    Pictures are drawn on the look's ground, so that letters are smoothed as if drawn in place.
    """

    def __init__(self, zoom: float) -> None:
        size, caption = round(BODY * zoom), round(CAPTION * zoom)
        self.faces = {
            "plain": _face(size, REGULAR),
            "bold": _face(size, SEMIBOLD),
            "ghost": _face(size, REGULAR, italic=True),
            "small": _face(caption, REGULAR),
        }
        self._ratio = 1.0
        self._widths: dict[str, dict[str, float]] = {name: {} for name in self.faces}
        self._words: dict[tuple[str, int, int, bool], dict[str, Word]] = {}
        self._pixels = 0
        self._short: dict[tuple[str, str, float], str] = {}

    def set_ratio(self, ratio: float) -> None:
        """Draw for a screen of so many pixels per logical one."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._forget()

    def width(self, text: str, face: str) -> float:
        """Return the width of a text in logical pixels."""
        known = self._widths[face]
        found = known.get(text)
        if found is None:
            if len(known) > WIDTHS_KEPT:
                known.clear()
            found = known[text] = _measure(text, self.faces[face])
        return found

    def write(
        self,
        painter: QPainter,
        ends: tuple[float, float, int],
        look: Look,
        lines: Iterable[Line],
    ) -> float:
        """Draw lines of one look between (left, right), centred in rows of a height.

        What is wider than the room is shortened. Return the left end of the last text.
        """
        (left, right, height), face, ratio = ends, self.faces[look.face], self._ratio
        left, right = self._snapped(left), self._snapped(right)
        down, room, x = self._snapped((height - face.height) / 2), right - left + 1, left
        beside = self._beside(face)
        start, end = round(left * ratio) - beside, round(right * ratio) + beside
        known, fresh, at_right = self._known(look), [], look.at_right
        if ratio != 1:  # in pixels of the screen pictures stay sharp
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
        for top, text in lines:
            word = known.get(text) or self._new(known, text, look.face)
            if word.width > room:
                short = self._shortened(text, look.face, right - left)
                word = known.get(short) or self._new(known, short, look.face)
            if at_right:
                x = right - word.width
            if word.picture is None:
                fresh.append((QPointF(x, top + down + face.ascent), word))
                continue
            at = end - word.across if at_right else start
            painter.drawPixmap(at, round((top + down) * ratio) - OVERHANG, word.picture)
        if ratio != 1:
            painter.restore()
        self._write_fresh(painter, look, fresh)
        return x

    def _write_fresh(
        self, painter: QPainter, look: Look, words: list[tuple[QPointF, Word]]
    ) -> None:
        if not words:
            return
        painter.setFont(self.faces[look.face].font)
        painter.setPen(look.ink)
        for at, word in words:
            painter.drawText(at, word.text)
            if word.drawn:
                word.picture = self._pictured(word, look)
            word.drawn = True

    def _pictured(self, word: Word, look: Look) -> QPixmap:
        face, ratio = self.faces[look.face], self._ratio
        beside = self._beside(face)
        across = word.across = ceil(word.width * ratio) + 2 * beside
        made = QPixmap(across, ceil(face.height * ratio) + 2 * OVERHANG)
        self._pixels += made.width() * made.height()
        made.setDevicePixelRatio(ratio)
        made.fill(look.ground)
        painter = QPainter(made)
        painter.setFont(face.font)
        painter.setPen(look.ink)
        start = (across - beside) / ratio - word.width if look.at_right else beside / ratio
        painter.drawText(QPointF(start, face.ascent + OVERHANG / ratio), word.text)
        painter.end()
        made.setDevicePixelRatio(1)
        return made

    def _beside(self, face: Face) -> int:
        """Return the pixels a picture holds at either side of its text."""
        return ceil(face.height * LEAN * self._ratio)

    def _known(self, look: Look) -> dict[str, Word]:
        if self._pixels > PIXELS_KEPT * self._ratio:
            self._forget()
        key = (look.face, look.ink.rgba(), look.ground.rgba(), look.at_right)
        return self._words.setdefault(key, {})

    def _forget(self) -> None:
        self._words.clear()
        self._pixels = 0

    def _snapped(self, logical: float) -> float:
        return round(logical * self._ratio) / self._ratio

    def _new(self, known: dict[str, Word], text: str, face: str) -> Word:
        if len(known) > WIDTHS_KEPT:
            known.clear()
        made = known[text] = Word(text, self.width(text, face))
        return made

    def _shortened(self, text: str, name: str, room: float) -> str:
        key = (text, name, room)
        if key not in self._short:
            if len(self._short) > WIDTHS_KEPT:
                self._short.clear()
            face, mode = self.faces[name], Qt.TextElideMode.ElideRight
            self._short[key] = face.metrics.elidedText(text, mode, max(room, 0))
        return self._short[key]


def _measure(text: str, face: Face) -> float:
    try:
        return sum(map(face.advances.__getitem__, text))
    except KeyError:
        return face.metrics.horizontalAdvance(text)


@cache
def _face(size: int, weight: int, italic: bool = False) -> Face:
    shape = font(size, weight, italic)
    metrics = QFontMetricsF(shape)
    advances = {letter: metrics.horizontalAdvance(letter) for letter in ALONE}
    return Face(shape, metrics, advances, metrics.ascent(), metrics.height())
