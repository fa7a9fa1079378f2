"""Benchmarks in a plan: `benchmark:ID` holds a figure's fields as JSON, or takes one away."""

import json
import math
from collections.abc import Mapping

from planner.plan.edits import Edit

BENCHMARK = "benchmark:"
FIELDS = ("figure", "low", "high", "unit", "about", "source", "year", "kind", "of", "channel")
TYPED = {"low": "low_typed", "high": "high_typed"}
"""Where the formula stands that a number was typed as."""
Said = Mapping[str, object]
"""A figure's fields; empty for one that is not to be shown."""


def benchmarks_of(settings: Mapping[str, Edit]) -> dict[str, Said]:
    """Return what the plan says of benchmarks, by id, in the order of their edits."""
    found: dict[str, Said] = {}
    for key, edit in sorted(settings.items(), key=lambda item: (item[1].clock, item[1].id)):
        if key.startswith(BENCHMARK):
            said = _read(edit.value)
            if said is not None:
                found[key.removeprefix(BENCHMARK)] = said
    return found


def _read(value: object) -> Said | None:
    try:
        said = json.loads(str(value))
    except ValueError:
        return None
    if not isinstance(said, dict) or not set(said) <= {*FIELDS, *TYPED.values()}:
        return None
    return said if all(_fits(name, field) for name, field in said.items()) else None


def _fits(name: str, field: object) -> bool:
    """Whether a field holds what it may: numbers, a year, or text."""
    if name in {"low", "high"}:
        return field is None or (isinstance(field, int | float) and math.isfinite(field))
    if name == "year":
        return field is None or isinstance(field, int)
    return isinstance(field, str)


def benchmark_value(said: Said) -> str:
    """Return the value of a `benchmark:ID` edit; no field at all takes the figure away."""
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
