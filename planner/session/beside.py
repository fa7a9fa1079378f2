"""What a board reads beside the plan's figures: what was decided, who signed and means what."""

from planner.base.problem import RefusedError
from planner.commitments.disputes import DisputedPromise, disputed_promises
from planner.output.excel.content import Beside
from planner.output.pack.source import Signed
from planner.plan.keys import SLA
from planner.session.committing import commitments, meanings
from planner.session.meeting import meetings, minute_lines
from planner.session.plan_session import PlanSession
from planner.session.signing import standing, version_results


def beside(session: PlanSession) -> Beside:
    """Return every meeting's minutes, the signatures, the definitions, and open promises."""
    style = session.plan.board.style
    minutes = (
        line for meeting in meetings(session.log) for line in minute_lines(session, meeting, style)
    )
    return Beside(tuple(minutes), signed_of(session), meanings(session), promises_of(session))


def promises_of(session: PlanSession) -> dict[str, DisputedPromise]:
    """Return the promises in dispute; none where data of other stages tell nothing of them."""
    if not any(one.line == SLA for one in session.results.disputed):
        return {}
    try:
        return disputed_promises(commitments(session), session.plan)
    except RefusedError:
        return {}


def signed_of(session: PlanSession) -> Signed:
    """Return the versions signed, with what the last one implied where the plan has changed."""
    stood = standing(session)
    if not stood.changed or stood.last is None:
        return Signed(stood.versions, stood.now)
    try:
        last = version_results(session, stood.last)
    except RefusedError as refused:
        return Signed(stood.versions, stood.now, unread=refused.problem)
    return Signed(stood.versions, stood.now, last)
