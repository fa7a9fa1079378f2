"""How often intervals of 90 % hold the truth; shown where pytest is told not to capture (-s)."""

import sys
from collections.abc import Callable, Sequence

import numpy as np

Within = Callable[[str, Sequence[bool]], bool]


def coverage(wide: float) -> Within:
    """Return whether what is named holds the truth in 90 % of its cases, give or take `wide`."""

    def within(name: str, inside: Sequence[bool]) -> bool:
        share = float(np.mean(inside))
        sys.stdout.write(f"\n{name}: {share:.1%} of {len(inside):,} ")
        return abs(share - 0.90) <= wide

    return within
