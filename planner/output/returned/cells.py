"""Cells of a returned workbook: what stands in them, by which formula, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.base.letters import letters

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Input:
    """An input cell: what stands in it, the formula it was computed by, and its address."""

    value: Any
    formula: str
    where: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows as last computed, and as typed."""

    name: str
    values: Rows
    typed: Rows

    def input(self, row: int, column: int) -> Input:
        """Return the cell in a row and column from 0."""
        typed = cell(self.typed[row], column) if row < len(self.typed) else None
        where = f"{self.name}!{letters(column)}{row + 1}"
        return Input(cell(self.values[row], column), formula(typed), where)


def cell(row: Sequence[Any], column: int) -> Any:
    """Return what stands in a row's cell, None beyond its end."""
    return row[column] if column < len(row) else None


def text(row: Sequence[Any], column: int) -> str:
    """Return the text of a cell, '' where it holds none."""
    value = cell(row, column)
    return value.strip() if isinstance(value, str) else ""


def heads(row: Sequence[Any]) -> dict[str, int]:
    """Return the columns of a row's texts, of equal ones the first."""
    found: dict[str, int] = {}
    for column in range(len(row)):
        if text(row, column):
            found.setdefault(text(row, column), column)
    return found


def formula(typed: Any) -> str:
    """Return a cell's formula, '' where it has none."""
    said = getattr(typed, "text", typed)
    return said if isinstance(said, str) and said.startswith("=") else ""
