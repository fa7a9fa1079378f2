"""Carry: what today's open pipeline still brings, month by month, at the evidence's pace."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import Day, Month, first_day, last_day
from planner.evidence.figures import TransitionEvidence

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Carry:
    """Of the journeys open in one stage: expected to advance and to leave in each month.

    `open` is their number at the as-of date, `stuck` those too old, or undated, to move on.
    """

    advanced: Floats
    lost: Floats
    open: int
    stuck: int


def month_bounds(as_of: Day, start: Month, months: int) -> Floats:
    """Days from the as-of date to each month's end, preceded by the first month's beginning.

    Shape (months + 1,), never below 0: month t runs from bounds[t] to bounds[t + 1].
    """
    ends = [first_day(start) - 1, *(last_day(start + t) for t in range(months))]
    return np.maximum(np.array(ends, dtype=np.float64) - as_of, 0.0)


def remaining_share(as_of: Day, month: Month) -> float:
    """Share of a month's days that lie after the as-of date."""
    first, last = first_day(month), last_day(month)
    return min(1.0, max(0.0, (last - as_of) / (last - first + 1)))


def carry_of(evidence: TransitionEvidence, bounds: Floats) -> Carry:
    """Expected moves of the open journeys of a stage, by month; `bounds` as of `month_bounds`.

    A journey open at age a advances in month t with c [G(a+e) - G(a+b)] / S(a), where
    S(a) = 1 - c G(a) - (1 - c) L(a); where S(a) = 0 or G(a) = 1 it stays.
    """
    ages = evidence.open_ages.astype(np.int64)
    total = len(ages) + evidence.open_undated
    nothing = np.zeros(len(bounds) - 1)
    rate = evidence.rate.figure.value
    if evidence.lags is None or not np.isfinite(rate):
        return Carry(nothing, nothing, total, total)
    shares = evidence.lags.shares
    losses = evidence.losses if evidence.losses is not None else np.zeros(1)
    survival = 1.0 - rate * _at(shares, ages) - (1.0 - rate) * _at(losses, ages)
    moving = (survival > 1e-12) & (_at(shares, ages) < 1.0 - 1e-12)
    ages, survival = ages[moving], survival[moving]
    reach = ages[:, None] + bounds[None, :].astype(np.int64)
    weight = 1.0 / survival[:, None]
    advanced = rate * np.diff(_at(shares, reach), axis=1) * weight
    lost = (1.0 - rate) * np.diff(_at(losses, reach), axis=1) * weight
    return Carry(advanced.sum(0), lost.sum(0), total, total - len(ages))


def _at(cumulative: Floats, days: npt.NDArray[np.int64]) -> Floats:
    return cumulative[np.minimum(days, len(cumulative) - 1)]
