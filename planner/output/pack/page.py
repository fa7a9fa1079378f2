"""What a pack is made of: pages of figures, charts, tables and words; texts are final.

`role` names a field of the palette. Whatever stands in more than one place carries a `Tied`, so
that the tie-out can see that all places say the same.
"""

from dataclasses import dataclass

from planner.base.palette import LIGHT, Palette
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.board import Paper
from planner.sheets.charts import Chart


@dataclass(frozen=True, slots=True)
class Tied:
    """Which figure of the plan a text states, and its value unrounded."""

    key: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name above and a line below."""

    name: str
    value: str
    detail: str = ""
    role: str = "text"
    tied: Tied | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures beside each other."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; `titled` says whether its finding stands above it."""

    chart: Chart
    titled: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its share of the width, and whether numbers stand in it."""

    title: str
    share: float = 1.0
    right: bool = True
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text."""

    text: str = ""
    role: str = "text"
    bold: bool = False
    tied: Tied | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `height` is the least of a row, in points; `note` stands below."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    note: str = ""
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences under a heading; with `role` the heading has a seat's colour."""

    title: str
    lines: tuple[str, ...]
    role: str = "text"


Block = Figures | Picture | Table | Words


@dataclass(frozen=True, slots=True)
class Band:
    """Blocks beside each other; `shares` of the width, equal without."""

    blocks: tuple[Block, ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `name` stands in the contents, `title` says what it finds in a sentence.

    A `whole` one stays on one sheet, whatever its charts must yield.
    """

    key: str
    name: str
    title: str
    subtitle: str
    bands: tuple[Band, ...]
    whole: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        return tuple(block for band in self.bands for block in band.blocks)


@dataclass(frozen=True, slots=True)
class Pack:
    """All pages; `day` (ISO) is the day the plan speaks of: no file bears the clock's date."""

    name: str
    company: str
    about: str
    day: str
    currency: str
    pages: tuple[Page, ...]
    logo: bytes = b""
    palette: Palette = LIGHT
    style: NumberStyle = ENGLISH
    paper: Paper = Paper.A4

    @property
    def footer(self) -> str:
        """What stands at the foot of every page."""
        return " · ".join(filter(None, (self.company, self.name, self.about)))

    def page(self, key: str) -> Page:
        """Return a page by its key; KeyError if there is none."""
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)
