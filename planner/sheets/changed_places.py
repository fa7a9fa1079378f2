"""Where an undo or a redo changed something: the cells that spreadsheets lead to."""

from collections.abc import Iterator

from planner.base.days import month_text
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.commitments.promise import BASIC
from planner.plan.comments import commented, split_spot
from planner.plan.document import Plan
from planner.plan.edits import RETRACT, Edit
from planner.plan.goals import parse_goal_key
from planner.plan.keys import (
    FIX,
    GOAL,
    NOTE,
    SLA,
    VOLUME,
    DriverKind,
    Slot,
    parse_key,
    quote,
)
from planner.plan.log import Log, targets
from planner.plan.objectives import WEIGHED
from planner.sheets.cells import Place
from planner.sheets.comment_areas import grid_name
from planner.sheets.periods import periods
from planner.sheets.plan_figures import TYPED, goal_cell
from planner.sheets.scorecards import NAME as CARDS
from planner.sheets.sla_words import MARKETING, SALES

LED_TO = 400
"""Of more changed cells only so many are looked for."""


def retracted_places(log: Log, plan: Plan) -> tuple[tuple[Place, ...], ...]:
    """Return of each edit that the log's last gesture took or brought back where it may stand.

    A month's value stands in its column or, where that is folded, in its own row.
    """
    last = log.edits[-1] if log.edits else None
    if last is None or last.key != RETRACT:
        return ()
    found = (_places(edit, plan) for edit in _retracted(log, last)[:LED_TO])
    return tuple(places for places in found if places)


def _retracted(log: Log, retraction: Edit) -> list[Edit]:
    """Return the statements behind a retraction, or behind one of a retraction."""
    by_id = {edit.id: edit for edit in log.edits}
    made: list[Edit] = []
    for target in targets(retraction):
        edit = by_id.get(target)
        if edit is not None:
            made += _retracted(log, edit) if edit.key == RETRACT else [edit]
    return made


def _places(edit: Edit, plan: Plan) -> tuple[Place, ...]:
    if edit.key.partition(":")[0] == GOAL:
        return tuple(_of_goal(edit.key, plan))
    if edit.key.startswith(FIX):
        row, _, column = edit.key.removeprefix(FIX).rpartition("/")
        return (Place("Set aside", f"aside:{row}", f"cell:{column}"),)
    return tuple(_of_assumption(edit, plan))


def _of_goal(key: str, plan: Plan) -> Iterator[Place]:
    """Yield the cell of a goal; the one of the whole plan stands in the last column."""
    columns = periods(tuple(plan.horizon), plan.fiscal_start)
    try:
        goal = parse_goal_key(key, plan.fiscal_start)
    except RefusedError:
        return
    of, column = goal_cell(plan, goal, columns) or (None, columns[-1].key)
    if goal.period is None or of is not None:
        rows = (row for row, measure in TYPED.items() if measure is goal.measure)
        yield from (Place("Plan", row, column) for row in rows)


def _of_assumption(edit: Edit, plan: Plan) -> Iterator[Place]:
    column = "working" if edit.seat is Seat.TOGETHER else edit.seat.value
    key = edit.key.removeprefix(NOTE)
    comment = commented(key)
    if comment is not None:
        column, key = comment
    elif key != edit.key:
        column = "note"
    spot = split_spot(key)
    if spot is not None:
        yield Place(grid_name(spot[0]), spot[1], column)
        return
    try:
        slot = parse_key(key, plan.line_names, plan.stages)
    except RefusedError:
        return
    if slot.line == SLA:
        weighs = slot.driver.kind is DriverKind.WEIGHT
        row = WEIGHED[slot.driver.index] if weighs else plan.key(slot)
        yield Place(CARDS if weighs else SALES, row, column)
        return
    if slot.month is not None and slot.driver == VOLUME:
        yield Place(MARKETING, f"{BASIC}/{quote(slot.line)}", month_text(slot.month))
    if slot.month is not None:
        yield Place("Assumptions", plan.key(Slot(slot.line, slot.driver)), month_text(slot.month))
    yield Place("Assumptions", plan.key(slot), column)
