"""Lags: how those who convert are spread over the calendar months after their month of entry."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH
from planner.evidence.figures import LagTable

Floats = npt.NDArray[np.float64]
SHORTEST = 1e-6
"""A mean lag below this many days is no lag."""


@dataclass(frozen=True, eq=False)
class Lag:
    """A transition's lag: the measured table stretched to `mean` days, or exponential without one.

    A mean of 0 (or NaN, nothing known) lands everything in the month of entry.
    """

    mean: float
    table: LagTable | None = None

    @property
    def same_month(self) -> bool:
        """Whether all who convert do so at once."""
        return not self.mean > SHORTEST

    @property
    def measured(self) -> LagTable | None:
        """The measured table, None without one whose mean is positive and can be stretched."""
        return self.table if self.table is not None and self.table.mean > 0.0 else None

    def share(self, days: Floats) -> Floats:
        """G: share landed within so many days; 0 before day 0."""
        if self.same_month:
            return np.where(days >= 0.0, 1.0, 0.0)
        table = self.measured
        if table is None:
            return np.asarray(-np.expm1(-np.maximum(days, 0.0) / self.mean))
        shares = table.shares
        index = np.floor(days * table.mean / self.mean + 1e-9).astype(np.int64)
        return np.asarray(np.where(index < 0, 0.0, shares[np.clip(index, 0, len(shares) - 1)]))

    def integral(self, days: Floats) -> Floats:
        """J: the integral of G from 0 to `days`; 0 for days <= 0."""
        x = np.maximum(days, 0.0)
        if self.same_month:
            return x
        table = self.measured
        if table is None:
            return np.asarray(x + self.mean * np.expm1(-x / self.mean))
        stretch = self.mean / table.mean
        knots = table.integral
        last = len(knots) - 1
        measured = x / stretch
        beyond = np.maximum(measured - last, 0.0) * table.shares[-1]
        return np.asarray(stretch * (np.interp(measured, np.arange(len(knots)), knots) + beyond))

    def kernel(self, months: int) -> Floats:
        """Share landing k calendar months after the month of entry, k = 0 to months - 1.

        Entries are uniform over a month of D = 30.4375 days:
        g(k) = [J((k+1)D) - 2 J(kD) + J((k-1)D)] / D.
        """
        if self.same_month:
            return np.asarray(np.eye(1, months)[0])
        j = self.integral(DAYS_PER_MONTH * np.arange(-1.0, months + 1.0, dtype=np.float64))
        return np.asarray((j[2:] - 2.0 * j[1:-1] + j[:-2]) / DAYS_PER_MONTH)


def spread(kernel: Floats) -> Floats:
    """Matrix (month of landing, month of entry) of one kernel for every month of entry."""
    months = len(kernel)
    distance = np.arange(months)[:, None] - np.arange(months)[None, :]
    return np.asarray(np.where(distance >= 0, kernel[np.maximum(distance, 0)], 0.0))
