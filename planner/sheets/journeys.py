"""The grid of journeys: a million rows, decoded when shown, sorted and filtered as numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.table import Journeys, Mask
from planner.plan.edits import Draft
from planner.sheets.arrangement import (
    NOTHING,
    Arrangement,
    Choices,
    Filter,
    Sort,
    filter_words,
)
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row
from planner.sheets.joined import joined_field
from planner.sheets.journey_fields import (
    DayField,
    Field,
    IdField,
    LabelField,
    MoneyField,
    Rows,
    order_of,
)
from planner.sheets.table import refuse_change, said
from planner.sheets.words import title

_OUTCOMES = ("open", "won", "lost")


class Fields:
    """The columns of rows about journeys, by key; `ids` (n) names each row's journey.

    The last order is kept.
    """

    def __init__(self, ids: Sequence[str], by_key: Mapping[str, Field]) -> None:
        self.ids = ids
        self.by_key = by_key
        self._ordered: tuple[Sort, Rows] | None = None
        self._choices: dict[str, Choices] = {}

    def choices(self, column: str, among: Mask | None = None) -> Choices:
        """Return what a column can be filtered by, counted among some journeys, None for all."""
        if among is not None:
            return self.by_key[column].choices(among)
        if column not in self._choices:
            self._choices[column] = self.by_key[column].choices(None)
        return self._choices[column]

    def kept(self, filters: Iterable[Filter], among: Rows | None) -> Mask | None:
        """Return which journeys all filters keep, (n), of those `among`; None for all."""
        mask: Mask | None = None
        if among is not None:
            mask = np.zeros(len(self.ids), np.bool_)
            mask[among] = True
        for chosen in filters:
            keeps = self.by_key[chosen.column].keeps(chosen)
            mask = keeps if mask is None else mask & keeps
        return mask

    def order(self, sort: Sort) -> Rows:
        """Return all journeys in an order."""
        if self._ordered is None or self._ordered[0] != sort:
            key = self.by_key[sort.column].key(sort.descending)
            self._ordered = (sort, order_of(key))
        return self._ordered[1]

    def arranged(self, arrangement: Arrangement, among: Rows | None) -> Rows | None:
        """Return the journeys of an arrangement in its order, None for all in their own."""
        mask = self.kept(arrangement.filters, among)
        if arrangement.sort is None:
            if mask is None or not arrangement.filters:
                return among
            return np.flatnonzero(mask)
        order = self.order(arrangement.sort)
        return order if mask is None else order[mask[order]]


class JourneyFields(Fields):
    """The columns of a journey table."""

    def __init__(self, journeys: Journeys, style: NumberStyle) -> None:
        super().__init__(journeys.ids, dict(_fields(journeys, style)))
        self.journeys = journeys


@dataclass(frozen=True, eq=False)
class JourneysSheet:
    """An `ArrangedSheet` of journeys, or of what is known of them row by row.

    `among` are the rows it is about, all without it; `rows` those shown, in their order.
    """

    fields: Fields
    columns: tuple[Column, ...]
    among: Rows | None = None
    arrangement: Arrangement = NOTHING
    rows: Rows | None = None
    name: str = "Journeys"
    frozen: int = 1
    noun: str = "journeys"
    records: bool = True

    @property
    def row_count(self) -> int:
        """How many journeys are shown."""
        return len(self.fields.ids) if self.rows is None else len(self.rows)

    @property
    def matched(self) -> int:
        """How many journeys the filters keep."""
        return self.row_count

    @property
    def total(self) -> int:
        """How many journeys it is about."""
        return len(self.fields.ids) if self.among is None else len(self.among)

    def row(self, row: int) -> Row:
        """Return a journey's identity."""
        return Row(self.fields.ids[self._at(row)])

    def row_of(self, key: str) -> int | None:
        """Return where a journey stands among those shown, None where it does not."""
        try:
            at = self.fields.ids.index(key)
        except ValueError:
            return None
        if self.rows is None:
            return at
        found = np.flatnonzero(self.rows == at)
        return int(found[0]) if len(found) else None

    def cell(self, row: int, column: int) -> Cell:
        """Return one field of one journey."""
        field = self.fields.by_key[self.columns[column].key]
        return field.cells(np.array([self._at(row)]))[0]

    def lines(self, first: int, last: int) -> list[tuple[Cell, ...]]:
        """Return all cells of the rows `first` to `last`."""
        shown = slice(first, last + 1)
        rows = np.arange(first, last + 1) if self.rows is None else self.rows[shown]
        columns = (self.fields.by_key[column.key].cells(rows) for column in self.columns)
        return list(zip(*columns, strict=True))

    def explain(self, row: int, column: int) -> Explanation:
        """Return the field's name and value."""
        name = f"Journey {self.row(row).key} · {self.columns[column].title}"
        return said(name, self.cell(row, column).text or "not in the exports")

    def change(self, row: int, column: int, text: str) -> tuple[Draft, ...]:
        """Refuse: journeys come from the CRM."""
        return refuse_change(self.row(row).key, self.columns[column].key, text)

    def arranged(self, arrangement: Arrangement) -> "JourneysSheet":
        """Return the same journeys sorted and filtered another way."""
        rows = self.fields.arranged(arrangement, self.among)
        return replace(self, arrangement=arrangement, rows=rows)

    def about(self, among: Rows | None) -> "JourneysSheet":
        """Return a sheet about other journeys of the same table, as they come."""
        if among is None and self.among is None:
            return self
        return replace(self, among=among, arrangement=NOTHING, rows=among)

    def choices(self, column: str) -> Choices:
        """Return what a column can be filtered by."""
        others = self.arrangement.without_filter(column).filters
        return self.fields.choices(column, self.fields.kept(others, self.among))

    def told(self, chosen: Filter) -> str:
        """Return a filter in words."""
        name = self.title_of(chosen.column)
        return filter_words(name, chosen, self.fields.choices(chosen.column))

    def title_of(self, column: str) -> str:
        """Return a column's title by its key."""
        return next(c.title for c in self.columns if c.key == column)

    def _at(self, row: int) -> int:
        return row if self.rows is None else int(self.rows[row])


def journeys_sheet(
    journeys: Journeys, style: NumberStyle = ENGLISH, rows: Rows | None = None
) -> JourneysSheet:
    """Return the grid of journeys: id, stage dates, outcome, money and every dimension.

    `rows` picks and orders the journeys it is about.
    """
    stages = (Column(f"stage:{i}", name, Kind.TEXT, 104) for i, name in enumerate(journeys.stages))
    dimensions = (
        Column(f"dimension:{name}", title(name), Kind.TEXT, 132) for name in journeys.dimensions
    )
    columns = (
        Column("id", "Journey", Kind.TEXT, 176),
        *stages,
        Column("outcome", "Outcome", Kind.TEXT, 88),
        Column("left", "Left", Kind.TEXT, 104),
        Column("amount", "Amount", Kind.MONEY, 108),
        Column("opened_amount", "Opened amount", Kind.MONEY, 132),
        *dimensions,
        Column("closing", "Closing", Kind.TEXT, 104),
    )
    fields = JourneyFields(journeys, style)
    if any(journeys.deal_ids):
        columns = (*columns, Column("deal", "Opportunity", Kind.TEXT, 176))
    if "joined" in fields.by_key:
        columns = (*columns, Column("joined", "Joined", Kind.TEXT, 164))
    return JourneysSheet(fields, columns, rows, rows=rows)


def _fields(journeys: Journeys, style: NumberStyle) -> Iterable[tuple[str, Field]]:
    yield "id", IdField(journeys.ids)
    for i in range(len(journeys.stages)):
        yield f"stage:{i}", DayField(journeys.entered[:, i], journeys.reached[:, i])
    yield "outcome", LabelField(journeys.outcome, _OUTCOMES)
    yield "left", DayField(journeys.left)
    yield "amount", MoneyField(journeys.amount, journeys.currency, style)
    yield "opened_amount", MoneyField(journeys.opened_amount, journeys.currency, style)
    for name, dimension in journeys.dimensions.items():
        yield f"dimension:{name}", LabelField(dimension.codes, dimension.labels)
    yield "closing", DayField(journeys.closing)
    yield "deal", IdField(journeys.deal_ids)
    joined = joined_field(journeys)
    if joined is not None:
        yield "joined", joined
