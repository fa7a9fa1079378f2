"""Whole plans for tests of what is solved: two lines with costs, a goal, maybe a team."""

from planner.evidence.figures import FunnelEvidence
from planner.forecast.backward import Problem
from planner.forecast.results import forecast
from planner.forecast.targets import targets
from planner.plan.assumption import View
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.log import Log
from tests.plan_words import TOGETHER, evidence_of, gesture, lines, measured_line

EVIDENCE = evidence_of(
    measured_line("Paid", volume=400, rate=0.4, lag=20, deal=40_000),
    measured_line("Events", volume=100, rate=0.5, lag=40, deal=60_000),
)


def said(values: dict[str, float | str | None], log: Log | None = None) -> Log:
    """Return the log of Paid and Events with values stated by key."""
    base = lines("Paid", "Events") if log is None else log
    return gesture(base, [Draft(TOGETHER, key, value) for key, value in values.items()])


COSTS: dict[str, float | str | None] = {"Paid/cost": 100.0, "Events/cost": 900.0}


def problem(
    values: dict[str, float | str | None], evidence: FunnelEvidence | None = EVIDENCE
) -> Problem:
    """Return what is to be solved in a plan of Paid and Events."""
    plan = fold(said(values))
    seen = forecast(plan, evidence, View.WORKING)
    return Problem(plan, evidence, seen, targets(plan, evidence, seen.flow))
