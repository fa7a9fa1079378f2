"""The record of the open plan: every edit in full, and what it was worth when it was made."""

from collections.abc import Iterable
from threading import Lock
from urllib.parse import unquote

from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.edits import Edit
from planner.plan.fold import fold
from planner.plan.keys import SCENARIO
from planner.plan.log import Log
from planner.plan.record import Entry, around, record
from planner.plan.scenarios import in_scenario, split_key
from planner.session.plan_session import PlanSession
from planner.session.scenarios import scenario_of
from planner.sheets.record import entry_words
from planner.sheets.words import SEAT_NAMES, Tongue

__all__ = ["Worths", "record", "told_in_full", "worth_then", "worth_words"]


class Worths:
    """What edits of one plan were worth when they were made, each worked out once, in any thread.

    Only a merge puts edits before one that was known: then it is worked out anew.
    """

    def __init__(self, session: PlanSession) -> None:
        self._session = session
        self._known: dict[tuple[str, ...], float] = {}
        self._memo, self._lock = Memo(), Lock()

    def known(self, edit: Edit) -> bool:
        """Whether an edit's worth is at hand."""
        return self._key(edit) in self._known

    def _key(self, edit: Edit) -> tuple[str, ...]:
        log = self._session.log
        before, _ = log.around(edit)
        return edit.id, str(before), log.edits[before - 1].id if before else ""

    def of(self, edit: Edit) -> float:
        """Return what an edit's step did to bookings when it was made, as `worth_then`."""
        key = self._key(edit)
        with self._lock:
            if key not in self._known:
                logs = around(self._session.log, edit)
                self._known[key] = _worth(self._session, edit, logs, self._memo)
            return self._known[key]


def worth_then(session: PlanSession, edit: Edit) -> float:
    """Return what an edit's step did to bookings when it was made.

    Of the seat's own view where a seat spoke, of the working plan where both did.
    """
    return _worth(session, edit, around(session.log, edit), session.memo)


def _worth(session: PlanSession, edit: Edit, logs: tuple[Log, Log], memo: Memo) -> float:
    view = View.WORKING if edit.seat is Seat.TOGETHER else View(edit.seat.value)
    inside = split_key(edit.key)
    scenario = unquote(inside[0].removeprefix(SCENARIO)) if inside else ""
    before, after = (_total(session, log, view, scenario, memo) for log in logs)
    return after - before


def _total(session: PlanSession, log: Log, view: View, scenario: str, memo: Memo) -> float:
    """Return the bookings of a view, in the scenario of an id where it is one."""
    plan = fold(log)
    plan = in_scenario(plan, scenario_of(plan, scenario))
    evidence = session.measuring.of(plan, session.copy.snapshot)
    return forecast(plan, evidence, view, memo).total if plan.lines else 0.0


def told_in_full(
    session: PlanSession, entries: Iterable[Entry], id_: str, style: NumberStyle = ENGLISH
) -> str:
    """Say an edit, by its id, in full, and what its step was worth when it was made."""
    entry = next((entry for entry in entries if entry.edit.id == id_), None)
    if entry is None:
        return ""
    return f"{entry_words(entry, session.plan, style)}\n{worth_words(session, id_, style)}"


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
