"""What an edit was worth when it was made."""

from planner.base.stages import Seat
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.edits import Edit
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.plan.record import around
from planner.session.plan_session import PlanSession


def worth_then(session: PlanSession, edit: Edit) -> float:
    """Return what an edit's step did to bookings when it was made.

    Of the seat's own view where a seat spoke, of the working plan where both did.
    """
    view = View.WORKING if edit.seat is Seat.TOGETHER else View(edit.seat.value)
    before, after = (_total(session, log, view) for log in around(session.log, edit))
    return after - before


def _total(session: PlanSession, log: Log, view: View) -> float:
    plan = fold(log)
    evidence = session.measuring.of(plan, session.held)
    return forecast(plan, evidence, view, session.memo).total if plan.lines else 0.0
