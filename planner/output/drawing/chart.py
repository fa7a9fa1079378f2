"""A chart in shapes: its finding, its definition below, and the picture."""

from collections.abc import Iterator

from planner.output.drawing.ink import LABEL, SUBTITLE, TITLE, Ink
from planner.output.drawing.letters import ASCENT, height, wrapped
from planner.output.drawing.lying import Lying
from planner.output.drawing.shapes import REGULAR, SEMIBOLD, Letters, Room, Shape
from planner.output.drawing.standing import Standing
from planner.sheets.charts import Chart

BELOW = 4.0
NOTHING = "There is nothing to draw yet."


def drawn_chart(chart: Chart, room: Room, ink: Ink) -> Iterator[Shape]:
    """Yield a chart without its heading."""
    if chart.empty or not (chart.series or chart.bridge):
        yield from _sentence(chart.empty or NOTHING, room, ink)
    elif chart.horizontal or chart.bridge:
        yield from Lying(chart, room, ink).shapes()
    else:
        yield from Standing(chart, room, ink).shapes()


def titled_chart(chart: Chart, room: Room, ink: Ink) -> Iterator[Shape]:
    """Yield a chart under its heading."""
    yield from paragraph(chart.title, room, TITLE, ink.text, SEMIBOLD)
    taken = heading_height(chart, room.width)
    first = height(len(wrapped(chart.title, TITLE, room.width, SEMIBOLD)), TITLE)
    yield from paragraph(chart.subtitle, room.inside(top=first), SUBTITLE, ink.muted)
    yield from drawn_chart(chart, room.inside(top=taken), ink)


def heading_height(chart: Chart, width: float) -> float:
    """Return what a chart's heading takes."""
    title = len(wrapped(chart.title, TITLE, width, SEMIBOLD))
    subtitle = len(wrapped(chart.subtitle, SUBTITLE, width)) if chart.subtitle else 0
    return height(title, TITLE) + height(subtitle, SUBTITLE) + BELOW


def paragraph(  # noqa: PLR0917 - a text, where, and how
    text: str, room: Room, size: float, colour: str, weight: int = REGULAR, side: int = 1
) -> Iterator[Shape]:
    """Yield the lines of a text from the top of a room; `side` as in Letters."""
    if not text:
        return
    x = {1: room.x, 0: room.x + room.width / 2, -1: room.right}[side]
    for place, line in enumerate(wrapped(text, size, room.width, weight)):
        y = room.y + height(place, size) + size * ASCENT
        yield Letters(line, x, y, size, colour, side, weight)


def _sentence(text: str, room: Room, ink: Ink) -> Iterator[Shape]:
    lines = wrapped(text, LABEL + 1, room.width * 0.8)
    top = room.inside(
        room.width * 0.1, (room.height - height(len(lines), LABEL + 1)) / 2, room.width * 0.1
    )
    yield from paragraph(text, top, LABEL + 1, ink.muted, side=0)
