"""A plan's settings and lines as a form shows them, and the edits that a changed form means."""

from dataclasses import dataclass, replace
from typing import NoReturn

from planner.base.days import Month, month_text
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat, parse_stages
from planner.base.units import parse_currency
from planner.plan import keys
from planner.plan.document import MOST_MONTHS, Plan
from planner.plan.edits import Draft, Value
from planner.plan.fold import line_value, stages_value
from planner.sheets.settings_lines import LineSetting

ARROW = " → "


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What the form holds: `stages` as a text with arrows, `fiscal_start` a month from 1 to 12.

    `by` are the dimensions lines are made of, the second one of what splits a channel.
    """

    name: str
    start: Month
    months: int
    fiscal_start: int
    currency: str
    stages: str
    lines: tuple[LineSetting, ...]
    by: tuple[str, ...] = ("channel",)

    @property
    def cut_by(self) -> tuple[str, ...]:
        """The dimensions of the lines: the second one only where a channel is split by it."""
        return self.by if any(line.is_split for line in self.lines) else self.by[:1]


def settings_to_begin(plan: Plan, year: int) -> PlanSettings:
    """Return what to offer for a plan nobody has worked on: it starts after the year given."""
    return replace(plan_settings(plan), start=(year + 1) * 12)


def plan_settings(plan: Plan) -> PlanSettings:
    """Return a plan's settings as they now stand."""
    lines = tuple(LineSetting(x.name, plan.stages[x.entry], x.source_team) for x in plan.lines)
    stages = ARROW.join(plan.stages)
    return PlanSettings(
        plan.name, plan.start, plan.months, plan.fiscal_start, plan.currency, stages, lines, plan.by
    )


def stages_are_fixed(plan: Plan) -> str:
    """Return why the stages cannot be changed any more; '' while they can."""
    if plan.snapshot:
        return "The stages come from the imported data."
    return "Stages can be changed until the plan has lines." if plan.lines else ""


def entries(stages: str) -> tuple[str, ...]:
    """Return the stages at which a line can enter; RefusedError if a text names no stages."""
    return _stages(stages)[:-1]


def settings_drafts(plan: Plan, wanted: PlanSettings, seat: Seat) -> tuple[Draft, ...]:
    """Return the edits from a plan's settings to those wanted, none where nothing differs.

    A line that is no longer wanted is withdrawn. RefusedError for what no plan can be.
    """
    stages = _stages(wanted.stages)
    if stages != plan.stages and stages_are_fixed(plan):
        _refuse("The stages cannot be changed", stages_are_fixed(plan))
    if not 1 <= wanted.months <= MOST_MONTHS:
        _refuse("That is no length of a plan", f"A plan has 1 to {MOST_MONTHS} months")
    said = _values(wanted, stages, _lines(wanted.lines, stages))
    stood = plan_settings(plan)
    known = _values(stood, plan.stages, stood.lines)
    gone = {key: None for key in known if key not in said}
    changed = {key: value for key, value in said.items() if known.get(key) != value}
    return tuple(Draft(seat, key, value) for key, value in (changed | gone).items())


def _values(
    settings: PlanSettings, stages: tuple[str, ...], lines: tuple[LineSetting, ...]
) -> dict[str, Value]:
    values: dict[str, Value] = {
        keys.NAME: settings.name.strip(),
        keys.START: month_text(settings.start),
        keys.MONTHS: float(settings.months),
        keys.FISCAL_START: float(settings.fiscal_start),
        keys.CURRENCY: _currency(settings.currency),
        keys.STAGES: stages_value(stages),
        keys.BY: ",".join(settings.cut_by),
    }
    return values | {keys.line_key(x.name): line_value(x.entry, x.team) for x in lines}


def _lines(wanted: tuple[LineSetting, ...], stages: tuple[str, ...]) -> tuple[LineSetting, ...]:
    """Return the lines, names trimmed, those without a name left out."""
    named = [LineSetting(x.name.strip(), x.entry, x.team) for x in wanted if x.name.strip()]
    seen: set[str] = set()
    for line in named:
        if line.name.casefold() in seen:
            _refuse(f"There are two lines '{line.name}'", "Give each line a name of its own")
        if line.entry not in stages[:-1]:
            _refuse(f"'{line.name}' cannot enter at '{line.entry}'", "Choose an earlier stage")
        seen.add(line.name.casefold())
    return tuple(named)


def _stages(text: str) -> tuple[str, ...]:
    try:
        return parse_stages(text.replace(ARROW.strip(), ">"))
    except ValueError as error:
        raise RefusedError(Problem(str(error))) from None


def _currency(text: str) -> str:
    try:
        return parse_currency(text)
    except ValueError as error:
        raise RefusedError(Problem(str(error), "", "Write three letters, such as EUR")) from None


def _refuse(what: str, remedy: str) -> NoReturn:
    raise RefusedError(Problem(what, "", remedy))
