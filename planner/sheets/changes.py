"""What changed in journeys between snapshots, as a grid: amount, close date and stage."""

from collections.abc import Sequence

import numpy as np

from planner.base import units
from planner.base.days import iso
from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.changes import Changes
from planner.journeys.changes import Field as Followed
from planner.journeys.table import Mask, Money
from planner.sheets.arrangement import Filter, Holding, Texts
from planner.sheets.cells import EMPTY, Cell, Column, Kind
from planner.sheets.journey_fields import DayField, Field, IdField, Key, LabelField, Rows
from planner.sheets.journeys import Fields, JourneysSheet

NAMES = {Followed.AMOUNT: "Amount", Followed.CLOSING: "Close date", Followed.STAGE: "Stage"}
COLUMNS = (
    Column("id", "Journey", Kind.TEXT, 160),
    Column("as_of", "Seen on", Kind.TEXT, 104),
    Column("since", "Unlike on", Kind.TEXT, 104),
    Column("field", "What", Kind.TEXT, 104),
    Column("before", "Before", Kind.TEXT, 132),
    Column("after", "After", Kind.TEXT, 132),
)


def changes_sheet(changes: Changes, style: NumberStyle = ENGLISH) -> JourneysSheet:
    """Return the grid of changes, to be sorted and filtered by every column."""
    fields: dict[str, Field] = {
        "id": IdField(changes.ids),
        "as_of": DayField(changes.as_of),
        "since": DayField(changes.since),
        "field": LabelField(changes.field, tuple(NAMES[field] for field in Followed)),
        "before": ValueField(changes, changes.before, style),
        "after": ValueField(changes, changes.after, style),
    }
    return JourneysSheet(Fields(changes.ids, fields), COLUMNS, name="Changes", noun="changes")


class ValueField:
    """What a field was or became: money, a date or a stage by the field of its row."""

    def __init__(self, changes: Changes, values: Money, style: NumberStyle) -> None:
        self._changes, self._values, self._style = changes, values, style

    def cells(self, rows: Rows) -> list[Cell]:
        """Return the values as they read."""
        return [Cell(text, text) if text else EMPTY for text in self._texts(rows)]

    def key(self, descending: bool) -> Key:
        """Return the values, those of one field together, stages in the funnel's order."""
        blank, values = np.isnan(self._values), np.nan_to_num(self._values)
        places = np.unique(values, return_inverse=True)[1].astype(np.float64)
        key = self._changes.field * float(len(places) + 1) + places
        return np.where(blank, np.nan, -key if descending else key)

    def keeps(self, chosen: Filter) -> Mask:
        """Return the changes whose value holds a text."""
        if not isinstance(chosen, Holding):
            raise ValueError("values of several kinds are searched")  # noqa: TRY004
        wanted = chosen.text.casefold()
        found = (wanted in text.casefold() for text in self._texts(np.arange(len(self._values))))
        return np.fromiter(found, np.bool_, len(self._values))

    def choices(self, among: Mask | None) -> Texts:  # noqa: ARG002
        """Return that they are searched."""
        return Texts()

    def _texts(self, rows: Rows) -> Sequence[str]:
        fields, values = self._changes.field[rows].tolist(), self._values[rows].tolist()
        return [self._text(field, value) for field, value in zip(fields, values, strict=True)]

    def _text(self, field: int, value: float) -> str:
        if value != value:  # noqa: PLR0124
            return ""
        if field == Followed.AMOUNT:
            return units.money(value, self._changes.currency, self._style)
        return iso(int(value)) if field == Followed.CLOSING else self._changes.states[int(value)]
