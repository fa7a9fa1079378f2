"""Commands that change a plan or look after its file: goal, set, check."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from planner.base.days import month_text
from planner.base.files import refusing_files
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import Unit
from planner.base.units_parse import parse_entry
from planner.cli import shapes
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, REFUSED, Report, several
from planner.cli.saying import bookings_words, said
from planner.cli.words import plan_length, year_start
from planner.plan import board, keys
from planner.plan.assumption import View
from planner.plan.document import Plan, Scenario
from planner.plan.edits import Draft, Edit, Value
from planner.plan.fold import is_setting
from planner.plan.homeless import homeless_words
from planner.session import PlanSession
from planner.session.asking import seen
from planner.session.scenarios import found_or_created
from planner.session.signing import verify


def goal(arguments: Namespace) -> Report:
    """State the bookings goal, and with --year and --months the time it is for."""
    with opened(arguments.plan) as session:
        plan = session.plan
        amount = parse_entry(arguments.amount, Unit.MONEY, base=plan.goal)
        drafts = [Draft(Seat.TOGETHER, keys.GOAL, amount, arguments.amount)]
        if arguments.year is not None:
            start = year_start(arguments.year, plan.fiscal_start)
            drafts.append(Draft(Seat.TOGETHER, keys.START, month_text(start)))
        if arguments.months is not None:
            drafts.append(Draft(Seat.TOGETHER, keys.MONTHS, plan_length(arguments.months)))
        return _submitted(session, drafts, "goal")


def set_positions(arguments: Namespace) -> Report:
    """State positions as typed; if one is refused, none is written."""
    seat = Seat(arguments.seat)
    with opened(arguments.plan) as session:
        session.look_as(seat)
        scenario, made = found_or_created(session.plan, arguments.scenario)
        drafts: list[Draft] = []
        refused: list[dict[str, str]] = []
        for text in arguments.values:
            try:
                drafts += _typed(session, seat, text, scenario)
            except RefusedError as problem:
                refused.append({"where": text, "reason": str(problem)})
        if refused:
            lines = tuple(f"{r['where']}: {r['reason']}" for r in refused)
            return Report({"edits": [], "refused": refused}, lines, REFUSED)
        label = f"set {several(len(drafts), 'value')}"
        return _submitted(session, [*made, *drafts] if drafts else [], label, scenario)


def _typed(
    session: PlanSession, seat: Seat, text: str, scenario: Scenario | None
) -> Sequence[Draft]:
    key, equals, value = text.partition("=")
    if not equals:
        raise RefusedError(Problem("There is no '='", "", "Write KEY=VALUE"))
    if key.strip() == board.LOGO and value.strip():
        path = Path(value.strip())
        with refusing_files(path, "read"):
            picture = board.logo_value(path.read_bytes(), str(path))
        return (Draft(seat, board.LOGO, picture, path.name),)
    return session.typed(seat, key.strip(), value, scenario)


def _submitted(
    session: PlanSession, drafts: Sequence[Draft], label: str, scenario: Scenario | None = None
) -> Report:
    if not drafts:
        return Report({"edits": [], "refused": []}, ("Nothing changed.",))
    known = {_place(e): e.value for e in session.stated}
    edits = session.submit(drafts, label)
    session.save()
    made = [shapes.edited(e, known.get(_place(e))) for e in edits]
    lines = [_line(session.plan, edit, known.get(_place(edit))) for edit in edits]
    name = scenario.name if scenario else None
    brought = bookings_words(seen(session, View.WORKING, name), session.plan.currency)
    lines.append(f"Bookings {f'in {name}' if name else 'of the working plan'}: {brought}.")
    lines += [text for text in (homeless_words(session.plan.homeless),) if text]
    return Report({"edits": made, "refused": []}, tuple(lines))


def _place(edit: Edit) -> tuple[str, str]:
    """Return what an edit replaces: a seat's position, or a setting of all seats."""
    return ("" if is_setting(edit.key) else str(edit.seat)), edit.key


def _line(plan: Plan, edit: Edit, before: Value) -> str:
    seat, key = _place(edit)
    named = f"{key} ({seat})" if seat else key
    return f"{named}: {said(plan, key, before)} → {said(plan, key, edit.value)}"


def check(arguments: Namespace) -> Report:
    """Read a plan file whole and say what is wrong with it, and with its signatures."""
    with opened(arguments.plan) as session:
        problems = [*session.check(), *(str(problem) for problem in verify(session))]
    lines = tuple(problems) if problems else (f"{arguments.plan} is whole.",)
    data = {"ok": not problems, "problems": problems}
    return Report(data, lines, ATTENTION if problems else DONE)
