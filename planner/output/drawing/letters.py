"""How wide texts are in the program's font, and where their lines break."""

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.output.drawing.shapes import MEDIUM, REGULAR, SEMIBOLD
from resources import resource

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FILES = {REGULAR: "Inter-Regular.otf", MEDIUM: "Inter-Medium.otf", SEMIBOLD: "Inter-SemiBold.otf"}
EM = 1000
LEADING = 1.32
"""From one line to the next, in sizes."""
ASCENT = 0.97
"""From a line's top to its base line, in sizes."""
FOREIGN = (
    (0x0530, 0x1DFF),
    (0x2E80, 0xA63F),
    (0xA6A0, 0xA71F),
    (0xA800, 0xFAFF),
    (0xFB13, 0x10FFFF),
)
"""Scripts of which Inter has no letter."""
NAMED, FEWEST = " · ", 0.25
"""Between the parts of a name; and what part of the room the first one must keep."""
THIN, NARROW, SQUARE = 1e-6, 0.72, 1.0
"""Widths in sizes: of marks that stand over letters, of other scripts’ letters, of square signs."""
_SAME = str.maketrans("123456789", "0" * 9)
"""Digits are set in one width."""


@cache
def _face(weight: int) -> "FreeTypeFont":
    from PIL import ImageFont

    path = str(resource("fonts", FILES[weight]))
    return ImageFont.truetype(path, EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=16384)
def _advance(text: str, weight: int) -> float:
    own = "".join(sign for sign in text if not _foreign(sign))
    others = sum(_foreign(sign) for sign in text) if len(own) < len(text) else 0.0
    return _face(weight).getlength(own.translate(_SAME)) / EM + others


@lru_cache(maxsize=4096)
def _foreign(sign: str) -> float:
    """Return what a sign of a script that our font lacks takes in another font; 0 for its own.

    Signs of East Asia and pictographs are square, those of other scripts narrower.
    """
    code = ord(sign)
    if not any(first <= code <= last for first, last in FOREIGN):
        return 0.0
    if unicodedata.category(sign) in {"Mn", "Cf"}:
        return THIN
    return SQUARE if unicodedata.east_asian_width(sign) in "WF" else NARROW


def advance(text: str, size: float, weight: int = REGULAR) -> float:
    """Return how wide a text is, in points."""
    return _advance(text, weight) * size


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, room: float, weight: int = REGULAR) -> tuple[str, ...]:
    """Return the lines of a text in a width; a word that does not fit is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if not line or advance(longer, size, weight) <= room:
            line = longer
        else:
            lines.append(line)
            line = word
        while advance(line, size, weight) > room and len(line) > 1:
            kept = _fitting(line, size, room, weight)
            lines.append(line[:kept])
            line = line[kept:]
    return (*lines, line) if line or not lines else tuple(lines)


def _fitting(text: str, size: float, room: float, weight: int) -> int:
    """Return how many characters of a text fit, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if advance(text[:middle], size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def shortened(text: str, size: float, room: float, weight: int = REGULAR) -> str:
    """Return a text that fits, its end left out if it must be."""
    if advance(text, size, weight) <= room:
        return text
    kept = _fitting(text, size, room - advance("…", size, weight), weight)
    return text[:kept].rstrip() + "…"


def shortened_name(text: str, size: float, room: float, weight: int = REGULAR) -> str:
    """Return a name such as Paid search · Deal size that fits: what is long gives of itself."""
    first, mark, last = text.rpartition(NAMED)
    left = room - advance(mark + last, size, weight)
    if not mark or left < room * FEWEST:
        return shortened(text, size, room, weight)
    return shortened(first, size, left, weight) + mark + last


def height(lines: int, size: float) -> float:
    """Return how high lines of text are."""
    return lines * size * LEADING
