"""Monthly counts of what never became a record: visits, attendees, cards, responses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, Month, parse_month
from planner.base.units import count
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.values.fields import COUNTED, COUNTED_IN
from planner.intake.values.typed import Texts
from planner.journeys.table import BLANK, Codes, Mask, StageVolume

UNNAMED = "Count"
"""What is counted where neither a column nor a header says it."""
_LISTED = 5
_TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "gesamt", "summe", "gesamtsumme", "somme", "suma"}
)
_Key = tuple[str, str, Month]


@dataclass(frozen=True, eq=False)
class _Counts:
    """One column of counts: `rows` (n) it holds for, what was counted, and in which months (n)."""

    header: str
    name: str
    measure: Texts
    months: Codes


@dataclass(eq=False)
class _Sum:
    """Counts added up, by the first spelling of every measure and channel."""

    totals: dict[_Key, float] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)

    def add(self, measure: str, channel: str, month: Month, number: float) -> None:
        key = (self._name(measure), self._name(channel), month)
        self.totals[key] = self.totals.get(key, 0.0) + number

    def _name(self, text: str) -> str:
        return self.spelt.setdefault(text.casefold(), text)


def read_volumes(
    tables: Sequence[ProposedTable],
) -> tuple[tuple[StageVolume, ...], tuple[str, ...]]:
    """Return the counts of all tables by measure, channel and month, and what was not read.

    A row holds one count, or one per column: a column for each measure, or for each month. Counts
    of one measure, channel and month are added up; blank cells and totals count nothing.
    """
    found = _Sum()
    notes: list[str] = []
    for table in tables:
        refused = np.zeros(table.size, bool)
        channels = _texts(table, ("lead_source", "campaign"), BLANK)
        single = np.array([text.casefold() not in _TOTALS for text in channels], bool)
        for counts in _columns(table):
            numbers = table.typed.money[counts.name]
            filled = single & ~_blank(table, counts.header)
            good = filled & (numbers >= 0) & (counts.months != NO_DAY)
            refused |= filled & ~good
            for i in np.flatnonzero(good).tolist():
                month, number = int(counts.months[i]), float(numbers[i])
                found.add(counts.measure[i], channels[i], month, number)
        notes += _note(table, refused)
    volumes = (StageVolume(*key, count=total) for key, total in found.totals.items())
    return tuple(sorted(volumes, key=lambda v: (v.stage, v.channel, v.month))), tuple(notes)


def _columns(table: ProposedTable) -> Iterator[_Counts]:
    days = table.typed.days.get("month", np.full(table.size, NO_DAY, np.int32))
    stated = months_of(days)
    for column in table.columns:
        name = column.field or ""
        if name == "count":
            yield _Counts(column.header, name, _texts(table, ("measure",), UNNAMED), stated)
        elif name.startswith(COUNTED):
            measure = np.full(table.size, name.removeprefix(COUNTED), dtype=object)
            yield _Counts(column.header, name, measure, stated)
        elif name.startswith(COUNTED_IN):
            month = parse_month(name.removeprefix(COUNTED_IN))
            months = np.full(table.size, month, np.int32)
            yield _Counts(column.header, name, _texts(table, ("measure",), UNNAMED), months)


def _texts(table: ProposedTable, names: tuple[str, ...], otherwise: str) -> Texts:
    """Return the first of some fields that has a column, blanks replaced."""
    found = (table.typed.texts[name] for name in names if name in table.typed.texts)
    texts = next(found, np.full(table.size, "", dtype=object))
    return np.where(texts == "", otherwise, texts)


def _blank(table: ProposedTable, header: str) -> Mask:
    read = table.table
    return read.columns[read.headers.index(header)].blank(np.arange(read.size))


def _note(table: ProposedTable, refused: Mask) -> list[str]:
    """Say how many rows hold a count that was not read, and where the first of them stand."""
    rows = np.flatnonzero(refused)
    if not len(rows):
        return []
    places = [count(n) for n in table.table.row_numbers[rows[:_LISTED]].tolist()]
    listed = f"row{'s' if len(rows) > 1 else ''} {', '.join(places)}"
    more = " and others" if len(rows) > _LISTED else ""
    sheet = f", sheet '{table.sheet}'" if table.sheet else ""
    words = "row holds" if len(rows) == 1 else "rows hold"
    return [
        f"{table.path.name}{sheet}: {count(len(rows))} {words} a count without a month, or one "
        f"that is no number from 0 on, and {'is' if len(rows) == 1 else 'are'} left out "
        f"({listed}{more})."
    ]
