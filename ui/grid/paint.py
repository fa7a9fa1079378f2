"""How one cell looks: tones to colours, text, mark, fold sign, spark line and note corner."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from planner.base.palette import mix
from planner.base.stages import Seat
from planner.sheets.cells import EMPTY, NUMERIC, Cell, Column, Kind, Row, Tone
from ui.grid.typesetter import Line, Look, Typesetter
from ui.marks import CLOSED, MARK_WIDTH, OPEN, draw_mark
from ui.theme import PADDING, Theme

INDENT = 16
FOLD_WIDTH = 14
SPARK_WIDTH = 64
DOT_WIDTH = 9

_BY_TONE = {
    Tone.MARKETING: ("marketing_tint", "marketing"),
    Tone.SALES: ("sales_tint", "sales"),
    Tone.AGREED: ("agreed_tint", "agreed"),
    Tone.DISPUTE: ("dispute_tint", "dispute"),
    Tone.GROUP: ("header", "text"),
    Tone.TOTAL: ("header", "text"),
}
TINTS = [_BY_TONE.get(tone, ("", ""))[0] for tone in Tone]
SIGNALS = [_BY_TONE.get(tone, ("", ""))[1] for tone in Tone]
"""Palette roles by tone: what lies behind a cell, what colours its mark."""

SEAT_TINTS = {
    Seat.MARKETING: "marketing_tint",
    Seat.SALES: "sales_tint",
    Seat.TOGETHER: "agreed_tint",
}
QUIET = [tone in {Tone.MUTED, Tone.EVIDENCE, Tone.STALE} for tone in Tone]
HEAVY = [tone in {Tone.GROUP, Tone.TOTAL} for tone in Tone]


class Spot(NamedTuple):
    """What a cell's look depends on beside itself: its column, row and the width set aside."""

    column: Column
    row: Row
    first: bool
    small_width: float = 0.0


Alike = tuple[Tone, Kind | None, bool]
"""What texts of one column that look alike have in common."""


class CellPainter:
    """Paints and measures cells at one zoom and in one colour scheme."""

    def __init__(self, theme: Theme, zoom: float = 1.0) -> None:
        self.zoom = zoom
        self.type = Typesetter(zoom)
        self._colours = {
            name: QColor(theme.value(name)) for name in theme.palette.__dataclass_fields__
        }
        base, text, muted = theme.palette.base, theme.palette.text, theme.palette.muted
        self._base, self._text = base, text
        self._colours["ghost"] = QColor(mix(muted, base, 0.08))
        self.text_colour = self._colours["text"]
        self.gridline = self._colours["gridline"]
        self.ground = self._colours["base"]

    def background(self, cell: Cell, spot: Spot) -> QColor | None:
        """Return the colour behind a cell, None for the base colour."""
        tone, column = cell.tone, spot.column
        if tone == Tone.PLAIN:
            return None
        if tone == Tone.HEAT:
            return QColor(mix(self._base, self._text, round(0.22 * min(cell.heat, 1.0), 3)))
        if tone == Tone.AGREED and (cell.kind or column.kind) is Kind.STATUS:
            return None
        if column.dimmed and tone in {Tone.MARKETING, Tone.SALES}:
            return None
        if tone == Tone.GHOST and column.seat and not column.dimmed:
            return self._colours[SEAT_TINTS[column.seat]]
        tint = TINTS[tone]
        return self._colours[tint] if tint else None

    def ink(self, cell: Cell, spot: Spot) -> QColor:
        """Return the colour of a cell's text."""
        return self._colours[_ink(cell, spot)]

    def width(self, cell: Cell, spot: Spot) -> float:
        """Return the width at which nothing of a cell is left out."""
        used = self.type.width(cell.text, _face(cell, spot)) if cell.text else 0.0
        used += self._lead(cell, spot) + 2 * PADDING * self.zoom
        if cell.spark:
            used += SPARK_WIDTH * self.zoom
        return used + spot.small_width + (DOT_WIDTH * self.zoom if cell.thin else 0)

    def small_width(self, cell: Cell) -> float:
        """Return the width a cell's secondary figures need, with their gap."""
        if not cell.small:
            return 0.0
        return self.type.width(cell.small, "small") + 7 * self.zoom

    def paint_column(
        self,
        painter: QPainter,
        room: tuple[int, int, int],
        spot: Spot,
        cells: Iterable[tuple[int, Cell, Row | None]],
    ) -> None:
        """Paint (top, cell, row) of one column, `room` being (left, width, height) of its cells.

        Texts that look alike are drawn one after the other; `row` is known in the first column.
        """
        start, width, height = room
        looks: dict[Alike, tuple[Look, list[Line]]] = {}
        alike: list[tuple[Look, list[Line]]] = []
        base = self.ground
        for top, cell, row in cells:
            if cell is EMPTY and row is None:
                continue
            at = spot if row is None else spot._replace(row=row)
            key = (cell.tone, cell.kind, cell.bold)
            known = looks.get(key)
            if known is None or cell.tone == Tone.HEAT:
                known = looks[key] = (self._look(cell, at), [])
                alike.append(known)
            look, lines = known
            if look.ground is not base:
                painter.fillRect(QRect(start, top, width - 1, height - 1), look.ground)
            outlined = row is not None and (row.level or row.folds)
            adorned = cell.mark or cell.small or cell.spark or cell.noted or cell.thin or cell.own
            if outlined or adorned:
                rect = QRect(start, top, width - 1, height - 1)
                self._paint_adorned(painter, rect, cell, at, look)
            elif cell.text:
                lines.append((top, cell.text))
        pad = PADDING * self.zoom
        ends = (start + pad, start + width - 2 - pad - spot.small_width, height - 1)
        for look, lines in alike:
            self.type.write(painter, ends, look, lines)

    def _look(self, cell: Cell, spot: Spot) -> Look:
        ground = self.background(cell, spot) or self.ground
        numeric = (cell.kind or spot.column.kind) in NUMERIC
        return Look(_face(cell, spot), self.ink(cell, spot), ground, numeric)

    def _paint_adorned(
        self, painter: QPainter, rect: QRect, cell: Cell, spot: Spot, look: Look
    ) -> None:
        pad = PADDING * self.zoom
        left, right = rect.left() + pad, rect.right() - pad
        if spot.first or cell.mark:
            self._paint_lead(painter, rect, left, cell, spot)
            left += self._lead(cell, spot)
        if cell.small:
            start = right - self.type.width(cell.small, "small")
            quiet = Look("small", self._colours["muted"], look.ground)
            self._write(painter, rect, (start, right), cell.small, quiet)
        right -= spot.small_width
        if cell.spark:
            self._paint_spark(painter, QRectF(left, rect.top(), right - left, rect.height()), cell)
        elif cell.text:
            self._paint_text(painter, rect, (left, right), cell, look)
        if cell.noted:
            self._paint_corner(painter, rect)
        if cell.own:
            self._paint_own(painter, rect)

    def _paint_text(
        self, painter: QPainter, rect: QRect, ends: tuple[float, float], cell: Cell, look: Look
    ) -> None:
        left = self._write(painter, rect, ends, cell.text, look)
        if cell.thin:
            at = QPointF(left - DOT_WIDTH * self.zoom / 2, rect.center().y() + 1)
            self._paint_dot(painter, at)

    def _write(
        self, painter: QPainter, rect: QRect, ends: tuple[float, float], text: str, look: Look
    ) -> float:
        return self.type.write(painter, (*ends, rect.height()), look, [(rect.top(), text)])

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
            colour = self._colours[SIGNALS[cell.tone] or _ink(cell, spot)]
            draw_mark(painter, cell.mark, QPointF(at + 5, middle), colour, self.zoom)

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

    def _paint_own(self, painter: QPainter, rect: QRect) -> None:
        """Mark at the left what the scenario in view states itself."""
        side, corner = 6 * self.zoom, QPointF(rect.left(), rect.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["primary"])
        painter.drawPolygon(
            QPolygonF([corner, corner + QPointF(side, 0), corner + QPointF(0, side)])
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


def _face(cell: Cell, spot: Spot) -> str:
    if cell.bold or spot.column.bold or HEAVY[cell.tone]:
        return "bold"
    return "ghost" if cell.tone == Tone.GHOST else "plain"


def _ink(cell: Cell, spot: Spot) -> str:
    tone = cell.tone
    if tone == Tone.PLAIN and not spot.column.dimmed:
        return "text"
    if tone == Tone.GHOST:
        return "ghost"
    spoken = tone in {Tone.AGREED, Tone.DISPUTE}
    if spoken and (cell.kind or spot.column.kind) is Kind.STATUS:
        return SIGNALS[tone]
    if QUIET[tone] or (spot.column.dimmed and not cell.bold):
        return "muted"
    return "text"
