"""Signing the open plan, reading signed versions again, and whether a signature still holds."""

from dataclasses import dataclass

from planner.agreement.results import Results, results
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.document import Plan
from planner.plan.edits import Edit
from planner.plan.fold import fold
from planner.plan.scenarios import in_scenario
from planner.plan.signing import (
    Signature,
    Version,
    content_hash,
    missing_edits,
    signed_log,
    signing_draft,
    versions,
)
from planner.session.plan_session import PlanSession
from planner.session.scenarios import results_in, scenario_of
from planner.session.sealing import unsealed

SHORT = 8
"""Letters of a hash by which people tell versions apart."""


@dataclass(frozen=True)
class Standing:
    """What has been signed of the plan, or of one scenario, and whether it still is the plan.

    `now` is the content's hash, `signed` the version that has it, `last` the one signed last.
    """

    now: str
    signed: Version | None
    last: Version | None
    versions: tuple[Version, ...]

    @property
    def changed(self) -> bool:
        """Whether the plan is no longer what was signed last."""
        return self.last is not None and self.last.hash != self.now

    def open_to(self, seat: Seat) -> bool:
        """Whether a seat has still to sign what the plan now says."""
        known = () if self.signed is None else self.signed.signatures
        return seat is not Seat.TOGETHER and seat not in {one.seat for one in known}


def standing(session: PlanSession, scenario: str = "") -> Standing:
    """Return what was signed of the plan, or of a scenario by its id."""
    found = results_in(session, scenario_of(session.plan, scenario))
    now = content_hash(found.plan, found.evidence)
    kept = tuple(v for v in versions(session.log) if v.first.scenario == scenario)
    signed = next((v for v in kept if v.hash == now), None)
    last = max(kept, key=lambda v: v.last, default=None)
    return Standing(now, signed, signed or last, kept)


def sign(session: PlanSession, seat: Seat, name: str, scenario: str = "") -> tuple[Edit, ...]:
    """Sign the plan as a seat; RefusedError where that makes no sense."""
    if seat is Seat.TOGETHER:
        raise RefusedError(
            Problem("Each seat signs for itself", "", "Sign as Marketing, then as Sales")
        )
    unsealed(session.round, "nothing is signed meanwhile")
    if not name.strip():
        raise RefusedError(Problem("A signature needs a name", "", "Write who signs"))
    chosen = scenario_of(session.plan, scenario)
    if not session.plan.lines or (scenario and chosen is None):
        raise RefusedError(Problem("There is nothing to sign yet", "", "Give the plan its lines"))
    stood = standing(session, scenario)
    if not stood.open_to(seat):
        raise RefusedError(Problem(f"{seat.value.title()} has signed exactly this already"))
    total = results_in(session, chosen).working.total
    draft = signing_draft(
        session.log, seat, stood.now, name=name.strip(), scenario=scenario, total=total
    )
    return session.submit((draft,), f"sign as {seat.value.title()}")


def version_named(session: PlanSession, text: str) -> Version | None:
    """Return the version of `signed` (the last), `signed:2`, or the beginning of a hash."""
    kept = versions(session.log)
    word = text.strip().casefold()
    if word == "signed":
        return max(kept, key=lambda v: v.last, default=None)
    head, colon, number = word.partition(":")
    if colon and head == "signed":
        return next((v for v in kept if str(v.number) == number), None)
    found = [v for v in kept if len(word) >= SHORT and v.hash.startswith(word)]
    return found[0] if len(found) == 1 else None


def version_results(session: PlanSession, version: Version) -> Results:
    """Return everything that a signed version implied, from its own edits and data.

    RefusedError where edits it rests on are not in the log.
    """
    plan = signed_plan(session, version.first)
    return results(plan, session.measuring.of(plan, session.copy.snapshot), session.memo)


def read_version(session: PlanSession, version: Version) -> Results | None:
    """Return everything that a signed version implied, None where it cannot be read."""
    try:
        return version_results(session, version)
    except RefusedError:
        return None


def whole_version(session: PlanSession, scenario: str = "") -> Version | None:
    """Return what both seats signed last and can be read with its data; None where nothing is."""
    kept = (v for v in versions(session.log) if v.whole and v.first.scenario == scenario)
    for version in sorted(kept, key=lambda v: v.last, reverse=True):
        try:
            plan = signed_plan(session, version.first)
        except RefusedError:
            continue
        if plan.snapshot is None or session.copy.snapshot(plan.snapshot) is not None:
            return version
    return None


def signed_plan(session: PlanSession, signature: Signature) -> Plan:
    """Return the plan as it was signed; RefusedError where edits it rests on are missing."""
    gone = missing_edits(session.log, signature)
    if gone:
        what = f"{gone} of the edits that {signature.name} signed are not in this plan"
        raise RefusedError(Problem(what, signature.hash[:SHORT], "Merge the copy that was signed"))
    plan = fold(signed_log(session.log, signature))
    return in_scenario(plan, scenario_of(plan, signature.scenario))


def verify(session: PlanSession) -> tuple[Problem, ...]:
    """Return what does not hold of the plan's signatures; nothing where all do."""
    problems = []
    for version in versions(session.log):
        for one in version.signatures:
            problem = _verify(session, one)
            if problem is not None:
                problems.append(problem)
    return tuple(problems)


def _verify(session: PlanSession, signature: Signature) -> Problem | None:
    where = f"{signature.seat.value.title()}, {signature.hash[:SHORT]}"
    try:
        plan = signed_plan(session, signature)
    except RefusedError as refused:
        return refused.problem
    if plan.snapshot and session.copy.snapshot(plan.snapshot) is None:
        return Problem(f"The data that {signature.name} signed are not in this plan", where)
    if content_hash(plan, session.measuring.of(plan, session.copy.snapshot)) != signature.hash:
        return Problem(f"What {signature.name} signed is not what the log now says of it", where)
    return None
