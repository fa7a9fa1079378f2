"""Blind audit: how far two judges agree on the same leads beyond chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `n` leads both judged: the share judged alike, and Cohen's kappa.

    `kappa` is NaN where chance alone would make them agree always: both said the same of all.
    Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46.
    """

    n: int
    alike: float
    kappa: float


def agreement(one: Sequence[bool], other: Sequence[bool]) -> Agreement:
    """Return how two judges agree on the same leads, in order; ValueError unless as many."""
    pairs = list(zip(one, other, strict=True))
    n = len(pairs)
    if not n:
        return Agreement(0, math.nan, math.nan)
    alike = sum(a == b for a, b in pairs) / n
    yes = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = yes[0] * yes[1] + (1.0 - yes[0]) * (1.0 - yes[1])
    return Agreement(n, alike, (alike - chance) / (1.0 - chance) if chance < 1.0 else math.nan)
