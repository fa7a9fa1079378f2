"""Definitions in a plan: the rule on fields by which a lead is said to have reached a stage."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from planner.base.stages import Seat
from planner.evidence.quality import Clause, Rule
from planner.plan.edits import Edit
from planner.plan.keys import DEFINITION, quote


@dataclass(frozen=True, slots=True)
class Definition:
    """A proposed rule for entering a stage, and who proposed it last."""

    rule: Rule
    seat: Seat
    author: str = ""
    time: str = ""


def definition_key(stage: str) -> str:
    """Return the setting that holds the rule by which leads enter a stage."""
    return DEFINITION + quote(stage)


def defined_stage(key: str) -> str | None:
    """Return the stage a definition's key names; None for another key."""
    return unquote(key.removeprefix(DEFINITION)) if key.startswith(DEFINITION) else None


def rule_value(rule: Rule) -> str:
    """Return the value of a `definition:STAGE` edit."""
    clauses = [
        {"field": clause.field, "is" if clause.among else "not": list(clause.values)}
        for clause in rule.clauses
    ]
    return json.dumps({"rule": clauses})


def read_rule(value: object) -> Rule | None:
    """Return the rule such a value states; None where it cannot be read, or was withdrawn."""
    try:
        return Rule(tuple(_clause(said) for said in json.loads(str(value))["rule"]))
    except (ValueError, TypeError, KeyError):
        return None


def _clause(said: Mapping[str, object]) -> Clause:
    among = "is" in said
    values = said["is" if among else "not"]
    if not isinstance(values, list):
        raise TypeError
    return Clause(str(said["field"]), tuple(str(value) for value in values), among)


def definitions_of(
    settings: Mapping[str, Edit], stage_of: Callable[[str], int | None]
) -> Mapping[int, Definition]:
    """Return the definitions that stand by the index of their stage; the latest of each counts."""
    found: dict[int, Definition] = {}
    for key, edit in sorted(settings.items(), key=lambda item: (item[1].clock, item[1].id)):
        name = defined_stage(key)
        stage = None if name is None else stage_of(name)
        if stage is None:
            continue
        rule = read_rule(edit.value) if edit.value is not None else None
        found.pop(stage, None)
        if rule is not None:
            found[stage] = Definition(rule, edit.seat, edit.author, edit.time)
    return found
