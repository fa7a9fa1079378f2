"""The season: how a year's months part from its mean, as measured."""

import numpy as np
import numpy.typing as npt

from planner.evidence.cuts import full_months
from planner.evidence.figures import FunnelEvidence

Floats = npt.NDArray[np.float64]


def measured_season(evidence: FunnelEvidence | None) -> Floats | None:
    """Return each calendar month's entries over the mean of all, January first, (12,).

    All lines together, over the full months of the evidence's window; their mean is 1. None unless
    every calendar month was seen and something entered.
    """
    counts = [] if evidence is None else [line.months for line in evidence.lines.values()]
    if evidence is None or not counts:
        return None
    months = np.asarray(full_months(evidence.window)) % 12
    total = np.sum(counts, axis=0)
    seen = np.bincount(months, minlength=12)
    if len(total) != len(months) or not seen.all() or not total.sum() > 0.0:
        return None
    means = np.bincount(months, weights=total, minlength=12) / seen
    return np.asarray(means / means.mean())
