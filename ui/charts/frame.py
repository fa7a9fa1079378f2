"""What a chart's drawing area spans: ranges, ticks and margins, before anything is drawn."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.axis import Tick
from planner.sheets.chart_range import (
    drawn,
    positions,
    row_names,
    row_texts,
    ticks_between,
    value_range,
)
from planner.sheets.charts import Chart, Mark
from ui.lettering import advance
from ui.marks import MARK_WIDTH
from ui.theme import CAPTION, LABEL, MEDIUM

LABEL_GAP = 10
NAMES = 0.5
"""The part of a plot's width that the names of its rows may take."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Ranges across (x) and up (y) in drawn coordinates, ticks of the value axis, margins."""

    x: tuple[float, float]
    y: tuple[float, float]
    ticks: tuple[Tick, ...]
    left: float
    right: float
    bottom: float
    top: float = 8.0

    def within(self, width: float) -> "Frame":
        """Return the frame with no more room for the names of rows than a part of the width."""
        return replace(self, left=min(self.left, NAMES * width))


def whole(frame: Frame) -> QRectF:
    """Return all that a frame spans, in drawn coordinates."""
    (left, right), (low, high) = frame.x, frame.y
    return QRectF(left, low, right - left, high - low)


def frame(chart: Chart, style: NumberStyle = ENGLISH) -> Frame:
    """Return the frame of a chart that has something to show."""
    low, high = value_range(chart)
    marks = ticks_between(chart, (low, high), style)
    values = (drawn(chart, low), drawn(chart, high))
    across = positions(chart)
    right = _right(chart, style)
    if chart.horizontal or chart.bridge:
        left = max((_width(text, LABEL) for text in row_names(chart)), default=0.0) + LABEL_GAP
        rows = (float(len(row_names(chart))) - 0.45, -0.55)
        return Frame(values, (rows[1], rows[0]), marks, left, right, 24.0)
    left = max((_width(text, CAPTION) for _, text in marks), default=0.0) + LABEL_GAP
    return Frame(across, values, marks, left, right, 24.0)


def _right(chart: Chart, style: NumberStyle) -> float:
    if chart.bridge:
        return max(_width(bar.text, LABEL) for bar in chart.bridge) + LABEL_GAP + 6
    widths = [_width(text, LABEL) for text in row_texts(chart, style)]
    for series in chart.series:
        if series.label:
            swatch = MARK_WIDTH if series.mark is Mark.BARS else 0
            widths.append(_width(series.label, LABEL) + swatch)
    for reference in chart.references:
        if not reference.vertical:
            swatch = MARK_WIDTH if reference.seat else 0
            widths.append(_width(reference.label, LABEL) + swatch)
    return max(widths) + 2 * LABEL_GAP if widths else 16.0


def _width(text: str, size: int) -> float:
    return advance(text, size, MEDIUM)
