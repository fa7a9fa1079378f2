"""Three levers: more deals, bigger deals, faster deals, alone and together."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.base.memo import Memo
from planner.evidence.figures import FunnelEvidence
from planner.forecast.backward import Problem
from planner.forecast.queueing import run
from planner.forecast.results import Forecast, forecast
from planner.forecast.same_mix import same_mix
from planner.forecast.targets import Target, targets
from planner.plan.document import Plan
from planner.plan.goals import Goal
from planner.plan.keys import Driver, DriverKind
from planner.plan.supposing import supposing

_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Levers:
    """What must change to reach a bookings goal, as shares: 0.08 is 8 % more, or 8 % faster.

    `more`: entries of all lines from the plan's start on; `bigger`: deal sizes; `faster`: all lags;
    `together`: all three by the same share, the smallest that reaches the goal. None where a lever
    cannot reach it at all. All are 0 where the plan reaches the goal.
    """

    goal: float
    planned: float
    more: float | None
    bigger: float | None
    faster: float | None
    together: float | None


def levers(plan: Plan, evidence: FunnelEvidence | None, seen: Forecast, goal: Goal) -> Levers:
    """Return what each lever must change alone, and all three together."""
    scene = _Scene(plan, evidence, seen, goal)
    planned = scene.reached(0.0, 0.0, 0.0)
    if planned >= goal.value * (1.0 - _EXACT):
        return Levers(goal.value, planned, 0.0, 0.0, 0.0, 0.0)
    mixed = same_mix(Problem(plan, evidence, seen, (scene.target(seen),)))
    return Levers(
        goal.value,
        planned,
        mixed.factor - 1.0 if mixed.met and mixed.factor is not None else None,
        scene.bigger(planned),
        _smallest(lambda share: scene.reached(0.0, 0.0, share), goal.value, 1.0),
        _smallest(lambda share: scene.reached(share, share, share), goal.value, 1.0),
    )


class _Scene:
    """What a plan brings where its entries, deal sizes and lags change by shares."""

    def __init__(
        self, plan: Plan, evidence: FunnelEvidence | None, seen: Forecast, goal: Goal
    ) -> None:
        self.plan, self.evidence, self.seen, self.goal = plan, evidence, seen, goal
        self._memo = Memo()
        self._lags = [
            (line, Driver(DriverKind.LAG, j))
            for line in plan.lines
            for j in range(line.entry, len(plan.stages) - 1)
        ]

    def target(self, seen: Forecast) -> Target:
        """Return the goal over a forecast's flow."""
        return targets(self.plan, self.evidence, seen.flow, (self.goal,))[0]

    def bigger(self, planned: float) -> float | None:
        """Return by what share deals must be larger; what was booked before stays as it is."""
        before = self.target(self.seen).beside
        coming = planned - before
        return (self.goal.value - before) / coming - 1.0 if coming > 0.0 else None

    def reached(self, more: float, bigger: float, faster: float) -> float:
        """Return the goal's figure."""
        seen = self.seen
        if faster:
            plan = supposing(
                self.plan,
                self.evidence,
                seen.view,
                self._lags,
                lambda days: days * (1.0 - faster),
            )
            seen = forecast(plan, self.evidence, seen.view, self._memo)
        problem = Problem(self.plan, self.evidence, seen, ())
        volume = problem.volume(problem.working * (1.0 + more))
        entered = run(seen.flow, problem.gates, volume).entered
        target = self.target(seen)
        return (float(target.of(entered)) - target.beside) * (1.0 + bigger) + target.beside


def _smallest(reached: Callable[[float], float], goal: float, most: float) -> float | None:
    """Return the smallest share from 0 to `most` that reaches a goal, None where none does."""
    from scipy.optimize import brentq

    if reached(most) < goal:
        return None
    return float(brentq(lambda share: reached(share) - goal, 0.0, most, xtol=1e-9))
