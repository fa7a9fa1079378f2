"""What an open plan's commitments are measured by: the plan as promised, and the data since."""

from dataclasses import replace

from planner.base.days import first_day
from planner.base.problem import Problem, RefusedError
from planner.commitments.agreed import Agreed, actuals
from planner.commitments.register import Entry, register
from planner.commitments.standing import Commitments
from planner.evidence import prepare
from planner.evidence.passages import Prepared
from planner.forecast.results import forecast
from planner.journeys.kept import KeptSnapshot
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import SLA
from planner.plan.scenarios import in_scenario
from planner.plan.signing import Version
from planner.session.plan_session import PlanSession
from planner.session.scenarios import scenario_of
from planner.session.signing import signed_plan, whole_version


def commitments(
    session: PlanSession,
    digest: str | None = None,
    scenario: str = "",
    prepared: Prepared | None = None,
) -> Commitments:
    """Return the plan as promised with what came of it, by today's snapshot or another one kept.

    What both seats signed last is promised, on the data they signed. Until then the working plan
    is, on the data of the last snapshot before it begins, else on the first one kept: later data
    are its outcome. `prepared` spares preparing the snapshot's journeys. RefusedError for data that
    have other stages.
    """
    made = _stated(session, scenario)
    agreed, plan = made.agreed, made.current.plan
    snapshot = session.snapshot_of(digest) if digest else session.snapshot
    if snapshot is None:
        return made
    before, activities = prepared or prepare(snapshot.journeys), snapshot.activities
    if snapshot.as_of <= agreed.since:
        return replace(made, activities=activities, data=before)
    if snapshot.journeys.stages != plan.stages:
        what = "The data have other stages than the plan, so it is not measured by them"
        raise RefusedError(Problem(what, "", "Import them again with --stages"))
    return replace(made, found=actuals(agreed, before), activities=activities, data=before)


def meanings(session: PlanSession) -> tuple[Entry, ...]:
    """Return what each side means by every stage, and who signed exactly that; it takes no data."""
    return register(_stated(session))


def _stated(session: PlanSession, scenario: str = "") -> Commitments:
    """Return the plan as promised, whatever came of it."""
    plan = in_scenario(session.plan, scenario_of(session.plan, scenario))
    base = _base(session)
    current = _agreed(session, replace(plan, snapshot=base.digest if base else None))
    version = whole_version(session, scenario)
    agreed = current if version is None else _agreed(session, _promised(session, version, plan))
    return Commitments(agreed, None, signed=version, now=current)


def measured_commitments(session: PlanSession, digest: str | None = None) -> Commitments:
    """Do the same; RefusedError where no later data tell what came of the plan."""
    made = commitments(session, digest)
    if made.found is None:
        what = "No data tell yet what came of the plan"
        raise RefusedError(Problem(what, "", "Import exports of a day after it began"))
    return made


def _agreed(session: PlanSession, plan: Plan) -> Agreed:
    evidence = session.measuring.of(plan, session.copy.snapshot)
    return Agreed(plan, evidence, forecast(plan, evidence, View.WORKING, session.memo))


def _promised(session: PlanSession, version: Version, now: Plan) -> Plan:
    """Return the plan as signed; whoever answers for a promise now does.

    A version signed before anybody stated what Sales promises is held to what is stated now.
    """
    plan = replace(signed_plan(session, version.first), people=now.people)
    if any(line == SLA for line, _ in plan.claims):
        return plan
    stated = {place: said for place, said in now.claims.items() if place[0] == SLA}
    return replace(plan, claims={**plan.claims, **stated})


def _base(session: PlanSession) -> KeptSnapshot | None:
    kept = sorted(session.snapshots(), key=lambda one: one.as_of)
    before = [one for one in kept if one.as_of < first_day(session.plan.start)]
    return before[-1] if before else next(iter(kept), None)
