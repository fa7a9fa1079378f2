"""The log-normal regression with censoring, from sums by kind of deal."""

import math
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import Floats
from planner.evidence.passages import Keys
from planner.evidence.regression.gram import gram
from planner.evidence.regression.newton import Fit, maximise
from planner.evidence.regression.separation import separated

PRIOR = 2.5
"""Standard deviation, in spreads of log days, of what is believed of a cycle's ratio beforehand,
used only where the data alone have no maximum."""


def log_normal(x: Floats, kind: Keys, days: Floats, ended: Floats, still: Floats) -> Fit:
    """Fit log median days of m kinds of deals with design `x` (m, p), whose first column is ones.

    c cells say of one `kind` (c) how many deals `ended` after so many `days`, and how many were
    `still` open then; the counts need not be whole. Maximum likelihood with right censoring, in the
    parameters b/σ and 1/σ, in which it is concave. Where all deals of some kind are still open it
    has no maximum, and each b/σ but the first gets a normal prior around 0 with standard deviation
    PRIOR.
    Source: Olsen (1978), Econometrica 46, 1211-1215; Gelman et al. (2008), Ann. Appl. Stat. 2.
    """
    centre = float(np.average(np.log(days), weights=ended))
    log_days, seen = np.log(days) - centre, still > 0
    done = _Ended(_powers(kind, ended, log_days, 3, len(x)))
    waiting = _Open(kind[seen], log_days[seen], still[seen], len(x))
    n, _, squares = done.sums
    alone = separated(x, (n == 0).astype(np.int8))
    ridge = np.full(x.shape[1] + 1, 1 / PRIOR**2 if alone else 0.0)
    ridge[[0, -1]] = 0.0

    def likelihood(at: Floats) -> tuple[float, Floats, Floats]:
        if at[-1] <= 0:
            return -math.inf, np.zeros_like(at), np.eye(len(at))
        one, other = (part.at(float(at[-1]), x @ at[:-1]) for part in (done, waiting))
        slopes, curves = one.slopes + other.slopes, one.curves + other.curves
        value = one.value + other.value - 0.5 * float(ridge @ at**2)
        gradient = np.append(-x.T @ slopes[0], slopes[1].sum())
        beside, last = -x.T @ curves[1], curves[2].sum()
        top = np.column_stack((gram(x, curves[0]), beside))
        information = np.vstack((top, np.append(beside, last)))
        gradient[-1] += n.sum() / at[-1]
        information[-1, -1] += n.sum() / at[-1] ** 2
        return value, gradient - ridge * at, information + np.diag(ridge)

    start = np.zeros(x.shape[1] + 1)
    start[-1] = 1 / (math.sqrt(squares.sum() / n.sum()) or 1.0)
    found, covariance = maximise(likelihood, start)
    return _unscaled(found, covariance, centre, bool(ridge.any()))


@dataclass(frozen=True, eq=False)
class _Part:
    """What some deals add to the log-likelihood, a function of η = log days/σ - x·b/σ.

    `slopes` (2, m), `curves` (3, m): its first derivatives, and its second ones with the sign
    turned, times log days to the power of the row, summed by kind.
    """

    value: float
    slopes: Floats
    curves: Floats


@dataclass(frozen=True, eq=False)
class _Ended:
    """Deals that ended, by kind: their `sums` (3, m) of log days to the power of the row."""

    sums: Floats

    def at(self, theta: float, middle: Floats) -> _Part:
        """Return what they add at 1/σ and x·b/σ; the normal density knows deals by these sums."""
        count, days, squares = self.sums
        distance = theta**2 * squares - 2 * theta * middle * days + middle**2 * count
        value = float(count.sum()) * math.log(theta) - 0.5 * float(distance.sum())
        return _Part(value, middle * self.sums[:2] - theta * self.sums[1:], self.sums)


@dataclass(frozen=True, eq=False)
class _Open:
    """Cells of deals still open: their kind, log days and number, (c), of m kinds."""

    kind: Keys
    log_days: Floats
    count: Floats
    kinds: int

    def at(self, theta: float, middle: Floats) -> _Part:
        """Return what they add at 1/σ and x·b/σ."""
        from scipy.special import log_ndtr

        eta = theta * self.log_days - middle[self.kind]
        beyond = log_ndtr(-eta)
        hazard = np.exp(-(eta**2) / 2 - 0.5 * math.log(2 * math.pi) - beyond)
        slope, curve = -self.count * hazard, self.count * hazard * (hazard - eta)
        slopes, curves = (
            _powers(self.kind, values, self.log_days, number, self.kinds)
            for values, number in ((slope, 2), (curve, 3))
        )
        return _Part(float((self.count * beyond).sum()), slopes, curves)


def _powers(kind: Keys, values: Floats, log_days: Floats, number: int, kinds: int) -> Floats:
    """Return sums of values times log days to the power of 0 … number - 1, by kind, (number, m)."""
    rows = [np.bincount(kind, values * log_days**k, kinds) for k in range(number)]
    return np.stack(rows).astype(np.float64)


def _unscaled(found: Floats, covariance: Floats, centre: float, penalised: bool) -> Fit:
    """Return b and σ from b/σ and 1/σ, the covariance by the derivatives of that step.

    The first of b comes from days about `centre`.
    """
    theta = found[-1]
    estimates = found[:-1] / theta
    step = np.column_stack((np.eye(len(estimates)) / theta, -estimates / theta))
    estimates[0] += centre
    return Fit(estimates, step @ covariance @ step.T, penalised, 1 / theta)
