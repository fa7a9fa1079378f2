"""Blind audits in a plan: `audit:STAGE/SEED` holds what two judges said, by segment."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from planner.plan.edits import Edit

AUDIT = "audit:"
_ONLY = "only"

Apart = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AuditedPart:
    """A segment's leads, '' for all: judged by both, alike, qualified by each, and kappa.

    `low` and `high` are the 90 % interval of kappa; all three are None where chance alone would
    make the judges agree. `only` are the ids of the leads that one judge alone, and the other
    alone, takes for qualified; None where the audit was kept before they were.
    """

    segment: str
    judged: int
    alike: float
    one: int
    other: int
    kappa: float | None
    low: float | None
    high: float | None
    only: Apart | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit's result: whose judgements of which draw, who kept it and when.

    `parts` are the segments, all leads together last; `unanswered` how many each judge left out.
    """

    stage: str
    seed: int
    judges: tuple[str, str]
    parts: tuple[AuditedPart, ...]
    unanswered: tuple[int, int] = (0, 0)
    author: str = ""
    time: str = ""

    @property
    def key(self) -> str:
        """The key under which the plan keeps it."""
        return f"{AUDIT}{self.stage}/{self.seed}"


def audit_value(found: Audited) -> str:
    """Return the value of an `audit:` edit."""
    said = {
        "judges": found.judges,
        "parts": [asdict(part) for part in found.parts],
        "unanswered": found.unanswered,
    }
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
        ours, theirs = (int(many) for many in said.get("unanswered", (0, 0)))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not parts or not seed.isdecimal():
        return None
    return Audited(stage, int(seed), (one, other), parts, (ours, theirs), edit.author, edit.time)


def _part(said: Mapping[str, object]) -> AuditedPart:
    names = {field.name for field in fields(AuditedPart)} - {_ONLY}
    if said.keys() - {_ONLY} != names or not isinstance(said["segment"], str):
        raise ValueError
    numbers = [said[name] for name in names - {"segment"}]
    if any(value is not None and not isinstance(value, int | float) for value in numbers):
        raise ValueError
    return AuditedPart(**{**said, _ONLY: _apart(said.get(_ONLY))})  # type: ignore[arg-type]


def _apart(said: object) -> Apart | None:
    if said is None:
        return None
    if not isinstance(said, list) or not all(isinstance(ids, list) for ids in said):
        raise ValueError
    ours, theirs = (tuple(map(str, ids)) for ids in said)
    return ours, theirs
