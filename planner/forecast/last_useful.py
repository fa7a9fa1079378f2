"""Until when a lead is useful: the goal's end less the time nine in ten deals need."""

import numpy as np
import numpy.typing as npt

from planner.base.days import Day, last_day
from planner.evidence.figures import FunnelEvidence
from planner.forecast.lags import Lag
from planner.plan.assumption import View
from planner.plan.document import Line, Plan
from planner.plan.goals import Period
from planner.plan.keys import Driver, DriverKind
from planner.plan.measured import transition_evidence
from planner.plan.resolve import resolve

Floats = npt.NDArray[np.float64]
QUANTILE = 0.9
NEARLY_ALL, LONGEST = 0.9999, 4000
"""A lag's distribution is followed until this share has landed, and for so many days at most."""


def line_lags(
    plan: Plan, evidence: FunnelEvidence | None, view: View, line: Line
) -> tuple[Lag, ...]:
    """Return the lags a line's journeys go through, those of months without their own."""
    lags = []
    for j in range(line.entry, len(plan.stages) - 1):
        mean = resolve(plan, evidence, line, Driver(DriverKind.LAG, j)).view(view)
        found = transition_evidence(plan, evidence, line, j)
        lags.append(Lag(mean or 0.0, found.lags if found else None))
    return tuple(lags)


def lag_quantile(lags: tuple[Lag, ...], share: float = QUANTILE) -> int:
    """Return the smallest number of days within which `share` of all that convert have landed.

    The days of each lag are added up by convolution.
    """
    total, every = np.ones(1), 1.0
    for days in map(by_day, lags):
        total, every = np.convolve(total, days)[:LONGEST], every * days.sum()
    return int(np.searchsorted(np.cumsum(total), share * every - 1e-12))


def by_day(lag: Lag) -> Floats:
    """Return the share that lands on each day, up to the day by which nearly all have."""
    landed = lag.share(np.arange(LONGEST, dtype=np.float64))
    stop = int(np.searchsorted(landed, NEARLY_ALL)) + 1
    return np.diff(landed[:stop], prepend=0.0)


def last_useful_day(
    plan: Plan, evidence: FunnelEvidence | None, view: View, line: Line, period: Period
) -> Day:
    """Return the last day on which a line's lead still counts for a goal's period."""
    end = last_day(period.start + period.months - 1)
    return end - lag_quantile(line_lags(plan, evidence, view, line))
