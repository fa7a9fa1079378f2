"""90 % intervals of measured figures."""

import math

import numpy as np

from planner.evidence.figures import UNKNOWN, Figure, Floats

Z = 1.6448536269514722
"""The normal quantile that leaves 5 % above it."""
LOW, HIGH = 0.05, 0.95


def wilson(rate: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Return the Wilson interval (low, high) of rates seen in n (need not be whole) trials.

    Same shapes in and out; (0, 1) where n is 0, NaN where the rate is.
    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.
    """
    trials = np.asarray(n, dtype=np.float64)
    denominator = trials + Z**2
    centre = (rate * trials + Z**2 / 2) / denominator
    half = Z * np.sqrt(np.maximum(rate * (1 - rate), 0.0) * trials + Z**2 / 4) / denominator
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def on_log_scale(value: float, error: float, n: int) -> Figure:
    """Return a positive mean with the interval mean·e^(±Z·error/mean); 0 stays 0."""
    if not math.isfinite(value):
        return UNKNOWN
    if value == 0.0:
        return Figure(0.0, 0.0, 0.0, n)
    factor = math.exp(Z * error / value)
    return Figure(value, value / factor, value * factor, n)


def mean_of_amounts(amounts: Floats) -> Figure:
    """Return the mean of positive amounts, interval on the log scale; of one amount: no interval.

    Everything else (NaN, 0, negative) is left out; n counts what is in.
    """
    chosen = amounts[amounts > 0]
    n = len(chosen)
    if n == 0:
        return UNKNOWN
    if n == 1:
        return Figure(float(chosen[0]), math.nan, math.nan, 1)
    error = float(np.std(chosen, ddof=1)) / math.sqrt(n)
    return on_log_scale(float(np.mean(chosen)), error, n)


def mean_per_month(counts: Floats) -> Figure:
    """Return mean entries per month; n is the number of entries.

    Student's t over the months (their scatter, not Poisson's, is what months do); a single month
    has the exact Poisson interval. Never below 0.
    Source: Garwood (1936), Biometrika 28, 437-442.
    """
    from scipy import special

    months = len(counts)
    if months == 0:
        return UNKNOWN
    total, mean = int(counts.sum()), float(np.mean(counts))
    if months == 1:
        low = float(special.gammaincinv(total, LOW)) if total else 0.0
        return Figure(mean, low, float(special.gammaincinv(total + 1, HIGH)), total)
    error = float(np.std(counts, ddof=1)) / math.sqrt(months)
    half = float(special.stdtrit(months - 1, HIGH)) * error
    return Figure(mean, max(0.0, mean - half), mean + half, total)
