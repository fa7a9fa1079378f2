"""Commands that make and change a plan: new, goal, set, check."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from planner.base import units
from planner.base.days import month_text, parse_month
from planner.base.problem import Problem, RefusedError
from planner.base.stages import DEFAULT_STAGES, Seat, parse_stages
from planner.base.units import Unit, money_short
from planner.base.units_parse import parse_entry
from planner.cli import shapes
from planner.cli.desk import created, opened
from planner.cli.report import ATTENTION, REFUSED, Report
from planner.plan import keys
from planner.plan.document import MOST_MONTHS
from planner.plan.edits import Draft, Edit, Value
from planner.plan.fold import line_value, stages_value
from planner.session import PlanSession


def new(arguments: Namespace) -> Report:
    """Make an empty plan to fill by hand."""
    if Path(arguments.plan).exists():
        raise RefusedError(Problem("That plan is there already", arguments.plan, "Choose a name."))
    drafts = _settings(arguments)
    with created(arguments.plan) as session:
        edits = session.submit(drafts, "new plan")
        session.save(Path(arguments.plan))
        lines = (
            f"Made {arguments.plan}: {len(session.plan.lines)} lines, from "
            f"{month_text(session.plan.start)} for {session.plan.months} months.",
        )
        return Report({"edits": [shapes.edited(e, None) for e in edits]}, lines)


def _settings(arguments: Namespace) -> list[Draft]:
    stages = _stages(arguments.stages) if arguments.stages else DEFAULT_STAGES
    values: dict[str, Value] = {
        keys.STAGES: stages_value(stages),
        keys.MONTHS: _months(arguments.months),
        keys.CURRENCY: arguments.currency.upper(),
    }
    if arguments.start:
        values[keys.START] = month_text(_month(arguments.start))
    for text in arguments.line:
        name, _, entry = text.partition(":")
        values[keys.line_key(name.strip())] = line_value(_entry(entry.strip(), stages))
    return [Draft(Seat.TOGETHER, key, value) for key, value in values.items()]


def _entry(name: str, stages: tuple[str, ...]) -> str:
    if not name:
        return stages[0]
    found = [stage for stage in stages[:-1] if stage.casefold() == name.casefold()]
    if not found:
        known = ", ".join(stages[:-1])
        raise RefusedError(Problem(f"No line can enter at '{name}'", "--line", f"Use {known}."))
    return found[0]


def _stages(text: str) -> tuple[str, ...]:
    try:
        return parse_stages(text)
    except ValueError as error:
        raise RefusedError(Problem(str(error), "--stages")) from None


def _month(text: str) -> int:
    try:
        return parse_month(text)
    except ValueError:
        what = f"'{text}' is not a month"
        raise RefusedError(Problem(what, "--start", "Write it as 2027-01.")) from None


def _months(count: int) -> float:
    if not 1 <= count <= MOST_MONTHS:
        raise RefusedError(Problem(f"A plan has 1 to {MOST_MONTHS} months", "--months"))
    return float(count)


def goal(arguments: Namespace) -> Report:
    """State the bookings goal, and with --year and --months the time it is for."""
    with opened(arguments.plan) as session:
        amount = parse_entry(arguments.amount, Unit.MONEY, base=session.plan.goal)
        drafts = [Draft(Seat.TOGETHER, keys.GOAL, amount, arguments.amount)]
        if arguments.year is not None:
            start = arguments.year * 12 + session.plan.fiscal_start - 1
            drafts.append(Draft(Seat.TOGETHER, keys.START, month_text(start)))
        if arguments.months is not None:
            drafts.append(Draft(Seat.TOGETHER, keys.MONTHS, _months(arguments.months)))
        return _submitted(session, drafts, "goal")


def set_positions(arguments: Namespace) -> Report:
    """State positions as typed; if one is refused, none is written."""
    seat = Seat(arguments.seat)
    with opened(arguments.plan) as session:
        drafts: list[Draft] = []
        refused: list[dict[str, str]] = []
        for text in arguments.values:
            try:
                drafts += _typed(session, seat, text)
            except RefusedError as problem:
                refused.append({"where": text, "reason": str(problem)})
        if refused:
            lines = tuple(f"{r['where']}: {r['reason']}" for r in refused)
            return Report({"edits": [], "refused": refused}, lines, REFUSED)
        return _submitted(session, drafts, f"set {len(drafts)} values")


def _typed(session: PlanSession, seat: Seat, text: str) -> Sequence[Draft]:
    key, equals, value = text.partition("=")
    if not equals:
        raise RefusedError(Problem("There is no '='", "", "Write KEY=VALUE."))
    return session.typed(seat, key.strip(), value)


def _submitted(session: PlanSession, drafts: Sequence[Draft], label: str) -> Report:
    known = {(e.seat, e.key): e.value for e in session.stated}
    edits = session.submit(drafts, label)
    session.save()
    made = [shapes.edited(e, known.get((e.seat, e.key))) for e in edits]
    lines = [_line(edit, known.get((edit.seat, edit.key))) for edit in edits]
    total = money_short(session.results.working.total, session.plan.currency)
    lines.append(f"Working plan: {total}.")
    return Report({"edits": made, "refused": []}, tuple(lines))


def _line(edit: Edit, before: Value) -> str:
    def said(value: Value) -> str:
        if value is None:
            return "nothing"
        return (
            units.number(value, digits=0 if value == round(value) else 4)
            if isinstance(value, float)
            else value
        )

    return f"{edit.seat}  {edit.key}: {said(before)} → {edit.typed or said(edit.value)}"


def check(arguments: Namespace) -> Report:
    """Read a plan file whole and say what is wrong with it."""
    with opened(arguments.plan) as session:
        problems = list(session.check())
    lines = tuple(problems) if problems else (f"{arguments.plan} is whole.",)
    data = {"ok": not problems, "problems": problems}
    return Report(data, lines, ATTENTION if problems else 0)
