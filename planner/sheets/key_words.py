"""What an edit is about, and what it says, as people read it; its key is for the log."""

from urllib.parse import unquote

from planner.base import units
from planner.base.days import month_name
from planner.base.problem import RefusedError
from planner.base.units import Unit
from planner.plan import keys
from planner.plan.audits import AUDIT
from planner.plan.benchmarks import BENCHMARK
from planner.plan.board import LOGO
from planner.plan.comments import PLAN, RESULTS, commented, split_spot
from planner.plan.document import Plan
from planner.plan.edits import LATCH, MERGED, RETRACT, ROUND, Value
from planner.plan.goals import PREFIX, Goal, parse_goal_key
from planner.plan.keys import Slot
from planner.plan.objectives import WEIGHED
from planner.plan.parking import read_parked
from planner.plan.pledges import PERSON
from planner.plan.scenarios import is_adjustable, split_key
from planner.plan.seasons import YEAR, is_season, season_key
from planner.sheets.comment_areas import asked_for, grid_name
from planner.sheets.commitment_words import objective_title
from planner.sheets.goal_words import goal_title
from planner.sheets.sla_words import LEVEL_NAMES, MEASURE_NAMES
from planner.sheets.words import Tongue, driver_name, line_title

_SETTINGS = {
    keys.GOAL: "Goal",
    keys.BUDGET: "Budget",
    keys.NAME: "Name of the plan",
    keys.START: "First month",
    keys.MONTHS: "Months",
    keys.CURRENCY: "Currency",
    keys.STAGES: "Stages",
    keys.FISCAL_START: "Fiscal year’s first month",
    keys.WINDOW: "Months of evidence",
    keys.BY: "What lines are made of",
    keys.ATTRIBUTION: "Attribution rule",
    keys.HALF_LIFE: "Half-life of attribution",
    keys.PHASING: "Phasing of goals",
    keys.SEASON: "Season",
    keys.SNAPSHOT: "Data",
    keys.JOIN: "Key that ties leads to deals",
    RETRACT: "Undone",
    MERGED: "Copy merged",
    **{season_key(month): f"Season of {month_name(month - 1)}" for month in YEAR},
}
_ABOUT = {
    keys.PARK: "Parked",
    keys.NOTE: "Note",
    keys.OWNER: "Owner",
    keys.LEAST: "At least",
    keys.MOST: "At most",
    keys.LINE: "Line",
    keys.DEFINITION: "Definition",
    keys.WORDING: "Wording",
    keys.RULE: "Rule",
    PERSON: "Answers for",
    BENCHMARK: "Benchmark",
    AUDIT: "Blind audit",
    PREFIX: "Goal",
    keys.UNCOMMENT: "Comment taken back",
    keys.COMMENT: "Comment",
    keys.BELIEF: "Belief",
    keys.FIX: "Row set aside corrected",
    LATCH: "Passphrase",
}
_ROUND = {
    "/done": "Done in the sealed round",
    "/reveal": "Sealed round revealed",
    "": "Sealed round opened",
}
_PROMISED = LEVEL_NAMES | {kind.value: name for kind, name in MEASURE_NAMES.items()}
"""Rows of commitments that are named by what was promised."""
_KINDS = {
    **dict.fromkeys(("rep", "aside"), True),
    **dict.fromkeys(("group", "line", "leads", "benchmark", "published", "handoff", "all"), False),
}
"""How some rows begin, and whether what follows is nothing that people read."""
_LONG = 40


def slot_of(plan: Plan, key: str) -> Slot | None:
    """Return the assumption that a position's key is about, in a scenario or not; else None."""
    inside = split_key(key)
    try:
        return keys.parse_key(inside[1] if inside else key, plan.line_names, plan.stages)
    except RefusedError:
        return None


def slot_words(plan: Plan, slot: Slot) -> str:
    """Return line, driver and month, such as Paid search · MQL → SAL · Mar 2027."""
    named = driver_name(slot.driver, plan.stages, plan.line(slot.line).entry)
    when = "" if slot.month is None else f" · {month_name(slot.month)} {slot.month // 12}"
    return f"{line_title(slot.line)} · {named}{when}"


def key_words(plan: Plan, key: str) -> str:
    """Return what an edit of a key is about."""
    if key in _SETTINGS:
        return _SETTINGS[key]
    inside = split_key(key)
    if key.startswith(keys.SCENARIO):
        name = _scenario(plan, unquote((inside[0] if inside else key).removeprefix(keys.SCENARIO)))
        return f"Scenario {name}" if inside is None else f"{key_words(plan, inside[1])}, in {name}"
    if key.startswith(ROUND):
        return next((said for end, said in _ROUND.items() if key.endswith(end)), "")
    if key.startswith(PREFIX) and (goal := _goal(plan, key)):
        return f"Goal: {goal_title(plan, goal)}"
    for prefix, about in _ABOUT.items():
        if key.startswith(prefix):
            place = commented(key)
            of = place[1] if place else key.removeprefix(prefix)
            slot = slot_of(plan, of)
            return f"{about}: {result_words(plan, of) if slot is None else slot_words(plan, slot)}"
    slot = slot_of(plan, key)
    return key if slot is None else slot_words(plan, slot)


def result_words(plan: Plan, key: str) -> str:
    """Return what a row of results is about, stages and objectives by their names."""
    return _of_stage(plan, key) or spot_words(key)


def _of_stage(plan: Plan, key: str) -> str:
    """Return what a row of a stage or an objective is about by its name, else ''."""
    sheet, row = split_spot(key) or ("", "")
    if sheet == "cards" and row in WEIGHED:
        return f"{grid_name(sheet)}, {objective_title(row, plan.stages)}"
    kind, _, rest = row.partition(":")
    stage, _, line = rest.partition("/")
    if kind not in {"stage", "def"} or not stage.isdecimal() or int(stage) >= len(plan.stages):
        return ""
    named = " · ".join((plan.stages[int(stage)], *([unquote(line)] if line else [])))
    return f"Plan · {named}" if sheet == PLAN else ", ".join((*_of_area(sheet), named))


def _of_area(sheet: str) -> tuple[str, ...]:
    return grid_name(sheet), *asked_for(sheet)


def spot_words(key: str) -> str:
    """Return what a row of results is about, as its key says it; another key as it stands."""
    spot = split_spot(key)
    if spot is None:
        return unquote(key)
    sheet, row = spot
    kind, colon, rest = row.partition(":")
    if colon and kind in _KINDS:
        row = "" if _KINDS[kind] else rest
    head, *below = row.replace("|", "/").split("/")
    if sheet in RESULTS:
        head = _PROMISED.get(head, head)
    row = " · ".join((head, *below)).replace("_", " ")
    return ", ".join(filter(None, (*_of_area(sheet), " ".join(unquote(row).split()))))


def value_words(plan: Plan, key: str, value: Value, tongue: Tongue, *, whole: bool = False) -> str:
    """Return a value in the unit of its key; '' for a withdrawn one.

    A long text is cut off unless the `whole` is asked for.
    """
    if key in {MERGED, RETRACT}:
        return f"{units.count(len(str(value or '').split()), tongue.style)} edits"
    if key.startswith(LATCH):
        return "set" if value else ""
    if key.startswith(keys.PARK):
        value = read_parked(str(value or "")).words
    if not isinstance(value, int | float):
        text = "a picture" if value and key == LOGO else str(value or "")
        return text if whole or len(text) <= _LONG else f"{text[:_LONG]}…"
    inside = split_key(key)
    if inside is not None and is_adjustable(inside[1]):
        key = inside[1]
    if key in {keys.GOAL, keys.BUDGET}:
        return units.money(value, tongue.currency, tongue.style)
    unit = _unit(plan, key)
    if unit is None:
        return units.number(value, tongue.style, 2 if is_season(key) else 0)
    return tongue.show(value, unit)


def _unit(plan: Plan, key: str) -> Unit | None:
    if key.startswith(PREFIX):
        goal = _goal(plan, key)
        return None if goal is None else goal.measure.unit
    slot = slot_of(plan, key)
    return None if slot is None else slot.driver.unit


def _goal(plan: Plan, key: str) -> Goal | None:
    """Return the goal a key is about, None where it means none."""
    try:
        return parse_goal_key(key, plan.fiscal_start)
    except RefusedError:
        return None


def _scenario(plan: Plan, id_: str) -> str:
    return next((s.name for s in plan.scenarios if s.id == id_), id_)
