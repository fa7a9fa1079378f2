"""Goal seek: by how much one assumption must move for a figure of the plan to become another."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.units import Unit
from planner.evidence.figures import FunnelEvidence
from planner.forecast.results import Forecast, forecast
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import Driver
from planner.plan.resolve import resolve
from planner.plan.supposing import supposing

Figured = Callable[[Forecast], float]
_FACTORS = np.concatenate((np.linspace(0.0, 2.0, 21), np.geomspace(2.5, 100.0, 12)))
_CLOSE = 1e-9


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
    figure: Figured,
    wanted: float,
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
        return figure(forecast(moved, evidence, view, memo)) - wanted

    factor = _crossing(off, most)
    reached = off(factor) + wanted
    met = abs(reached - wanted) <= max(_CLOSE, 1e-6 * abs(wanted))
    return Sought(now * factor, factor, reached, met)


def _crossing(off: Callable[[float], float], most: float) -> float:
    """Return the factor nearest to 1 at which `off` is 0, else the nearest where it is least."""
    from scipy.optimize import brentq

    tried = sorted({*(float(f) for f in _FACTORS if f <= most), 1.0, most})
    pairs = sorted(pairwise(tried), key=lambda ends: abs(sum(ends) / 2 - 1.0))
    for low, high in pairs:
        if off(low) * off(high) <= 0.0:
            return float(brentq(off, low, high, xtol=1e-12)) if off(low) != off(high) else low
    return min(tried, key=lambda factor: (abs(off(factor)), abs(factor - 1.0)))
