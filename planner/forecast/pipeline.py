"""The dollar measures of Marketing: pipelines, coverage, and the bookings it sources."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import FunnelEvidence
from planner.forecast.booked import has_begun
from planner.forecast.business import is_marketings
from planner.forecast.coverage import open_value, owed
from planner.forecast.forward import entries
from planner.forecast.results import Forecast
from planner.forecast.targets import bookings_due, opened_amounts, pipeline_rows, targets
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.goals import Goal, Measure
from planner.plan.keys import Driver, DriverKind
from planner.plan.resolve import resolve

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pipeline:
    """A view's pipeline, in plan currency per plan month, (H,) of all lines."""

    plan: Plan
    evidence: FunnelEvidence | None
    seen: Forecast

    @cached_property
    def rows(self) -> tuple[Floats, Floats]:
        """Marketing pipeline (entries into MQL x deal size) and pipeline created, both (L, H).

        An opportunity is created at the line's opened amount, its deal size where none was seen.
        """
        return pipeline_rows(self.plan, self.evidence, self.seen.flow, self.seen.entries)

    @property
    def ours(self) -> npt.NDArray[np.bool_]:
        """Which lines Marketing sources, (L,)."""
        return np.array([is_marketings(line) for line in self.plan.lines], dtype=bool)

    @property
    def sourced(self) -> Floats:
        """Bookings of the lines that Marketing sources, (H,)."""
        return np.asarray(self.seen.bookings[self.ours].sum(axis=0))

    def sourced_share(self, months: slice) -> float:
        """Return the share of some months' bookings that Marketing sources; NaN without any."""
        booked = float(self.seen.bookings[:, months].sum())
        return float(self.sourced[months].sum()) / booked if booked > 0.0 else float("nan")

    @property
    def stated_ratio(self) -> float | None:
        """Pipeline created for one of marketing pipeline as assumed; None where nobody said."""
        stated = resolve(self.plan, None, TEAM_LINE, Driver(DriverKind.PIPELINE_RATIO))
        return stated.view(self.seen.view)

    @property
    def ratio(self) -> float | None:
        """Pipeline created for one of marketing pipeline: as assumed, else as planned."""
        if self.stated_ratio is not None:
            return self.stated_ratio
        marketing, created = (float(row.sum()) for row in self.rows)
        return created / marketing if marketing > 0.0 else None

    @property
    def promised(self) -> Floats:
        """Pipeline that the marketing pipeline promises by the ratio assumed, (H,); else NaN."""
        ratio = float("nan") if self.stated_ratio is None else self.stated_ratio
        return np.asarray(self.rows[0].sum(axis=0) * ratio)

    @cached_property
    def due(self) -> Floats:
        """Bookings due in each month by the goals, (H,), NaN where none is stated."""
        return bookings_due(self.plan)

    @cached_property
    def open_value(self) -> Floats:
        """Opened amounts of the opportunities open when each month begins, (H,)."""
        flow, limited = self.seen.flow, self.seen.capacity
        n = entries(flow) if limited is None else limited.run.entered
        arrived = limited.run.arrived if limited else None
        amounts = opened_amounts(self.plan, self.evidence, flow)
        return np.asarray(open_value(flow, amounts, n, arrived).sum(axis=0))

    @property
    def coverage(self) -> Floats:
        """Coverage of each month, (H,)."""
        return np.array([self.covered(slice(t, t + 1)) for t in range(len(self.due))])

    def covered(self, months: slice) -> float:
        """Return the open pipeline when some months begin over the bookings due in them.

        NaN where not all of them have a goal, nothing is due, or they had begun by the data's day.
        """
        if has_begun(self.evidence, self.plan.start + months.start):
            return float("nan")
        owed = self.owed(months)
        return float(self.open_value[months.start]) / owed if owed > 0.0 else float("nan")

    def owed(self, months: slice) -> float:
        """Return the bookings that what is open when some months begin is set against."""
        return owed(self.due, months)

    def reached(self, goal: Goal) -> float:
        """Return what the view brings of a goal's measure; NaN where it cannot be told."""
        inside = goal.over(self.plan.horizon).inside(self.plan.horizon)
        if goal.measure is Measure.COVERAGE:
            months = np.flatnonzero(inside)
            return self.covered(slice(months[0], months[-1] + 1)) if len(months) else float("nan")
        flow = self.seen.flow
        entered = np.zeros_like(flow.volume)
        entered[..., flow.start :] = self.seen.entries
        (target,) = targets(self.plan, self.evidence, flow, (goal,))
        return target.figure(entered)
