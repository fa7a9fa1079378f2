"""The deck: a slide per leaf, in the house style, the same bytes for the same plan."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from planner.base.palette import Palette
from planner.base.progress import Progress, silent
from planner.output.drawing.chart import heading_height
from planner.output.drawing.ink import SUBTITLE, TITLE, Ink
from planner.output.drawing.letters import height, wrapped
from planner.output.drawing.shapes import MEDIUM, SEMIBOLD, Box, Room
from planner.output.layout.blocks import WORDS, WORDS_TITLE
from planner.output.layout.figures import MARK, NAME, PlacedFigure, placed_figures
from planner.output.layout.leaf import SLIDE, Leaf, Line, Placed
from planner.output.layout.paginate import leaves
from planner.output.layout.table import TableLayout
from planner.output.pack.page import Figures, Pack, Picture, Table, Words
from planner.output.signs import printable
from planner.output.slides.charts import add_chart
from planner.output.slides.frozen import frozen
from planner.output.slides.native import bare, emu, presentation
from planner.output.slides.rows import native_subtitle
from planner.output.slides.tables import write_table
from planner.output.slides.writing import (
    FONT,
    Run,
    draw_mark,
    fill_frame,
    write,
    write_line,
)

TITLE_ONLY = 5
"""The layout of the empty presentation that has a title and nothing else."""
TITLE_SIZE = 0.94
"""Bold letters of another font take more room than ours, and a title must not break."""
_ACCENTS = ("agreed", "sales", "marketing", "evidence", "dispute", "primary")


def deck_bytes(pack: Pack, progress: Progress = silent) -> bytes:
    """Return the pack as .pptx."""
    deck = presentation()
    _house_style(deck, pack.palette)
    _say_what_it_is(deck, pack)
    ink, found = Ink(pack.palette, pack.style), leaves(pack, SLIDE)
    for done, leaf in enumerate(found):
        progress("Slides", done, len(found))
        _slide(deck, leaf, pack, ink)
    progress("Slides", len(found), len(found))
    file = BytesIO()
    deck.save(file)
    return frozen(file.getvalue(), pack.day)


def _say_what_it_is(deck: Any, pack: Pack) -> None:
    about, day = deck.core_properties, datetime.fromisoformat(pack.day)
    about.title, about.author = printable(pack.name), printable(pack.company)
    about.last_modified_by, about.revision = printable(pack.company), 1
    about.created = about.modified = about.last_printed = day


def _house_style(deck: Any, palette: Palette) -> None:
    """Put the program's font and colours into the theme, so that what is added later fits."""
    master = deck.slide_master.part
    theme = next(rel.target_part for rel in master.rels.values() if rel.reltype.endswith("/theme"))
    xml = theme.blob.decode("utf-8")
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    for number, role in enumerate(_ACCENTS, 1):
        colour = bare(getattr(palette, role))
        accent = rf'(<a:accent{number}>\s*<a:srgbClr val=")[^"]*'
        xml = re.sub(accent, rf"\g<1>{colour}", xml)
    theme._blob = xml.encode("utf-8")


def _slide(deck: Any, leaf: Leaf, pack: Pack, ink: Ink) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    for mark in leaf.marks:
        draw_mark(slide, mark)
    title = next(i for i, line in enumerate(leaf.lines) if line.text == leaf.title)
    for place, line in enumerate(leaf.lines):
        if place == title:
            _title(slide, line)
        else:
            write_line(slide, line, "Text")
    for part in leaf.parts:
        _block(slide, part, pack, ink)


def _title(slide: Any, line: Line) -> None:
    """Write the finding into the slide's own title, so that outlines and readers find it."""
    holder, room = slide.shapes.title, line.room
    holder.left, holder.top = emu(room.x), emu(room.y)
    holder.width, holder.height = emu(room.width), emu(room.height)
    run = Run(line.text, line.size * TITLE_SIZE, line.colour, line.weight)
    fill_frame(holder.text_frame, (run,))


def _block(slide: Any, part: Placed, pack: Pack, ink: Ink) -> None:
    room = part.room
    match part.block:
        case Figures(items):
            for one in placed_figures(items, room.width):
                _figure(slide, one, room, ink)
        case Picture():
            _picture(slide, part.block, room, pack, ink)
        case Words():
            _words(slide, part.block, room, ink)
        case Table():
            write_table(slide, TableLayout(part.block, room.width), room, ink)


def _figure(slide: Any, one: PlacedFigure, room: Room, ink: Ink) -> None:
    item, left, top = one.item, room.x + one.x, room.y + one.y
    draw_mark(slide, Box(Room(left, top + 2, 2.0, one.height - 8), ink.colour(item.role, 1)))
    colour = ink.colour("dispute") if item.role == "dispute" else ink.text
    runs = (
        Run(item.name, one.name, ink.muted, MEDIUM),
        Run(item.value, one.value, colour, SEMIBOLD),
        *(Run(line, NAME, ink.muted) for line in one.detail or ("",)),
    )
    write(slide, Room(left + MARK, top, one.inner, one.height), runs, item.name, wrap=False)


def _picture(slide: Any, picture: Picture, room: Room, pack: Pack, ink: Ink) -> None:
    chart, top = picture.chart, 0.0
    if picture.titled:
        top = heading_height(chart, room.width)
        title = len(wrapped(chart.title, TITLE, room.width, SEMIBOLD))
        runs = (
            Run(chart.title, TITLE, ink.text, SEMIBOLD),
            Run(native_subtitle(chart), SUBTITLE, ink.muted),
        )
        write(slide, Room(room.x, room.y, room.width, height(title + 1, TITLE)), runs, "Finding")
    inner = room.inside(top=top)
    if chart.empty or not (chart.series or chart.bridge):
        middle = inner.inside(top=inner.height * 0.4)
        write(slide, middle, (Run(chart.empty, WORDS, ink.muted),), "Nothing to draw", side=0)
        return
    add_chart(slide, chart, inner, ink, pack.currency)


def _words(slide: Any, block: Words, room: Room, ink: Ink) -> None:
    runs = [Run(block.title, WORDS_TITLE, ink.colour(block.role), SEMIBOLD, below=2.0)]
    runs += [Run(line, WORDS, ink.text, bullet=True, below=1.5) for line in block.lines]
    write(slide, room, runs, block.title or "Words")
