"""How a sheet is sorted and filtered, as values that its grid hands to the sheet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, cast

from planner.base import units
from planner.base.days import iso, last_day, parse_day, parse_month
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_amount, parse_rate
from planner.sheets.cells import NUMERIC, Column, Sheet

VALUES_NAMED = 3
_POINTS = re.compile(r"\s*(?:pts?|pp)$", re.IGNORECASE)


class Blanks(StrEnum):
    """What becomes of rows whose cell is empty when a column is filtered by its ends."""

    OUT = "left out"
    IN = "kept"
    ONLY = "only these"


@dataclass(frozen=True)
class OneOf:
    """Keeps rows whose text is one of some values."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True)
class Holding:
    """Keeps rows whose text holds another, capital letters or not."""

    column: str
    text: str


@dataclass(frozen=True)
class Between:
    """Keeps rows from `low` to `high`, both included, None where that end is open."""

    column: str
    low: float | None = None
    high: float | None = None
    blanks: Blanks = Blanks.OUT


Filter = OneOf | Holding | Between


@dataclass(frozen=True)
class Sort:
    """Orders rows by a column; equal ones keep their order, empty ones stand last."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class Arrangement:
    """One order and any number of filters, at most one per column; all of them hold."""

    sort: Sort | None = None
    filters: tuple[Filter, ...] = ()

    def filter_of(self, column: str) -> Filter | None:
        """Return the filter on a column."""
        return next((f for f in self.filters if f.column == column), None)

    def sorted_by(self, sort: Sort | None) -> "Arrangement":
        """Return the same filters in another order, None for the rows' own."""
        return replace(self, sort=sort)

    def turned(self, column: str) -> "Arrangement":
        """Return the next order of a column: ascending, descending, the rows' own."""
        now = self.sort
        if now is None or now.column != column:
            return self.sorted_by(Sort(column))
        return self.sorted_by(None if now.descending else Sort(column, descending=True))

    def with_filter(self, chosen: Filter) -> "Arrangement":
        """Return the arrangement with a column's filter exchanged, or added as the last."""
        if self.filter_of(chosen.column) is None:
            return replace(self, filters=(*self.filters, chosen))
        kept = (chosen if f.column == chosen.column else f for f in self.filters)
        return replace(self, filters=tuple(kept))

    def without_filter(self, column: str) -> "Arrangement":
        """Return the arrangement without a column's filter."""
        return replace(self, filters=tuple(f for f in self.filters if f.column != column))

    def among(self, columns: Iterable[Column]) -> "Arrangement":
        """Return what of it a sheet of some columns can take."""
        if self == NOTHING:
            return self
        keys = {column.key for column in columns}
        sort = self.sort if self.sort is not None and self.sort.column in keys else None
        return Arrangement(sort, tuple(f for f in self.filters if f.column in keys))

    def rewritten(self, columns: Iterable[Column]) -> "Arrangement":
        """Return what of it still holds where numbers are written another way: no texts of them."""
        numeric = {column.key for column in columns if column.kind in NUMERIC}
        texts = OneOf | Holding
        kept = (f for f in self.filters if not (isinstance(f, texts) and f.column in numeric))
        return replace(self, filters=tuple(kept))


NOTHING = Arrangement()


@dataclass(frozen=True)
class Listing:
    """A column of few values: (text, rows that have it), by size, then by alphabet, blanks last.

    `dates` stand by time.
    """

    values: tuple[tuple[str, int], ...]
    dates: bool = False


@dataclass(frozen=True)
class Texts:
    """A column whose texts hardly repeat, such as ids: it is searched."""


@dataclass(frozen=True)
class Extent:
    """A column of dates, money, rates or numbers from `low` to `high`; NaN where all are empty."""

    low: float
    high: float
    blanks: int = 0
    dates: bool = False
    currency: str = ""
    style: NumberStyle = ENGLISH
    rates: bool = False

    def show(self, value: float) -> str:
        """Return an end as it is shown and can be typed."""
        if value != value:  # noqa: PLR0124
            return ""
        if self.dates:
            return iso(int(value))
        if self.rates:
            return units.rate(value, self.style)
        if self.currency:
            return units.money(value, self.currency, self.style)
        return units.number(value, self.style)

    def read(self, text: str, *, last: bool = False) -> float | None:
        """Return the end a person typed, None for nothing; RefusedError for anything else.

        A month stands for its first day, as the last of the two ends for its last.
        """
        typed = text.strip()
        if not typed:
            return None
        try:
            return _day(typed, last) if self.dates else self._number(typed)
        except ValueError:
            usual = "2027-01-31" if self.dates else "12%" if self.rates else "1,000"
            example = self.show(self.low) or usual
            kind = "date" if self.dates else "number"
            problem = Problem(f"'{typed}' is no {kind}", remedy=f"Type one such as {example}")
            raise RefusedError(problem) from None

    def _number(self, text: str) -> float:
        """Return what a text says as cells show it: with any sign, and +4pt is 4 %."""
        if self.rates:
            return parse_rate(_POINTS.sub("%", text), self.style)
        return parse_amount(text, self.style, Unit.MONEY if self.currency else Unit.NUMBER)


def _day(text: str, last: bool) -> float:
    if text.count("-") == 1:
        month = parse_month(text)
        return float(last_day(month) if last else parse_day(f"{text}-01"))
    return float(parse_day(text))


Choices = Listing | Texts | Extent


class ArrangedSheet(Sheet, Protocol):
    """A sheet that can be sorted and filtered by every column; columns are named by their keys."""

    @property
    def arrangement(self) -> Arrangement:
        """How its rows are arranged now."""

    @property
    def total(self) -> int:
        """How many rows there are without filters."""

    @property
    def matched(self) -> int:
        """How many of them the filters ask for."""

    @property
    def noun(self) -> str:
        """What its rows are called, such as journeys."""

    @property
    def records(self) -> bool:
        """Whether its rows are a list of records: a click on a title sorts them."""

    def arranged(self, arrangement: Arrangement) -> Sheet:
        """Return the same sheet arranged another way; it may be asked for in a thread."""

    def choices(self, column: str) -> Choices:
        """Return what a column can be filtered by, counted over rows the other filters keep."""

    def told(self, chosen: Filter) -> str:
        """Return a filter in words, such as Channel = Events."""

    def title_of(self, column: str) -> str:
        """Return a column's title by its key, hidden or not."""


def as_arranged(sheet: object) -> ArrangedSheet | None:
    """Return a sheet that can be arranged, None for another.

    Its type is asked: `isinstance` would work out every property first.
    """
    return cast("ArrangedSheet", sheet) if hasattr(type(sheet), "arranged") else None


def name_of(column: Column) -> str:
    """Return what a column is called where its title does not stand above its cells."""
    return column.title or "Name"


def filter_words(title: str, chosen: Filter, choices: Choices) -> str:
    """Return a filter on a column of that title in words."""
    if isinstance(chosen, Holding):
        return f"{title} holds “{chosen.text}”"
    if isinstance(chosen, OneOf):
        return _values_words(title, chosen, choices)
    if chosen.blanks is Blanks.ONLY:
        return f"{title} is blank"
    ends = choices if isinstance(choices, Extent) else Extent(0, 0)
    low, high = (None if end is None else ends.show(end) for end in (chosen.low, chosen.high))
    also = " or blank" if chosen.blanks is Blanks.IN else ""
    if low is None and high is None:
        return f"{title} is not blank"
    if low is None or high is None:
        return f"{title} {'to' if low is None else 'from'} {high if low is None else low}{also}"
    return f"{title} {low} – {high}{also}"


def _values_words(title: str, chosen: OneOf, choices: Choices) -> str:
    listed = [text for text, _ in choices.values] if isinstance(choices, Listing) else []
    named = [text for text in listed if text in chosen.values]
    missing = [text for text in listed if text not in chosen.values]
    if 0 < len(missing) <= VALUES_NAMED and len(missing) < len(named):
        return f"{title} without {', '.join(missing)}"
    more = len(chosen.values) - min(len(named), VALUES_NAMED)
    words = ", ".join(named[:VALUES_NAMED]) or "nothing"
    return f"{title} = {words}" + (f" and {more} more" if named and more else "")
