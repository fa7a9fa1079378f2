"""Benchmarks: published figures with their source, context beside one's own, never targets."""

import json
from dataclasses import dataclass, replace
from functools import cache

from planner.base.stages import opportunity_stage
from planner.plan.benchmarks import FIELDS, TYPED, Said
from planner.plan.document import Plan
from planner.plan.keys import quote
from resources import resource

_LEADS = frozenset({"lead", "inquiry", "enquiry"})
_OPPORTUNITY = "opportunity"
KINDS = ("study", "opinion", "anecdote")
UNITS = ("rate", "days", "hours", "times", "money", "number")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure: `low` to `high` (equal for one value, None where open), rates 0 to 1.

    `about` says whom it was measured on. `year` is None for an undated source; `kind` is study,
    opinion or anecdote. `start` and `end` are what a rate leads from and to: lead, opportunity,
    deal; `of` names the own figure that stands beside it, '' for none, of `channel` alone where it
    is about one. `low_typed` and `high_typed` are the formulas that they were typed as, if any.
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
    of: str = ""
    channel: str = ""
    low_typed: str = ""
    high_typed: str = ""

    @property
    def id(self) -> str:
        """What it is called in keys."""
        return quote(f"{self.figure} | {self.about}")


@cache
def published() -> tuple[Benchmark, ...]:
    """Return the figures that come with the program, each with a traceable source."""
    text = resource("benchmarks", "published.json").read_text("utf-8")
    return tuple(Benchmark(**row) for row in json.loads(text))


def between(plan: Plan, start: int, end: int) -> tuple[Benchmark, ...]:
    """Return the rates from one stage to another as the plan has them, studies first.

    Only stages that are called what the source is about have any: an MQL is no lead.
    """
    stages = plan.stages
    places = {"deal": len(stages) - 1}
    if stages[0].casefold() in _LEADS:
        places["lead"] = 0
    if _OPPORTUNITY in [stage.casefold() for stage in stages]:
        places[_OPPORTUNITY] = opportunity_stage(stages)
    found = [
        one
        for _, one in benchmarks(plan)
        if (places.get(one.start), places.get(one.end)) == (start, end) and _is_known_rate(one)
    ]
    return tuple(sorted(found, key=lambda one: one.kind != "study"))


def _is_known_rate(one: Benchmark) -> bool:
    return one.unit == "rate" and bool(one.source) and (one.low or one.high) is not None


def benchmarks(plan: Plan) -> tuple[tuple[str, Benchmark], ...]:
    """Return the figures of a plan by id: those shipped, as edited, then its own.

    One whose source is not stated yet is among them: it is asked for, not shown as known.
    """
    shipped = {one.id: one for one in published()}
    found = {key: _edited(one, plan.benchmarks.get(key)) for key, one in shipped.items()}
    empty = Benchmark("", None, None, "rate", "", "", None, "anecdote")
    own = {key: _edited(empty, said) for key, said in plan.benchmarks.items() if key not in shipped}
    return tuple((key, one) for key, one in (found | own).items() if one is not None)


def _edited(one: Benchmark, said: Said | None) -> Benchmark | None:
    """Return a figure with what the plan says of it; None where it was taken away."""
    if said is None:
        return one
    return replace(one, **said) if said else None  # type: ignore[arg-type]


def said_of(one: Benchmark) -> dict[str, object]:
    """Return a figure's fields as the plan keeps them."""
    formulas = {name: typed for name in TYPED.values() if (typed := getattr(one, name))}
    return {name: getattr(one, name) for name in FIELDS} | formulas
