"""Blind audit: how far two judges agree on the same leads beyond chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z90 = 1.645
"""So many standard errors on either side hold 90 %."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `n` leads both judged: the share judged alike, and Cohen's kappa.

    `error` is its standard error, √(alike·(1 - alike) / n) / (1 - chance). Both are NaN where
    chance alone would make them agree always: both said the same of all. Where all or none are
    judged alike that formula leaves no doubt; the error then reaches to Wilson's bound of `alike`.
    Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46.
    """

    n: int
    alike: float
    kappa: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % interval of kappa, NaN where it is."""
        return (
            (
                max(-1.0, self.kappa - Z90 * self.error),
                min(1.0, self.kappa + Z90 * self.error),
            )
            if math.isfinite(self.kappa)
            else (math.nan, math.nan)
        )


def agreement(one: Sequence[bool], other: Sequence[bool]) -> Agreement:
    """Return how two judges agree on the same leads, in order; ValueError unless as many."""
    pairs = list(zip(one, other, strict=True))
    n = len(pairs)
    if not n:
        return Agreement(0, math.nan, math.nan, math.nan)
    alike = sum(a == b for a, b in pairs) / n
    yes = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = yes[0] * yes[1] + (1.0 - yes[0]) * (1.0 - yes[1])
    if chance >= 1.0:
        return Agreement(n, alike, math.nan, math.nan)
    error = math.sqrt(alike * (1.0 - alike) / n) or Z90 / (n + Z90**2)
    return Agreement(n, alike, (alike - chance) / (1.0 - chance), error / (1.0 - chance))
