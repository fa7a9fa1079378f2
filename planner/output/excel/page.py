"""One sheet being written: addresses, text that stays text, formulas with their stored values."""

import math
import re
from collections.abc import Iterable
from typing import Any

from planner.base.letters import letters
from planner.output.excel.cells import Cells, Value, clean
from planner.output.pack.names import Said, as_it_is
from planner.output.signs import printable

_LITERAL = re.compile('"[^"]*"')
LITERAL_LIMIT = 255
"""Characters Excel takes in one text of a formula."""


def at(row: int, col: int) -> str:
    """Return a cell's address, such as D7; rows and columns count from 0."""
    return f"{letters(col)}{row + 1}"


def fixed(row: int, col: int) -> str:
    """Return an absolute address, such as $D$7."""
    return f"${letters(col)}${row + 1}"


def along(row: int, first: int, last: int) -> str:
    """Return a range in one row, such as D7:H7."""
    return f"{at(row, first)}:{at(row, last)}"


def quoted(text: str) -> str:
    """Return text as a literal in a formula, in pieces where Excel would not take it whole."""
    text = printable(text)
    pieces = (text[i : i + LITERAL_LIMIT] for i in range(0, len(text) or 1, LITERAL_LIMIT))
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


class Page:
    """A worksheet and its name; every value is written by its kind, never guessed from text.

    A `charted` one is read by charts.
    """

    def __init__(
        self, book: Any, name: str, said: Said = as_it_is, *, charted: bool = False
    ) -> None:
        self.sheet = book.add_worksheet(name)
        self._cells = Cells(self.sheet, charted)
        self.said = said
        self.name = name
        self.wide = 1
        """How many sheets of paper it may take side by side."""

    def text(self, row: int, col: int, text: str, style: Any = None) -> None:
        """Write text; whatever it begins with, it is never a formula, link or number."""
        if text:
            self.sheet.write_string(row, col, clean(self.said(text)), style)
        elif style is not None:
            self.sheet.write_blank(row, col, None, style)

    def number(self, row: int, col: int, value: float | None, style: Any = None) -> None:
        """Write a number; a missing one (None or NaN) leaves the cell empty, with its style."""
        if value is None or not math.isfinite(value):
            self.sheet.write_blank(row, col, None, style)
        else:
            self.sheet.write_number(row, col, float(value), style)

    def formula(
        self, row: int, col: int, formula: str, value: float | str | None, style: Any = None
    ) -> None:
        """Write a formula with the value it has at export; None is stored as empty text."""
        self.formulas(row, col, ((formula, value),), style)

    def formulas(
        self, row: int, col: int, formulas: Iterable[tuple[str, Value]], style: Any = None
    ) -> None:
        """Write formulas, each with its value at export, beside each other from a cell on."""
        if self.said is not as_it_is:
            formulas = [self._said(*each) for each in formulas]
        self._cells.put(row, col, formulas, style)

    def _said(self, formula: str, value: Value) -> tuple[str, Value]:
        """Return a formula and its value as they are said."""
        formula = _LITERAL.sub(lambda hit: self.said(hit[0]), formula)
        return formula, self.said(value) if isinstance(value, str) else value

    @property
    def written(self) -> int:
        """How many formulas were written so far."""
        return self._cells.count

    def place(self, row: int, col: int) -> str:
        """Return an absolute address with the sheet's name, for other sheets and charts."""
        return f"'{self.name}'!{fixed(row, col)}"

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return an absolute range with the sheet's name."""
        return f"'{self.name}'!{fixed(*first)}:{fixed(*last)}"
