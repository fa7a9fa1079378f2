"""Benchmarks: published figures with their source, context beside one's own, never targets."""

import json
from dataclasses import dataclass
from functools import cache

from planner.base.stages import opportunity_stage
from resources import resource

_LEADS = frozenset({"lead", "inquiry", "enquiry"})
_OPPORTUNITY = "opportunity"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure: `low` to `high` (equal for one value, None where open), rates 0 to 1.

    `about` says whom it was measured on. `year` is None for an undated source; `kind` is study,
    opinion or anecdote. `start` and `end` are what a rate leads from and to: lead, opportunity,
    deal.
    """

    figure: str
    low: float | None
    high: float | None
    unit: str
    about: str
    source: str
    year: int | None
    kind: str
    start: str = ""
    end: str = ""


@cache
def published() -> tuple[Benchmark, ...]:
    """Return the figures that come with the program, each with a traceable source."""
    text = resource("benchmarks", "published.json").read_text("utf-8")
    return tuple(Benchmark(**row) for row in json.loads(text))


def between(stages: tuple[str, ...], start: int, end: int) -> tuple[Benchmark, ...]:
    """Return the published rates from one stage to another, studies first.

    Only stages that are called what the source is about have any: an MQL is no lead.
    """
    places = {"deal": len(stages) - 1}
    if stages[0].casefold() in _LEADS:
        places["lead"] = 0
    if _OPPORTUNITY in [stage.casefold() for stage in stages]:
        places[_OPPORTUNITY] = opportunity_stage(stages)
    found = [b for b in published() if (places.get(b.start), places.get(b.end)) == (start, end)]
    return tuple(sorted(found, key=lambda b: b.kind != "study"))
