"""The three regressions: logistic, Gamma with log link, log-normal with censoring.

Each takes cells, not rows: deals alike in all factors are counted, so that a million deals cost no
more than their few hundred kinds, and the order of rows cannot matter.
"""

import math

import numpy as np

from planner.evidence.figures import Floats
from planner.evidence.regression.newton import Fit, maximise
from planner.evidence.regression.separation import separated

PRIOR = 2.5
"""Standard deviation, in spreads of log days, of what is believed of a cycle's ratio beforehand,
used only where the data alone have no maximum."""


def logistic(x: Floats, n: Floats, won: Floats) -> Fit:
    """Fit log-odds of winning: m cells of design `x` (m, p) with `won` of `n` deals each, (m).

    Maximum likelihood. Where some factor foretells the outcome without fail it has no maximum, and
    the likelihood is penalised by Jeffreys' prior, as all odds are then finite and less biased.
    Sources: McCullagh & Nelder (1989), ch. 4; Firth (1993), Biometrika 80, 27-38; Heinze & Schemper
    (2002), Statist. Med. 21, 2409-2419.
    """
    from scipy.special import expit

    firth = separated(x, ((won == n).astype(np.int8) - (won == 0)).astype(np.int8))

    def likelihood(at: Floats) -> tuple[float, Floats, Floats]:
        eta = x @ at
        chance = expit(eta)
        weight = n * chance * expit(-eta)
        information = x.T @ (weight[:, None] * x)
        value = float((won * eta - n * np.logaddexp(0.0, eta)).sum())
        residual = won - n * chance
        if firth:
            sign, log_determinant = np.linalg.slogdet(information)
            if sign <= 0:
                return -math.inf, np.zeros_like(at), np.eye(len(at))
            value += 0.5 * float(log_determinant)
            leverage = weight * np.einsum("ij,ji->i", x, np.linalg.solve(information, x.T))
            residual = residual + leverage * (0.5 - chance)
        return value, x.T @ residual, information

    start = np.zeros(x.shape[1])
    start[0] = math.log((won.sum() + 0.5) / (n.sum() - won.sum() + 0.5))
    estimates, covariance = maximise(likelihood, start)
    return Fit(estimates, covariance, firth)


def gamma(x: Floats, n: Floats, total: Floats, squares: Floats) -> Fit:
    """Fit log mean amounts: m cells with `n` amounts, their sum and their sum of squares, (m).

    Gamma with log link; the covariance carries Pearson's estimate of the dispersion. A maximum
    exists whenever the amounts are positive, so nothing is ever penalised.
    Source: McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed., ch. 8.
    """
    information = x.T @ (n[:, None] * x)

    def likelihood(at: Floats) -> tuple[float, Floats, Floats]:
        eta = x @ at
        relative = total * np.exp(-eta)
        return -float((n * eta + relative).sum()), x.T @ (relative - n), information

    start = np.zeros(x.shape[1])
    start[0] = math.log(total.sum() / n.sum())
    estimates, covariance = maximise(likelihood, start)
    mean = np.exp(x @ estimates)
    pearson = float((squares / mean**2 - 2 * total / mean + n).sum())
    dispersion = max(pearson, 0.0) / (float(n.sum()) - x.shape[1])
    return Fit(estimates, covariance * dispersion, spread=dispersion)


def log_normal(x: Floats, days: Floats, n: Floats, ended: Floats) -> Fit:
    """Fit log median days: m cells of `n` deals that `ended` (1) or stayed open (0) that long, (m).

    Maximum likelihood with right censoring, in the parameters b/σ and 1/σ, in which it is concave.
    Where all deals of some kind are still open it has no maximum, and each b/σ but the first gets a
    normal prior around 0 with standard deviation PRIOR.
    Source: Olsen (1978), Econometrica 46, 1211-1215; Gelman et al. (2008), Ann. Appl. Stat. 2.
    """
    from scipy.special import log_ndtr

    signs, over = _still_open(x, ended), ended > 0
    ridge = np.full(x.shape[1] + 1, 1 / PRIOR**2 if separated(*signs) else 0.0)
    ridge[[0, -1]] = 0.0
    log_days = np.log(days)
    u = np.column_stack((-x, log_days))

    def likelihood(at: Floats) -> tuple[float, Floats, Floats]:
        if at[-1] <= 0:
            return -math.inf, np.zeros_like(at), np.eye(len(at))
        eta = u @ at
        beyond = log_ndtr(-eta)
        hazard = np.exp(-(eta**2) / 2 - 0.5 * math.log(2 * math.pi) - beyond)
        value = np.where(over, math.log(at[-1]) - eta**2 / 2, beyond)
        slope = n * np.where(over, -eta, -hazard)
        curve = n * np.where(over, 1.0, hazard * (hazard - eta))
        gradient = u.T @ slope - ridge * at
        information = u.T @ (curve[:, None] * u) + np.diag(ridge)
        gradient[-1] += float(n[over].sum()) / at[-1]
        information[-1, -1] += float(n[over].sum()) / at[-1] ** 2
        return float((n * value).sum()) - 0.5 * float(ridge @ at**2), gradient, information

    found, covariance = maximise(likelihood, _start(x, log_days[over], n[over]))
    return _unscaled(found, covariance, bool(ridge.any()))


def _still_open(x: Floats, ended: Floats) -> tuple[Floats, np.ndarray]:
    """Return each kind of deal once, and +1 where none of its deals has ended."""
    kinds, place = np.unique(x, axis=0, return_inverse=True)
    ends = np.bincount(place.ravel(), ended, len(kinds))
    return kinds, (ends == 0).astype(np.int8)


def _start(x: Floats, log_days: Floats, n: Floats) -> Floats:
    """Return the parameters of all ended deals as one kind."""
    mean = float(np.average(log_days, weights=n))
    spread = math.sqrt(float(np.average((log_days - mean) ** 2, weights=n))) or 1.0
    start = np.zeros(x.shape[1] + 1)
    start[0], start[-1] = mean / spread, 1 / spread
    return start


def _unscaled(found: Floats, covariance: Floats, penalised: bool) -> Fit:
    """Return b and σ from b/σ and 1/σ, the covariance by the derivatives of that step."""
    theta = found[-1]
    estimates = found[:-1] / theta
    step = np.column_stack((np.eye(len(estimates)) / theta, -estimates / theta))
    return Fit(estimates, step @ covariance @ step.T, penalised, 1 / theta)
