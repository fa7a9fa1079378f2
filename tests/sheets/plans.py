"""Small literal plans: one or two lines, with and without evidence, positions as typed."""

from collections.abc import Mapping
from itertools import count

import numpy as np

from planner.agreement.results import Results, results
from planner.base.days import parse_day
from planner.base.stages import Seat
from planner.evidence.figures import (
    Figure,
    FunnelEvidence,
    LagTable,
    LineEvidence,
    PooledRate,
    TransitionEvidence,
)
from planner.plan.edits import Draft
from planner.plan.fold import fold, line_value
from planner.plan.log import Log, stamp

STAGES = ("Lead", "Opportunity", "Won")
M, S, T = Seat.MARKETING, Seat.SALES, Seat.TOGETHER
VOLUME, RATE, WIN = (
    "Paid search/volume",
    "Paid search/rate:Lead>Opportunity",
    "Paid search/rate:Opportunity>Won",
)
SIZE = "Paid search/deal_size"


def log_of(*said: tuple[Seat, str, float | str | None], author: str = "A. Rivera") -> Log:
    """A plan of January to December 2027 with Paid search, and what was said of it, in order."""
    drafts = [
        Draft(T, "plan:start", "2027-01"),
        Draft(T, "plan:stages", ">".join(STAGES)),
        Draft(T, "line:Paid search", line_value("Lead")),
        *(Draft(*one) for one in said),
    ]
    numbers = count()
    edits = stamp(
        Log(),
        drafts,
        author=author,
        time="2026-10-31T10:31:00+00:00",
        new_id=lambda: f"e{next(numbers):04d}",
    )
    return Log.of(edits)


def by_hand(*said: tuple[Seat, str, float | str | None]) -> Results:
    """The results of a plan without data."""
    return results(fold(log_of(*said)), None)


def measured(
    *said: tuple[Seat, str, float | str | None],
    open_ages: int = 0,
    booked: Mapping[int, float] | None = None,
) -> Results:
    """The results of the plan with evidence: 1,000 leads a month, 15 %, 25 %, 40 000."""
    return results(fold(log_of(*said)), evidence(open_ages, booked))


def evidence(
    open_ages: int = 0,
    booked: Mapping[int, float] | None = None,
    created: Mapping[int, float] | None = None,
) -> FunnelEvidence:
    """Paid search: 1,000 leads a month at 15 % (14 to 16) and 25 % (22 to 28), deals of 40 000."""
    first, second = (
        transition(0.15, 0.14, 0.16, 3000, 0),
        transition(0.25, 0.22, 0.28, 450, open_ages),
    )
    line = LineEvidence(
        line="Paid search",
        source_team="Marketing",
        entry=0,
        volume=Figure(1000.0, 950.0, 1050.0, 24_000),
        months=np.linspace(900.0, 1100.0, 24),
        transitions=(first, second),
        deal_size=Figure(40_000.0, 38_000.0, 42_100.0, 112),
        deal_size_median=36_000.0,
        opened_amount=Figure(44_000.0, 42_000.0, 46_000.0, 450),
        booked=booked or {},
        created=created or {},
    )
    window = (parse_day("2024-11-01"), parse_day("2026-10-31"))
    return FunnelEvidence(STAGES, parse_day("2026-10-31"), window, {"Paid search": line})


def transition(value: float, low: float, high: float, n: int, open_ages: int) -> TransitionEvidence:
    """A transition in which everybody moves on within 30 days, evenly."""
    pooled = PooledRate(Figure(value, low, high, n), value, n * value, n * (1 - value), 0.05)
    return TransitionEvidence(
        rate=pooled,
        plain=value - 0.01,
        closed_only=value + 0.05,
        observed_days=240,
        lag=Figure(15.0, 14.0, 16.0, round(n * value)),
        lags=LagTable(np.linspace(1 / 30, 1.0, 30)),
        losses=None,
        open_ages=np.zeros(open_ages, dtype=np.int32),
        open_undated=0,
        out_of_order=0,
    )


WORKED = (
    (M, VOLUME, 1000.0),
    (S, VOLUME, 1000.0),
    (M, RATE, 0.15),
    (S, RATE, 0.10),
    (M, WIN, 0.25),
    (S, WIN, 0.30),
    (M, SIZE, 40_000.0),
    (S, SIZE, 50_000.0),
)
"""Both expect 1.5m a month, by different means: domain.md, section 8."""
