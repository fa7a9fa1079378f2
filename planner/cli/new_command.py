"""The command that makes an empty plan to fill by hand."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from planner.base.days import month_text
from planner.base.problem import Problem, RefusedError
from planner.base.stages import DEFAULT_STAGES, Seat
from planner.cli import shapes
from planner.cli.desk import created
from planner.cli.report import Report, several
from planner.cli.words import currency_code, month, plan_length, stage_names
from planner.plan import keys
from planner.plan.edits import Draft, Value
from planner.plan.fold import line_value, stages_value


def new(arguments: Namespace) -> Report:
    """Make an empty plan to fill by hand."""
    if Path(arguments.plan).exists():
        what = "There is a file of that name already"
        raise RefusedError(Problem(what, arguments.plan, "Choose another name"))
    drafts = _settings(arguments)
    with created(arguments.plan) as session:
        edits = session.submit(drafts, "new plan")
        session.save(Path(arguments.plan))
        plan = session.plan
    said = (
        f"Made {arguments.plan}: {several(len(plan.lines), 'line')}, from "
        f"{month_text(plan.start)} for {several(plan.months, 'month')}."
    )
    data = {"edits": [shapes.edited(e, None) for e in edits], "refused": []}
    return Report(data, (said,))


def _settings(arguments: Namespace) -> list[Draft]:
    stages = stage_names(arguments.stages) if arguments.stages else DEFAULT_STAGES
    values: dict[str, Value] = {
        keys.STAGES: stages_value(stages),
        keys.MONTHS: plan_length(arguments.months),
        keys.CURRENCY: currency_code(arguments.currency),
    }
    if arguments.start:
        values[keys.START] = month_text(month(arguments.start, "--start"))
    values |= _lines(arguments.line, stages)
    return [Draft(Seat.TOGETHER, key, value) for key, value in values.items()]


def _lines(texts: Sequence[str], stages: tuple[str, ...]) -> dict[str, str]:
    """Return the settings that define the lines of NAME[:ENTRY_STAGE]."""
    values: dict[str, str] = {}
    known: set[str] = set()
    for text in texts:
        encoded, _, entry = text.partition(":")
        name = unquote(encoded).strip()
        if not name or name.casefold() in known:
            what = f"There are two lines '{name}'" if name else "A line needs a name"
            raise RefusedError(Problem(what, "--line", "Write NAME or NAME:ENTRY_STAGE"))
        known.add(name.casefold())
        values[keys.line_key(name)] = line_value(_entry(entry.strip(), stages))
    return values


def _entry(name: str, stages: tuple[str, ...]) -> str:
    if not name:
        return stages[0]
    for stage in stages[:-1]:
        if stage.casefold() == name.casefold():
            return stage
    known = ", ".join(stages[:-1])
    raise RefusedError(Problem(f"No line can enter at '{name}'", "--line", f"Use {known}"))
