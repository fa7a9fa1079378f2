"""What a column of a table can be filtered by, and which of its cells a filter keeps."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.arrangement import (
    Blanks,
    Choices,
    Extent,
    Filter,
    Holding,
    Listing,
    OneOf,
    Texts,
)
from planner.sheets.cells import NUMERIC, Cell, Column, Kind
from planner.sheets.row_order import own_date, own_number, own_text

MOST_LISTED = 200
"""A column of more different texts is searched instead of listed."""


@dataclass(frozen=True)
class Writing:
    """How numbers are written in a filter's words and fields."""

    style: NumberStyle = ENGLISH
    currency: str = "USD"


IN_ENGLISH = Writing()


def keeper(chosen: Filter) -> Callable[[Cell], bool]:
    """Return whether a filter keeps a cell; a ghost is an empty one."""
    if isinstance(chosen, OneOf):
        return lambda cell: own_text(cell) in chosen.values
    if isinstance(chosen, Holding):
        part = chosen.text.casefold()
        return lambda cell: part in own_text(cell).casefold()
    low = -math.inf if chosen.low is None else chosen.low
    high = math.inf if chosen.high is None else chosen.high

    def keep(cell: Cell) -> bool:
        value = own_number(cell)
        if value is None:
            return chosen.blanks is not Blanks.OUT
        return chosen.blanks is not Blanks.ONLY and low <= value <= high

    return keep


def choices_of(column: Column, cells: list[Cell], writing: Writing) -> Choices:
    """Return ends where all of a column is of one kind of number, else its texts."""
    numbers = {id(cell): value for cell in cells if (value := own_number(cell)) is not None}
    kinds = {cell.kind or column.kind for cell in cells if id(cell) in numbers}
    texts = any(own_text(cell) and id(cell) not in numbers for cell in cells)
    if len(kinds) == 1 and kinds <= NUMERIC and not texts:
        kind, values = kinds.pop(), list(numbers.values())
        return Extent(
            min(values),
            max(values),
            sum(not own_text(cell) for cell in cells),
            currency=writing.currency if kind is Kind.MONEY else "",
            style=writing.style,
            rates=kind is Kind.RATE,
        )
    return _listing(cells)


def _listing(cells: list[Cell]) -> Choices:
    """Return numbers by size, then dates by time and texts by the alphabet, blanks last."""
    counts: dict[str, int] = {}
    numbers: dict[str, float] = {}
    dates: dict[str, str] = {}
    for cell in cells:
        text, number = own_text(cell), own_number(cell)
        counts[text] = counts.get(text, 0) + 1
        if number is not None:
            numbers[text] = min(number, numbers.get(text, number))
        if text and (date := own_date(cell)):
            dates[text] = date
    if len(counts) > MOST_LISTED:
        return Texts()

    def order(text: str) -> tuple[bool, bool, float, str]:
        by_text = dates.get(text, text.casefold())
        return not text, text not in numbers, numbers.get(text, 0.0), by_text

    values = tuple((text, counts[text]) for text in sorted(counts, key=order))
    return Listing(values, dates=bool(dates) and dates.keys() == counts.keys() - {""})
