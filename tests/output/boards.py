"""Small literal plans for the workbook: three lines, measured and assumed lags, months apart."""

from itertools import count

import numpy as np

from planner.agreement.results import Results, results
from planner.base.days import parse_day, parse_month
from planner.base.stages import Seat
from planner.evidence.figures import (
    UNKNOWN,
    Figure,
    FunnelEvidence,
    LagTable,
    LineEvidence,
    PooledRate,
    TransitionEvidence,
)
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.fold import fold, line_value
from planner.plan.log import Log, stamp

STAGES = ("Inquiry", "MQL", "Opportunity", "Won")
FIVE = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
M, S, T = Seat.MARKETING, Seat.SALES, Seat.TOGETHER
Said = tuple[Seat, str, float | str | None]
SEARCH, OUTBOUND = "Paid search", 'Outbound "EMEA" \'27 🙂'
LINES: tuple[Said, ...] = (
    (T, "line:Paid search", line_value("Inquiry")),
    (T, f"line:{OUTBOUND}", line_value("Opportunity", "Sales")),
    (T, "line:Events", line_value("MQL")),
)
EVENTS: tuple[Said, ...] = (
    (M, "Events/volume", 40.0),
    (S, "Events/rate:MQL>Opportunity", 0.5),
    (M, "Events/rate:MQL>Opportunity", 0.6),
    (M, "Events/lag:MQL>Opportunity", 20.0),
    (S, "Events/lag:MQL>Opportunity", 35.0),
    (S, "Events/rate:Opportunity>Won", 0.3),
    (S, "Events/lag:Opportunity>Won", 75.0),
    (S, "Events/deal_size", 28_000.0),
    (M, "Events/cost", 90.0),
)
"""A line without data: exponential lags, a hand-off on the careful side of two positions."""
VOICE: tuple[Said, ...] = (
    (M, f"{OUTBOUND}/volume", 15.0),
    (M, f"{OUTBOUND}/rate:Opportunity>Won", 0.3),
    (S, f"{OUTBOUND}/lag:Opportunity>Won", 40.0),
    (M, f"{OUTBOUND}/deal_size", 30_000.0),
)
"""Outbound without data: Marketing alone speaks of most of what Sales owns."""
ARGUED: tuple[Said, ...] = (
    (T, "goal", 9_000_000.0),
    (M, "Paid search/volume", 1300.0),
    (S, "Paid search/volume", 1150.0),
    (M, "Paid search/volume/2027-06", 2000.0),
    (M, "Paid search/rate:Inquiry>MQL", 0.24),
    (T, "Paid search/rate:Inquiry>MQL", 0.23),
    (S, "Paid search/rate:MQL>Opportunity", 0.35),
    (S, "Paid search/rate:Opportunity>Won", 0.25),
    (M, "Paid search/rate:Opportunity>Won", 0.25),
    (M, "Paid search/lag:Inquiry>MQL", 0.0),
    (S, "Paid search/lag:Opportunity>Won", 110.0),
    (S, "Paid search/lag:Opportunity>Won/2027-04", 60.0),
    (M, "Paid search/lag:Opportunity>Won", 80.0),
    (M, "Paid search/spend", 30_000.0),
    (S, f"{OUTBOUND}/deal_size/2027-09", 70_000.0),
    (T, f"{OUTBOUND}/rate:Opportunity>Won/2027-10", 0.4),
    (M, f"{OUTBOUND}/rate:Opportunity>Won", 0.2),
    *EVENTS,
)


GOALS: tuple[Said, ...] = (
    (T, "goal:2027-Q1", 1_500_000.0),
    (T, "goal:2027-05", 900_000.0),
    (T, "goal:2027/pipeline_created", 40_000_000.0),
    (T, "goal:2027-Q3/pipeline_created/new", 8_000_000.0),
    (T, "goal:2027/marketing_sourced", 0.6),
    (T, "goal:2027-Q4/marketing_sourced/new", 0.5),
    (T, "goal:2027-Q2/coverage", 3.0),
    (T, "plan:phasing", "20,25,25,30"),
)
"""Goals of shorter periods and of other measures than bookings."""
TEAM: tuple[Said, ...] = (
    (S, "team/reps", 6.0),
    (S, "team/reps/2026-11", 2.0),
    (S, "team/reps/2027-03", 3.0),
    (M, "team/reps/2027-03", 4.0),
    (S, "team/reps/2027-06", 25.0),
    (S, "team/ramp:0", 0.25),
    (S, "team/ramp:1", 0.6),
    (S, "team/ramp:3", 0.85),
    (S, "team/attrition", 0.18),
    (S, "team/leads_per_rep", 24.0),
    (M, "team/leads_per_rep", 60.0),
    (S, "team/open_per_rep", 36.0),
    (S, "team/open_per_rep/2027-08", 12.0),
    (S, "team/quota", 900_000.0),
    (S, "team/attainment", 0.8),
    (T, "team/pipeline_ratio", 0.35),
)
"""A team that cannot take in all: cohorts before and in the plan, a ramp with a month unsaid."""


STRETCH, BOLD, DOWN = "scenario:stretch", "scenario:bold", "scenario:down"
SCENARIOS: tuple[Said, ...] = (
    (T, STRETCH, '{"name": "Stretch", "parent": ""}'),
    (T, BOLD, '{"name": "Bold", "parent": "stretch"}'),
    (T, DOWN, '{"name": "Down, 2 of 3*", "parent": ""}'),
    (M, f"{STRETCH}/Paid search/volume", 1700.0),
    (S, f"{STRETCH}/Paid search/rate:Inquiry>MQL", 0.21),
    (T, f"{STRETCH}/Events/deal_size", 33_000.0),
    (M, f"{STRETCH}/Events/volume/2027-07", 90.0),
    (S, f"{STRETCH}/team/reps", 14.0),
    (S, f"{STRETCH}/team/reps/2027-02", 5.0),
    (T, f"{BOLD}/Paid search/rate:Inquiry>MQL", 0.26),
    (S, f"{BOLD}/Paid search/lag:Opportunity>Won", 70.0),
    (S, f"{BOLD}/Paid search/lag:Opportunity>Won/2027-04", 30.0),
    (M, f"{BOLD}/Events/cost", 120.0),
    (S, f"{DOWN}/Paid search/rate:Opportunity>Won", 0.18),
    (S, f"{DOWN}/team/leads_per_rep", 18.0),
    (T, f"{DOWN}/{OUTBOUND}/rate:Opportunity>Won", 0.15),
    (T, f"{STRETCH}/goal", 16_000_000.0),
    (M, f"{STRETCH}/goal:2027-Q2/coverage", 2.5),
    (T, f"{BOLD}/goal:2027-Q1", 2_200_000.0),
    (S, f"{DOWN}/goal:2027-08", 400_000.0),
    (T, f"{DOWN}/goal:2027-Q4/pipeline_created", 5_000_000.0),
)
"""Three scenarios: one on top of another, one that reopens what is agreed, one with a team.

Each has goals of its own, some that the plan has none of.
"""


def plan_of(
    *said: Said, start: str = "2027-01", months: int = 12, stages: tuple[str, ...] = STAGES
) -> Plan:
    """A plan of the three lines and what was said of them, in order."""
    drafts = [
        Draft(T, "plan:name", "FY27 plan"),
        Draft(T, "plan:start", start),
        Draft(T, "plan:months", float(months)),
        Draft(T, "plan:stages", ">".join(stages)),
        *(Draft(*one) for one in (*LINES, *said)),
    ]
    numbers = count()
    time, author = "2026-11-19T10:31:00+00:00", "A. Rivera"
    edits = stamp(Log(), drafts, author=author, time=time, new_id=lambda: f"e{next(numbers):04d}")
    return fold(Log.of(edits))


def argued(*more: Said) -> Results:
    """What both leaders said, with evidence to 19 November 2026: a run-in of two months."""
    return results(plan_of(*ARGUED, *more), evidence())


def begun(*more: Said) -> Results:
    """The same from September on, with what was booked by 19 November."""
    return results(plan_of(*ARGUED, *more, start="2026-09"), evidence())


def by_hand(*more: Said) -> Results:
    """The plan without data; Outbound starts with twelve open opportunities."""
    said = (*EVENTS, *VOICE, (S, f"{OUTBOUND}/open:Opportunity", 12.0), *more)
    return results(plan_of(*said), None)


def staged(*more: Said) -> Results:
    """The plan in five stages: leads are accepted before they become opportunities."""
    said = (
        *ARGUED,
        (S, "Paid search/rate:MQL>SAL", 0.7),
        (M, "Paid search/rate:MQL>SAL", 0.8),
        (S, "Paid search/lag:MQL>SAL", 6.0),
        (S, "Paid search/rate:SAL>Opportunity", 0.5),
        (S, "Paid search/lag:SAL>Opportunity", 20.0),
        (T, "Events/rate:MQL>SAL", 0.9),
        (S, "Events/rate:SAL>Opportunity", 0.6),
        (S, "Events/lag:SAL>Opportunity", 15.0),
        *more,
    )
    return results(plan_of(*said, stages=FIVE), evidence())


def evidence() -> FunnelEvidence:
    """Paid search from Inquiry and Outbound from Opportunity; of Events nothing is known."""
    search = LineEvidence(
        line=SEARCH,
        source_team="Marketing",
        entry=0,
        volume=Figure(1180.0, 1120.0, 1240.0, 14_160),
        months=np.linspace(900.0, 1400.0, 24),
        transitions=(
            _transition(0.224, 14_160, _table(90, 11.0), ages=40),
            _transition(0.34, 3172, _table(200, 26.0), ages=60),
            _transition(0.238, 754, _table(400, 84.0), ages=120),
        ),
        deal_size=Figure(31_400.0, 29_500.0, 33_300.0, 180),
        deal_size_median=28_000.0,
        opened_amount=Figure(35_000.0, 33_000.0, 37_000.0, 754),
        booked={parse_month("2026-09"): 412_000.5, parse_month("2026-11"): 180_000.0},
        created={parse_month("2026-09"): 1_900_000.25, parse_month("2026-10"): 850_000.0},
    )
    outbound = LineEvidence(
        line=OUTBOUND,
        source_team="Sales",
        entry=2,
        volume=Figure(22.0, 18.0, 26.0, 507),
        months=np.full(24, 22.0),
        transitions=(None, None, _transition(0.221, 507, _table(350, 101.5), ages=90)),
        deal_size=Figure(38_600.0, 33_100.0, 45_000.0, 112),
        deal_size_median=34_000.0,
        opened_amount=UNKNOWN,
        booked={parse_month("2026-08"): 77_000.0, parse_month("2026-10"): 65_000.0},
        created={parse_month("2026-10"): 310_000.0},
    )
    window = (parse_day("2024-11-01"), parse_day("2026-10-31"))
    lines = {SEARCH: search, OUTBOUND: outbound}
    return FunnelEvidence(STAGES, parse_day("2026-11-19"), window, lines)


def _table(days: int, mean: float) -> LagTable:
    """A measured-looking table: exponential, cut off, ending at 1."""
    shares = -np.expm1(-np.arange(1.0, days + 1) / mean)
    return LagTable(shares / shares[-1])


def _transition(rate: float, n: int, lags: LagTable, ages: int) -> TransitionEvidence:
    pooled = PooledRate(Figure(rate, rate * 0.9, rate * 1.1, n), rate, n * rate, n, 0.05)
    losses = np.minimum(lags.shares, 0.9)
    won = round(n * rate)
    return TransitionEvidence(
        rate=pooled,
        plain=rate - 0.01,
        closed_only=rate + 0.05,
        observed_days=len(lags.shares) - 1,
        lag=Figure(lags.mean, lags.mean * 0.95, lags.mean * 1.05, won),
        lags=lags,
        losses=losses,
        open_ages=np.arange(ages, dtype=np.int32),
        open_undated=3,
        out_of_order=1,
    )
