"""Maximum likelihood by Newton's steps, halved where they would lead downhill."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import Floats

Likelihood = Callable[[Floats], tuple[float, Floats, Floats]]
"""From p parameters to the log-likelihood, its gradient (p), and the information (p, p)."""
STEPS, HALVINGS = 200, 40
SETTLED, OVERSHOT = 1e-9, 0.1
"""A step no longer than this in any parameter ends the search; a slope turned by more than this
part of itself says that a step went too far."""


class NoMaximumError(Exception):
    """The data do not settle on one answer, as where all deals took the very same days."""


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates (p) with their covariance (p, p); `penalised` where data alone had no maximum.

    `spread` is what the model has beside its coefficients: the dispersion of a Gamma, the standard
    deviation of log days; 1 where there is none.
    """

    estimates: Floats
    covariance: Floats
    penalised: bool = False
    spread: float = 1.0


def maximise(likelihood: Likelihood, start: Floats) -> tuple[Floats, Floats]:
    """Return the parameters of the greatest likelihood and the inverse of the information there.

    NoMaximumError where the search does not settle, which is so where no maximum exists.
    """
    try:
        return _search(likelihood, start)
    except np.linalg.LinAlgError:
        raise NoMaximumError from None


def _search(likelihood: Likelihood, start: Floats) -> tuple[Floats, Floats]:
    at = start
    value, gradient, information = likelihood(at)
    for _ in range(STEPS):
        step: Floats = np.asarray(np.linalg.solve(information, gradient), np.float64)
        if np.abs(step).max(initial=0.0) <= SETTLED:
            return at, np.asarray(np.linalg.inv(information))
        found = value, float(gradient @ step)
        at, (value, gradient, information) = _uphill(likelihood, at, step, found)
    raise NoMaximumError


def _uphill(
    likelihood: Likelihood, at: Floats, step: Floats, here: tuple[float, float]
) -> tuple[Floats, tuple[float, Floats, Floats]]:
    """Take the step, or the first of its halves that does not lower the likelihood.

    `here` is the likelihood and its slope along the step. A step beyond the top is cut to where the
    slope would be 0 were it straight: else a penalised search, whose information is not its
    curvature, could jump to and fro for ever.
    """
    value, slope = here
    found = likelihood(at + step)
    beyond = float(found[1] @ step)
    if math.isfinite(found[0]) and beyond < -OVERSHOT * slope:
        step = step * (slope / (slope - beyond))
        found = likelihood(at + step)
    for _ in range(HALVINGS):
        if found[0] >= value - 1e-10 * abs(value):
            break
        step = step / 2
        found = likelihood(at + step)
    return at + step, found
