"""How one cell looks: tones to colours, text, mark, fold sign, spark line and note corner."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPolygonF,
    QStaticText,
)

from planner.base.stages import Seat
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from ui.grid.model import NUMERIC
from ui.marks import CLOSED, MARK_WIDTH, OPEN, draw_mark
from ui.theme import BODY, CAPTION, MEDIUM, PADDING, REGULAR, SEMIBOLD, Theme, font, mix

INDENT = 16
FOLD_WIDTH = 14
SPARK_WIDTH = 64
DOT_WIDTH = 9
TEXTS_KEPT = 20_000

TINTS = {
    Tone.MARKETING: "marketing_tint",
    Tone.SALES: "sales_tint",
    Tone.AGREED: "agreed_tint",
    Tone.DISPUTE: "dispute_tint",
    Tone.GROUP: "header",
    Tone.TOTAL: "header",
}
SEAT_TINTS = {
    Seat.MARKETING: "marketing_tint",
    Seat.SALES: "sales_tint",
    Seat.TOGETHER: "agreed_tint",
}
SIGNAL_COLOURS = {
    Tone.MARKETING: "marketing",
    Tone.SALES: "sales",
    Tone.AGREED: "agreed",
    Tone.DISPUTE: "dispute",
}
QUIET = frozenset({Tone.MUTED, Tone.EVIDENCE, Tone.STALE})


@dataclass(frozen=True, slots=True)
class Spot:
    """What a cell's look depends on beside itself: its column, row and the width set aside."""

    column: Column
    row: Row
    first: bool
    small_width: float = 0.0


class Words(NamedTuple):
    """A text with its font's name and its colour."""

    text: str
    face: str
    ink: QColor


class CellPainter:
    """Paints and measures cells at one zoom and in one colour scheme."""

    def __init__(self, theme: Theme, zoom: float = 1.0) -> None:
        self.zoom = zoom
        self._colours = {
            name: QColor(theme.value(name)) for name in theme.palette.__dataclass_fields__
        }
        base, text, muted = theme.palette.base, theme.palette.text, theme.palette.muted
        self._base, self._text = base, text
        self._colours["ghost"] = QColor(mix(muted, base, 0.08))
        self.text_colour = self._colours["text"]
        self.gridline = self._colours["gridline"]
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        for name, made in _fonts(zoom).items():
            self._fonts[name] = (made, QFontMetricsF(made))
        self._texts: dict[tuple[str, str], tuple[QStaticText, float]] = {}

    def background(self, cell: Cell, spot: Spot) -> QColor | None:
        """Return the colour behind a cell, None for the base colour."""
        kind = cell.kind or spot.column.kind
        if cell.tone == Tone.HEAT:
            return QColor(mix(self._base, self._text, round(0.22 * min(cell.heat, 1.0), 3)))
        if kind is Kind.STATUS and cell.tone == Tone.AGREED:
            return None
        if spot.column.dimmed and cell.tone in {Tone.MARKETING, Tone.SALES}:
            return None
        if cell.tone == Tone.GHOST and spot.column.seat and not spot.column.dimmed:
            return self._colours[SEAT_TINTS[spot.column.seat]]
        tint = TINTS.get(cell.tone)
        return self._colours[tint] if tint else None

    def width(self, cell: Cell, spot: Spot) -> float:
        """Return the width at which nothing of a cell is left out."""
        _, metrics = self._fonts[_face(cell, spot)]
        used = metrics.horizontalAdvance(cell.text) if cell.text else 0.0
        used += self._lead(cell, spot) + 2 * PADDING * self.zoom
        if cell.spark:
            used += SPARK_WIDTH * self.zoom
        return used + spot.small_width + (DOT_WIDTH * self.zoom if cell.thin else 0)

    def small_width(self, cell: Cell) -> float:
        """Return the width a cell's secondary figures need, with their gap."""
        if not cell.small:
            return 0.0
        return self._fonts["small"][1].horizontalAdvance(cell.small) + 7 * self.zoom

    def paint(self, painter: QPainter, rect: QRect, cell: Cell, spot: Spot) -> None:
        """Paint everything of a cell but its background."""
        pad = PADDING * self.zoom
        left, right = rect.left() + pad, rect.right() - pad
        if spot.first or cell.mark:
            self._paint_lead(painter, rect, left, cell, spot)
            left += self._lead(cell, spot)
        if cell.small:
            self._write(painter, rect, right, Words(cell.small, "small", self._colours["muted"]))
        right -= spot.small_width
        if cell.spark:
            self._paint_spark(painter, QRectF(left, rect.top(), right - left, rect.height()), cell)
        elif cell.text:
            self._paint_text(painter, rect, (left, right), cell, spot)
        if cell.noted:
            self._paint_corner(painter, rect)

    def _paint_text(
        self, painter: QPainter, rect: QRect, ends: tuple[float, float], cell: Cell, spot: Spot
    ) -> None:
        left, right = ends
        face, colour = _face(cell, spot), self._colours[_ink(cell, spot)]
        text = Words(self._fitting(cell.text, face, right - left), face, colour)
        if (cell.kind or spot.column.kind) not in NUMERIC:
            self._draw(painter, rect, left, self._static(text.text, face)[0], text)
            return
        at = self._write(painter, rect, right, text)
        if cell.thin:
            self._paint_dot(painter, QPointF(at - DOT_WIDTH * self.zoom / 2, rect.center().y() + 1))

    def _lead(self, cell: Cell, spot: Spot) -> float:
        used = 0.0
        if spot.first:
            used = spot.row.level * INDENT + (FOLD_WIDTH if spot.row.folds else 0)
        return (used + (MARK_WIDTH if cell.mark else 0)) * self.zoom

    def _paint_lead(
        self, painter: QPainter, rect: QRect, left: float, cell: Cell, spot: Spot
    ) -> None:
        middle = rect.top() + rect.height() / 2
        at = left + (spot.row.level * INDENT * self.zoom if spot.first else 0)
        if spot.first and spot.row.folds:
            sign = CLOSED if spot.row.folded else OPEN
            draw_mark(painter, sign, QPointF(at + 4, middle), self.text_colour, self.zoom)
            at += FOLD_WIDTH * self.zoom
        if cell.mark:
            colour = self._colours[SIGNAL_COLOURS.get(cell.tone, _ink(cell, spot))]
            draw_mark(painter, cell.mark, QPointF(at + 5, middle), colour, self.zoom)

    def _write(self, painter: QPainter, rect: QRect, right: float, text: Words) -> float:
        static, width = self._static(text.text, text.face)
        self._draw(painter, rect, right - width, static, text)
        return right - width

    def _draw(
        self, painter: QPainter, rect: QRect, x: float, static: QStaticText, text: Words
    ) -> None:
        shape, metrics = self._fonts[text.face]
        painter.setFont(shape)
        painter.setPen(text.ink)
        painter.drawStaticText(
            QPointF(x, rect.top() + (rect.height() - metrics.height()) / 2), static
        )

    def _static(self, text: str, face: str) -> tuple[QStaticText, float]:
        found = self._texts.get((text, face))
        if found is None:
            if len(self._texts) > TEXTS_KEPT:
                self._texts.clear()
            made = QStaticText(text)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            shape, metrics = self._fonts[face]
            made.prepare(font=shape)
            found = self._texts[text, face] = (made, metrics.horizontalAdvance(text))
        return found

    def _fitting(self, text: str, face: str, room: float) -> str:
        if self._static(text, face)[1] <= room + 1:
            return text
        return self._fonts[face][1].elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))

    def _paint_dot(self, painter: QPainter, centre: QPointF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colours["muted"], 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 2.4 * self.zoom, 2.4 * self.zoom)
        painter.restore()

    def _paint_corner(self, painter: QPainter, rect: QRect) -> None:
        side, corner = 6 * self.zoom, QPointF(rect.right() + 1, rect.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["muted"])
        painter.drawPolygon(
            QPolygonF([corner - QPointF(side, 0), corner, corner + QPointF(0, side)])
        )

    def _paint_spark(self, painter: QPainter, room: QRectF, cell: Cell) -> None:
        values = [value for value in cell.spark if value == value]  # noqa: PLR0124
        if len(values) < 2:
            return
        low, span = min(values), (max(values) - min(values)) or 1.0
        height, top = room.height() - 10 * self.zoom, room.top() + 5 * self.zoom
        step = room.width() / (len(cell.spark) - 1)
        points = [
            QPointF(room.left() + i * step, top + height * (1 - (value - low) / span))
            for i, value in enumerate(cell.spark)
            if value == value  # noqa: PLR0124
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colours["evidence"], 1.3))
        painter.drawPolyline(points)
        painter.setBrush(self._colours["evidence"])
        painter.drawEllipse(points[-1], 1.6, 1.6)
        painter.restore()


def _fonts(zoom: float) -> dict[str, QFont]:
    size, caption = round(BODY * zoom), round(CAPTION * zoom)
    return {
        "plain": font(size, REGULAR),
        "medium": font(size, MEDIUM),
        "bold": font(size, SEMIBOLD),
        "ghost": font(size, REGULAR, italic=True),
        "small": font(caption, REGULAR),
    }


def _face(cell: Cell, spot: Spot) -> str:
    if cell.bold or spot.column.bold or cell.tone in {Tone.GROUP, Tone.TOTAL}:
        return "bold"
    return "ghost" if cell.tone == Tone.GHOST else "plain"


def _ink(cell: Cell, spot: Spot) -> str:
    if cell.tone == Tone.GHOST:
        return "ghost"
    if (cell.kind or spot.column.kind) is Kind.STATUS and cell.tone in SIGNAL_COLOURS:
        return SIGNAL_COLOURS[cell.tone]
    if cell.tone in QUIET or (spot.column.dimmed and not cell.bold):
        return "muted"
    return "text"
