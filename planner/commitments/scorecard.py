"""Scorecards: complementary objectives of both leaders, all taken from the same plan."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.days import Month, first_day, last_day
from planner.base.stages import Owner, hand_off, opportunity_stage
from planner.commitments.agreed import Actuals, Agreed
from planner.commitments.promise import marketing_rows
from planner.evidence.figures import Floats
from planner.forecast.forward import landed
from planner.forecast.targets import is_marketings, pipeline_rows
from planner.plan.assumption import View
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


def scorecard(found: Actuals, view: View = View.WORKING) -> tuple[Objective, ...]:
    """Return every objective as a view weighs it, Marketing's first, the shared ones last."""
    return _rows(_Made(found.agreed, found.months, found), view)


def targets(agreed: Agreed, view: View = View.WORKING) -> tuple[Objective, ...]:
    """Return the same over all of the plan, with nothing known of what came of it."""
    return _rows(_Made(agreed, agreed.plan.horizon, None), view)


def _rows(made: "_Made", view: View) -> tuple[Objective, ...]:
    weights = weights_of(made.plan, view)
    return tuple(
        Objective(bound_by(name), name, *made.ends(name), *weights[name]) for name in OBJECTIVES
    )


def score(rows: Sequence[Objective], seat: Owner) -> float:
    """Return a leader's weighted attainment; the shared objectives bind both. NaN of nothing."""
    own = [row for row in rows if row.seat in {seat, Owner.SHARED}]
    known = [row for row in own if math.isfinite(row.attainment)]
    total = sum(row.weight for row in known)
    return sum(row.weight * row.attainment for row in known) / total if total > 0.0 else math.nan


def weights_of(plan: Plan, view: View = View.WORKING) -> dict[str, tuple[float, bool]]:
    """Return each objective's weight and whether it was stated.

    What nobody weighed shares evenly in what the stated weights leave of 1 on its scorecard; a
    shared objective, which stands on both, takes the smaller part.
    """
    said = {name: weight(plan, name).view(view) for name in OBJECTIVES}
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
    """Targets over some months, and what came of them; all NaN where nothing was found yet."""

    def __init__(self, agreed: Agreed, months: Sequence[Month], found: Actuals | None) -> None:
        flow = agreed.seen.flow
        self.agreed, self.months, self.found = agreed, months, found
        self.flow, self.plan = flow, agreed.plan
        lines, stages, run = len(flow.lines) + 1, len(flow.stages), flow.volume.shape[-1]
        self.entered = found.entered if found else np.full((lines, stages, run), np.nan)
        self.booked = found.bookings if found else np.full((lines, run), np.nan)
        self.at = [month - flow.run_start for month in months]
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
        planned = self.agreed.seen.entries[self.leads, entry][:, self.planned]
        return float(planned.sum()), float(self.entered[self.leads, entry][:, self.at].sum())

    def entries(self, stage: int) -> _Ends:
        """Entries into a stage, those of no line of the plan among the actual ones."""
        planned = self.agreed.seen.entries[:, stage, self.planned]
        return float(planned.sum()), float(self.entered[:, stage, self.at].sum())

    def bookings(self) -> _Ends:
        """Bookings of all lines."""
        planned = self.agreed.seen.bookings[:, self.planned]
        return float(planned.sum()), float(self.booked[:, self.at].sum())

    def deal_size(self) -> _Ends:
        """Bookings over deals."""
        return _over(self.bookings(), self.entries(self.last))

    def share(self, rows: list[int]) -> _Ends:
        """Share of some lines in all bookings."""
        planned = float(self.agreed.seen.bookings[rows][:, self.planned].sum())
        actual = float(self.booked[rows][:, self.at].sum())
        return _over((planned, actual), self.bookings())

    def rate(self, rows: list[int], steps: Sequence[int]) -> _Ends:
        """Product of some steps' rates: planned, and times entries seen over those expected."""
        target = actual = 1.0
        for j in steps:
            entered = self.agreed.seen.entries[rows, j][:, self.planned]
            own = self.flow.rates[rows, j][:, self.at]
            rate = _ratio(float((own * entered).sum()), float(entered.sum()))
            expected, seen = self._landed(rows, j)
            target, actual = target * rate, actual * rate * _ratio(seen, expected)
        return target, actual

    def _landed(self, rows: list[int], j: int) -> _Ends:
        """Entries that the plan expects of the actual ones before, and those seen."""
        seen = self.entered[:-1]
        expected = self.flow.carried[:, j] + landed(self.flow, j, seen[:, j])
        here = [row for row in rows if self.plan.lines[row].entry <= j]
        return (
            float(expected[here][:, self.at].sum()),
            float(seen[here, j + 1][:, self.at].sum()),
        )

    def pipeline(self) -> _Ends:
        """Opened amounts of the opportunities created."""
        agreed, stage = self.agreed, opportunity_stage(self.flow.stages)
        _, created = pipeline_rows(self.plan, agreed.evidence, self.flow, agreed.seen.entries)
        target = float(created[:, self.planned].sum())
        if self.found is None:
            return target, math.nan
        journeys, rows = self.found.prepared.journeys, self._came(self.found, stage)
        opened = journeys.opened_amount[rows]
        amounts = np.where(opened > 0, opened, journeys.amount[rows])
        return target, float(np.nansum(amounts))

    def days(self, rows: list[int], steps: Sequence[int]) -> _Ends:
        """Mean days of a move through some steps, of those that landed in the months."""
        planned: list[_Ends] = []
        waited: list[Floats] = []
        for j in steps:
            for row in rows:
                lag = resolve(
                    self.plan,
                    self.agreed.evidence,
                    self.plan.lines[row],
                    Driver(DriverKind.LAG, j),
                ).working
                moved = float(self.agreed.seen.entries[row, j + 1, self.planned].sum())
                if lag is not None and self.plan.lines[row].entry <= j:
                    planned.append((lag * moved, moved))
            if self.found is not None:
                waited.append(self._waited(self.found, rows, j))
        sums = [sum(one[i] for one in planned) for i in (0, 1)]
        actual = np.concatenate(waited) if waited else np.zeros(0)
        target = sums[0] / sums[1] if sums[1] > 0.0 else math.nan
        return target, float(actual.mean()) if len(actual) else math.nan

    def _waited(self, found: Actuals, rows: list[int], step: int) -> Floats:
        """Return the days each journey of some lines took through a step that it did."""
        came = self._came(found, step + 1)
        came = came[np.isin(found.lines[came], rows)]
        dates = found.prepared.journeys.entered[came].astype(np.int64)
        known = (dates[:, step] >= 0) & (dates[:, step + 1] >= dates[:, step])
        return np.asarray(dates[known, step + 1] - dates[known, step], dtype=np.float64)

    @staticmethod
    def _came(found: Actuals, stage: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Return who entered a stage in the months, after the plan was made."""
        months, prepared = found.months, found.prepared
        rows = prepared.rows(stage)
        if not len(months):
            return rows[:0]
        day = prepared.effective[rows, stage]
        first = max(first_day(months.start), found.agreed.since + 1)
        return np.asarray(rows[(day >= first) & (day <= last_day(months.stop - 1))])


def _over(above: _Ends, below: _Ends) -> _Ends:
    return _ratio(above[0], below[0]), _ratio(above[1], below[1])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else math.nan
