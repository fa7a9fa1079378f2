"""Small groups: rates pooled with their siblings by a Beta whose parameters are averaged over."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import UNKNOWN, Figure, Floats, PooledRate
from planner.evidence.intervals import HIGH, LOW

MEANS, STRENGTHS = 600, 48
STRONGEST = 3000.0
_STRIDE = 6
_NEGLIGIBLE = 25.0
"""Grid points whose weight is e^-25 of the greatest add nothing."""
REMEMBERED = 256
"""So many pools are kept: those of a plan's evidence are what its sheets ask for first."""

UNPOOLED = PooledRate(UNKNOWN, math.nan, math.nan, math.nan, math.nan)
"""The rate of a group without any entrant that has a date."""


@dataclass(frozen=True, eq=False)
class _Grid:
    """Points of the fixed grid: mean and strength of the pool, and the log of their density."""

    mean: Floats
    strength: Floats
    density: Floats

    def at(self, x: Floats, n: Floats) -> "_Grid":
        """Return the grid with the evidence of groups (x of n) added to the density."""
        from scipy.special import gammaln

        levels, place = np.unique(self.strength, return_inverse=True)
        by_level = len(x) * gammaln(levels) - gammaln(levels[:, None] + n).sum(axis=1)
        a, b = self.mean * self.strength, (1 - self.mean) * self.strength
        density = self.density + by_level[place] - len(x) * (gammaln(a) + gammaln(b))
        for moved, entrants in zip(x, n, strict=True):
            density += gammaln(a + moved) + gammaln(b + (entrants - moved))
        return _Grid(self.mean, self.strength, density)

    def part(self, kept: npt.NDArray[np.bool_]) -> "_Grid":
        """Return some of the points."""
        return _Grid(self.mean[kept], self.strength[kept], self.density[kept])


class _Beta(NamedTuple):
    """The distribution of a sibling's rate, the weight of its pool, and its 90 % interval."""

    alpha: float
    beta: float
    weight: float
    low: float
    high: float


@lru_cache
def _grid(step: int) -> _Grid:
    """Return every `step`-th mean of the grid with all strengths, which run fastest.

    The means are midpoint quantiles of Beta(½, ½), so equally likely; the strengths midpoints of
    equal steps of their logarithm, to which the density strength^(-3/2) is strength^(-½).
    """
    quantiles = (np.arange(0, MEANS, step) + 0.5) / MEANS
    logs = (np.arange(STRENGTHS) + 0.5) / STRENGTHS * math.log(STRONGEST)
    mean, log = np.meshgrid(np.sin(np.pi / 2 * quantiles) ** 2, logs, indexing="ij")
    return _Grid(mean.ravel(), np.exp(log).ravel(), -0.5 * log.ravel())


def _posterior(x: Floats, n: Floats) -> _Grid:
    """Return the points that matter, with the log of their posterior weight (sum of weights 1).

    A coarse pass finds where they lie; only about there the grid is evaluated in full.
    """
    coarse = _grid(_STRIDE).at(x, n).density.reshape(-1, STRENGTHS)
    near = coarse > coarse.max() - 2 * _NEGLIGIBLE
    near[1:] |= near[:-1]
    near[:-1] |= near[1:]
    fine = _grid(1).part(np.repeat(near, _STRIDE, axis=0).ravel()).at(x, n)
    kept = fine.density > fine.density.max() - _NEGLIGIBLE
    density = fine.density[kept]
    total = density.max() + math.log(np.exp(density - density.max()).sum())
    return _Grid(fine.mean[kept], fine.strength[kept], density - total)


def pooled_rates(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    raw: npt.ArrayLike | None = None,
    entrants: npt.ArrayLike | None = None,
) -> tuple[PooledRate, ...]:
    """Return the pooled rate of each of g siblings that moved `x` (g) of `n` (g) on.

    `n` need not be whole; x <= n, otherwise ValueError. A sibling whose n is NaN was not measured
    and gets no rate. `raw` (g), x/n without it, and `entrants` (g), n without it, are what is shown
    as raw rate and count. A lone group takes Beta(½, ½). Parameters are averaged on a fixed grid:
    mean ~ Beta(½, ½), strength with density ∝ strength^(-3/2) on 1 … 3000. Each rate is the Beta
    with its mixture's mean and variance, its interval between the 5 % and 95 % quantiles.
    Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.3.
    """
    moved, trials = np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64)
    if (moved > trials + 1e-9).any():
        raise ValueError("no more can move on than entered")
    with np.errstate(invalid="ignore", divide="ignore"):
        shown = np.asarray(moved / trials if raw is None else raw, dtype=np.float64)
    count = np.asarray(trials if entrants is None else entrants, dtype=np.float64)
    order = np.lexsort((trials, moved))
    known = order[~np.isnan(trials[order])].tolist()
    rates = [UNPOOLED] * len(moved)
    betas = _pooled(tuple(moved[known].tolist()), tuple(trials[known].tolist()))
    for i, beta in zip(known, betas, strict=True):
        rates[i] = _rate(beta, float(shown[i]), round(float(count[i])))
    return tuple(rates)


@lru_cache(REMEMBERED)
def _pooled(moved: tuple[float, ...], trials: tuple[float, ...]) -> tuple[_Beta, ...]:
    """Return the pooled distributions of siblings; the same siblings are pooled once."""
    pool = _posterior(np.array(moved), np.array(trials)) if len(moved) > 1 else None
    found = []
    for own in zip(moved, trials, strict=True):
        alpha, beta, weight = _lone(*own) if pool is None else _member(pool, *own)
        found.append(_beta(alpha, beta, weight))
    return tuple(found)


def _lone(x: float, n: float) -> tuple[float, float, float]:
    return 0.5 + x, 0.5 + (n - x), 1.0 / (1.0 + n)


def _member(pool: _Grid, x: float, n: float) -> tuple[float, float, float]:
    """Return alpha, beta and the weight of the pool of one sibling."""
    weight = np.exp(pool.density)
    strength = pool.strength + n
    means = (pool.mean * pool.strength + x) / strength
    mean = float((weight * means).sum())
    spread = means * (1 - means) / (strength + 1) + (means - mean) ** 2
    variance = float((weight * spread).sum())
    total = mean * (1 - mean) / variance - 1
    share = min(1.0, float((weight * pool.strength / strength).sum()))
    return mean * total, (1 - mean) * total, share


def _beta(alpha: float, beta: float, weight: float) -> _Beta:
    from scipy.special import betaincinv

    low, high = (float(betaincinv(alpha, beta, p)) for p in (LOW, HIGH))
    return _Beta(alpha, beta, weight, low, high)


def _rate(beta: _Beta, raw: float, n: int) -> PooledRate:
    figure = Figure(beta.alpha / (beta.alpha + beta.beta), beta.low, beta.high, n)
    return PooledRate(figure, raw, beta.alpha, beta.beta, beta.weight)


def percentile(rate: PooledRate, claim: float) -> float:
    """Return where a claimed rate stands in the evidence's distribution, 0 to 1; NaN without it."""
    from scipy.special import betainc

    if not rate.figure.known:
        return math.nan
    return float(betainc(rate.alpha, rate.beta, min(max(claim, 0.0), 1.0)))
