"""Sheets of paper or slides, and what stands where on them; all lengths in points."""

from dataclasses import dataclass

from planner.output.drawing.shapes import REGULAR, Box, Image, Room
from planner.output.pack.page import Block
from planner.plan.board import Paper

MARGIN, FOOT = 40.0, 34.0
"""At the sides and above; and below, for the footer."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's size; `scale` enlarges all of it where it is shown."""

    width: float
    height: float
    scale: float = 1.0


SLIDE = Sheet(800.0, 450.0, 1.2)
"""16:9, 13.33 × 7.5 inches where it is shown."""
PAPERS = {Paper.A4: Sheet(842.0, 595.0), Paper.LETTER: Sheet(792.0, 612.0)}


@dataclass(frozen=True, slots=True)
class Line:
    """A text in a room that it fits; `side` −1 ends at its right, 0 is centred, 1 begins left."""

    text: str
    room: Room
    size: float
    colour: str
    weight: int = REGULAR
    side: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its room."""

    block: Block
    room: Room


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of the pack; a page that is long takes several."""

    number: int
    key: str
    title: str
    lines: tuple[Line, ...]
    marks: tuple[Box | Image, ...]
    parts: tuple[Placed, ...] = ()
