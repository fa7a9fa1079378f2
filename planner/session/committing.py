"""What an open plan's commitments are measured by: the plan as promised, and the data since."""

from dataclasses import replace

from planner.base.days import first_day
from planner.base.problem import Problem, RefusedError
from planner.commitments.agreed import Agreed, actuals
from planner.commitments.standing import Commitments
from planner.evidence import prepare
from planner.forecast.results import forecast
from planner.journeys.kept import KeptSnapshot
from planner.plan.assumption import View
from planner.session.plan_session import PlanSession


def commitments(session: PlanSession, digest: str | None = None) -> Commitments:
    """Return the plan as promised with what came of it, by today's snapshot or another one kept.

    The promise stands on the data of the last snapshot before the plan begins, else on the first
    one kept: later data are its outcome. RefusedError for data that have other stages.
    """
    base = _base(session)
    plan = replace(session.plan, snapshot=base.digest if base else None)
    evidence = session.measuring.of(plan, session.copy.snapshot)
    agreed = Agreed(plan, evidence, forecast(plan, evidence, View.WORKING, session.memo))
    snapshot = session.snapshot_of(digest) if digest else session.snapshot
    if snapshot is None or snapshot.as_of <= agreed.since:
        return Commitments(agreed, None)
    if snapshot.journeys.stages != plan.stages:
        what = "The data have other stages than the plan, so it is not measured by them"
        raise RefusedError(Problem(what, "", "Import them again with --stages"))
    return Commitments(agreed, actuals(agreed, prepare(snapshot.journeys)), snapshot.activities)


def measured_commitments(session: PlanSession, digest: str | None = None) -> Commitments:
    """Do the same; RefusedError where no later data tell what came of the plan."""
    made = commitments(session, digest)
    if made.found is None:
        what = "No data tell yet what came of the plan"
        raise RefusedError(Problem(what, "", "Import exports of a day after it began"))
    return made


def _base(session: PlanSession) -> KeptSnapshot | None:
    kept = sorted(session.snapshots(), key=lambda one: one.as_of)
    before = [one for one in kept if one.as_of < first_day(session.plan.start)]
    return before[-1] if before else next(iter(kept), None)
