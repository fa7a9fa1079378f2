"""Benchmarks: published figures with their source, context beside one's own, never targets."""

import json
from dataclasses import dataclass
from functools import cache

from resources import resource


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure: `low` to `high` (equal for one value, None where open), rates 0 to 1.

    `about` says whom it was measured on. `year` is None for an undated source; `kind` is study,
    opinion or anecdote.
    """

    figure: str
    low: float | None
    high: float | None
    unit: str
    about: str
    source: str
    year: int | None
    kind: str


@cache
def published() -> tuple[Benchmark, ...]:
    """Return the figures that come with the program, each with a traceable source."""
    text = resource("benchmarks", "published.json").read_text("utf-8")
    return tuple(Benchmark(**row) for row in json.loads(text))
