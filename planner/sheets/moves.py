"""What moves the plan: every driver's swing, what holds the funnel back, and the three levers.

It takes longer than a frame, so it is worked out only while it is shown.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.progress import Progress, silent
from planner.commitments.benchmarks import between
from planner.forecast.levers import Levers, levers
from planner.forecast.results import Forecast
from planner.forecast.sensitivity import Constraint, Swing, constraints, swings
from planner.plan.document import Plan
from planner.plan.goals import Goal

Floats = npt.NDArray[np.float64]
STUDY = "study"


@dataclass(frozen=True, eq=False)
class Moves:
    """What was worked out for one state of the plan; no levers without a goal."""

    results: Results
    swings: tuple[Swing, ...]
    constraints: tuple[Constraint, ...]
    levers: Levers | None


def moves(results: Results, progress: Progress = silent) -> Moves:
    """Work out what moves the working plan."""
    plan, evidence, working = results.plan, results.evidence, results.working
    goal = plan.goal
    pulled = None if goal is None else levers(plan, evidence, working, Goal(goal))
    progress("Moving every assumption", 0, len(plan.lines))
    held = constraints(plan, evidence, working, step_benchmarks(plan))
    return Moves(results, swings(plan, evidence, working, progress), held, pulled)


def entered(results: Results) -> float:
    """Return all that enters the plan's lines in its months."""
    first = [line.entry for line in results.plan.lines]
    return float(results.working.entries[np.arange(len(first)), first].sum())


def planned_rate(seen: Forecast, start: int, end: int = 0) -> float:
    """Return the rate from a stage to a later one, else the next, over all lines; NaN if none.

    Lines and months weigh by what enters the stage; the rates of later steps are those of the month
    in which it enters.
    """
    flow, end = seen.flow, end or start + 1
    entering = seen.entries[:, start]
    moved = entering * flow.rates[:, start:end, flow.start :].prod(axis=1)
    total = float(entering.sum())
    return float(moved.sum()) / total if total > 0.0 else float("nan")


def step_benchmarks(plan: Plan) -> dict[int, float]:
    """Return the rate that a study states for a transition, by its start."""
    steps = range(len(plan.stages) - 1)
    found = {j: [b for b in between(plan, j, j + 1) if b.kind == STUDY] for j in steps}
    return {j: studies[0].low for j, studies in found.items() if studies and studies[0].low}
