"""Figures of a view that stand on the Plan sheet beside its forecast, by month."""

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.evidence.money import opportunity_stage
from planner.forecast.results import Forecast

Floats = npt.NDArray[np.float64]


def goal_by_month(result: Forecast) -> Floats:
    """Return the goal spread evenly over the plan's months, NaN without one."""
    months = len(result.months)
    return np.full(months, np.nan if result.goal is None else result.goal / months)


def unpriced(seen: Forecast) -> bool:
    """Whether deals are won, but none has a deal size to book it at."""
    return seen.total == 0.0 and bool(seen.entries[:, -1].any())


def pipeline_created(results: Results, seen: Forecast) -> Floats:
    """Return opportunities entered times their opened amount by month, (H,).

    Lines whose opened amount was never measured are left out; NaN where none was.
    """
    nothing = np.full(len(seen.months), np.nan)
    stage, evidence = opportunity_stage(seen.stages), results.evidence
    if evidence is None:
        return nothing
    parts = [
        seen.entries[i, stage] * evidence.lines[line].opened_amount.value
        for i, line in enumerate(seen.lines)
        if line in evidence.lines and evidence.lines[line].opened_amount.known
    ]
    return np.asarray(np.sum(parts, axis=0)) if parts else nothing


def total_spend(seen: Forecast) -> Floats:
    """Return spend of all lines by month, (H,); NaN in months where no line states any."""
    known = np.isfinite(seen.spend).any(0) if len(seen.lines) else np.zeros(len(seen.months), bool)
    return np.where(known, np.nansum(seen.spend, axis=0), np.nan)
