"""Scorecards: complementary objectives of both leaders, all taken from the same plan."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.days import first_day, last_day
from planner.base.stages import Owner, hand_off, opportunity_stage
from planner.commitments.agreed import Actuals
from planner.commitments.promise import marketing_rows
from planner.evidence.figures import Floats
from planner.forecast.forward import landed
from planner.forecast.targets import is_marketings, pipeline_rows
from planner.plan.document import Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.objectives import OBJECTIVES, bound_by
from planner.plan.pledges import weight
from planner.plan.resolve import resolve

_DAYS = ("marketing_days", "sales_days", "cycle")
"""Objectives of which less is better."""
_Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Objective:
    """One row: `target` from the plan and `actual` over its months that are over, NaN of nothing.

    `weight` is the stated one, else an equal part of what the stated ones leave of that scorecard.
    """

    seat: Owner
    name: str
    target: float
    actual: float
    weight: float
    stated: bool

    @property
    def attainment(self) -> float:
        """Actual over target, of days target over actual; NaN where it cannot be told."""
        over, under = self.actual, self.target
        if self.name in _DAYS:
            over, under = under, over
        return over / under if under > 0.0 else math.nan


def scorecard(found: Actuals) -> tuple[Objective, ...]:
    """Return every objective, Marketing's first, the shared ones last."""
    made, weights = _Made(found), weights_of(found.agreed.plan)
    return tuple(
        Objective(bound_by(name), name, *made.ends(name), *weights[name]) for name in OBJECTIVES
    )


def score(rows: Sequence[Objective], seat: Owner) -> float:
    """Return a leader's weighted attainment; the shared objectives bind both. NaN of nothing."""
    own = [row for row in rows if row.seat in {seat, Owner.SHARED}]
    known = [row for row in own if math.isfinite(row.attainment)]
    total = sum(row.weight for row in known)
    return sum(row.weight * row.attainment for row in known) / total if total > 0.0 else math.nan


def weights_of(plan: Plan) -> dict[str, tuple[float, bool]]:
    """Return each objective's weight and whether it was stated.

    What nobody weighed shares evenly in what the stated weights leave of 1 on its scorecard; a
    shared objective, which stands on both, takes the smaller part.
    """
    said = {name: weight(plan, name).working for name in OBJECTIVES}
    parts = {}
    for seat in (Owner.MARKETING, Owner.SALES):
        card = [name for name in OBJECTIVES if bound_by(name) in {seat, Owner.SHARED}]
        stated = [value for name in card if (value := said[name]) is not None]
        open_ = len(card) - len(stated)
        parts[seat] = max(0.0, 1.0 - sum(stated)) / open_ if open_ else 0.0
    parts[Owner.SHARED] = min(parts.values())
    return {
        name: (parts[bound_by(name)], False) if value is None else (value, True)
        for name, value in said.items()
    }


class _Made:
    """Targets and actuals over the plan's months that are over."""

    def __init__(self, found: Actuals) -> None:
        agreed, flow = found.agreed, found.agreed.seen.flow
        self.found, self.flow, self.plan = found, flow, agreed.plan
        self.at = [found.at(month) for month in found.months]
        self.planned = [t - flow.start for t in self.at]
        self.leads = marketing_rows(agreed)
        self.every = list(range(len(flow.lines)))
        self.sourced = [i for i in self.every if is_marketings(agreed.plan.lines[i])]
        self.shared = hand_off(flow.stages).start
        self.last = len(flow.stages) - 1

    def ends(self, name: str) -> _Ends:
        """Return target and actual of an objective."""
        steps = range(self.last)
        after = range(self.shared + 1, self.last)
        others = [i for i in self.every if i not in self.sourced]
        made: dict[str, Callable[[], _Ends]] = {
            "inquiries": self.inquiries,
            "qualified_rate": lambda: self.rate(self.leads, steps[: self.shared]),
            "sourced_share": lambda: self.share(self.sourced),
            "pipeline_created": self.pipeline,
            "marketing_days": lambda: self.days(self.leads, steps[: self.shared]),
            "deals": lambda: self.entries(self.last),
            "deal_size": self.deal_size,
            "closing_rate": lambda: self.rate(self.every, after),
            "self_sourced_share": lambda: self.share(others),
            "sales_days": lambda: self.days(self.every, after),
            "bookings": self.bookings,
            "hand_off": lambda: self.rate(self.every, steps[self.shared : self.shared + 1]),
            "cycle": lambda: self.days(self.every, steps[opportunity_stage(self.flow.stages) :]),
        }
        return made[name]()

    def inquiries(self) -> _Ends:
        """Leads at the entries of Marketing's lines."""
        entry = [self.plan.lines[i].entry for i in self.leads]
        planned = self.found.agreed.seen.entries[self.leads, entry][:, self.planned]
        return float(planned.sum()), float(self.found.entered[self.leads, entry][:, self.at].sum())

    def entries(self, stage: int) -> _Ends:
        """Entries into a stage, those of no line of the plan among the actual ones."""
        planned = self.found.agreed.seen.entries[:, stage, self.planned]
        return float(planned.sum()), float(self.found.entered[:, stage, self.at].sum())

    def bookings(self) -> _Ends:
        """Bookings of all lines."""
        planned = self.found.agreed.seen.bookings[:, self.planned]
        return float(planned.sum()), float(self.found.bookings[:, self.at].sum())

    def deal_size(self) -> _Ends:
        """Bookings over deals."""
        return _over(self.bookings(), self.entries(self.last))

    def share(self, rows: list[int]) -> _Ends:
        """Share of some lines in all bookings."""
        planned = float(self.found.agreed.seen.bookings[rows][:, self.planned].sum())
        actual = float(self.found.bookings[rows][:, self.at].sum())
        return _over((planned, actual), self.bookings())

    def rate(self, rows: list[int], steps: Sequence[int]) -> _Ends:
        """Product of some steps' rates: planned, and times entries seen over those expected."""
        target = actual = 1.0
        for j in steps:
            entered = self.found.agreed.seen.entries[rows, j][:, self.planned]
            own = self.flow.rates[rows, j][:, self.at]
            rate = _ratio(float((own * entered).sum()), float(entered.sum()))
            expected, seen = self._landed(rows, j)
            target, actual = target * rate, actual * rate * _ratio(seen, expected)
        return target, actual

    def _landed(self, rows: list[int], j: int) -> _Ends:
        """Entries that the plan expects of the actual ones before, and those seen."""
        seen = self.found.entered[:-1]
        expected = self.flow.carried[:, j] + landed(self.flow, j, seen[:, j])
        here = [row for row in rows if self.plan.lines[row].entry <= j]
        return (
            float(expected[here][:, self.at].sum()),
            float(seen[here, j + 1][:, self.at].sum()),
        )

    def pipeline(self) -> _Ends:
        """Opened amounts of the opportunities created."""
        agreed, stage = self.found.agreed, opportunity_stage(self.flow.stages)
        _, created = pipeline_rows(self.plan, agreed.evidence, self.flow, agreed.seen.entries)
        journeys, rows = self.found.prepared.journeys, self._came(stage)
        opened = journeys.opened_amount[rows]
        amounts = np.where(opened > 0, opened, journeys.amount[rows])
        return float(created[:, self.planned].sum()), float(np.nansum(amounts))

    def days(self, rows: list[int], steps: Sequence[int]) -> _Ends:
        """Mean days of a move through some steps, of those that landed in the months."""
        planned: list[_Ends] = []
        waited: list[Floats] = []
        for j in steps:
            for row in rows:
                lag = resolve(
                    self.plan,
                    self.found.agreed.evidence,
                    self.plan.lines[row],
                    Driver(DriverKind.LAG, j),
                ).working
                moved = float(self.found.agreed.seen.entries[row, j + 1, self.planned].sum())
                if lag is not None and self.plan.lines[row].entry <= j:
                    planned.append((lag * moved, moved))
            came = self._came(j + 1)
            came = came[np.isin(self.found.lines[came], rows)]
            dates = self.found.prepared.journeys.entered[came].astype(np.int64)
            known = (dates[:, j] >= 0) & (dates[:, j + 1] >= dates[:, j])
            waited.append((dates[known, j + 1] - dates[known, j]).astype(np.float64))
        sums = [sum(one[i] for one in planned) for i in (0, 1)]
        actual = np.concatenate(waited) if waited else np.zeros(0)
        target = sums[0] / sums[1] if sums[1] > 0.0 else math.nan
        return target, float(actual.mean()) if len(actual) else math.nan

    def _came(self, stage: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Return who entered a stage in the months, after the plan was made."""
        months, prepared = self.found.months, self.found.prepared
        rows = prepared.rows(stage)
        if not len(months):
            return rows[:0]
        day = prepared.effective[rows, stage]
        first = max(first_day(months.start), self.found.agreed.since + 1)
        return np.asarray(rows[(day >= first) & (day <= last_day(months.stop - 1))])


def _over(above: _Ends, below: _Ends) -> _Ends:
    return _ratio(above[0], below[0]), _ratio(above[1], below[1])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else math.nan
