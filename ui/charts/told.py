"""What a chart tells at one position, in words: every series there, and where each came from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.base.units import ENGLISH, NumberStyle, number, show
from planner.sheets.cells import Place
from planner.sheets.chart_range import drawn
from planner.sheets.charts import BridgeBar, Chart, Mark, Series

CHOSEN = "▸ "


@dataclass(frozen=True, slots=True)
class Line:
    """One value in words, its place in drawn coordinates if it has one, and its cell."""

    text: str
    at: tuple[float, float] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The name of a position, and a line for every value there."""

    title: str
    lines: tuple[Line, ...]

    @property
    def texts(self) -> list[str]:
        """All of it, a line each."""
        return [self.title, *(line.text for line in self.lines)]

    def with_mark(self, chosen: int | None) -> list[str]:
        """Return all of it with the line marked that Enter leads from."""
        if chosen is None:
            return self.texts
        marked = (f"{CHOSEN if i == chosen else ''}{one.text}" for i, one in enumerate(self.lines))
        return [self.title, *marked]

    def leading(self) -> int | None:
        """Return the first line that came from a cell."""
        return next((i for i, line in enumerate(self.lines) if line.place is not None), None)


def told(chart: Chart, at: float, style: NumberStyle = ENGLISH, currency: str = "USD") -> Told:
    """Return what stands at a position (x, or row in lying charts)."""
    if chart.bridge:
        bar = chart.bridge[int(at)]
        words = "; ".join(_bar(chart, bar, style, currency))
        return Told(bar.label, (Line(words, (bar.end, at), bar.place),))
    return Told(_title(chart, at, style), tuple(_lines(chart, at, style, currency)))


def _bar(chart: Chart, bar: BridgeBar, style: NumberStyle, currency: str) -> Iterator[str]:
    """Yield what a bar is worth, and in a bridge what all is with it."""
    yield bar.text
    if bar.start not in {0.0, bar.end}:
        yield f"with it {show(bar.end, chart.values_as.value, style, currency)}"


def _title(chart: Chart, at: float, style: NumberStyle) -> str:
    if chart.labels and at == int(at) and 0 <= at < len(chart.labels):
        return f"{chart.x_title} {chart.labels[int(at)]}".strip()
    return f"{number(at, style)} {chart.x_title}".strip()


def _lines(chart: Chart, at: float, style: NumberStyle, currency: str) -> Iterator[Line]:
    base = 0.0
    for series in chart.series:
        i = series.x.index(at) if at in series.x else None
        if i is None:
            continue
        text = _text(series, i, chart, style, currency)
        y, stands = series.y[i], chart.stacked and series.mark is Mark.BARS
        up = drawn(chart, base + y / 2 if stands else y)
        base += y if stands and math.isfinite(y) else 0.0
        if text:
            place = series.places[i] if i < len(series.places) else None
            yield Line(text, (up, at) if chart.horizontal else (at, up), place)
    for line in chart.references:
        if line.label:
            yield Line(line.label, None, line.place)


def _text(series: Series, i: int, chart: Chart, style: NumberStyle, currency: str) -> str:
    kind = chart.values_as.value
    value = show(series.y[i], kind, style, currency) if math.isfinite(series.y[i]) else ""
    if series.low and series.high and math.isfinite(series.low[i] + series.high[i]):
        ends = (show(v, kind, style, currency) for v in (series.low[i], series.high[i]))
        value = f"{value} ({'–'.join(ends)})".strip()
    if series.ticks and math.isfinite(series.ticks[i]):
        value = f"{value}, {series.ticks_are} {show(series.ticks[i], kind, style, currency)}"
    young = series.immature_from is not None and i >= series.immature_from
    more = (series.young if young else "", series.notes[i] if i < len(series.notes) else "")
    said = ", ".join(word for word in (value, *more) if word)
    return f"{series.name}: {said}" if value else ""


def points_of(chart: Chart | None) -> list[Place | None]:
    """Return the cell of every bar, point and line, in the same order for every chart alike."""
    if chart is None:
        return []
    found: list[Place | None] = [bar.place for bar in chart.bridge]
    for series in chart.series:
        found += [
            series.places[i] if i < len(series.places) else None for i in range(len(series.x))
        ]
    return found + [line.place for line in chart.references]
