"""The registers of a plan: definitions, each voice's words and rules, benchmarks."""

from collections.abc import Callable, Mapping
from typing import Any

from planner.plan.benchmarks import benchmarks_of
from planner.plan.definitions import definitions_of
from planner.plan.edits import Edit
from planner.plan.wordings import rules_of, wordings_of


def registered(
    settings: Mapping[str, Edit], stage_of: Callable[[str], int | None]
) -> dict[str, Any]:
    """Return the plan's fields of its registers."""
    return {
        "definitions": definitions_of(settings, stage_of),
        "wordings": wordings_of(settings, stage_of),
        "rules": rules_of(settings, stage_of),
        "benchmarks": benchmarks_of(settings),
    }
