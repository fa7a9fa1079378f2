"""Every open lead and deal with its expected value: a grid that can be sorted and filtered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import NO_DAY, iso
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import Floats
from planner.evidence.passages import Prepared, Source, prepare
from planner.evidence.regression import Expected, days_left, expected_values
from planner.journeys.table import Journeys, Mask
from planner.sheets.arrangement import Arrangement, Sort
from planner.sheets.cells import Column, Explanation, Kind
from planner.sheets.journey_fields import DayField, Field, IdField, LabelField, MoneyField, Rows
from planner.sheets.journeys import Fields, JourneysSheet
from planner.sheets.number_fields import NumberField
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, title

NAME = "Open leads"
FURTHEST = 2**20
"""Days beyond which no date is worked out: what may never close has none."""


@dataclass(frozen=True, eq=False)
class OpenDeals:
    """k open journeys by the regressions on closed ones, and the days each has still to go, (k)."""

    prepared: Prepared
    expected: Expected
    left: Floats

    @property
    def journeys(self) -> Journeys:
        """All journeys."""
        return self.prepared.journeys

    @cached_property
    def closing(self) -> Rows:
        """The day half of those like each would be won by, if ever, (k); NO_DAY where not told."""
        known = self.left < FURTHEST
        days = np.where(known, np.rint(np.where(known, self.left, 0.0)), 0).astype(np.int64)
        return np.where(known, self.journeys.as_of + days, NO_DAY)

    @cached_property
    def since(self) -> Rows:
        """The day each entered the stage it stands in, (k); NO_DAY without a date."""
        found = self.expected
        return np.asarray(self.prepared.effective[found.rows, found.stage])


def find_open(source: Source, window: Window | None, where: Mask | None = None) -> OpenDeals:
    """Value all that is open; meant for a thread."""
    prepared = prepare(source)
    found = expected_values(prepared, window=window, where=where)
    left = days_left(prepared, found, window=window, where=where)
    return OpenDeals(prepared, found, left)


class OpenFields(Fields):
    """The columns of what is open."""

    def __init__(self, found: OpenDeals, style: NumberStyle, currency: str) -> None:
        ids = tuple(found.journeys.ids[row] for row in found.expected.rows.tolist())
        super().__init__(ids, dict(_fields(found, ids, style, currency)))
        self.found, self.tongue = found, Tongue(style, currency)


@dataclass(frozen=True, eq=False)
class OpenSheet(JourneysSheet):
    """The grid of what is open; its rows number the open ones, not the journeys."""

    def explain(self, row: int, column: int) -> Explanation:
        """Return what is expected of a lead or deal, as a sentence."""
        key, place = self.columns[column].key, self._at(row)
        if key.startswith("dimension:") or not isinstance(self.fields, OpenFields):
            return super().explain(row, column)
        return _explain(self.fields.found, place, self.row(row).key, key, self.fields.tongue)

    @property
    def shown(self) -> Rows:
        """Return which of the open ones are shown, in their order."""
        return np.arange(self.row_count) if self.rows is None else self.rows


def open_sheet(found: OpenDeals, style: NumberStyle = ENGLISH, currency: str = "USD") -> OpenSheet:
    """Return the grid of what is open, the most valuable first.

    Column keys are id, stage, chance, size, value, left, closing, since, and `dimension:NAME`.
    """
    columns = (
        Column("id", "Lead or deal", Kind.TEXT, 176),
        Column("stage", "Open in", Kind.TEXT, 110),
        Column("value", "Expected value", Kind.MONEY, 130, bold=True),
        Column("chance", "Chance of a win", Kind.RATE, 130),
        Column("size", "Expected amount", Kind.MONEY, 140),
        Column("left", "Days left", Kind.DAYS, 90),
        Column("closing", "Expected close", Kind.TEXT, 120),
        Column("since", "There since", Kind.TEXT, 110),
        *(
            Column(f"dimension:{name}", title(name), Kind.TEXT, 132)
            for name in found.journeys.dimensions
        ),
    )
    sheet = OpenSheet(
        OpenFields(found, style, currency), columns, name=NAME, noun="open leads and deals"
    )
    arranged = sheet.arranged(Arrangement(Sort("value", descending=True)))
    return arranged if isinstance(arranged, OpenSheet) else sheet


def _fields(
    found: OpenDeals, ids: tuple[str, ...], style: NumberStyle, currency: str
) -> Iterable[tuple[str, Field]]:
    expected, journeys = found.expected, found.journeys
    yield "id", IdField(ids)
    yield "stage", LabelField(expected.stage.astype(np.int32), journeys.stages)
    yield "value", MoneyField(expected.value, currency, style)
    yield "chance", NumberField(expected.chance, Unit.RATE, style)
    yield "size", MoneyField(expected.size, currency, style)
    yield "left", NumberField(found.left, Unit.DAYS, style)
    yield "closing", DayField(found.closing.astype(np.int32))
    yield "since", DayField(found.since.astype(np.int32))
    for name, dimension in journeys.dimensions.items():
        yield f"dimension:{name}", LabelField(dimension.codes[expected.rows], dimension.labels)


def _explain(found: OpenDeals, place: int, name: str, column: str, tongue: Tongue) -> Explanation:
    expected, stages = found.expected, found.journeys.stages
    stage = stages[int(expected.stage[place])]
    chance, size = float(expected.chance[place]), float(expected.size[place])
    since, closing = int(found.since[place]), int(found.closing[place])
    stands = f"Open in {stage}" + ("" if since == NO_DAY else f" since {iso(since)}")
    if column in {"left", "closing"}:
        if closing == NO_DAY:
            return said(name, f"{stands}. There is too little to say when it closes.")
        return said(
            name,
            strong(f"{tongue.show(float(found.left[place]), Unit.DAYS)} days"),
            f" from now, {iso(closing)}, half of those like it that took as long as it has would "
            f"be won, if ever. {stands}.",
        )
    if np.isnan(chance) or np.isnan(size):
        why = " ".join(expected.missing) or "Its value cannot be told."
        return said(name, f"{stands}. {why}")
    return said(
        name,
        strong(tongue.show(chance * size, Unit.MONEY)),
        " expected = chance of a win ",
        strong(tongue.rate(chance)),
        f" (of closed ones like it that had reached {stage}) × expected amount ",
        strong(tongue.show(size, Unit.MONEY)),
        f". {stands}.",
    )


def open_standing(
    found: OpenDeals, shown: Rows, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> str:
    """Say what those shown are expected to bring, and how much of all that is."""
    tongue, expected = Tongue(style, currency), found.expected
    value = expected.value[shown]
    told = value[np.isfinite(value)]
    if not len(expected.rows):
        return "Nothing is open."
    if not len(told):
        why = " ".join(expected.missing) or "Their value cannot be told."
        return f"{tongue.count(len(shown))} open leads and deals. {why}"
    total = float(np.sort(told).sum())
    text = (
        f"{tongue.count(len(told))} open leads and deals are expected to bring "
        f"{tongue.short(total)}: each its chance of a win × its expected amount."
    )
    if len(shown) < len(expected.rows):
        text += f" That is {tongue.rate(total / expected.total, 0)} of all that is open."
    if len(told) < len(value):
        text += f" {tongue.count(len(value) - len(told))} more have too little to go by."
        text = " ".join((text, *expected.missing))
    return text
