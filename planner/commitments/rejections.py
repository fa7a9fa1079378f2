"""Why leads were turned down at the hand-off, as the CRM says it."""

from dataclasses import dataclass

import numpy as np

from planner.commitments.handed import REASONS, Handed
from planner.journeys.table import BLANK


@dataclass(frozen=True, slots=True)
class Rejection:
    """A reason and how many leads were turned down for it; '' where none was given."""

    reason: str
    leads: int


def rejections(leads: Handed) -> tuple[Rejection, ...] | None:
    """Count the leads turned down by reason, the most frequent first, those without one last.

    None where no reasons were imported: then nothing is known, which is not that none were given.
    """
    dimensions = leads.prepared.journeys.dimensions
    known = next((dimensions[name] for name in REASONS if name in dimensions), None)
    if known is None:
        return None
    codes = known.codes[leads.rows[leads.lost]]
    counts = np.bincount(codes, minlength=len(known.labels))
    found = [
        Rejection("" if label == BLANK else label, n)
        for label, n in zip(known.labels, counts.tolist(), strict=True)
        if n
    ]
    return tuple(sorted(found, key=lambda one: (not one.reason, -one.leads, one.reason)))
