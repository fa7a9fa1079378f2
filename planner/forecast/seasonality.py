"""Seasonality: by how much volumes part from a year's mean in each month of a plan."""

import numpy as np
import numpy.typing as npt

from planner.base.days import Month
from planner.evidence.figures import FunnelEvidence
from planner.evidence.season import measured_season
from planner.plan.document import Plan

Floats = npt.NDArray[np.float64]


def season(plan: Plan, evidence: FunnelEvidence | None, months: tuple[Month, ...]) -> Floats:
    """Return the index that volumes without a value of their own take in each month.

    As set for the calendar month, else as measured where the plan is seasonal, else 1.
    """
    index = measured_season(evidence) if plan.seasonal else None
    year = np.ones(12) if index is None else index.copy()
    for month, stated in plan.season.items():
        year[month - 1] = stated
    return np.asarray(year[np.asarray(months, dtype=np.int64) % 12])
