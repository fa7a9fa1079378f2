"""Texts of a grid: fonts by face, widths remembered, shapes kept of what is drawn again."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText

from ui.theme import BODY, CAPTION, REGULAR, SEMIBOLD, font

KEPT = 40_000
ALONE = "0123456789,.%$€£+\u2212\u2013kmbn "
"""Characters of one width wherever they stand, so that widths of numbers add up."""


class Face(NamedTuple):
    """A font with its measures; `advances` are the widths of single characters."""

    font: QFont
    metrics: QFontMetricsF
    advances: dict[str, float]
    ascent: float
    height: float


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
        self._widths: dict[tuple[str, str], float] = {}
        self._shapes: dict[tuple[str, str], QStaticText | None] = {}
        self._face_set = ""

    def begin(self) -> None:
        """Forget the painter's font, at the start of a paint event."""
        self._face_set = ""

    def width(self, text: str, face: str) -> float:
        """Return the width of a text in pixels."""
        found = self._widths.get((text, face))
        if found is None:
            if len(self._widths) > KEPT:
                self._widths.clear()
            found = self._widths[text, face] = self._measure(text, self.faces[face])
        return found

    def fitting(self, text: str, face: str, room: float) -> str:
        """Return the text, shortened where it is wider than the room."""
        if self.width(text, face) <= room + 1:
            return text
        mode = Qt.TextElideMode.ElideRight
        return self.faces[face].metrics.elidedText(text, mode, max(room, 0))

    def draw(
        self, painter: QPainter, at: tuple[float, float, int], words: tuple[str, str, QColor]
    ) -> None:
        """Draw (text, face, colour) at (x, top, height), centred in the height."""
        (x, top, height), (text, name, ink) = at, words
        face = self.faces[name]
        if name != self._face_set:
            painter.setFont(face.font)
            self._face_set = name
        painter.setPen(ink)
        y = top + (height - face.height) / 2
        shape = self._shape(text, name, face)
        if shape is None:
            painter.drawText(QPointF(x, y + face.ascent), text)
        else:
            painter.drawStaticText(QPointF(x, y), shape)

    def _shape(self, text: str, name: str, face: Face) -> QStaticText | None:
        """Return the kept shape of a text drawn before; for one drawing it is not worth it."""
        key = (text, name)
        if key not in self._shapes:
            if len(self._shapes) > KEPT:
                self._shapes.clear()
            self._shapes[key] = None
            return None
        shape = self._shapes[key]
        if shape is None:
            shape = QStaticText(text)
            shape.setTextFormat(Qt.TextFormat.PlainText)
            shape.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            shape.prepare(font=face.font)
            self._shapes[key] = shape
        return shape

    def _measure(self, text: str, face: Face) -> float:
        try:
            return sum(map(face.advances.__getitem__, text))
        except KeyError:
            return face.metrics.horizontalAdvance(text)


def _face(shape: QFont) -> Face:
    metrics = QFontMetricsF(shape)
    advances = {letter: metrics.horizontalAdvance(letter) for letter in ALONE}
    return Face(shape, metrics, advances, metrics.ascent(), metrics.height())
