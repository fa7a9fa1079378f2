"""Charts whose positions run across: lines, bands, stairs and columns, labelled at their ends."""

import math
from collections.abc import Iterator, Sequence

from planner.output.drawing.ends import End, laid_out
from planner.output.drawing.ink import CAPTION, GAP, LABEL, Ink
from planner.output.drawing.letters import advance, shortened_name
from planner.output.drawing.shapes import (
    MEDIUM,
    Area,
    Box,
    Dot,
    Letters,
    Point,
    Room,
    Shape,
    Stroke,
)
from planner.sheets.axis import label_step, value_ticks
from planner.sheets.cells import Kind
from planner.sheets.chart_range import drawn, lone, positions, ticks, value_range
from planner.sheets.charts import Chart, Mark, Series

FOOT, HEAD = 16.0, 5.0
BAR = 0.68
WIDTHS = {Mark.LINE: 1.8, Mark.DASHED: 1.3, Mark.THIN: 0.9, Mark.GHOST: 0.9, Mark.STEPS: 1.4}
DASH = (4.0, 2.5)
SWATCH = 9.0
LONGEST = 56.0
"""How wide a name along an axis may be, though its own position be narrower."""
DOTTED = 48
"""Points up to which a line shows them."""


class Standing:
    """Draws one chart into a room."""

    def __init__(self, chart: Chart, room: Room, ink: Ink) -> None:
        self._chart, self._ink = chart, ink
        self._marks = ticks(chart, ink.style)
        left = max((advance(text, CAPTION) for _, text in self._marks), default=0.0) + GAP
        labels = [s.label for s in chart.series] + [r.label for r in chart.references]
        widest = max((advance(text, LABEL, MEDIUM) for text in labels if text), default=0.0)
        right = min(widest + SWATCH + 2 * GAP, room.width * 0.4) if widest else GAP
        self._inner, self._beside = room.inside(left, HEAD, right, FOOT), right
        low, high = value_range(chart)
        self._y_span = drawn(chart, low), drawn(chart, high)
        self._x_span = positions(chart)

    def shapes(self) -> Iterator[Shape]:
        """Yield every shape, from the back to the front."""
        yield from self._grid()
        behind = (Mark.BAND, Mark.BARS)
        ends: list[End] = []
        base: dict[float, float] = {}
        for series in sorted(self._chart.series, key=lambda s: s.mark not in behind):
            if series.mark is Mark.BARS:
                yield from self._bars(series, base, ends)
            elif series.mark is Mark.BAND:
                yield self._band(series)
            else:
                yield from self._line(series)
                if series.label:
                    ends.append(End(series.label, self._last(series)))
        for line in self._chart.references:
            y = self._y(line.value)
            across = ((self._inner.x, y), (self._inner.right, y))
            yield Stroke(across, self._ink.colour(line.role), 1.2, DASH if line.dashed else ())
            ends.append(End(line.label, y))
        yield from laid_out(ends, self._inner, self._beside, self._ink)
        yield from self._positions()

    def _x(self, value: float) -> float:
        low, high = self._x_span
        return self._inner.x + (value - low) / ((high - low) or 1.0) * self._inner.width

    def _y(self, value: float) -> float:
        low, high = self._y_span
        share = (drawn(self._chart, value) - low) / ((high - low) or 1.0)
        return self._inner.bottom - share * self._inner.height

    def _last(self, series: Series) -> float:
        return self._y(next((v for v in reversed(series.y) if math.isfinite(v)), 0.0))

    def _grid(self) -> Iterator[Shape]:
        room, ink = self._inner, self._ink
        for value, text in self._marks:
            y = self._y(value)
            yield Stroke(((room.x, y), (room.right, y)), ink.grid, 0.6)
            yield Letters(text, room.x - GAP + 1, y + CAPTION * 0.36, CAPTION, ink.muted, -1)

    def _positions(self) -> Iterator[Shape]:
        room, ink = self._inner, self._ink
        named: list[tuple[float, str]] = [(float(i), t) for i, t in enumerate(self._chart.labels)]
        if not named:
            named = list(value_ticks(*self._x_span, Kind.NUMBER, ink.style))
        most = max(room.width / max(len(named), 1) - 8.0, LONGEST)
        named = [(x, shortened_name(text, CAPTION, most)) for x, text in named]
        widest = max((advance(text, CAPTION) for _, text in named), default=1.0) + 8.0
        every = label_step(max(1, math.ceil(widest * len(named) / max(room.width, 1.0))))
        for x, text in named[::every]:
            yield Letters(text, self._x(x), room.bottom + 11.0, CAPTION, ink.muted, 0)
        if self._chart.x_title and not self._chart.labels:
            right = room.right + GAP
            yield Letters(self._chart.x_title, right, room.bottom + 11.0, CAPTION, ink.muted)

    def _band(self, series: Series) -> Shape:
        kept = [i for i in range(len(series.x)) if math.isfinite(series.low[i] + series.high[i])]
        points = [(self._x(series.x[i]), self._y(series.high[i])) for i in kept]
        points += [(self._x(series.x[i]), self._y(series.low[i])) for i in reversed(kept)]
        return Area(tuple(points), self._ink.band(series.role, series.shade))

    def _line(self, series: Series) -> Iterator[Shape]:
        colour, width = self._ink.colour(series.role, series.shade), WIDTHS.get(series.mark, 1.2)
        points = [(self._x(x), self._y(y)) for x, y in zip(series.x, series.y, strict=True)]
        solid = len(points) if series.immature_from is None else series.immature_from
        dash = DASH if series.mark in {Mark.DASHED, Mark.GHOST} else ()
        stepped = series.mark is Mark.STEPS
        for run in _runs(points[:solid], stepped):
            yield Stroke(run, colour, width, dash)
        for place in lone(series.y):
            yield Dot(*points[place], width + 0.4, colour, colour)
        if solid < len(points):
            for run in _runs(points[max(solid - 1, 0) :], stepped):
                yield Stroke(run, colour, width, DASH)
            if len(points) <= DOTTED:
                yield from (
                    Dot(x, y, 2.4, self._ink.palette.base, colour)
                    for x, y in points[solid:]
                    if math.isfinite(y)
                )
        if series.ring_at:
            x, y = self._x(series.ring_at[0]), self._y(series.ring_at[1])
            yield Dot(x, y, 3.2, self._ink.palette.base, colour, 1.4)

    def _bars(self, series: Series, base: dict[float, float], ends: list[End]) -> Iterator[Shape]:
        colour = self._ink.colour(series.role, series.shade)
        half = BAR / 2
        boxes: list[Room] = []
        for x, value in zip(series.x, series.y, strict=True):
            tall = value if math.isfinite(value) else 0.0
            bottom = base.get(x, 0.0) if self._chart.stacked else 0.0
            base[x] = bottom + tall
            top, foot = sorted((self._y(bottom), self._y(bottom + tall)))
            left, right = self._x(x - half), self._x(x + half)
            boxes.append(Room(left, top, right - left, foot - top))
        solid = len(boxes) if series.immature_from is None else series.immature_from
        for number, room in enumerate(boxes):
            if room.height > 0.0:
                hollow = number >= solid
                yield Box(room, self._ink.palette.base if hollow else colour, colour * hollow)
        if not series.label or not boxes:
            return
        best = max(boxes, key=lambda room: room.height)
        fits = best.height >= LABEL * 1.3 and best.width >= advance(series.label, CAPTION) + 3
        if fits:
            ends.append(End(series.label, best.y + best.height / 2, inside=best, colour=colour))
        else:
            last = boxes[-1]
            ends.append(End(series.label, last.y + last.height / 2, colour=colour, quiet=True))


def _runs(points: Sequence[Point], stepped: bool) -> Iterator[tuple[Point, ...]]:
    """Yield the unbroken parts of a line; of stairs with their corners."""
    run: list[Point] = []
    for x, y in points:
        if not math.isfinite(y):
            if len(run) > 1:
                yield tuple(run)
            run = []
            continue
        if stepped and run:
            run.append((x, run[-1][1]))
        run.append((x, y))
    if len(run) > 1:
        yield tuple(run)
