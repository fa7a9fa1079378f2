"""How an open plan is doing, by the newest data."""

from planner.base.days import first_day
from planner.commitments.progress import Progress
from planner.evidence.passages import Prepared
from planner.forecast.results import Forecast
from planner.session.committing import commitments
from planner.session.plan_session import PlanSession
from planner.session.signing import signed_plan, whole_version


def has_outcome(session: PlanSession) -> bool:
    """Tell whether the newest data can tell what came of the plan, without measuring them."""
    plan, snapshot = session.plan, session.snapshot
    if not plan.lines or snapshot is None or snapshot.journeys.stages != plan.stages:
        return False
    if snapshot.as_of < first_day(plan.start):
        return False
    if any(kept.as_of < snapshot.as_of for kept in session.snapshots()):
        return True
    return _signed_without_data(session)


def _signed_without_data(session: PlanSession) -> bool:
    version = whole_version(session)
    return version is not None and signed_plan(session, version.first).snapshot is None


def progress(
    session: PlanSession, now: Forecast, scenario: str = "", prepared: Prepared | None = None
) -> Progress | None:
    """Return plan and actual beside each other; None while no data tell what came of the plan.

    `now` is the working plan on the newest data, in a scenario by its id; `prepared` spares
    preparing their journeys. RefusedError for data that have other stages than the plan.
    """
    found = commitments(session, scenario=scenario, prepared=prepared).found
    if found is None or found.as_of < first_day(found.agreed.plan.start):
        return None
    return Progress(found, now)
