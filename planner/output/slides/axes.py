"""Axes of native charts: quiet lines, round steps, letters like everything else."""

import math
from typing import Any

from planner.base.units import NO_BREAK
from planner.output.drawing.ink import CAPTION, Ink
from planner.output.drawing.letters import advance, shortened_name
from planner.output.drawing.lying import FOOT, LEADING, LEAST, WIDEST
from planner.output.drawing.shapes import Room
from planner.output.signs import printable
from planner.output.slides.native import below, colour, element, named, width
from planner.output.slides.writing import dress
from planner.sheets.axis import MOST, label_step, round_step
from planner.sheets.cells import Kind
from planner.sheets.chart_range import row_names, ticks, value_range
from planner.sheets.charts import Chart


def row_letters(chart: Chart, room: Room) -> float:
    """Return the size of letters beside rows that are no higher than a room leaves them."""
    row = (room.height - BELOW) / max(len(row_names(chart)), 1)
    return min(CAPTION + 0.5, max(row / LEADING, LEAST))


def short_names(chart: Chart, room: Room) -> list[str]:
    """Return the names of rows as a room has place for them: the bars need most of its width.

    They do not break: a program that breaks one leaves its neighbours out.
    """
    letters, width = row_letters(chart, room), room.width * WIDEST
    names = (shortened_name(printable(name), letters, width) for name in row_names(chart))
    return [name.replace(" ", NO_BREAK) for name in names]


def dress_axes(made: Any, chart: Chart, ink: Ink, number_format: str, room: Room) -> None:
    """Give both axes their look, in a chart of some size."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    across, up = made.category_axis, made.value_axis
    lies = chart.horizontal or bool(chart.bridge)
    letters = row_letters(chart, room) if lies else CAPTION
    for axis in (across, up):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.has_minor_gridlines = False
        dress(axis.tick_labels.font, min(letters, CAPTION), ink.muted)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.has_major_gridlines = False
    _line(across.format.line, ink.grid)
    if lies:
        dress(across.tick_labels.font, letters, ink.text)
    up.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.has_major_gridlines = True
    _line(up.major_gridlines.format.line, ink.grid)
    up.format.line.fill.background()
    up.tick_labels.number_format = number_format
    up.tick_labels.number_format_is_linked = False
    _scale(up, chart, room.width)


def _scale(up: Any, chart: Chart, room: float) -> None:
    low, high = value_range(chart)
    if chart.log:
        _logarithmic(up, low, high)
        return
    most = _most_ticks(chart, room)
    step = round_step(low, high)
    if chart.values_as is Kind.RATE and high > 0.5:
        up.maximum_scale = 1.0
        step = next((part for part in (0.1, 0.2, 0.25) if 1.0 / part <= most), 0.5)
    span = max(high, up.maximum_scale or high) - low
    while span / step > most:
        step *= 2.0
    up.major_unit = step
    if not chart.bridge:
        up.minimum_scale = min(low, 0.0) if low <= 0.0 else step * int(low / step)
        return
    up.minimum_scale = step * (low // step)
    if up.maximum_scale is not None:
        up.maximum_scale = max(up.maximum_scale, high)


def _most_ticks(chart: Chart, room: float) -> float:
    """Return how many steps an axis has room for, whose figures stand level beside each other."""
    if not (chart.horizontal or chart.bridge):
        return MOST
    widest = max((advance(text, CAPTION) for _, text in ticks(chart)), default=0.0)
    return room * PLOT / max(WIDEST_TICK, widest * SPARE + 2 * BESIDE)


def _logarithmic(up: Any, low: float, high: float) -> None:
    up.minimum_scale = 10.0 ** math.floor(math.log10(low))
    up.maximum_scale = 10.0 ** math.ceil(math.log10(high))
    up._element.find(named("c:scaling")).insert(0, element("c:logBase", "10"))


BELOW = FOOT + 6.0
"""The height below rows, of a chart's figures and of what programs leave around them."""
LEVEL = "-6000"
"""A turn by a tenth of a degree: level to the eye, but a program that leaves out names which would
touch takes names without any turn for such as may be broken into letters or lines."""
WIDEST_TICK = 44.0
"""Least points between two figures along an axis."""
SPARE, BESIDE = 1.2, 8.0
"""How much wider letters are where another font stands in, with the sign of a currency, and the
points between two names or figures."""
AXES = 1 << 31
"""How many numbers an axis may have: some programs take all beyond for one and the same axis."""
PLOT = 0.55
"""The part of a chart's width that its plot surely has, beside names and legend."""


def thin_out(made: Any, chart: Chart, room: float) -> None:
    """Name only so many positions as have room, level: letters aslant are hard to read."""
    if chart.horizontal or chart.bridge:
        _turn(made.category_axis, LEVEL)
        _name_every(made, 1)
        return
    widest = max((advance(label, CAPTION) for label in chart.labels), default=0.0) + BESIDE
    every = label_step(math.ceil(widest * len(chart.labels) / (room * PLOT)))
    _turn(made.category_axis, LEVEL if every > 1 else "0")
    if every > 1:
        _name_every(made, every)


def _turn(axis: Any, by: str) -> None:
    letters = axis._element.find(named("c:txPr")).find(named("a:bodyPr"))
    letters.set("rot", by)


def _name_every(made: Any, step: int) -> None:
    """Name every so many positions, whatever a program would leave out."""
    skip = element("c:tickLblSkip", str(step))
    made.category_axis._element.find(named("c:noMultiLvlLbl")).addprevious(skip)


def hide_first(legend: Any) -> None:
    """Leave the first series out of a legend: the clear part below a band."""
    entry = element("c:legendEntry")
    below(entry, "c:idx", "0")
    below(entry, "c:delete", "1")
    legend._element.find(named("c:legendPos")).addnext(entry)


def number_axes(made: Any) -> None:
    """Number the axes from 0 on, as the schema has it: python-pptx counts some below it."""
    for name in ("c:axId", "c:crossAx"):
        for found in made._chartSpace.iter(named(name)):
            found.set("val", str(int(found.get("val")) % AXES))


def _line(line: Any, value: str) -> None:
    line.width = width(0.75)
    line.color.rgb = colour(value)
