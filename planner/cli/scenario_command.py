"""The command scenario: what there is, and to make, rename, duplicate, promote or delete one."""

from argparse import Namespace

from planner.base.problem import Problem, RefusedError
from planner.base.units import money_short
from planner.cli.desk import opened
from planner.cli.report import DONE, Report, several, table
from planner.cli.shapes import Json, edited
from planner.cli.shapes import number as plain
from planner.plan.scenarios import BASE, scenario_named, settings_of
from planner.session import PlanSession
from planner.session.scenarios import (
    Step,
    delete,
    duplicate,
    new,
    outline,
    promote,
    rename,
    results_in,
)


def scenario(arguments: Namespace) -> Report:
    """List the scenarios, after one step that changes them if one is asked for."""
    with opened(arguments.plan) as session:
        step = _step(session, arguments)
        made = [] if step is None else list(session.submit(step.drafts, step.label))
        if step is not None:
            session.save()
        rows = [_row(session, name) for name in (None, *(s.name for s, _ in outline(session.plan)))]
        data = {"scenarios": rows[1:], "base": rows[0], "edits": [edited(e, None) for e in made]}
        said = [] if step is None else [f"{step.label[:1].upper()}{step.label[1:]}."]
        return Report(data, (*said, *_table(session, rows)), DONE)


def _step(session: PlanSession, arguments: Namespace) -> Step | None:
    plan = session.plan
    if arguments.on is not None and arguments.new is None:
        raise RefusedError(
            Problem("Only a new scenario can be put on another", "--on", "Add --new")
        )
    if arguments.new is not None:
        on = None if arguments.on is None else scenario_named(plan, arguments.on)
        return new(plan, arguments.new, on)
    for words, change in ((arguments.rename, rename), (arguments.duplicate, duplicate)):
        if words is not None:
            return change(plan, scenario_named(plan, words[0]), words[1])
    for name, change_one in ((arguments.promote, promote), (arguments.delete, delete)):
        if name is not None:
            return change_one(plan, scenario_named(plan, name))
    return None


def _row(session: PlanSession, name: str | None) -> Json:
    """Return a scenario's name, what it lies on, how much it states and what it brings."""
    plan = session.plan
    this = None if name is None else scenario_named(plan, name)
    working = results_in(session, this).working
    if this is None:
        return {"name": BASE, "bookings": working.whole, "gap": plain(working.gap)}
    names = {s.id: s.name for s in plan.scenarios}
    stated = sum(len(by_month) for by_month in plan.overlays.get(this.id, {}).values())
    return {
        "name": this.name,
        "on": names.get(this.parent),
        "assumptions": stated,
        "settings": {own.key: own.value for own in settings_of(plan, this)},
        "bookings": working.whole,
        "gap": plain(working.gap),
    }


def _states(row: Json) -> str:
    """Say how much a scenario states itself."""
    if row["name"] == BASE:
        return ""
    said = several(row["assumptions"], "assumption")
    settings: Json = row["settings"]
    return f"{said}, {several(len(settings), 'setting')}" if settings else said


def _table(session: PlanSession, rows: list[Json]) -> list[str]:
    currency = session.plan.currency
    shown = [
        [
            row["name"],
            "" if row["name"] == BASE else row["on"] or BASE,
            _states(row),
            money_short(row["bookings"], currency),
            "" if row["gap"] is None else money_short(row["gap"], currency, signed=True),
        ]
        for row in rows
    ]
    return table(("scenario", "on", "states", "bookings", "gap"), shown, left=2)
