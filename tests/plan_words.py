"""Short words for tests that state positions: `log = says(EMPTY, MARKETING, KEY, 0.65)`."""

import itertools

import numpy as np

from planner.base.stages import DEFAULT_STAGES, Seat
from planner.evidence.figures import (
    UNKNOWN,
    Figure,
    FunnelEvidence,
    LineEvidence,
    PooledRate,
    TransitionEvidence,
)
from planner.plan.edits import Draft, Value
from planner.plan.fold import line_value
from planner.plan.keys import line_key
from planner.plan.log import Log, Step, stamp

MARKETING, SALES, TOGETHER = Seat.MARKETING, Seat.SALES, Seat.TOGETHER
NOON = "2026-11-02T12:00:00+01:00"
EMPTY = Log()


def says(log: Log, seat: Seat, key: str, value: Value, author: str = "Ada") -> Log:
    """Return the log after one gesture of one edit."""
    return gesture(log, [Draft(seat, key, value)], author)


def gesture(log: Log, drafts: list[Draft], author: str = "Ada", label: str = "edit") -> Log:
    """Return the log after one gesture."""
    numbers = itertools.count()
    made = stamp(
        log,
        drafts,
        author=author,
        time=NOON,
        new_id=lambda: f"{author}-{log.next_clock}-{next(numbers)}",
        label=label,
    )
    return log.add(made)


def take_back(log: Log, step: Step, author: str = "Ada") -> Log:
    """Return the log after undoing (or redoing) a step."""
    return gesture(log, [step.retraction], author, step.label)


def lines(*names: str, entry: str = "Inquiry", team: str = "Marketing") -> Log:
    """Return the log of a plan with these lines."""
    drafts = [Draft(TOGETHER, line_key(name), line_value(entry, team)) for name in names]
    return gesture(EMPTY, drafts, "Eve", "lines")


def figure(value: float, n: int = 100) -> Figure:
    """Return a measured value with an interval of a tenth to each side."""
    return Figure(value, value * 0.9, value * 1.1, n)


def measured_line(
    name: str, *, volume: float = 1000, rate: float = 0.5, lag: float = 20, deal: float = 30_000
) -> LineEvidence:
    """Return evidence with one rate and one lag for every transition."""
    pooled = PooledRate(figure(rate), rate, 1.0, 1.0, 0.5)
    none = np.array([], np.int32)
    step = TransitionEvidence(pooled, rate, rate, 90, figure(lag), None, None, none, 0, 0)
    transitions = (step,) * (len(DEFAULT_STAGES) - 1)
    months = np.full(12, volume)
    return LineEvidence(
        name, "Marketing", 0, figure(volume), months, transitions, figure(deal), deal, UNKNOWN
    )


def evidence_of(*found: LineEvidence) -> FunnelEvidence:
    """Return a funnel's evidence of some lines."""
    return FunnelEvidence(DEFAULT_STAGES, 20_000, (19_000, 20_000), {e.line: e for e in found})
