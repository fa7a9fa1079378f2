"""Prices: what one more entry at any stage, in any month, adds to a weighted sum of entries."""

import numpy as np
import numpy.typing as npt

from planner.forecast.forward import Flow, moving

Floats = npt.NDArray[np.float64]


def prices(flow: Flow, weights: Floats) -> Floats:
    """Return the worth of one entry, (..., L, S, T), where entries of a stage weigh `weights`.

    The sum over all entries weighs (..., L, S, T); an entry at stage j in month u is worth
    w[j](u) + c[j](u) x sum over t of g[j](t - u) x the worth of stage j + 1 in t. No limits.
    """
    worth = np.array(weights)
    for j in reversed(range(flow.rates.shape[1])):
        behind = moving(np.swapaxes(flow.spreads[:, j], -1, -2), worth[..., j + 1, :])
        worth[..., j, :] += behind * flow.rates[:, j]
    return worth


def at_entry(flow: Flow, entry: tuple[int, ...], worth: Floats) -> Floats:
    """Return the worth at each line's entry stage in the plan's months, (..., L, H)."""
    lines = np.arange(len(entry))
    picked = np.moveaxis(worth, (-3, -2), (0, 1))[lines, np.array(entry, dtype=np.intp)]
    return np.asarray(np.moveaxis(picked, 0, -2)[..., flow.start :])
