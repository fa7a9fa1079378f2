"""Rows of the Calculation sheet: a name, a figure, and a formula with its value in every month."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from planner.output.excel.content import ASSUMPTIONS, Content
from planner.output.excel.kernels import FIRST
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.styles import Styles

Floats = npt.NDArray[np.float64]


MOST = 200
"""Cells named one by one in a function; Excel takes 255."""


class Block:
    """Writes rows one below the other; months count from the run's first."""

    def __init__(self, page: Page, styles: Styles, content: Content, name: str, row: int) -> None:
        self.page, self.styles, self.content = page, styles, content
        self.name, self.next = name, row
        self.months, self.start = content.run.months, content.run.start

    def row(self, figure: str, *words: str) -> int:
        """Name the next row and return it."""
        self.page.text(self.next, 0, self.name, self.styles("muted"))
        self.page.text(self.next, 1, figure, self.styles(*words))
        self.next += 1
        return self.next - 1

    def formulas(
        self, row: int, formulas: Iterable[str], values: Floats, *words: str, first: int = 0
    ) -> int:
        """Write a row's formulas from month `first` on, each with its value; NaN is empty text."""
        style = self.styles(*words)
        each = zip(formulas, values.tolist(), strict=True)
        self.page.formulas(row, FIRST + first, each, style)
        return row

    def numbers(self, row: int, values: Floats, *words: str) -> int:
        """Write a row of what is no formula: it was measured."""
        style = self.styles(*words)
        for t, value in enumerate(values.tolist()):
            self.page.number(row, FIRST + t, value, style)
        return row


def over(name: str, cells: Sequence[str]) -> str:
    """Return the sum of a function, SUM or COUNT, of any number of cells."""
    parts = [cells[i : i + MOST] for i in range(0, len(cells), MOST)]
    return "+".join(f"{name}({','.join(part)})" for part in parts) or "0"


def month_at(row: int, t: int) -> str:
    """Return the address of a month's cell."""
    return at(row, FIRST + t)


def assumption(row: int, col: int) -> str:
    """Return the address of a cell on the Assumptions sheet."""
    return f"{ASSUMPTIONS}!{fixed(row, col)}"
