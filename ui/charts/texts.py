"""Which labels a chart carries and where: ticks, names of rows, line ends, bars."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from planner.base.palette import readable
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.axis import value_ticks
from planner.sheets.cells import Kind
from planner.sheets.chart_range import VALUED, drawn, row_texts
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.spread import spread
from ui.charts.frame import LABEL_GAP, Frame
from ui.charts.labels import Label
from ui.lettering import advance, pinched
from ui.marks import SEAT_MARKS
from ui.theme import CAPTION, LABEL, MEDIUM, SEMIBOLD, Theme

Map = Callable[[float, float], QPointF]
"""From drawn coordinates to pixels of the plot."""


LEAST_SIZE = 7
NEXT = 12
"""Pixels between two names along an axis."""
LONGEST = 72
"""How many pixels the name of a bar may take, though the bar have fewer."""


class Texts:
    """Lays out the labels of one chart."""

    def __init__(self, chart: Chart, frame: Frame, theme: Theme, style: NumberStyle = ENGLISH):
        self._chart, self._frame, self._theme, self._style = chart, frame, theme, style
        self._text, self._muted = theme.colour("text"), theme.colour("muted")

    def lay_out(self, to_pixels: Map, room: QRectF) -> tuple[Label, ...]:
        """Return every label for a plot whose inner rectangle is `room`."""
        if self._chart.bridge or self._chart.horizontal:
            parts = [self._value_ticks_below(to_pixels, room), self._row_names(to_pixels, room)]
            inner = (
                self._bridge(to_pixels) if self._chart.bridge else self._row_values(to_pixels, room)
            )
            return tuple(label for part in (*parts, inner) for label in part)
        parts = [self._value_ticks_left(to_pixels, room), self._positions(to_pixels, room)]
        inside, outside = self._bars(to_pixels)
        ends = self._ends(to_pixels, room, outside)
        return tuple(label for part in (*parts, inside, ends) for label in part)

    def _value_ticks_left(self, to_pixels: Map, room: QRectF) -> Iterator[Label]:
        for value, text in self._frame.ticks:
            y = to_pixels(0, drawn(self._chart, value)).y()
            yield Label(text, room.left() - 8, y, self._muted, -1, CAPTION)

    def _value_ticks_below(self, to_pixels: Map, room: QRectF) -> Iterator[Label]:
        y, ticks = room.bottom() + 12, self._frame.ticks
        for value, text in ticks[:: _every([text for _, text in ticks], room.width())]:
            yield Label(text, to_pixels(drawn(self._chart, value), 0).x(), y, self._muted, 0)
        for reference in self._chart.references:
            if reference.vertical:
                at = to_pixels(drawn(self._chart, reference.value), 0).x()
                yield self._down_label(reference, at, room)

    def _down_label(self, reference: Reference, at: float, room: QRectF) -> Label:
        right = Label(reference.label, at + 5, room.bottom() - 8, self._muted)
        return right if right.rect.right() <= room.right() else replace(right, x=at - 5, side=-1)

    def _row_names(self, to_pixels: Map, room: QRectF) -> Iterator[Label]:
        names = [bar.label for bar in self._chart.bridge] or list(self._chart.labels)
        size, most = self._row_size(to_pixels), math.ceil(self._frame.left) - LABEL_GAP
        for row, name in enumerate(names):
            y = to_pixels(0, row).y()
            yield Label(
                pinched(name, size, MEDIUM, most), room.left() - LABEL_GAP, y, self._text, -1, size
            )

    def _row_values(self, to_pixels: Map, room: QRectF) -> Iterator[Label]:
        series = next((s for s in self._chart.series if s.mark in VALUED), None)
        if series is None:
            return
        x, size = room.right() + self._frame.right - 8, self._row_size(to_pixels)
        for row, text in zip(series.x, row_texts(self._chart, self._style), strict=True):
            yield Label(text, x, to_pixels(0, row).y(), self._text, -1, size, MEDIUM)

    def _bridge(self, to_pixels: Map) -> Iterator[Label]:
        size = self._row_size(to_pixels)
        for row, bar in enumerate(self._chart.bridge):
            at = to_pixels(max(bar.start, bar.end), row)
            level = bar.start == bar.end
            weight = SEMIBOLD if level else MEDIUM
            yield Label(bar.text, at.x() + 9, at.y(), self._text, 1, size, weight)

    def _row_size(self, to_pixels: Map) -> int:
        """Return the text size at which the names of neighbouring rows do not touch."""
        height = abs(to_pixels(0, 1).y() - to_pixels(0, 0).y())
        return min(LABEL, max(int(height / 1.22), LEAST_SIZE))

    def _positions(self, to_pixels: Map, room: QRectF) -> Iterator[Label]:
        low, high = self._frame.x
        named: list[tuple[float, str]] = list(enumerate(self._chart.labels))
        if not named:
            named = list(value_ticks(low, high, Kind.NUMBER, self._style))
        if any(series.mark is Mark.BARS for series in self._chart.series):
            most = max(int(room.width() / max(len(named), 1)) - NEXT, LONGEST)
            named = [(x, pinched(text, CAPTION, MEDIUM, most)) for x, text in named]
        every = _every([text for _, text in named], room.width())
        y, x_end = room.bottom() + 12, room.right() + self._frame.right - 8
        name = "" if self._chart.labels else self._chart.x_title
        title = Label(name, x_end, y, self._muted, -1)
        for x, text in named[::every]:
            label = Label(text, to_pixels(x, 0).x(), y, self._muted, 0)
            if not title.text or label.rect.right() < title.rect.left():
                yield _held(label, x_end)
        if title.text:
            yield title

    def _bars(self, to_pixels: Map) -> tuple[list[Label], list[Label]]:
        inside: list[Label] = []
        outside: list[Label] = []
        base: dict[float, float] = {}
        for series in self._chart.series:
            if series.mark is not Mark.BARS or not series.label:
                continue
            label, fits = self._bar_label(series, base, to_pixels)
            (inside if fits else outside).append(label)
            if self._chart.stacked:
                for x, y in zip(series.x, series.y, strict=True):
                    base[x] = base.get(x, 0.0) + _finite(y)
        return inside, outside[::-1]

    def _bar_label(
        self, series: Series, base: dict[float, float], to_pixels: Map
    ) -> tuple[Label, bool]:
        tallest = max(range(len(series.y)), key=lambda i: _finite(series.y[i]))
        if series.label != series.name:
            tallest = len(series.y) - 1
        x, y = series.x[tallest], _finite(series.y[tallest])
        bottom = base.get(x, 0.0)
        one, two = to_pixels(x - 0.34, bottom), to_pixels(x + 0.34, bottom + y)
        ground = self._theme.shade(series.role, series.shade)
        middle = to_pixels(x, bottom + y / 2)
        label = Label(series.label, middle.x(), middle.y(), QColor(readable(ground.name())), 0)
        fits = (
            label.rect.width() + 2 <= two.x() - one.x() and label.rect.height() <= one.y() - two.y()
        )
        if fits:
            return label, True
        last, top = series.x[-1], _finite(series.y[-1])
        end = to_pixels(last + 0.34, base.get(last, 0.0) + top / 2)
        mark = replace(label, x=end.x(), y=end.y(), side=1, colour=self._text, size=LABEL)
        return replace(mark, mark="■", mark_colour=ground), False

    def _ends(self, to_pixels: Map, room: QRectF, more: list[Label]) -> list[Label]:
        found = list(more)
        lines = [s for s in self._chart.series if s.label and s.mark is not Mark.BARS]
        found += [self._end(series, to_pixels) for series in lines]
        across = [r for r in self._chart.references if not r.vertical]
        found += [self._reference(reference, to_pixels) for reference in across]
        if not found:
            return []
        height = found[0].rect.height() - 1
        low, high = room.top() + height / 2 - 6, room.bottom() - height / 2 + 4
        ys = spread([label.y for label in found], height, low, high)
        x = room.right() + LABEL_GAP
        return [replace(label, x=x, y=y) for label, y in zip(found, ys, strict=True)]

    def _end(self, series: Series, to_pixels: Map) -> Label:
        value = next((v for v in reversed(series.y) if math.isfinite(v)), 0.0)
        y = to_pixels(0, drawn(self._chart, value)).y()
        return Label(series.label, 0, y, self._text, 1, LABEL, MEDIUM)

    def _reference(self, reference: Reference, to_pixels: Map) -> Label:
        y = to_pixels(0, drawn(self._chart, reference.value)).y()
        label = Label(reference.label, 0, y, self._text, 1, LABEL, MEDIUM)
        return self._with_mark(label, reference.seat) if reference.seat else label

    def _with_mark(self, label: Label, seat: Seat) -> Label:
        return replace(label, mark=SEAT_MARKS[seat], mark_colour=self._theme.seat(seat))


def _every(texts: list[str], room: float) -> int:
    """Return which of the texts along an axis to print, so that none touches the next."""
    widest = max((advance(text, CAPTION) for text in texts), default=1.0) + NEXT
    return max(1, math.ceil(widest * len(texts) / max(room, 1.0)))


def _held(label: Label, right: float) -> Label:
    """Return a name along an axis that does not leave the plot on either side."""
    if label.rect.left() < 0:
        return replace(label, x=0.0, side=1)
    return replace(label, x=right, side=-1) if label.rect.right() > right else label


def _finite(value: float) -> float:
    return value if math.isfinite(value) else 0.0
