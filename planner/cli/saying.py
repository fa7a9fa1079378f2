"""The value of an edit as people read it, by what its key is about."""

from planner.base import units
from planner.base.problem import RefusedError
from planner.cli.report import several
from planner.plan import keys
from planner.plan.board import LOGO
from planner.plan.document import Plan
from planner.plan.edits import MERGED, Value
from planner.plan.fold import is_setting
from planner.plan.goals import PREFIX, parse_goal_key
from planner.plan.scenarios import split_key

_LONG = 40


def said(plan: Plan, key: str, value: Value) -> str:
    """Return a value in the unit of its key; nothing for a withdrawn one."""
    if key == MERGED:
        return several(len(str(value or "").split()), "edit")
    if not isinstance(value, float):
        text = "a picture" if value and key == LOGO else value or "nothing"
        return text if len(text) <= _LONG else f"{text[:_LONG]}…"
    if key in {keys.GOAL, keys.BUDGET}:
        return units.money(value, plan.currency)
    try:
        if key.startswith(PREFIX):
            unit = parse_goal_key(key, plan.fiscal_start).measure.unit
        elif is_setting(key):
            return units.count(value)
        else:
            inside = split_key(key)
            text = inside[1] if inside else key
            unit = keys.parse_key(text, plan.line_names, plan.stages).driver.unit
    except RefusedError:
        return units.number(value)
    return units.show(value, unit, currency=plan.currency)
