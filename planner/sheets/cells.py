"""What a grid shows, as data: columns, rows, cells and the sentence that explains each number."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Protocol, cast

from planner.base.stages import Seat
from planner.plan.edits import Draft


class Tone(IntEnum):
    """What a cell says beyond its text; the theme turns it into colour, the mark into a sign."""

    PLAIN = 0
    MUTED = 1
    GHOST = 2
    EVIDENCE = 3
    MARKETING = 4
    SALES = 5
    AGREED = 6
    DISPUTE = 7
    GROUP = 8
    TOTAL = 9
    HEAT = 10
    STALE = 11


class Kind(StrEnum):
    """What a column holds; rates are averaged by weight and have no sum.

    Levels have neither, nor have numbers that only name something, such as a row.
    """

    TEXT = "text"
    NUMBER = "number"
    RATE = "rate"
    MONEY = "money"
    DAYS = "days"
    LEVEL = "level"
    STATUS = "status"
    SPARK = "spark"


NUMERIC = frozenset({Kind.NUMBER, Kind.RATE, Kind.MONEY, Kind.DAYS, Kind.LEVEL})


@dataclass(frozen=True, slots=True)
class Place:
    """A cell to go to: a sheet's name, a row's key and a column's key."""

    sheet: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an explanation; with `target` it can be clicked."""

    text: str
    target: Place | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """The cell's name, and its number as a sentence of linked factors."""

    name: str
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without links."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is unrounded; `weight`: how many entries or deals it is the mean of.

    `kind` overrides the column's. `heat` 0 to 1 shades a HEAT cell. `edit_text` is what F2 shows.
    The text of a `scaled` one counts thousands or millions, which its row's title says. A ghost has
    no value; what it shows is `held` in full. What the scenario in view states itself is `own`.
    """

    text: str = ""
    value: float | str | None = None
    tone: Tone = Tone.PLAIN
    kind: Kind | None = None
    small: str = ""
    mark: str = ""
    bold: bool = False
    editable: bool = False
    edit_text: str = ""
    weight: float = 1.0
    heat: float = 0.0
    thin: bool = False
    noted: bool = False
    own: bool = False
    scaled: bool = False
    held: float | None = None
    spark: tuple[float, ...] = ()


EMPTY = Cell()


def stale(cell: Cell) -> Cell:
    """Return a cell as it looks while other figures are awaited."""
    return cell if cell is EMPTY else replace(cell, tone=Tone.STALE, mark="")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in pixels at 100 % (0: fit the content), `seat` marks its header.

    `by_size` says that it is sorted by size, whatever the sign. One that `folds` heads the columns
    at its right that name its key as their `group`.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 0
    seat: Seat | None = None
    dimmed: bool = False
    bold: bool = False
    by_size: bool = False
    folds: bool = False
    folded: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's identity and place in the outline; `folds` says it has rows below it to fold."""

    key: str
    level: int = 0
    folds: bool = False
    folded: bool = False


class Sheet(Protocol):
    """What a grid asks of a sheet. Cells are asked for one by one, so large sheets can be lazy."""

    @property
    def name(self) -> str:
        """The sheet's tab or panel name."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, left to right."""

    @property
    def frozen(self) -> int:
        """How many columns at the left stay in view."""

    @property
    def row_count(self) -> int:
        """How many rows are shown."""

    def row(self, row: int) -> Row:
        """Return a row's identity."""

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""

    def explain(self, row: int, column: int) -> Explanation:
        """Return the sentence for the explain bar."""

    def change(self, row: int, column: int, text: str) -> tuple[Draft, ...]:
        """Return the edits that typing `text` into a cell means; RefusedError says why not."""


class BlockSheet(Sheet, Protocol):
    """A sheet that makes the cells of many rows faster together than one by one."""

    def lines(self, first: int, last: int) -> list[tuple[Cell, ...]]:
        """Return all cells of the rows `first` to `last`, row by row."""


class FindingSheet(Protocol):
    """A `Sheet` that knows where its rows stand."""

    def row_of(self, key: str) -> int | None:
        """Return where a row stands by its key, None if it does not."""


def as_finding(sheet: object) -> FindingSheet | None:
    """Return a sheet that knows where its rows stand, None for another."""
    return cast("FindingSheet", sheet) if hasattr(type(sheet), "row_of") else None


def as_blocks(sheet: object) -> BlockSheet | None:
    """Return a sheet that makes many rows together, None for another."""
    return cast("BlockSheet", sheet) if hasattr(type(sheet), "lines") else None
