"""A form in rows: cells to read, choose in, tick or type in, and what a change of one means."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.base.problem import Problem, RefusedError
from planner.intake.recognition.hints import Hints
from planner.sheets.cells import Tone

Correction = Callable[[Hints], Hints]
"""What a person states anew about an import."""
Changer = Callable[[str, int, str], object]
"""What a change states: in an import a Correction, elsewhere what that form is about."""
TICKED = "yes"
"""The text a ticked box stands for; an empty one stands for ''."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell; `tip` says more than fits.

    With `options` (value, title) one of them is chosen, with `typed` a text is typed, with
    `ticked` True or False a box is ticked. `value` is what is chosen or typed.
    """

    text: str = ""
    value: str = ""
    tone: Tone = Tone.PLAIN
    mark: str = ""
    tip: str = ""
    options: tuple[tuple[str, str], ...] = ()
    typed: bool = False
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column; `width` in pixels, `numbers` stand at the right, `grows` takes the room left."""

    title: str
    width: int
    numbers: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row's identity and its cells, one per column."""

    key: str
    cells: tuple[FormCell, ...]


def fixed(_row: str, _column: int, _text: str) -> Correction:
    """Refuse to change what is only to be read."""
    raise RefusedError(Problem("This follows from the files and cannot be typed over"))


@dataclass(frozen=True, eq=False)
class Form:
    """`changer` is given a row's key, a column's place and a value; RefusedError says why not."""

    name: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...] = ()
    changer: Changer = fixed

    def change(self, row: int, column: int, text: str) -> object:
        """Return what choosing, ticking or typing `text` in a cell states."""
        return self.changer(self.rows[row].key, column, text)

    def find(self, key: str) -> int:
        """Return a row's place by its key; KeyError if there is none."""
        for place, row in enumerate(self.rows):
            if row.key == key:
                return place
        raise KeyError(key)


def choice(options: tuple[tuple[str, str], ...], value: str, tone: Tone = Tone.PLAIN) -> FormCell:
    """Return a cell to choose in, showing the title of `value`."""
    title = next((title for known, title in options if known == value), value)
    return FormCell(title, value, tone, tip=title, options=options)
