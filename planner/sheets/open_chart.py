"""Charts of what is open: expected bookings by the stage it stands in, and by month of close."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, month_name
from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.funnel_words import FUNNEL
from planner.sheets.journey_fields import Rows
from planner.sheets.open_deals import OpenDeals
from planner.sheets.words import Tongue, plural

MOST_MONTHS = 12
STAGE, CLOSING = "stage", "closing"
"""The columns of the grid that the bars are drawn by."""


@dataclass(frozen=True, eq=False)
class Bars:
    """Which bar each of the open ones belongs to, and the cell each bar leads to: its largest."""

    groups: Rows
    places: Mapping[int, Place]

    def of(self, one: int) -> Place | None:
        """Return the cell of the bar that one of the open ones belongs to."""
        return self.places.get(int(self.groups[one]))

    def along(self, numbers: range) -> tuple[Place, ...]:
        """Return the cells of bars side by side; an empty one leads where the first other does."""
        anywhere = next(iter(self.places.values()))
        return tuple(self.places.get(number, anywhere) for number in numbers)


def bars_by(found: OpenDeals, column: str) -> Bars:
    """Return the bars by stage (STAGE), or by month of close (CLOSING)."""
    groups, known = found.expected.stage.astype(np.int64), np.isfinite(found.expected.value)
    if column == CLOSING:
        groups = months_of(found.closing.astype(np.int32)).astype(np.int64)
        known &= groups != NO_DAY
    (open_ones,) = np.nonzero(known)
    ranked = open_ones[np.argsort(-found.expected.value[open_ones], kind="stable")]
    numbers, firsts = np.unique(groups[ranked], return_index=True)
    ids = (found.journeys.ids[row] for row in found.expected.rows[ranked[firsts]].tolist())
    places = (Place(FUNNEL, name, column) for name in ids)
    return Bars(groups, dict(zip(numbers.tolist(), places, strict=True)))


def stage_chart(found: OpenDeals, style: NumberStyle = ENGLISH, currency: str = "USD") -> Chart:
    """Return the expected bookings of what stands in each stage, with how many there are."""
    tongue, expected = Tongue(style, currency), found.expected
    known = np.isfinite(expected.value)
    stages = found.journeys.stages[:-1]
    stage, value = expected.stage[known], expected.value[known]
    sums = np.bincount(stage, value, minlength=len(stages))
    counts = np.bincount(stage, minlength=len(stages))
    numbers = range(len(stages))
    places = bars_by(found, STAGE).along(numbers) if known.any() else ()
    x = tuple(map(float, numbers))
    series = Series("Expected", x, tuple(sums.tolist()), Mark.BARS, places=places)
    most, total = int(sums.argmax()), float(sums.sum())
    finding = "Expected bookings by stage"
    if total > 0:
        share = tongue.rate(float(sums[most]) / total, 0)
        finding = f"{share} of what is expected stands in {stages[most]}"
    return Chart(
        finding,
        f"Expected bookings of what is open, by stage; n = {tongue.count(int(known.sum()))}",
        (series,) if known.any() else (),
        labels=tuple(
            f"{tongue.count(int(n))} {name if n == 1 else plural(name)}"
            for name, n in zip(stages, counts.tolist(), strict=True)
        ),
        values_as=Kind.MONEY,
        empty="" if known.any() else _why(found),
    )


def closing_chart(found: OpenDeals, style: NumberStyle = ENGLISH, currency: str = "USD") -> Chart:
    """Return the expected bookings by the month each is expected to close in, a year ahead."""
    tongue, expected = Tongue(style, currency), found.expected
    closing = found.closing
    known = np.isfinite(expected.value) & (closing != NO_DAY)
    if not known.any():
        return Chart("Expected close", "", empty=_why(found))
    months, value = months_of(closing[known].astype(np.int32)), expected.value[known]
    first = int(months.min())
    size = min(int(months.max()) - first + 1, MOST_MONTHS)
    inside = months < first + size
    sums = np.bincount((months - first)[inside], value[inside], minlength=size)
    half = int(np.searchsorted(np.cumsum(sums), value.sum() / 2))
    names = tuple(f"{month_name(first + i)} {(first + i) // 12 % 100:02d}" for i in range(size))
    finding = (
        f"Half of what is expected closes by {names[half]}"
        if half < size
        else "Half of what is expected closes in more than a year"
    )
    later = float(value[~inside].sum())
    after = f"; {tongue.short(later)} later" if later > 0 else ""
    places = bars_by(found, CLOSING).along(range(first, first + size))
    x = tuple(map(float, range(size)))
    return Chart(
        finding,
        f"Expected bookings by expected month of close{after}; n = "
        f"{tongue.count(int(known.sum()))}",
        (Series("Expected", x, tuple(sums.tolist()), Mark.BARS, places=places),),
        labels=names,
        values_as=Kind.MONEY,
    )


def _why(found: OpenDeals) -> str:
    return " ".join(found.expected.missing) or "Nothing is open of which the value can be told."
