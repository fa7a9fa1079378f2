"""The registers of a plan: definitions, each voice's words and rules, benchmarks, audits."""

from collections.abc import Callable, Mapping
from typing import Any

from planner.plan import keys
from planner.plan.audits import AUDIT, audits_of
from planner.plan.benchmarks import BENCHMARK, benchmarks_of
from planner.plan.definitions import definitions_of
from planner.plan.edits import Edit
from planner.plan.wordings import rules_of, wordings_of

REGISTERS = (keys.DEFINITION, keys.WORDING, keys.RULE, BENCHMARK, AUDIT)
"""How the keys of what they hold begin."""


def registered(
    settings: Mapping[str, Edit], stage_of: Callable[[str], int | None]
) -> dict[str, Any]:
    """Return the plan's fields of its registers."""
    return {
        "definitions": definitions_of(settings, stage_of),
        "wordings": wordings_of(settings, stage_of),
        "rules": rules_of(settings, stage_of),
        "benchmarks": benchmarks_of(settings),
        "audits": audits_of(settings),
    }
