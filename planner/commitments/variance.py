"""Plan against actual: the exact bridge from what was planned to what happened, without residual.

Volume and deal size stand as they happened. A transition's factor in a month of landing is the
entries seen over those that the planned rates, lags and carry give from the actual entries before
it: with these factors the plan's own flow gives what happened, entry by entry. Where nothing was
expected, what came is the item "not in the plan".
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.stages import Owner
from planner.commitments.agreed import Actuals
from planner.evidence.figures import Floats
from planner.forecast.forward import Flow, landed, moving
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind

CAPACITY = Driver(DriverKind.CAPACITY)
LEAST_EXPECTED = 1e-6
"""Fewer entries than this were not expected: no factor would tell anything."""
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(5)


@dataclass(frozen=True, eq=False)
class Course:
    """One course of events through a flow of L lines, S stages, T run months.

    `volume` (L, S, T): entries from outside. `factors` (L, S - 1, T): of what is expected to land,
    so much did. `unplanned` (L, S, T): what came where nothing was expected. `deal_size` (L, T).
    """

    volume: Floats
    factors: Floats
    unplanned: Floats
    deal_size: Floats

    def towards(self, other: "Course", t: float) -> "Course":
        """Return the course a part of the way to another one."""
        mine = self.volume, self.factors, self.unplanned, self.deal_size
        theirs = other.volume, other.factors, other.unplanned, other.deal_size
        return Course(*(a + t * (b - a) for a, b in zip(mine, theirs, strict=True)))


@dataclass(frozen=True, slots=True)
class VarianceItem:
    """What one driver of one line did to bookings; `driver` None: not in the plan.

    `planned` and `actual` are sums of the months for volume, means for all else; None where they
    say nothing.
    """

    line: str
    driver: Driver | None
    owner: Owner
    planned: float | None
    actual: float | None
    worth: float


@dataclass(frozen=True, eq=False)
class Variance:
    """Plan against actual over months that are over; the items add up to the difference."""

    months: tuple[int, ...]
    planned: float
    actual: float
    items: tuple[VarianceItem, ...]

    @property
    def gap(self) -> float:
        """Actual minus planned bookings."""
        return self.actual - self.planned

    @property
    def gross(self) -> float:
        """Sum of the items' sizes."""
        return float(sum(abs(item.worth) for item in self.items))

    @cached_property
    def by_owner(self) -> dict[Owner, float]:
        """What each owner's items come to."""
        return {
            owner: sum(item.worth for item in self.items if item.owner is owner) for owner in Owner
        }


def planned_course(flow: Flow) -> Course:
    """Return the course that the plan expects."""
    return Course(flow.volume, np.ones_like(flow.rates), np.zeros_like(flow.volume), flow.deal_size)


def actual_course(flow: Flow, first: Floats, entered: Floats, booked: Floats) -> Course:
    """Return the course that gives `entered` (L, S, T) and `booked` (L, T) exactly.

    What comes from outside are the entries of the stages up to a line's `first` (L,); beyond it all
    come through the stage before. Where nobody won, the deal size stays the planned one.
    """
    outside = np.arange(len(flow.stages))[None, :, None] <= first[:, None, None]
    volume = np.where(outside, entered, 0.0)
    factors, unplanned = np.ones_like(flow.rates), np.zeros_like(flow.volume)
    for j in range(flow.rates.shape[1]):
        expected = flow.carried[:, j] + landed(flow, j, entered[:, j])
        came = np.where(outside[:, j + 1], 0.0, entered[:, j + 1])
        known = expected > LEAST_EXPECTED
        inside = ~outside[:, j + 1] & known
        factors[:, j] = np.where(outside[:, j + 1], 1.0, 0.0)
        np.divide(came, expected, out=factors[:, j], where=inside)
        unplanned[:, j + 1] = np.where(known, 0.0, came)
        volume[:, j + 1] -= np.where(outside[:, j + 1], expected, 0.0)
    won = entered[:, -1]
    size = np.divide(booked, won, out=flow.deal_size.astype(np.float64), where=won > 0.0)
    return Course(volume, factors, unplanned, size)


def entries_of(flow: Flow, course: Course) -> tuple[Floats, Floats]:
    """Return entries (L, S, T), and what was expected to land in stages 1 … (L, S - 1, T)."""
    n = course.volume + course.unplanned
    expected = np.zeros_like(flow.rates)
    for j in range(flow.rates.shape[1]):
        expected[:, j] = flow.carried[:, j] + landed(flow, j, n[:, j])
        n[:, j + 1] += course.factors[:, j] * expected[:, j]
    return n, expected


def worths(flow: Flow, planned: Course, actual: Course, counted: Floats) -> Floats:
    """Return each driver's Shapley value by line, (L, 3 + J): volume, rates, unplanned, deal size.

    Bookings, summed over the `counted` months (T,), are linear in each block, so that the value is
    the integral of a block's slope with all blocks mixed (Owen 1972); five points of Gauss-Legendre
    are exact up to ten drivers.
    """
    total = np.zeros((len(flow.lines), 3 + flow.rates.shape[1]))
    for point, weight in zip(_POINTS, _WEIGHTS, strict=True):
        mixed = planned.towards(actual, (point + 1.0) / 2.0)
        total += weight / 2.0 * _slopes(flow, mixed, planned, actual, counted)
    return total


def _slopes(flow: Flow, mixed: Course, start: Course, end: Course, counted: Floats) -> Floats:
    n, expected = entries_of(flow, mixed)
    count = flow.rates.shape[1]
    price = mixed.deal_size * counted
    deal = _dot(n[:, -1] * counted, end.deal_size - start.deal_size)
    rates = np.zeros((len(n), count))
    volume = _dot(price, (end.volume - start.volume)[:, -1])
    unplanned = _dot(price, (end.unplanned - start.unplanned)[:, -1])
    for j in reversed(range(count)):
        rates[:, j] = _dot(price * expected[:, j], (end.factors - start.factors)[:, j])
        back = np.swapaxes(flow.spreads[:, j], 1, 2)
        price = moving(back, price * mixed.factors[:, j]) * flow.rates[:, j]
        volume += _dot(price, (end.volume - start.volume)[:, j])
        unplanned += _dot(price, (end.unplanned - start.unplanned)[:, j])
    return np.column_stack([volume, rates, unplanned, deal])


def _dot(left: Floats, right: Floats) -> Floats:
    return np.asarray((left * right).sum(axis=-1))


def variance(found: Actuals) -> Variance:
    """Return the bridge from the plan to what happened, over the plan's months that are over."""
    flow, months = found.agreed.seen.flow, found.months
    counted = np.zeros(flow.volume.shape[-1])
    counted[[found.at(month) for month in months]] = 1.0
    planned = planned_course(flow)
    first = np.array([line.entry for line in found.agreed.plan.lines], dtype=np.float64)
    actual = actual_course(flow, first, found.entered[:-1], found.bookings[:-1])
    items = _items(found, planned, actual, counted)
    items += _apart(found, flow, planned, counted)
    begins = found.at(months.start) - flow.start
    booked = found.agreed.seen.bookings[:, begins : begins + len(months)]
    return Variance(
        tuple(months),
        float(booked.sum()),
        float((found.bookings * counted).sum()),
        tuple(sorted(items, key=lambda item: -abs(item.worth))),
    )


def _items(found: Actuals, planned: Course, actual: Course, counted: Floats) -> list[VarianceItem]:
    flow, plan = found.agreed.seen.flow, found.agreed.plan
    worth = worths(flow, planned, actual, counted)
    count = flow.rates.shape[1]
    drivers = [VOLUME, *(Driver(DriverKind.RATE, j) for j in range(count)), None, DEAL_SIZE]
    made = []
    for row, line in enumerate(plan.lines):
        for at, driver in enumerate(drivers):
            if worth[row, at] == 0.0:
                continue
            owner = plan.owner(line, driver or VOLUME)
            ends = _ends(found, row, driver, counted)
            made.append(VarianceItem(line.name, driver, owner, *ends, float(worth[row, at])))
    return made


def _ends(
    found: Actuals, row: int, driver: Driver | None, counted: Floats
) -> tuple[float | None, float | None]:
    """Return what was planned and what happened of a driver, over the counted months."""
    flow, seen = found.agreed.seen.flow, found.entered[row]
    n, _ = entries_of(flow, planned_course(flow))
    if driver is None:
        return None, None
    if driver == VOLUME:
        entry = found.agreed.plan.lines[row].entry
        return float(n[row, entry] @ counted), float(seen[entry] @ counted)
    if driver == DEAL_SIZE:
        won, planned = float(seen[-1] @ counted), float(n[row, -1] @ counted)
        mean = float((n[row, -1] * flow.deal_size[row]) @ counted)
        booked = float(found.bookings[row] @ counted)
        return mean / planned if planned else None, booked / won if won else None
    planned_rate, factor = rate_ends(found, row, driver.index, counted)
    return planned_rate, None if planned_rate is None or factor is None else planned_rate * factor


def rate_ends(
    found: Actuals, row: int, step: int, counted: Floats
) -> tuple[float | None, float | None]:
    """Return the planned rate of a step, and by what factor entries seen differ from expected."""
    flow, seen = found.agreed.seen.flow, found.entered[row]
    entered = np.where(counted > 0, seen[step], 0.0)
    if entered.sum() <= 0.0:
        entered = counted
    planned = float((flow.rates[row, step] * entered).sum() / entered.sum())
    expected = flow.carried[:, step] + landed(flow, step, found.entered[:-1, step])
    due = float(expected[row] @ counted)
    return planned, float(seen[step + 1] @ counted) / due if due > 0.0 else None


def _apart(found: Actuals, flow: Flow, planned: Course, counted: Floats) -> list[VarianceItem]:
    """Return what the team's limits kept from the plan, and what came outside its lines."""
    made = []
    n, _ = entries_of(flow, planned)
    free = float((n[:, -1] * flow.deal_size * counted).sum())
    months = [found.at(m) - flow.start for m in found.months]
    held = free - float(found.agreed.seen.bookings[:, months].sum())
    if found.agreed.seen.capacity is not None and held:
        made.append(VarianceItem("", CAPACITY, Owner.SALES, None, None, held))
    outside = float(found.bookings[-1] @ counted)
    if outside:
        made.append(VarianceItem("", None, Owner.SHARED, None, outside, outside))
    return made
