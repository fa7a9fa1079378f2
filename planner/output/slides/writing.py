"""Text, boxes and pictures on a slide, in points of the layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from planner.output.drawing.letters import wrapped
from planner.output.drawing.shapes import REGULAR, SEMIBOLD, Box, Image, Room
from planner.output.layout.blocks import INDENT
from planner.output.layout.leaf import Line
from planner.output.slides.native import below, colour, emu, fill, place, points

FONT = "Inter"
SPARE = 6.0
"""Points of width a line of text may take beyond its room where another font stands in."""


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph: its text and how it looks; `below` is the gap after it, in points."""

    text: str
    size: float
    colour: str
    weight: int = REGULAR
    bullet: bool = False
    below: float = 0.0


def write_line(slide: Any, line: Line, name: str) -> None:
    """Put a text into its room."""
    run = Run(line.text, line.size, line.colour, line.weight)
    lines = wrapped(line.text, line.size, line.room.width, line.weight)
    write(slide, line.room, (run,), name, line.side, wrap=len(lines) > 1)


def write(  # noqa: PLR0917 - paragraphs, where, and how they are set
    slide: Any, room: Room, runs: Sequence[Run], name: str, side: int = 1, wrap: bool = True
) -> None:
    """Put paragraphs into a text box."""
    box = slide.shapes.add_textbox(*place(room.inside(right=-SPARE * wrap)))
    box.name = name
    fill_frame(box.text_frame, runs, side, wrap)


def fill_frame(frame: Any, runs: Sequence[Run], side: int = 1, wrap: bool = True) -> None:
    """Write paragraphs into a frame without margins, at its top."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, run in enumerate(runs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        write_run(paragraph, run, side)


def write_run(paragraph: Any, run: Run, side: int = 1) -> None:
    """Write a text into a paragraph."""
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = {1: PP_ALIGN.LEFT, 0: PP_ALIGN.CENTER, -1: PP_ALIGN.RIGHT}[side]
    paragraph.space_after = points(run.below)
    if not run.text:
        end = below(paragraph._p, "a:endParaRPr")
        end.set("sz", str(points(run.size).pt * 100).partition(".")[0])
        return
    written = paragraph.add_run()
    written.text = clean(run.text)
    dress(written.font, run.size, run.colour, run.weight)
    if run.bullet:
        _bullet(paragraph)


def dress(font: Any, size: float, ink: str, weight: int = REGULAR) -> None:
    """Give letters their look."""
    font.size = points(size)
    font.bold = weight >= SEMIBOLD
    font.name = FONT
    font.color.rgb = colour(ink)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(emu(INDENT)))
    properties.set("indent", str(-emu(INDENT)))
    below(properties, "a:buFont").set("typeface", "Arial")
    below(properties, "a:buChar").set("char", "▪")


def draw_mark(slide: Any, mark: Box | Image) -> None:
    """Put a filled box or a picture on a slide."""
    from pptx.enum.shapes import MSO_SHAPE

    if isinstance(mark, Image):
        picture = slide.shapes.add_picture(BytesIO(mark.content), *place(mark.room))
        picture.name = "Logo"
        return
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(mark.room))
    shape.name = "Rule"
    fill(shape.fill, mark.fill)
    shape.line.fill.background()
    shape.shadow.inherit = False


def clean(text: str) -> str:
    """Return a text without signs that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign == "\t")
