"""What Marketing promises: basic leads, qualified leads and lead value, by line and month."""

from dataclasses import dataclass, replace

import numpy as np

from planner.base.days import Month, month_of
from planner.base.stages import hand_off, qualified_stage
from planner.commitments.agreed import Actuals, Agreed
from planner.evidence.figures import Floats
from planner.forecast.business import is_marketings
from planner.forecast.forward import Flow, bookings

BASIC, QUALIFIED, VALUE, ACCEPTED = "basic", "qualified", "value", "accepted"
LEVELS = (BASIC, QUALIFIED, VALUE)
"""What Marketing promises."""
COUNTED = (*LEVELS, ACCEPTED)
"""What is measured month by month: Marketing's levels, and the leads that Sales accepts."""


@dataclass(frozen=True, eq=False)
class Promise:
    """Marketing's three levels, and Sales' acceptance, over M lines and H plan months, all (M, H).

    `basic`: leads at the line's entry. `qualified`: entries into the qualified stage. `value`:
    those times `worth`, the agreed rates from that stage on times the deal size: any mix of lines
    reaches the sum. `accepted`: those Sales takes over. `rows` are the lines' places in the plan.
    """

    lines: tuple[str, ...]
    months: tuple[Month, ...]
    rows: tuple[int, ...]
    basic: Floats
    qualified: Floats
    worth: Floats
    accepted: Floats

    @property
    def value(self) -> Floats:
        """Lead value, (M, H)."""
        return self.qualified * self.worth

    def level(self, name: str) -> Floats:
        """Return one of the levels."""
        counted = {BASIC: self.basic, QUALIFIED: self.qualified, ACCEPTED: self.accepted}
        return self.value if name == VALUE else counted[name]


def promise(agreed: Agreed) -> Promise:
    """Derive Marketing's commitments from the agreed plan, with its lags, carry and limits."""
    plan, seen = agreed.plan, agreed.seen
    rows = marketing_rows(agreed)
    entry = [plan.lines[row].entry for row in rows]
    return Promise(
        tuple(plan.lines[row].name for row in rows),
        seen.months,
        tuple(rows),
        seen.entries[rows, entry],
        seen.entries[rows, qualified_stage(plan.stages)],
        lead_worth(seen.flow, qualified_stage(plan.stages))[rows, seen.flow.start :],
        seen.entries[rows, hand_off(plan.stages).end],
    )


def marketing_rows(agreed: Agreed) -> list[int]:
    """Return the lines that Marketing sources and hands over: those entering by the hand-off."""
    last = qualified_stage(agreed.plan.stages)
    lines = enumerate(agreed.plan.lines)
    return [row for row, line in lines if is_marketings(line) and line.entry <= last]


def lead_worth(flow: Flow, stage: int) -> Floats:
    """Return what one entry into a stage is worth in each run month, (L, T): EMV.

    The rates of that month from the stage on, multiplied, times that month's deal size.
    """
    return np.asarray(flow.rates[:, stage:].prod(axis=1) * flow.deal_size)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one line in one month: promised, `due` by the as-of day, and actual.

    `due` is the promise times the share of the month that is over; `pace` the actual over it.
    """

    line: str
    month: Month
    level: str
    promised: float
    due: float
    actual: float

    @property
    def pace(self) -> float:
        """Actual over what is due; NaN where nothing is."""
        return self.actual / self.due if self.due > 0.0 else float("nan")


def attainment(found: Actuals) -> tuple[Level, ...]:
    """Return what came of every level, month by month up to the as-of day's."""
    made = promise(found.agreed)
    plan = found.agreed.plan
    stage = qualified_stage(plan.stages)
    levels = []
    for at, month in enumerate(made.months):
        share = found.elapsed(month)
        t = found.at(month)
        if share <= 0.0 or month <= month_of(found.agreed.since):
            continue
        for i, row in enumerate(made.rows):
            qualified = found.entered[row, stage, t]
            actual = {
                BASIC: found.entered[row, plan.lines[row].entry, t],
                QUALIFIED: qualified,
                VALUE: qualified * made.worth[i, at],
                ACCEPTED: found.entered[row, hand_off(plan.stages).end, t],
            }
            levels += [
                Level(made.lines[i], month, name, due, due * share, float(actual[name]))
                for name in COUNTED
                for due in (float(made.level(name)[i, at]),)
            ]
    return tuple(levels)


def shortfall_later(found: Actuals) -> Floats:
    """Return what missing (above 0: surplus) qualified leads do to each month's bookings, (H,).

    The difference between actual and due entries into the qualified stage, sent through the
    agreed rates, lags and deal sizes; without the team's limits.
    """
    flow, made = found.agreed.seen.flow, promise(found.agreed)
    stage = qualified_stage(flow.stages)
    volume = np.zeros_like(flow.volume)
    for at, month in enumerate(made.months):
        share, t = found.elapsed(month), found.at(month)
        if share > 0.0 and month > month_of(found.agreed.since):
            rows = list(made.rows)
            volume[rows, stage, t] = found.entered[rows, stage, t] - made.qualified[:, at] * share
    return np.asarray(bookings(alone(flow, volume)).sum(axis=0))


def alone(flow: Flow, volume: Floats) -> Flow:
    """Return a flow that only some entries go through: nothing is carried over."""
    nothing = np.zeros_like(flow.carried)
    return replace(flow, volume=volume, carried=nothing, opening=np.zeros_like(flow.opening))
