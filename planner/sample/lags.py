"""Waiting times in whole days: drawing them, and their exact distribution."""

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.sample.parameters import LagShape

Floats = npt.NDArray[np.float64]
_LONGEST = 6_000


def draw_days(shape: LagShape, means: Floats, rng: np.random.Generator) -> Days:
    """Return one waiting time per mean, rounded to whole days; a mean of 0 waits 0 days."""
    if shape.family == "gamma":
        waits = rng.standard_gamma(shape.spread, len(means)) / shape.spread
    else:
        waits = np.exp(shape.spread * rng.standard_normal(len(means)) - shape.spread**2 / 2)
    return np.rint(waits * means).astype(np.int32)


def lag_cdf(shape: LagShape, mean: float) -> Floats:
    """Return P(waiting time <= d) for d = 0, 1, ... of times drawn by `draw_days`."""
    from scipy import stats

    if mean == 0:
        return np.ones(_LONGEST)
    ends = np.arange(_LONGEST) + 0.5
    if shape.family == "gamma":
        cdf = stats.gamma.cdf(ends, shape.spread, scale=mean / shape.spread)
    else:
        median = mean * np.exp(-(shape.spread**2) / 2)
        cdf = stats.lognorm.cdf(ends, shape.spread, scale=median)
    return np.asarray(cdf, dtype=np.float64)


def mean_of(cdf: Floats) -> float:
    """Return the mean of a waiting time in whole days: the sum of P(time > d)."""
    return float((1.0 - cdf).sum())
