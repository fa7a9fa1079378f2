"""What is asked of python-pptx, in one place: its own types are loose, ours are not looked at."""

from typing import Any

from planner.output.drawing.shapes import Room
from planner.output.layout.leaf import SLIDE

EMU = 12700 * SLIDE.scale
"""English Metric Units of a point of the layout."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPE = 0.93
"""Letters are a little smaller than measured: another font may have to stand in for ours."""


def presentation() -> Any:
    """Return an empty presentation of slides of the layout's size."""
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(emu(SLIDE.width)), Emu(emu(SLIDE.height))
    return deck


def emu(points: float) -> int:
    """Return a length of the layout in the slide's units."""
    return round(points * EMU)


def place(room: Room) -> tuple[Any, Any, Any, Any]:
    """Return a room as left, top, width and height."""
    from pptx.util import Emu

    return (
        Emu(emu(room.x)),
        Emu(emu(room.y)),
        Emu(emu(room.width)),
        Emu(emu(room.height)),
    )


def points(size: float) -> Any:
    """Return the size of letters, in half points of the slide."""
    from pptx.util import Pt

    return Pt(round(size * SLIDE.scale * TYPE * 2) / 2)


def width(thick: float) -> Any:
    """Return a line's width."""
    from pptx.util import Pt

    return Pt(thick)


def colour(value: str) -> Any:
    """Return a colour of #RRGGBB."""
    from pptx.dml.color import RGBColor

    known: Any = RGBColor
    return known.from_string(bare(value))


def bare(value: str) -> str:
    """Return a colour as RRGGBB."""
    return value.lstrip("#").upper()


def fill(filled: Any, value: str) -> None:
    """Fill a shape with a colour."""
    filled.solid()
    filled.fore_color.rgb = colour(value)


def categories(names: list[str]) -> Any:
    """Return data of a chart over some categories."""
    from pptx.chart.data import CategoryChartData

    known: Any = CategoryChartData
    data = known()
    data.categories = names
    return data


def named(name: str) -> str:
    """Return an element's or attribute's full name, of a short one such as a:ln."""
    from pptx.oxml.ns import qn

    return qn(name)


def element(name: str, value: str = "") -> Any:
    """Return a new element, with `val` where there is a value."""
    from pptx.oxml.xmlchemy import OxmlElement

    made: Any = OxmlElement(name)
    if value:
        made.set("val", value)
    return made


def below(parent: Any, name: str, value: str = "") -> Any:
    """Return a new last child of an element."""
    made = element(name, value)
    parent.append(made)
    return made


def parsed(xml: str) -> Any:
    """Return an element of its text, in which `a:` names are known: far faster than one by one."""
    from pptx.oxml import parse_xml

    known: Any = parse_xml
    head, rest = xml.split(">", 1)
    closed = head.endswith("/")
    head = head.rstrip("/")
    return known(f'{head} xmlns:a="{DRAWING}"{"/" * closed}>{rest}')
