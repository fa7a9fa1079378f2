"""When open leads and deals are expected to close, if they are won at all."""

import math

import numpy as np

from planner.base.days import NO_DAY
from planner.evidence.cuts import Window
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys, Prepared
from planner.evidence.regression.drivers import drivers
from planner.evidence.regression.expected import Expected
from planner.evidence.regression.model import Drivers, Target
from planner.journeys.table import Mask


def days_left(
    prepared: Prepared, found: Expected, *, window: Window | None = None, where: Mask | None = None
) -> Floats:
    """Return the days after which half of open journeys like each would be won, if ever, (k).

    By the regression on cycles from each one's stage on, of those that already took as long as it
    did. NaN without a date of its stage, where there are too few deals for the regression, or where
    no chance of a win is known: those that will be lost would lengthen the cycle without end.
    """
    left = np.full(len(found.rows), np.nan)
    for stage in np.unique(found.stage).tolist():
        here = found.stage == stage
        rows = found.rows[here]
        model = drivers(prepared, Target.CYCLE, window=window, where=where, start=stage)
        left[here] = still_to_go(model, prepared, rows, _ages(prepared, rows, stage))
    return np.where(np.isfinite(found.chance), left, np.nan)


def still_to_go(model: Drivers, prepared: Prepared, rows: Keys, age: Floats) -> Floats:
    """Return the median days left of deals of an age in days, (k), by a log-normal cycle.

    The t with S(age + t) = S(age) / 2, S(x) = Φ(−ln(x / median) / spread).
    """
    from scipy.special import log_ndtr, ndtri_exp

    if model.fit is None:
        return np.full(len(rows), np.nan)
    median, spread = model.predict(prepared.journeys.dimensions, rows), model.fit.spread
    with np.errstate(divide="ignore", invalid="ignore"):
        lasted = log_ndtr(-np.log(age / median) / spread)
        ends = median * np.exp(-spread * ndtri_exp(lasted - math.log(2)))
    return np.asarray(ends - age)


def _ages(prepared: Prepared, rows: Keys, stage: int) -> Floats:
    """Return the days since each entered its stage; NaN where that has no date."""
    entry = prepared.effective[rows, stage]
    age = prepared.journeys.as_of - entry.astype(np.float64)
    return np.where((entry == NO_DAY) | (age < 0), np.nan, age)
