"""Cross products of designs, worked out on one core."""

import numpy as np

from planner.evidence.figures import Floats

ROWS = 256
"""A product of so few rows is not shared out to several cores. Where other work goes on beside it,
cores waiting for each other took a hundred times as long as one that works alone."""


def gram(x: Floats, weights: Floats) -> Floats:
    """Return X′WX, (p, p), of a design (m, p) and weights (m)."""
    total = np.zeros((x.shape[1], x.shape[1]))
    for first in range(0, len(x), ROWS):
        part = x[first : first + ROWS]
        total += part.T @ (weights[first : first + ROWS, None] * part)
    return total
