"""The figures of the Progress sheet, worked out once: by measure, by line, to date and by month."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from planner.base import units
from planner.base.days import month_text
from planner.base.stages import Owner
from planner.base.units import DASH
from planner.commitments.against import Against, Ends, Rows
from planner.commitments.progress import Progress
from planner.commitments.variance import CAPACITY, VarianceItem
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind
from planner.sheets.cells import Kind
from planner.sheets.words import Tongue, heading, step

BOOKINGS, UNPLANNED, TEAM = "bookings", "unplanned", "team"
OUTSIDE = "Outside its lines"
APART = {UNPLANNED: "Not in the plan", TEAM: "The team’s limits"}
"""Rows that only have a part of the difference, and their names."""
Of = Callable[[Against, Rows], Ends]


@dataclass(frozen=True)
class Measure:
    """A measure of the funnel: `of` gives plan and actual; `driver` is what the bridge calls it.

    Lines that begin after stage `first` have none of it.
    """

    key: str
    title: str
    kind: Kind
    of: Of
    driver: Driver | None = None
    first: int | None = None

    def show(self, value: float, tongue: Tongue) -> str:
        """Return a value as a cell shows it."""
        if not math.isfinite(value):
            return DASH
        if self.kind is Kind.MONEY:
            return tongue.short(value)
        if self.kind is Kind.RATE:
            return tongue.rate(value)
        return units.days(value, tongue.style) if self.kind is Kind.DAYS else tongue.count(value)

    def change(self, value: float, tongue: Tongue) -> str:
        """Return a difference with its sign."""
        if self.kind is Kind.MONEY:
            return tongue.short(value, signed=True)
        if self.kind is Kind.RATE:
            return units.points(value, tongue.style)
        digits = 1 if self.kind is Kind.DAYS else 0
        return units.number(value, tongue.style, digits, signed=True)


def measures(stages: tuple[str, ...]) -> tuple[Measure, ...]:
    """Return every measure in the order of the sheet."""
    steps = range(len(stages) - 1)
    return (
        Measure(BOOKINGS, "Bookings", Kind.MONEY, lambda a, rows: a.bookings(rows)),
        Measure("volume", "Volume", Kind.NUMBER, lambda a, rows: a.volume(rows), VOLUME),
        *(_rate(stages, j) for j in steps),
        Measure("size", "Deal size", Kind.MONEY, lambda a, rows: a.deal_size(rows), DEAL_SIZE),
        *(_days(stages, j) for j in steps),
        *(_entries(stages, stage) for stage in range(1, len(stages))),
    )


def _rate(stages: tuple[str, ...], j: int) -> Measure:
    driver = Driver(DriverKind.RATE, j)
    return Measure(
        f"rate:{j}", step(stages, j), Kind.RATE, lambda a, rows: a.rate(j, rows), driver, j
    )


def _days(stages: tuple[str, ...], j: int) -> Measure:
    name, driver = f"Days {step(stages, j)}", Driver(DriverKind.LAG, j)
    return Measure(f"lag:{j}", name, Kind.DAYS, lambda a, rows: a.days((j,), rows), driver, j)


def _entries(stages: tuple[str, ...], stage: int) -> Measure:
    name = heading(stages[stage])
    return Measure(
        f"stage:{stage}", name, Kind.NUMBER, lambda a, rows: a.entries(stage, rows), None, stage
    )


@dataclass(frozen=True, eq=False)
class Figures:
    """What the sheet shows: `ends` by row key, to date and then month by month.

    Row keys are `MEASURE` and `MEASURE/LINE`.
    """

    progress: Progress
    ends: dict[str, tuple[Ends, ...]] = field(default_factory=dict)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The measures by key."""
        return {m.key: m for m in measures(self.progress.found.agreed.plan.stages)}

    def measure(self, key: str) -> Measure:
        """Return the measure of a row."""
        return self.measures[key.partition("/")[0]]

    def of(self, key: str, column: str) -> Ends:
        """Return plan and actual of a row, in a month or to date."""
        months = [month_text(month) for month in self.progress.months]
        return self.ends[key][1 + months.index(column) if column in months else 0]

    def apart(self, key: str) -> list[VarianceItem]:
        """Return the bridge's items of a row that has only a part of the difference."""
        driver = CAPACITY if key == TEAM else None
        return [item for item in self.progress.variance.items if item.driver == driver]

    def items(self, key: str) -> list[VarianceItem]:
        """Return the bridge's items that a row stands for."""
        measure, _, line = key.partition("/")
        if measure in APART:
            found = self.apart(measure)
        else:
            driver = self.measures[measure].driver
            found = [i for i in self.progress.variance.items if driver and i.driver == driver]
        return [item for item in found if not line or (item.line or OUTSIDE) == line]

    def worth(self, key: str) -> float | None:
        """Return a row's part of the difference in bookings, None where it has none."""
        if key == BOOKINGS:
            return self.progress.variance.gap
        found = self.items(key)
        return sum(item.worth for item in found) if found else None

    def owner(self, key: str) -> Owner | None:
        """Return who owns a row; of several lines only where all are one owner's."""
        measure, _, line = key.partition("/")
        plan = self.progress.found.agreed.plan
        if measure in APART:
            owners = {item.owner for item in self.items(key)}
        else:
            driver = self.measures[measure].driver
            lines = [one for one in plan.lines if driver and (not line or one.name == line)]
            owners = {plan.owner(one, driver) for one in lines if driver}
        return owners.pop() if len(owners) == 1 else None


def figures(progress: Progress) -> Figures:
    """Work out every figure, of all lines together and line by line."""
    made = Figures(progress)
    lines = progress.found.agreed.plan.lines
    spans = [progress.to_date, *(progress.month(month) for month in progress.months)]
    for measure in made.measures.values():
        last = len(progress.found.agreed.plan.stages) if measure.first is None else measure.first
        rows: dict[str, Rows] = {measure.key: None}
        rows |= {
            f"{measure.key}/{one.name}": [i] for i, one in enumerate(lines) if one.entry <= last
        }
        for key, places in rows.items():
            made.ends[key] = tuple(measure.of(span, places) for span in spans)
    return made
