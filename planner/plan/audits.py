"""Blind audits in a plan: `audit:STAGE/SEED` holds what two judges said, as counts by segment."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from planner.plan.edits import Edit

AUDIT = "audit:"


@dataclass(frozen=True, slots=True)
class AuditedPart:
    """A segment's leads, '' for all: judged by both, alike, qualified by each, and kappa.

    `low` and `high` are the 90 % interval of kappa; all three are None where chance alone would
    make the judges agree.
    """

    segment: str
    judged: int
    alike: float
    one: int
    other: int
    kappa: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit's result: whose judgements of which draw, who kept it and when."""

    stage: str
    seed: int
    judges: tuple[str, str]
    parts: tuple[AuditedPart, ...]
    author: str = ""
    time: str = ""


def audit_value(found: Audited) -> str:
    """Return the value of an `audit:` edit."""
    said = {"judges": found.judges, "parts": [asdict(part) for part in found.parts]}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def audits_of(settings: Mapping[str, Edit]) -> tuple[Audited, ...]:
    """Return the audits kept, the latest last; what cannot be read is none."""
    edits = [edit for key, edit in settings.items() if key.startswith(AUDIT)]
    found = (_read(edit) for edit in sorted(edits, key=lambda edit: (edit.clock, edit.id)))
    return tuple(one for one in found if one is not None)


def _read(edit: Edit) -> Audited | None:
    stage, _, seed = edit.key.removeprefix(AUDIT).rpartition("/")
    try:
        said = json.loads(str(edit.value))
        parts = tuple(_part(one) for one in said["parts"])
        one, other = (str(judge) for judge in said["judges"])
        return Audited(stage, int(seed), (one, other), parts, edit.author, edit.time)
    except (ValueError, TypeError, KeyError):
        return None


def _part(said: Mapping[str, object]) -> AuditedPart:
    names = {field.name for field in fields(AuditedPart)}
    if set(said) != names or not isinstance(said["segment"], str):
        raise ValueError
    numbers = [said[name] for name in names - {"segment"}]
    if any(value is not None and not isinstance(value, int | float) for value in numbers):
        raise ValueError
    return AuditedPart(**said)  # type: ignore[arg-type]
