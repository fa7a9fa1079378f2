"""The cover: whose plan it is, as of when, and what stands on which page."""

import math
from collections.abc import Mapping

from planner.output.drawing.letters import height, shortened, wrapped
from planner.output.drawing.shapes import MEDIUM, REGULAR, SEMIBOLD, Box, Image, Room
from planner.output.layout.leaf import FOOT, MARGIN, Leaf, Line, Sheet
from planner.output.layout.paginate import RULE, logo
from planner.output.pack.page import Pack

NAMES = (30.0, 24.0, 19.0)
"""Sizes of a plan’s name: the first at which it takes two lines at most, else the last."""
COMPANY, ABOUT, ENTRY = 13.0, 11.0, 10.0
STEP = 21.0
LOGO = (220.0, 48.0)


def cover(pack: Pack, sheet: Sheet, firsts: Mapping[str, int]) -> Leaf:
    """Return the cover; `firsts` are the leaves on which pages begin."""
    palette, wide = pack.palette, sheet.width - 2 * MARGIN
    top = sheet.height * 0.13
    marks: list[Box | Image] = []
    if pack.logo:
        marks.append(logo(pack.logo, Room(MARGIN, top, *LOGO), 1))
        top += LOGO[1] + 14.0
    marks.append(Box(Room(MARGIN, top, 60.0, RULE * 1.5), palette.primary))
    lines: list[Line] = []
    y = top + 14.0
    for text, size, colour, weight in (
        (pack.company, COMPANY, palette.muted, MEDIUM),
        (pack.name, _name_size(pack.name, wide), palette.primary, SEMIBOLD),
        (f"Board pack · {pack.about} · amounts in {pack.currency}", ABOUT, palette.muted, REGULAR),
    ):
        if text:
            high = height(len(wrapped(text, size, wide, weight)), size)
            lines.append(Line(text, Room(MARGIN, y, wide, high), size, colour, weight))
            y += high + 3.0
    contents = Room(MARGIN, y + 16.0, wide, sheet.height - FOOT - y - 16.0)
    lines += _contents(pack, contents, firsts)
    return Leaf(1, "cover", pack.name, tuple(lines), tuple(marks))


def _name_size(name: str, width: float) -> float:
    return next((n for n in NAMES if len(wrapped(name, n, width, SEMIBOLD)) <= 2), NAMES[-1])


def _contents(pack: Pack, room: Room, firsts: Mapping[str, int]) -> list[Line]:
    """Return name, finding and leaf of every page."""
    step = min(STEP, room.height / max(len(pack.pages), 1))
    size = min(ENTRY, step / 1.4)
    made: list[Line] = []
    for place, page in enumerate(pack.pages):
        y, high = room.y + place * step, height(1, size)
        name = Room(room.x, y, 150.0, high)
        found = Room(room.x + 158.0, y, room.width - 158.0 - 40.0, high)
        leaf = Room(room.right - 36.0, y, 36.0, high)
        title = shortened(page.title, size, math.floor(found.width))
        made += [
            Line(page.name, name, size, pack.palette.text, MEDIUM),
            Line(title, found, size, pack.palette.muted),
            Line(str(firsts[page.key]), leaf, size, pack.palette.text, MEDIUM, -1),
        ]
    return made
