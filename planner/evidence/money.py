"""Money of groups: deal size, bookings, and pipeline created."""

from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, Month
from planner.evidence.cuts import Cut, Window, in_window
from planner.evidence.figures import UNKNOWN, Figure, Floats
from planner.evidence.intervals import mean_of_amounts
from planner.evidence.passages import Keys, Prepared


@dataclass(frozen=True, slots=True)
class DealSize:
    """Won amounts of one group, in plan currency: their mean, median (NaN of none), and number.

    Deals without an amount, or with 0, are won outside of it: `without_amount` of them.
    """

    figure: Figure
    median: float
    total: float
    without_amount: int

    @property
    def n(self) -> int:
        """Number of won amounts."""
        return self.figure.n

    @property
    def mean(self) -> float:
        """Mean won amount."""
        return self.figure.value


def opportunity_stage(stages: tuple[str, ...]) -> int:
    """Return the stage called Opportunity, else the last before the end."""
    names = [name.casefold() for name in stages[:-1]]
    return names.index("opportunity") if "opportunity" in names else len(names) - 1


def won_amounts(prepared: Prepared, cut: Cut, window: Window | None) -> tuple[Floats, ...]:
    """Return the amounts, known or not, of deals won in the window, one array per group."""
    last = len(prepared.journeys.stages) - 1
    return tuple(prepared.journeys.amount[rows] for rows in _entrants(prepared, cut, last, window))


def booked_by_month(prepared: Prepared, cut: Cut) -> tuple[dict[Month, float], ...]:
    """Return the amounts won by month of winning, one mapping per group; undated wins have none."""
    last = len(prepared.journeys.stages) - 1
    return _by_month(prepared, cut, last, prepared.journeys.amount)


def created_by_month(prepared: Prepared, cut: Cut) -> tuple[dict[Month, float], ...]:
    """Return the amounts opened by month of becoming an opportunity, one mapping per group."""
    stage = opportunity_stage(prepared.journeys.stages)
    return _by_month(prepared, cut, stage, _opened(prepared))


def _by_month(
    prepared: Prepared, cut: Cut, stage: int, amounts: Floats
) -> tuple[dict[Month, float], ...]:
    """Add up amounts per journey by the month in which they entered a stage, if that is dated."""
    rows = prepared.rows(stage)
    rows = rows[prepared.effective[rows, stage] != NO_DAY]
    months = months_of(prepared.effective[rows, stage]).astype(np.int64)
    if not len(rows):
        return tuple({} for _ in range(cut.count))
    first, span = int(months.min()), int(np.ptp(months)) + 1
    place = cut.groups[rows] * span + months - first
    sums = np.bincount(place, np.nan_to_num(amounts[rows]), minlength=(cut.count + 1) * span)
    table = sums[: cut.count * span].reshape(cut.count, span)
    return tuple({first + int(t): float(row[t]) for t in np.flatnonzero(row)} for row in table)


def _opened(prepared: Prepared) -> Floats:
    """Return what each opportunity was opened with; its amount where that is not known."""
    opened = prepared.journeys.opened_amount
    return np.where(opened > 0, opened, prepared.journeys.amount)


def opened_amounts(prepared: Prepared, cut: Cut, window: Window | None) -> tuple[Floats, ...]:
    """Return the amounts above 0 of opportunities entered in the window, one array per group.

    The opened amount; of an opportunity that has none, its amount.
    """
    journeys = prepared.journeys
    amounts = _opened(prepared)
    rows = _entrants(prepared, cut, opportunity_stage(journeys.stages), window)
    return tuple(_positive(amounts[chosen]) for chosen in rows)


def _entrants(prepared: Prepared, cut: Cut, stage: int, window: Window | None) -> tuple[Keys, ...]:
    """Return the rows of each group that entered a stage in the window, in their order."""
    rows = prepared.rows(stage)
    groups = cut.groups[rows]
    if window is not None:
        groups = np.where(in_window(prepared.placed_rows(stage), window), groups, cut.count)
    rows = rows[np.argsort(groups.astype(np.min_scalar_type(cut.count)), kind="stable")]
    ends = np.cumsum(np.bincount(groups, minlength=cut.count + 1))[: cut.count]
    return tuple(np.split(rows, ends)[: cut.count])


def _positive(amounts: Floats) -> Floats:
    return amounts[amounts > 0]


def deal_size(amounts: Floats) -> DealSize:
    """Return the size of deals with these amounts, in any order."""
    chosen = np.sort(_positive(amounts))
    if not len(chosen):
        return DealSize(UNKNOWN, float("nan"), 0.0, len(amounts))
    without = len(amounts) - len(chosen)
    return DealSize(mean_of_amounts(chosen), float(np.median(chosen)), float(chosen.sum()), without)
