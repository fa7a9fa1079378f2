"""How the plan is doing: against actual, from now to its end, and what became of claims."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import Month, month_of
from planner.commitments.against import Against
from planner.commitments.agreed import Actuals
from planner.commitments.track_record import Judged, track_record
from planner.commitments.variance import Variance, VarianceItem, variance
from planner.evidence.figures import Floats
from planner.forecast.results import Forecast
from planner.plan.keys import Driver


@dataclass(frozen=True, eq=False)
class Reforecast:
    """Bookings over the plan's H months: planned, happened so far, and to come by today's view.

    What was booked before the promise was made stands in both of the first.
    `to_come` (H,) is the working plan on the newest data: what is open today, and what still
    enters. With what happened it is the re-forecast.
    """

    months: tuple[Month, ...]
    planned: Floats
    actual: Floats
    to_come: Floats
    goal: float | None

    @property
    def expected(self) -> Floats:
        """The re-forecast, (H,)."""
        return self.actual + self.to_come

    @property
    def total(self) -> float:
        """The re-forecast of all months."""
        return float(self.expected.sum())


def reforecast(found: Actuals, now: Forecast) -> Reforecast:
    """Add what happened to what today's view still expects, in the months that were promised."""
    seen, this = found.agreed.seen, month_of(found.as_of)
    happened = found.bookings.sum(axis=0)
    before = dict(zip(seen.months, seen.booked.tolist(), strict=True))
    ahead = dict(zip(now.months, now.bookings.sum(axis=0).tolist(), strict=True))
    return Reforecast(
        seen.months,
        np.asarray(seen.bookings.sum(axis=0) + seen.booked),
        np.array([before[m] + (happened[found.at(m)] if m <= this else 0.0) for m in seen.months]),
        np.array([ahead.get(m, 0.0) if m >= this else 0.0 for m in seen.months]),
        found.agreed.plan.goal,
    )


@dataclass(frozen=True, eq=False)
class Progress:
    """The plan as promised beside what came of it; `now` is the working plan on the newest data."""

    found: Actuals
    now: Forecast

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The plan's months of which days are over, the as-of day's last."""
        found = self.found
        return tuple(
            month
            for month in found.agreed.seen.months
            if found.elapsed(month) > 0.0 and month >= month_of(found.agreed.since)
        )

    @cached_property
    def variance(self) -> Variance:
        """The bridge from plan to actual over the months that are over."""
        return variance(self.found)

    @cached_property
    def items(self) -> dict[tuple[str, Driver | None], VarianceItem]:
        """The bridge's items by line and driver."""
        return {(item.line, item.driver): item for item in self.variance.items}

    @cached_property
    def to_date(self) -> Against:
        """Plan and actual over the months that are over."""
        return Against(self.found.agreed, self.found.months, self.found)

    def month(self, month: Month) -> Against:
        """Return plan and actual of one month."""
        return Against(self.found.agreed, (month,), self.found)

    @cached_property
    def ahead(self) -> Reforecast:
        """What the whole plan comes to, seen from now."""
        return reforecast(self.found, self.now)

    @cached_property
    def record(self) -> tuple[Judged, ...]:
        """The seats' claims and what came of them."""
        return track_record(self.found)
