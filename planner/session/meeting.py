"""A meeting over the agenda: what is decided in it, and the minutes that write themselves.

Each decision is one step of undo. Beside the value it holds an edit of `meeting:ID`, whose text is
the reason given: the minutes are read from these, so that what is undone is not in them.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from planner.agreement.deciding import supposed
from planner.agreement.results import Results, results
from planner.base.memo import Memo
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.output.minutes import write_minutes
from planner.plan import keys
from planner.plan.assumption import Assumption
from planner.plan.edits import Draft, Edit
from planner.plan.fold import fold
from planner.plan.log import Log, live, order
from planner.plan.parking import LONGEST, parked_value, read_parked
from planner.plan.scenarios import in_scenario, split_key
from planner.session.plan_session import PlanSession
from planner.session.scenarios import scenario_of
from planner.sheets.meeting import stake_text
from planner.sheets.minutes import Minute, MinuteLine, minute_line


def agreement(
    plan_key: str, value: float, meeting: str, reason: str = "", typed: str = ""
) -> tuple[Draft, ...]:
    """Return the edits by which both agree on a value, as it was typed if it was."""
    return Draft(Seat.TOGETHER, plan_key, value, typed), _noted(meeting, reason)


def parking(plan_key: str, why: str, meeting: str) -> tuple[Draft, ...]:
    """Return the edits that park a dispute; RefusedError without a reason."""
    return Draft(Seat.TOGETHER, keys.PARK + plan_key, parked_value(why)), _noted(meeting, why)


def _noted(meeting: str, reason: str) -> Draft:
    said = reason.strip()
    if len(said) > LONGEST:
        what = f"A reason has at most {LONGEST} letters; this one has {len(said)}"
        raise RefusedError(Problem(what, "", "Shorten it"))
    return Draft(Seat.TOGETHER, keys.MEETING + meeting, said)


def meetings(log: Log) -> tuple[str, ...]:
    """Return the meetings in which something was decided, the latest last."""
    found = (edit.key.removeprefix(keys.MEETING) for edit in live(log) if _of_meeting(edit))
    return tuple(dict.fromkeys(found))


def minutes(session: PlanSession, meeting: str) -> tuple[Minute, ...]:
    """Return what was decided in a meeting, earliest first; undone decisions are not among it."""
    edits = live(session.log)
    notes = [edit for edit in edits if edit.key == keys.MEETING + meeting]
    return tuple(
        minute
        for note in notes
        for edit in edits
        if edit.step == note.step and edit is not note
        for minute in _minute(session, edit, note)
    )


def _of_meeting(edit: Edit) -> bool:
    return edit.key.startswith(keys.MEETING)


def _minute(session: PlanSession, edit: Edit, note: Edit) -> Iterator[Minute]:
    """Return a decision as it stood just before it was made."""
    parked = edit.key.startswith(keys.PARK)
    inside = split_key(edit.key)
    key = inside[1] if inside else edit.key.removeprefix(keys.PARK)
    id_ = unquote(inside[0].removeprefix(keys.SCENARIO)) if inside else ""
    then, scenario = _before(session, edit, id_)
    about = next((a for a in (*then.said, *then.promised) if a.key == key), None)
    if about is not None:
        value = edit.value if isinstance(edit.value, float) and not parked else None
        reason = read_parked(str(edit.value or "")).words if parked else str(note.value or "")
        yield Minute(edit.time, edit.author, then, about, value, reason, scenario)


def _before(session: PlanSession, edit: Edit, scenario: str) -> tuple[Results, str]:
    """Return what the plan implied before an edit, in the scenario it was made in."""
    earlier = Log(tuple(e for e in session.log.edits if order(e) < order(edit)))
    plan = fold(earlier)
    chosen = scenario_of(plan, scenario)
    evidence = session.measuring.of(plan, session.copy.snapshot)
    return results(
        in_scenario(plan, chosen), evidence, session.memo
    ), "" if chosen is None else chosen.name


def tried(now: Results, assumption: Assumption, value: float, memo: Memo) -> Results:
    """Return what the plan would imply if both agreed on a value; nothing is changed."""
    return supposed(now, assumption, value, memo)


def minute_lines(
    session: PlanSession, meeting: str, style: NumberStyle = ENGLISH
) -> tuple[MinuteLine, ...]:
    """Return what was decided in a meeting in words, earliest first."""
    return tuple(minute_line(minute, style) for minute in minutes(session, meeting))


def export_minutes(
    session: PlanSession, meeting: str, path: Path, style: NumberStyle = ENGLISH
) -> None:
    """Write a meeting's minutes as text, or as a page; RefusedError where that cannot be done."""
    name = session.plan.name or "the plan"
    still_open = stake_text(session.results, style)
    write_minutes(name, minute_lines(session, meeting, style), still_open, path)
