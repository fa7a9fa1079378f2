"""Charts whose rows run down: bridges, tornados, and dots with their intervals."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from planner.output.drawing.ink import CAPTION, GAP, LABEL, Ink
from planner.output.drawing.letters import advance, height, shortened_name, wrapped
from planner.output.drawing.shapes import (
    MEDIUM,
    SEMIBOLD,
    Box,
    Dot,
    Letters,
    Room,
    Shape,
    Stroke,
)
from planner.sheets.chart_range import drawn, row_names, row_texts, ticks, value_range
from planner.sheets.charts import BridgeBar, Chart, Mark, Series

LEAST = 5.0
WIDEST = 0.42
"""The part of a chart's width that the names of its rows may take."""
FOOT = 16.0
LEADING = 1.25
"""The height of a row, in sizes of its letters, that keeps them apart from their neighbours."""
BAR, LEVEL, TICK = 0.62, 0.84, 0.5
"""Heights of a bar, an end's level and a tick, in rows."""


class Lying:
    """Draws one chart into a room."""

    def __init__(self, chart: Chart, room: Room, ink: Ink) -> None:
        self._chart, self._ink = chart, ink
        names = row_names(chart)
        self._texts = [bar.text for bar in chart.bridge] or row_texts(chart, ink.style)
        self._row = (room.height - FOOT) / max(len(names), 1)
        self._size = min(LABEL, max(self._row / LEADING, LEAST))
        longest = max((advance(name, self._size) for name in names), default=0.0)
        left = min(longest + 1.0, room.width * WIDEST) + GAP
        texts = (advance(text, self._size, SEMIBOLD) for text in self._texts)
        right = max(texts, default=0.0) + 2 * GAP
        self._named = room.inside(right=room.width - left + GAP)
        self._inner = room.inside(left, 0.0, right, FOOT)
        low, high = value_range(chart)
        self._low, self._high = drawn(chart, low), drawn(chart, high)

    def shapes(self) -> Iterator[Shape]:
        """Yield every shape, from the back to the front."""
        yield from self._grid()
        yield from self._references()
        yield from self._bridge()
        for series in self._chart.series:
            yield from self._dots(series)
        yield from self._names()

    def _x(self, value: float) -> float:
        share = (drawn(self._chart, value) - self._low) / ((self._high - self._low) or 1.0)
        return self._inner.x + share * self._inner.width

    def _y(self, row: float) -> float:
        return self._inner.y + (row + 0.5) * self._row

    def _grid(self) -> Iterator[Shape]:
        room, ink = self._inner, self._ink
        marks = ticks(self._chart, ink.style)
        widest = max((advance(text, CAPTION) for _, text in marks), default=0.0) + 8.0
        every = max(1, math.ceil(widest * len(marks) / max(room.width, 1.0)))
        for place, (value, text) in enumerate(marks):
            x = self._x(value)
            yield Stroke(((x, room.y), (x, room.bottom)), ink.grid, 0.6)
            if place % every == 0:
                yield Letters(text, x, room.bottom + 11.0, CAPTION, ink.muted, 0)
        yield Stroke(((room.x, room.bottom), (room.right, room.bottom)), ink.grid, 0.6)

    def _references(self) -> Iterator[Shape]:
        room, ink = self._inner, self._ink
        for line in self._chart.references:
            if not line.vertical:
                continue
            x, dash = self._x(line.value), (3.0, 2.0) if line.dashed else ()
            yield Stroke(((x, room.y), (x, room.bottom)), ink.colour(line.role), 0.9, dash)
            side = 1 if x + 3 + advance(line.label, CAPTION) <= room.right else -1
            if line.label:
                y = room.bottom - 3
                yield Letters(line.label, x + 3 * side, y, CAPTION, ink.muted, side)

    def _names(self) -> Iterator[Shape]:
        size, right = self._size, self._named.right
        for row, name in enumerate(row_names(self._chart)):
            level = bool(self._chart.bridge) and _is_level(self._chart.bridge[row])
            weight = SEMIBOLD if level else 400
            lines = wrapped(name, size, self._named.width, weight)
            if height(len(lines), size) > self._row * 1.05:
                lines = (shortened_name(name, size, self._named.width, weight),)
            first = self._y(row) - height(len(lines) - 1, size) / 2 + size * 0.36
            for place, line in enumerate(lines):
                y = first + height(place, size)
                yield Letters(line, right, y, size, self._ink.text, -1, weight)

    def _bridge(self) -> Iterator[Shape]:
        bars, ink, aside = self._chart.bridge, self._ink, bool(self._chart.references)
        for row, (bar, following) in enumerate(pairwise(bars)):
            if math.isclose(bar.end, following.start, abs_tol=1e-6):
                x = self._x(bar.end)
                ends = ((x, self._y(row)), (x, self._y(row + 1)))
                yield Stroke(ends, ink.colour("evidence"), 0.7)
        for row, bar in enumerate(bars):
            right = self._inner.right if aside else self._x(max(bar.start, bar.end))
            x, y = right + GAP, self._y(row) + self._size * 0.36
            weight = SEMIBOLD if _is_level(bar) else MEDIUM
            yield self._bar(row, bar)
            yield Letters(bar.text, x, y, self._size, ink.text, 1, weight)

    def _bar(self, row: int, bar: BridgeBar) -> Shape:
        start, end = sorted((self._x(bar.start), self._x(bar.end)))
        high = self._row * (LEVEL if _is_level(bar) else BAR)
        wide = 3.0 if _is_level(bar) else max(end - start, 0.8)
        left = start - 1.5 if _is_level(bar) else start
        room = Room(left, self._y(row) - high / 2, wide, high)
        return Box(room, self._ink.colour(bar.role))

    def _spans(self, series: Series) -> Iterator[Shape]:
        """Yield the part of each bar below 0, and the part above it."""
        high = self._row * BAR
        for least, most, role in ((-math.inf, 0.0, "dispute"), (0.0, math.inf, "agreed")):
            for row, low, top in zip(series.x, series.low, series.high, strict=True):
                start, end = max(low, least), min(top, most)
                if start < end:
                    left, right = self._x(start), self._x(end)
                    room = Room(left, self._y(row) - high / 2, right - left, high)
                    yield Box(room, self._ink.colour(role))

    def _dots(self, series: Series) -> Iterator[Shape]:
        if series.mark is Mark.SPANS:
            yield from self._spans(series)
            series = replace(series, mark=Mark.DOTS, low=(), high=())
        if series.mark is not Mark.DOTS:
            return
        ink = self._ink
        radius = min(3.6, self._row * 0.32)
        for i, row in enumerate(series.x):
            y = self._y(row)
            if series.low and math.isfinite(series.low[i] + series.high[i]):
                ends = (self._x(series.low[i]), y), (self._x(series.high[i]), y)
                yield Stroke(ends, ink.colour("evidence", 3), radius)
            if series.ticks and math.isfinite(series.ticks[i]):
                x, half = self._x(series.ticks[i]), self._row * TICK / 2
                yield Stroke(((x, y - half), (x, y + half)), ink.text, 1.0)
            if math.isfinite(series.y[i]):
                colour = ink.colour(series.role)
                yield Dot(self._x(series.y[i]), y, radius, colour, ink.palette.base)
        right = self._inner.right + GAP
        for row, text in zip(series.x, self._texts, strict=False):
            y = self._y(row) + self._size * 0.36
            yield Letters(text, right, y, self._size, ink.text, 1, MEDIUM)


def _is_level(bar: BridgeBar) -> bool:
    return bar.start == bar.end
