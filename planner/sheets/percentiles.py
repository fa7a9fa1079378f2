"""Where a position lies in what was measured, in words."""

from planner.evidence.figures import Figure, PooledRate
from planner.evidence.pooling import percentile


def place_words(value: float, evidence: Figure, pooled: PooledRate | None) -> str:
    """Return 'is at the 83rd percentile' for a rate; for others where the interval leaves it."""
    if pooled is None:
        return _by_interval(value, evidence)
    share = percentile(pooled, value)
    if share > 0.99:
        return "is past the 99th percentile"
    if share < 0.01:
        return "is below the 1st percentile"
    return f"is at the {ordinal(round(share * 100))} percentile"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 21st."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _by_interval(value: float, evidence: Figure) -> str:
    if value > evidence.high:
        return "is above the interval"
    return "is below the interval" if value < evidence.low else "is inside the interval"
