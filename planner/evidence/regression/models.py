"""Regressions on cells: logistic, and Gamma with log link.

Each takes cells, not rows: deals alike in all factors are counted, so that a million deals cost no
more than their few hundred kinds, and the order of rows cannot matter.
"""

import math

import numpy as np

from planner.evidence.figures import Floats
from planner.evidence.regression.gram import gram
from planner.evidence.regression.newton import Fit, maximise
from planner.evidence.regression.separation import separated


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
        information = gram(x, weight)
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
    information = gram(x, n)

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
