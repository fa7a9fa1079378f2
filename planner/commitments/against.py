"""Plan against actual: what was planned and what happened of every measure, over some months."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import Month, first_day, last_day
from planner.commitments.agreed import Actuals, Agreed
from planner.commitments.variance import rate_ends
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys
from planner.forecast.forward import landed
from planner.plan.document import Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.resolve import resolve

Ends = tuple[float, float]
"""What was planned and what happened, NaN where it cannot be told."""
Rows = Sequence[int] | None
"""Lines of the plan by their place, None for all."""


@dataclass(frozen=True, eq=False)
class Against:
    """Plan and actual over some of the plan's months; of one that is not over, the part due by now.

    `rows` are lines of the plan by their place; None are all of them, and in counts and bookings
    what came outside them too. Without `found` nothing is known yet: all of a month is due, and
    what happened is NaN.
    """

    agreed: Agreed
    months: Sequence[Month]
    found: Actuals | None

    @property
    def plan(self) -> Plan:
        """The plan as promised."""
        return self.agreed.plan

    @cached_property
    def at(self) -> list[int]:
        """The months' places in the run."""
        return [month - self.agreed.seen.flow.run_start for month in self.months]

    @cached_property
    def planned(self) -> list[int]:
        """The months' places in the plan."""
        return [t - self.agreed.seen.flow.start for t in self.at]

    @cached_property
    def due(self) -> Floats:
        """Share of each month that is over."""
        if self.found is None:
            return np.ones(len(self.months))
        return np.array([self.found.elapsed(month) for month in self.months])

    @cached_property
    def entered(self) -> Floats:
        """Entries that happened, as Actuals has them."""
        if self.found is not None:
            return self.found.entered
        lines, stages, run = self.agreed.seen.flow.volume.shape
        return np.full((lines + 1, stages, run), np.nan)

    @cached_property
    def booked(self) -> Floats:
        """Bookings that happened, as Actuals has them."""
        return self.entered[:, -1] if self.found is None else self.found.bookings

    def _lines(self, rows: Rows) -> list[int]:
        return list(range(len(self.plan.lines))) if rows is None else list(rows)

    def entries(self, stage: int, rows: Rows = None) -> Ends:
        """Entries into a stage."""
        planned = self.agreed.seen.entries[self._lines(rows), stage][:, self.planned] @ self.due
        return float(planned.sum()), self._happened(self.entered[:, stage], rows)

    def volume(self, rows: Rows = None) -> Ends:
        """Entries at each line's own entry stage."""
        lines = self._lines(rows)
        entry = [self.plan.lines[row].entry for row in lines]
        planned = self.agreed.seen.entries[lines, entry][:, self.planned] @ self.due
        return float(planned.sum()), float(self.entered[lines, entry][:, self.at].sum())

    def bookings(self, rows: Rows = None) -> Ends:
        """Bookings."""
        planned = self.agreed.seen.bookings[self._lines(rows)][:, self.planned] @ self.due
        return float(planned.sum()), self._happened(self.booked, rows)

    def _happened(self, values: Floats, rows: Rows) -> float:
        chosen = values if rows is None else values[list(rows)]
        return float(chosen[:, self.at].sum())

    def deal_size(self, rows: Rows = None) -> Ends:
        """Bookings over deals."""
        return over(self.bookings(rows), self.entries(len(self.plan.stages) - 1, rows))

    def rate(self, step: int, rows: Rows = None) -> Ends:
        """A step's rate: planned, and times entries seen over those expected.

        Of one line by the month of entry it came from; of several in the mix of the plan. What is
        still to land in a month that is not over is unknown, and so is its actual rate.
        """
        planned, actual = self._rate(step, rows)
        return planned, actual if (self.due >= 1.0).all() else math.nan

    def _rate(self, step: int, rows: Rows) -> Ends:
        lines = [row for row in self._lines(rows) if self.plan.lines[row].entry <= step]
        if len(lines) == 1 and self.found is not None:
            return self._rate_of(self.found, step, lines[0])
        flow = self.agreed.seen.flow
        entered = self.agreed.seen.entries[lines, step][:, self.planned]
        own = flow.rates[lines, step][:, self.at]
        planned = ratio(float((own * entered).sum()), float(entered.sum()))
        expected = flow.carried[:, step] + landed(flow, step, self.entered[:-1, step])
        due = float(expected[lines][:, self.at].sum())
        return planned, planned * ratio(self._happened(self.entered[:, step + 1], lines), due)

    def _rate_of(self, found: Actuals, step: int, row: int) -> Ends:
        counted = np.zeros(self.agreed.seen.flow.volume.shape[-1])
        counted[self.at] = 1.0
        planned, factor = rate_ends(found, row, step, counted)
        if planned is None:
            return math.nan, math.nan
        return planned, math.nan if factor is None else planned * factor

    def days(self, steps: Iterable[int], rows: Rows = None) -> Ends:
        """Mean days of a move through some steps, of those that landed in the months."""
        planned: list[Ends] = []
        waited = [np.zeros(0)]
        for step in steps:
            for row in self._lines(rows):
                lag = self._lag(step, row)
                moved = float(self.agreed.seen.entries[row, step + 1, self.planned].sum())
                if lag is not None and self.plan.lines[row].entry <= step:
                    planned.append((lag * moved, moved))
            if self.found is not None:
                waited.append(self._waited(self.found, step, self._lines(rows)))
        sums = [sum(one[i] for one in planned) for i in (0, 1)]
        actual = np.concatenate(waited)
        return ratio(*sums), float(actual.mean()) if len(actual) else math.nan

    def _lag(self, step: int, row: int) -> float | None:
        line, driver = self.plan.lines[row], Driver(DriverKind.LAG, step)
        return resolve(self.plan, self.agreed.evidence, line, driver).working

    def _waited(self, found: Actuals, step: int, lines: list[int]) -> Floats:
        """Return the days each journey of some lines took through a step that it did."""
        came = self.came(found, step + 1)
        dates = found.prepared.journeys.entered[came[np.isin(found.lines[came], lines)]]
        days = dates[:, step : step + 2].astype(np.int64)
        known = (days[:, 0] >= 0) & (days[:, 1] >= days[:, 0])
        return np.asarray(days[known, 1] - days[known, 0], dtype=np.float64)

    def came(self, found: Actuals, stage: int) -> Keys:
        """Return who entered a stage in the months, after the plan was made."""
        rows = found.prepared.rows(stage)
        if not len(self.months):
            return rows[:0]
        day = found.prepared.effective[rows, stage]
        first = max(first_day(self.months[0]), self.agreed.since + 1)
        return np.asarray(rows[(day >= first) & (day <= last_day(self.months[-1]))])


def over(above: Ends, below: Ends) -> Ends:
    """Return one measure over another."""
    return ratio(above[0], below[0]), ratio(above[1], below[1])


def ratio(part: float, whole: float) -> float:
    """Return part over whole, NaN of nothing."""
    return part / whole if whole > 0.0 else math.nan
