"""What the seats' different views of the team are worth, driver by driver."""

from collections.abc import Mapping
from itertools import combinations
from math import factorial

import numpy as np
import numpy.typing as npt

from planner.base.memo import Memo
from planner.evidence.figures import FunnelEvidence
from planner.forecast.forward import Flow
from planner.forecast.queueing import Gate, run
from planner.forecast.results import Forecast
from planner.forecast.team import Team, team_of
from planner.plan.assumption import View
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.keys import Driver, DriverKind
from planner.plan.supposing import supposing
from planner.plan.team_assumptions import team_assumptions

Floats = npt.NDArray[np.float64]
Chosen = frozenset[Driver]
_LIMITING = (
    DriverKind.REPS,
    DriverKind.RAMP,
    DriverKind.ATTRITION,
    DriverKind.LEADS_PER_REP,
    DriverKind.OPEN_PER_REP,
    DriverKind.DAYS_OPEN,
)
"""What is assumed of the team that moves bookings."""


def team_worths(
    plan: Plan, evidence: FunnelEvidence | None, origin: Forecast, target: Forecast
) -> Mapping[Driver, float]:
    """Return each team driver's share of the bridge's item Capacity, from one view to another.

    That item, (capped - free)(to) - (capped - free)(from), is shared out by exact Shapley values
    among the drivers of the team that differ and, as one more player, the views' lines, whose share
    is not returned: more leads fill a queue though the team stays the same.
    """
    differ = sorted(
        {a.driver for a in team_assumptions(plan) if a.differs and a.driver.kind in _LIMITING},
        key=lambda driver: (driver.kind, driver.index),
    )
    if not differ:
        return {}
    subsets = [frozenset(c) for size in range(len(differ) + 1) for c in combinations(differ, size)]
    kept = [dict(zip(subsets, _kept(plan, evidence, seen, origin, target, subsets), strict=True))
            for seen in (origin, target)]  # fmt: skip
    return {driver: _shapley(driver, subsets, kept, len(differ) + 1) for driver in differ}


def _kept(  # noqa: PLR0917 - whose lines, and between which views
    plan: Plan,
    evidence: FunnelEvidence | None,
    seen: Forecast,
    origin: Forecast,
    target: Forecast,
    subsets: list[Chosen],
) -> list[float]:
    """Return capped - free bookings of a view's lines, each subset's drivers as on the other side.

    One case per subset, all in one run.
    """
    memo = Memo()
    teams = [
        team_of(_mixed(plan, evidence, (origin.view, target.view), chosen), evidence, seen.view,
                seen.flow, memo)
        for chosen in subsets
    ]  # fmt: skip
    gates = _stacked(seen.flow, teams)
    volume = np.repeat(seen.flow.volume[None], len(subsets), axis=0)
    won = run(seen.flow, gates, volume).entered[..., -1, :] * seen.flow.deal_size
    booked = won[..., seen.flow.start :].sum(axis=(-2, -1))
    return [float(each) - seen.flow.total for each in booked]


def _mixed(
    plan: Plan, evidence: FunnelEvidence | None, views: tuple[View, View], chosen: Chosen
) -> Plan:
    """Return the plan with the team as the first view sees it, what is chosen as the second."""
    drivers = {a.driver for a in team_assumptions(plan) if a.differs}
    sides = (drivers - chosen, drivers & chosen)
    for view, of_side in zip(views, sides, strict=True):
        plan = supposing(plan, evidence, view, ((TEAM_LINE, d) for d in of_side), float)
    return plan


def _stacked(flow: Flow, teams: list[Team | None]) -> list[Gate]:
    """Return the limits of several teams as cases of one."""
    found: dict[tuple[str, int], list[Floats]] = {}
    free = np.full(flow.volume.shape[-1], np.inf)
    each = [() if team is None else team.gates(flow.stages, flow.start) for team in teams]
    for name, stage in dict.fromkeys((g.name, g.stage) for gates in each for g in gates):
        limits = [next((g.limit for g in gates if g.name == name), free) for gates in each]
        found[name, stage] = limits
    return [Gate(name, stage, np.array(limits)) for (name, stage), limits in found.items()]


def _shapley(
    driver: Driver, subsets: list[Chosen], kept: list[dict[Chosen, float]], players: int
) -> float:
    """Return a driver's Shapley value; the lines, the other player, stand on either side."""
    worth = 0.0
    for chosen in (s for s in subsets if driver not in s):
        for lines, found in enumerate(kept):
            size = len(chosen) + lines
            weight = factorial(size) * factorial(players - size - 1) / factorial(players)
            worth += weight * (found[chosen | {driver}] - found[chosen])
    return worth
