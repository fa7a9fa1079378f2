"""Labels of series: inside a bar, or beside the chart at the height of a line's end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.base.palette import readable
from planner.output.drawing.ink import CAPTION, GAP, LABEL, Ink
from planner.output.drawing.letters import LEADING, shortened
from planner.output.drawing.shapes import MEDIUM, Box, Letters, Room, Shape
from planner.sheets.spread import spread

SWATCH = 6.0


@dataclass(frozen=True, slots=True)
class End:
    """A label at a height; `inside` is the bar it stands in, `colour` that of a swatch or bar.

    Quiet ones give way where there is no room for all.
    """

    text: str
    y: float
    inside: Room | None = None
    colour: str = ""
    quiet: bool = False


def laid_out(ends: Sequence[End], room: Room, beside: float, ink: Ink) -> Iterator[Shape]:
    """Yield every label; none overlaps another. `beside` is the width at the room’s right."""
    for end in ends:
        if end.inside is not None:
            x, y = end.inside.x + end.inside.width / 2, end.y + CAPTION * 0.36
            yield Letters(end.text, x, y, CAPTION, readable(end.colour), 0)
    yield from _beside([end for end in ends if end.inside is None], room, beside, ink)


def _beside(ends: list[End], room: Room, width: float, ink: Ink) -> Iterator[Shape]:
    step = LABEL * LEADING
    most = max(int((room.height + step) / step), 1)
    ends = sorted(ends, key=lambda end: end.quiet)[:most]
    places = spread([end.y for end in ends], step, room.y, room.bottom - 2)
    for end, y in zip(ends, places, strict=True):
        x = room.right + GAP
        if end.colour:
            yield Box(Room(x, y - SWATCH / 2, SWATCH, SWATCH), end.colour)
            x += SWATCH + 3
        text = shortened(end.text, LABEL, room.right + width - x, MEDIUM)
        yield Letters(text, x, y + LABEL * 0.36, LABEL, ink.text, 1, MEDIUM)
