"""Plan against actual: what was planned and what happened of every measure, over some months."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import Month, first_day, last_day
from planner.commitments.agreed import Actuals
from planner.commitments.variance import rate_ends
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys
from planner.forecast.forward import landed
from planner.plan.document import Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.resolve import resolve

Ends = tuple[float, float]
"""What was planned and what happened, NaN where it cannot be told."""


@dataclass(frozen=True, eq=False)
class Against:
    """Plan and actual over some of the plan's months; of one that is not over, the part due by now.

    `rows` are lines of the plan by their place; with all of them, counts and bookings hold what
    came outside its lines too.
    """

    found: Actuals
    months: Sequence[Month]

    @property
    def plan(self) -> Plan:
        """The plan as promised."""
        return self.found.agreed.plan

    @cached_property
    def every(self) -> list[int]:
        """All lines."""
        return list(range(len(self.plan.lines)))

    @cached_property
    def at(self) -> list[int]:
        """The months' places in the run."""
        return [self.found.at(month) for month in self.months]

    @cached_property
    def planned(self) -> list[int]:
        """The months' places in the plan."""
        return [t - self.found.agreed.seen.flow.start for t in self.at]

    @cached_property
    def due(self) -> Floats:
        """Share of each month that is over."""
        return np.array([self.found.elapsed(month) for month in self.months])

    def _seen(self, rows: Sequence[int]) -> list[int]:
        return [*rows, -1] if len(rows) == len(self.every) else list(rows)

    def entries(self, stage: int, rows: Sequence[int]) -> Ends:
        """Entries into a stage."""
        planned = self.found.agreed.seen.entries[rows, stage][:, self.planned] @ self.due
        actual = self.found.entered[self._seen(rows), stage][:, self.at]
        return float(planned.sum()), float(actual.sum())

    def volume(self, rows: Sequence[int]) -> Ends:
        """Entries at each line's own entry stage."""
        entry = [self.plan.lines[row].entry for row in rows]
        planned = self.found.agreed.seen.entries[rows, entry][:, self.planned] @ self.due
        actual = self.found.entered[list(rows), entry][:, self.at]
        return float(planned.sum()), float(actual.sum())

    def bookings(self, rows: Sequence[int]) -> Ends:
        """Bookings."""
        planned = self.found.agreed.seen.bookings[rows][:, self.planned] @ self.due
        actual = self.found.bookings[self._seen(rows)][:, self.at]
        return float(planned.sum()), float(actual.sum())

    def deal_size(self, rows: Sequence[int]) -> Ends:
        """Bookings over deals."""
        return over(self.bookings(rows), self.entries(len(self.plan.stages) - 1, rows))

    def rate(self, step: int, rows: Sequence[int]) -> Ends:
        """A step's rate: planned, and times entries seen over those expected.

        Of one line by the month of entry it came from; of several in the mix of the plan. What is
        still to land in a month that is not over is unknown, and so is its actual rate.
        """
        planned, actual = self._rate(step, rows)
        return planned, actual if (self.due >= 1.0).all() else math.nan

    def _rate(self, step: int, rows: Sequence[int]) -> Ends:
        rows = [row for row in rows if self.plan.lines[row].entry <= step]
        if len(rows) == 1:
            return self._rate_of(step, rows[0])
        flow = self.found.agreed.seen.flow
        entered = self.found.agreed.seen.entries[rows, step][:, self.planned]
        own = flow.rates[rows, step][:, self.at]
        planned = ratio(float((own * entered).sum()), float(entered.sum()))
        expected = flow.carried[:, step] + landed(flow, step, self.found.entered[:-1, step])
        due = float(expected[rows][:, self.at].sum())
        came = float(self.found.entered[rows, step + 1][:, self.at].sum())
        return planned, planned * ratio(came, due)

    def _rate_of(self, step: int, row: int) -> Ends:
        counted = np.zeros(self.found.agreed.seen.flow.volume.shape[-1])
        counted[self.at] = 1.0
        planned, factor = rate_ends(self.found, row, step, counted)
        if planned is None:
            return math.nan, math.nan
        return planned, math.nan if factor is None else planned * factor

    def days(self, steps: Iterable[int], rows: Sequence[int]) -> Ends:
        """Mean days of a move through some steps, of those that landed in the months."""
        planned: list[Ends] = []
        waited: list[Floats] = []
        for step in steps:
            for row in rows:
                lag = self._lag(step, row)
                moved = float(self.found.agreed.seen.entries[row, step + 1, self.planned].sum())
                if lag is not None and self.plan.lines[row].entry <= step:
                    planned.append((lag * moved, moved))
            came = self.came(step + 1)
            waited.append(self._waited(step, came[np.isin(self.found.lines[came], rows)]))
        sums = [sum(one[i] for one in planned) for i in (0, 1)]
        actual = np.concatenate(waited) if waited else np.zeros(0)
        return ratio(*sums), float(actual.mean()) if len(actual) else math.nan

    def _lag(self, step: int, row: int) -> float | None:
        line, driver = self.plan.lines[row], Driver(DriverKind.LAG, step)
        return resolve(self.plan, self.found.agreed.evidence, line, driver).working

    def _waited(self, step: int, journeys: Keys) -> Floats:
        dates = self.found.prepared.journeys.entered[journeys].astype(np.int64)
        known = (dates[:, step] >= 0) & (dates[:, step + 1] >= dates[:, step])
        return np.asarray(dates[known, step + 1] - dates[known, step], dtype=np.float64)

    def came(self, stage: int) -> Keys:
        """Return who entered a stage in the months, after the plan was made."""
        months, prepared = self.months, self.found.prepared
        rows = prepared.rows(stage)
        if not len(months):
            return rows[:0]
        day = prepared.effective[rows, stage]
        first = max(first_day(months[0]), self.found.agreed.since + 1)
        return np.asarray(rows[(day >= first) & (day <= last_day(months[-1]))])


def over(above: Ends, below: Ends) -> Ends:
    """Return one measure over another."""
    return ratio(above[0], below[0]), ratio(above[1], below[1])


def ratio(part: float, whole: float) -> float:
    """Return part over whole, NaN of nothing."""
    return part / whole if whole > 0.0 else math.nan
