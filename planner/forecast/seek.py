"""Goal seek: by how much one assumption must move for a figure of the plan to become another."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.base.units import Unit
from planner.evidence.figures import FunnelEvidence
from planner.forecast.results import Forecast, forecast
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import Driver
from planner.plan.resolve import resolve
from planner.plan.supposing import supposing

Figured = Callable[[Forecast, Plan], float]
_FACTORS = np.concatenate((np.linspace(0.0, 2.0, 21), np.geomspace(2.5, 100.0, 12)))
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure, read off a forecast of a plan, is wanted to be.

    `near`: how near is as wanted; `step`: how finely the factor is told; `apart`: of how many
    factors that could be looked at one is, as some figures take long.
    """

    figure: Figured
    wanted: float
    near: float = 0.0
    step: float = 1e-12
    apart: int = 1


@dataclass(frozen=True, slots=True)
class Sought:
    """The value of an assumption, months of its own by the same `factor`, and what it brings.

    `found` tells whether the figure is reached; else the value is the one that comes nearest.
    """

    value: float
    factor: float
    reached: float
    found: bool


def goal_seek(  # noqa: PLR0917 - which figure of whose plan is to be what, by moving which driver
    plan: Plan,
    evidence: FunnelEvidence | None,
    view: View,
    line: str,
    driver: Driver,
    aim: Aim,
    progress: Progress = silent,
) -> Sought:
    """Return the value of a line's driver, nearest to today's, at which a figure is as wanted.

    RefusedError where the driver has no value that could move.
    """
    now = resolve(plan, evidence, line, driver).view(view)
    if not now:
        remedy = "State a value first, or move another assumption"
        raise RefusedError(Problem("This assumption has no value to move", line, remedy))
    most = 1.0 / now if driver.unit is Unit.RATE else float(_FACTORS[-1])
    memo, places = Memo(), [(plan.line(line), driver)]
    top = 1.0 if driver.unit is Unit.RATE else float("inf")

    @cache
    def off(factor: float) -> float:
        moved = supposing(plan, evidence, view, places, lambda old: min(top, old * factor))
        progress("Seeking", 0, 0)
        return aim.figure(forecast(moved, evidence, view, memo), moved) - aim.wanted

    factor = _crossing(off, most, aim)
    reached = off(factor) + aim.wanted
    met = abs(reached - aim.wanted) <= max(_CLOSE, 1e-6 * abs(aim.wanted), aim.near)
    return Sought(now * factor, factor, reached, met)


def _crossing(off: Callable[[float], float], most: float, aim: Aim) -> float:
    """Return the factor nearest to 1 at which `off` is 0, else the nearest where it is least."""
    from scipy.optimize import brentq

    if abs(off(1.0)) <= _CLOSE:
        return 1.0
    tried = sorted({*(float(f) for f in _FACTORS[:: aim.apart] if f <= most), 1.0, most})
    pairs = sorted(pairwise(tried), key=lambda ends: abs(sum(ends) / 2 - 1.0))
    for ends in pairs:
        far, near = sorted(ends, key=lambda factor: -abs(factor - 1.0))
        if abs(off(far)) <= _CLOSE:
            return _edge(off, near, far, aim.step)
        if off(far) * off(near) <= 0.0:
            return float(brentq(off, *ends, xtol=aim.step))
    return min(tried, key=lambda factor: (abs(off(factor)), abs(factor - 1.0)))


def _edge(off: Callable[[float], float], near: float, far: float, step: float) -> float:
    """Return where, on the way from today's side, `off` becomes 0 and stays so up to `far`."""
    while abs(far - near) > max(step, _CLOSE):
        middle = (near + far) / 2
        near, far = (near, middle) if abs(off(middle)) <= _CLOSE else (middle, far)
    return far
