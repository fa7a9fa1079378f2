"""Signatures: what both seats sign, the versions that were signed, and what holds of them.

A signature is an edit, `sign:HASH`, of the seat that signs. The hash is of goals, settings that
decide figures, working values, what both sides promise, who answers for it, definitions, and the
data's address; a value that rests on evidence counts as that evidence, which the data and the
window fix, so that the hash never hangs on how a number is rounded. The signature names the edits
that stated all this: they stay in the log, so that the version signed can be read again whatever
was edited, undone or merged since.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from planner.base.days import month_text
from planner.base.stages import Owner, Seat
from planner.evidence.figures import FunnelEvidence
from planner.plan import keys
from planner.plan.assumption import Assumption
from planner.plan.audits import AUDIT
from planner.plan.benchmarks import BENCHMARK
from planner.plan.definitions import rule_value
from planner.plan.document import Plan
from planner.plan.edits import MERGED, RETRACT, SIGN, Draft, Edit
from planner.plan.log import Log, Order, live, order
from planner.plan.merging import where_of
from planner.plan.pledges import stated_pledges
from planner.plan.resolve import assumptions
from planner.plan.team_assumptions import team_assumptions

EVIDENCE = "evidence"
"""Stands in the content for a working value that is the measured one."""

_BESIDE = (
    keys.COMMENT,
    keys.UNCOMMENT,
    keys.BELIEF,
    keys.NOTE,
    keys.FIX,
    AUDIT,
    BENCHMARK,
    SIGN,
    RETRACT,
    MERGED,
)
"""What decides no figure of the plan."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed what, as which seat and when; `total` are the working bookings then.

    `scenario` is the id of the one signed, '' for the plan itself; `edits` are the ids of what
    stated it.
    """

    hash: str
    seat: Seat
    name: str
    author: str
    time: str
    scenario: str
    total: float | None
    edits: tuple[str, ...]
    order: Order = (0, "")


@dataclass(frozen=True, slots=True)
class Version:
    """One content that was signed, by one seat or both; `number` counts from 1."""

    number: int
    hash: str
    signatures: tuple[Signature, ...]

    @property
    def first(self) -> Signature:
        """The signature that made it a version."""
        return self.signatures[0]

    @property
    def last(self) -> Order:
        """When it was signed last, by the order of the log: computers' clocks may be wrong."""
        return self.signatures[-1].order

    @property
    def whole(self) -> bool:
        """Whether both seats signed it."""
        return {Seat.MARKETING, Seat.SALES} <= {one.seat for one in self.signatures}


def content_of(plan: Plan, evidence: FunnelEvidence | None) -> str:
    """Return what is signed, as JSON that is the same for the same content."""
    found = (*assumptions(plan, evidence), *team_assumptions(plan))
    said = {
        "goals": {goal.key(plan.fiscal_start): goal.value for goal in plan.goals},
        "phasing": plan.phasing,
        "months": [month_text(plan.start), plan.months, plan.fiscal_start],
        "currency": plan.currency,
        "stages": plan.stages,
        "lines": sorted([line.name, line.entry, line.source_team] for line in plan.lines),
        "season": [bool(plan.seasonal), sorted(plan.season.items())],
        "budget": plan.budget,
        "bounds": {name: asdict(bounds) for name, bounds in plan.bounds.items()},
        "working": {a.key: _rests_on(a) for a in found},
        "data": [plan.snapshot, list(plan.by), plan.window],
        **_promised(plan),
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _promised(plan: Plan) -> dict[str, object]:
    """Return commitments, people and definitions; of what nobody stated the content has no word."""
    stated = {a.key: a.working for a in stated_pledges(plan)}
    said = {
        "promises": stated,
        "people": dict(sorted(plan.people.items())),
        "definitions": [[at, rule_value(one.rule)] for at, one in sorted(plan.definitions.items())],
        "wordings": [[*at, one.text] for at, one in sorted(plan.wordings.items())],
        "rules": [[*at, rule_value(rule)] for at, rule in sorted(plan.rules.items())],
    }
    return {name: words for name, words in said.items() if words}


def content_hash(plan: Plan, evidence: FunnelEvidence | None) -> str:
    """Return the SHA-256 of what is signed, in hexadecimal."""
    return hashlib.sha256(content_of(plan, evidence).encode()).hexdigest()


def _rests_on(a: Assumption) -> float | str | None:
    """Return a working value, or that it is the evidence."""
    own = {Owner.MARKETING: a.marketing, Owner.SALES: a.sales}.get(a.owner)
    stated = a.agreed if a.agreed is not None else own
    if stated is not None:
        return stated
    return EVIDENCE if a.evidence.known else a.working


def signing_draft(
    log: Log, seat: Seat, digest: str, *, name: str, scenario: str, total: float
) -> Draft:
    """Return the edit that signs the plan as the log now states it."""
    said = {
        "name": name,
        "scenario": scenario,
        "total": total,
        "edits": " ".join(edit.id for edit in _stating(log)),
    }
    return Draft(seat, SIGN + digest, json.dumps(said, ensure_ascii=False), name)


def _stating(log: Log) -> Iterable[Edit]:
    """Yield the edits that state the plan: of each place the last, and all names of its stages.

    The very first edit dates the plan until its start is stated.
    """
    last = {where_of(edit): edit for edit in live(log) if not edit.key.startswith(_BESIDE)}
    kept = {edit.id for edit in last.values()} | {edit.id for edit in log.edits[:1]}
    return (edit for edit in log.edits if edit.id in kept or edit.key == keys.STAGES)


def signatures(log: Log) -> tuple[Signature, ...]:
    """Return the signatures that count, the earliest first; a seat signs a content once."""
    found: dict[tuple[Seat, str, str], Signature] = {}
    for edit in live(log):
        read = _signature(edit) if edit.key.startswith(SIGN) else None
        if read is not None:
            found.setdefault((read.seat, read.hash, read.scenario), read)
    return tuple(found.values())


def _signature(edit: Edit) -> Signature | None:
    """Return the signature an edit states; None where it cannot be read."""
    try:
        said = json.loads(str(edit.value))
        total = said["total"]
        return Signature(
            hash=edit.key.removeprefix(SIGN),
            seat=edit.seat,
            name=str(said["name"]),
            author=edit.author,
            time=edit.time,
            scenario=str(said["scenario"]),
            total=float(total) if isinstance(total, int | float) else None,
            edits=tuple(str(said["edits"]).split()),
            order=order(edit),
        )
    except (ValueError, TypeError, KeyError):
        return None


def versions(log: Log) -> tuple[Version, ...]:
    """Return what was signed, in the order in which it was signed first."""
    found: dict[tuple[str, str], list[Signature]] = {}
    for one in signatures(log):
        found.setdefault((one.hash, one.scenario), []).append(one)
    return tuple(
        Version(number, signed[0].hash, tuple(signed))
        for number, signed in enumerate(found.values(), 1)
    )


def signed_log(log: Log, signature: Signature) -> Log:
    """Return the edits that a signature names."""
    named = set(signature.edits)
    return Log.of(edit for edit in log.edits if edit.id in named)


def missing_edits(log: Log, signature: Signature) -> int:
    """Return how many of the edits that a signature names are not in the log."""
    return len(set(signature.edits) - {edit.id for edit in log.edits})
