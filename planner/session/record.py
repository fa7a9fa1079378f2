"""What an edit was worth when it was made."""

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.edits import Edit
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.plan.record import around, record
from planner.session.plan_session import PlanSession
from planner.sheets.words import SEAT_NAMES, Tongue

__all__ = ["record", "worth_then", "worth_words"]


def worth_then(session: PlanSession, edit: Edit) -> float:
    """Return what an edit's step did to bookings when it was made.

    Of the seat's own view where a seat spoke, of the working plan where both did.
    """
    view = View.WORKING if edit.seat is Seat.TOGETHER else View(edit.seat.value)
    before, after = (_total(session, log, view) for log in around(session.log, edit))
    return after - before


def _total(session: PlanSession, log: Log, view: View) -> float:
    plan = fold(log)
    evidence = session.measuring.of(plan, session.copy.snapshot)
    return forecast(plan, evidence, view, session.memo).total if plan.lines else 0.0


def worth_words(session: PlanSession, id_: str, style: NumberStyle = ENGLISH) -> str:
    """Say what the step of an edit was worth when it was made."""
    edit = next((edit for edit in session.log.edits if edit.id == id_), None)
    if edit is None:
        return ""
    worth = worth_then(session, edit)
    together = edit.seat is Seat.TOGETHER
    name = SEAT_NAMES[edit.seat]
    view = "the working plan" if together else f"{name}’{'' if name.endswith('s') else 's'} view"
    if not worth:
        return f"It changed no bookings of {view} then."
    amount = Tongue(style, session.plan.currency).short(worth, signed=True)
    return f"Its step was worth {amount} of bookings in {view} then."
