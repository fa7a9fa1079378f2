"""Text, boxes and pictures on a slide, in points of the layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from planner.output.drawing.letters import wrapped
from planner.output.drawing.shapes import REGULAR, SEMIBOLD, Box, Image, Room
from planner.output.layout.blocks import INDENT
from planner.output.layout.leaf import Line
from planner.output.signs import printable, unbroken
from planner.output.slides.native import bare, colour, emu, fill, named, parsed, place, points

FONT = "Inter"
_SIDES = {1: "l", 0: "ctr", -1: "r"}
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
    box.name = printable(name)
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
    """Write a text into an empty paragraph."""
    bullet = f' marL="{emu(INDENT)}" indent="{-emu(INDENT)}"' if run.bullet else ""
    marks = '<a:buFont typeface="Arial"/><a:buChar char="▪"/>' if run.bullet else ""
    after = f'<a:spcAft><a:spcPts val="{_hundredths(run.below)}"/></a:spcAft>'
    about = f'<a:pPr algn="{_SIDES[side]}"{bullet}>{after}{marks}</a:pPr>'
    size, bold = _hundredths(run.size), int(run.weight >= SEMIBOLD)
    if run.text:
        look = f'<a:solidFill><a:srgbClr val="{bare(run.colour)}"/></a:solidFill>'
        look += f'<a:latin typeface="{FONT}"/>'
        said = f'<a:rPr lang="en-US" sz="{size}" b="{bold}">{look}</a:rPr>'
        text = escape(unbroken(printable(run.text).replace("\n", " ")))
        said = f"<a:r>{said}<a:t>{text}</a:t></a:r>"
    else:
        said = f'<a:endParaRPr lang="en-US" sz="{size}"/>'
    for part in list(parsed(f"<a:p>{about}{said}</a:p>")):
        paragraph._p.append(part)


def _hundredths(size: float) -> int:
    """Return the size of letters in hundredths of a point."""
    return round(float(points(size).pt) * 100)


def dress(font: Any, size: float, ink: str, weight: int = REGULAR) -> None:
    """Give letters their look."""
    font.size = points(size)
    font.bold = weight >= SEMIBOLD
    font.name = FONT
    font.color.rgb = colour(ink)


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
    shape._element.remove(shape._element.find(named("p:style")))
