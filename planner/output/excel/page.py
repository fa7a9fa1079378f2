"""One sheet being written: addresses, text that stays text, formulas with their stored values."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from planner.output.pack.names import Said, as_it_is
from planner.output.signs import printable

Attributes = Sequence[tuple[str, object]]
"""Of a cell: its address, the number of its format, the kind of its value; nothing to escape."""
_LITERAL = re.compile('"[^"]*"')
CELL_LIMIT = 32_767
"""Characters Excel keeps in one cell."""
LITERAL_LIMIT = 255
"""Characters Excel takes in one text of a formula."""


@lru_cache(maxsize=20_000)
def column(col: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def at(row: int, col: int) -> str:
    """Return a cell's address, such as D7; rows and columns count from 0."""
    return f"{column(col)}{row + 1}"


def fixed(row: int, col: int) -> str:
    """Return an absolute address, such as $D$7."""
    return f"${column(col)}${row + 1}"


def along(row: int, first: int, last: int) -> str:
    """Return a range in one row, such as D7:H7."""
    return f"{at(row, first)}:{at(row, last)}"


def quoted(text: str) -> str:
    """Return text as a literal in a formula, in pieces where Excel would not take it whole."""
    text = printable(text)
    pieces = (text[i : i + LITERAL_LIMIT] for i in range(0, len(text) or 1, LITERAL_LIMIT))
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def clean(text: str) -> str:
    """Return text as a cell can hold it: what every file can hold, no longer than a cell."""
    return printable(text)[:CELL_LIMIT]


class Page:
    """A worksheet and its name; every value is written by its kind, never guessed from text."""

    def __init__(self, book: Any, name: str, said: Said = as_it_is) -> None:
        from xlsxwriter.worksheet import CellFormulaTuple

        self.sheet, self._formula = book.add_worksheet(name), CellFormulaTuple
        self.said = said
        self.sheet._xml_formula_element = self._formula_element
        self.sheet._xml_number_element = self._number_element
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
        """Write a formula with the value it has at export; None is stored as empty text.

        It goes straight into the sheet's table: XlsxWriter would search each one for functions
        newer than Excel 2010, which ours are not, for longer than everything else takes.
        """
        known = value if value is not None else ""
        if self.said is not as_it_is:
            formula = _LITERAL.sub(lambda hit: self.said(hit[0]), formula)
            known = self.said(known) if isinstance(known, str) else known
        self.sheet._check_dimensions(row, col)
        cell = self._formula(formula.removeprefix("="), style, _stored(known))
        self.sheet.table[row][col] = cell

    def _formula_element(self, formula: str, value: object, attributes: Attributes) -> None:
        """Stand in for XlsxWriter's, which searches every address for what must be escaped."""
        said = _escaped(value) if isinstance(value, str) else value
        kind = ' t="str"' if value == "" else ""
        cell = f"<c{_attributes(attributes)}{kind}><f>{_escaped(formula)}</f><v>{said}</v></c>"
        self.sheet.fh.write(cell)

    def _number_element(self, number: float, attributes: Attributes) -> None:
        """Stand in for XlsxWriter's, for the same reason."""
        self.sheet.fh.write(f"<c{_attributes(attributes)}><v>{number:.16G}</v></c>")

    def place(self, row: int, col: int) -> str:
        """Return an absolute address with the sheet's name, for other sheets and charts."""
        return f"'{self.name}'!{fixed(row, col)}"

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return an absolute range with the sheet's name."""
        return f"'{self.name}'!{fixed(*first)}:{fixed(*last)}"


def _attributes(attributes: Attributes) -> str:
    return "".join([f' {name}="{value}"' for name, value in attributes])


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _stored(value: float | str) -> float | str:
    if isinstance(value, str):
        return clean(value)
    return float(value) if math.isfinite(value) else ""
