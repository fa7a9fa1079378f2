"""One gesture on a grid, such as a paste: all edits it means, and the cells that refuse them."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import Relative, parse
from planner.plan.edits import Draft
from planner.sheets.cells import Kind, Sheet

Entry = tuple[int, int, str]
"""A row, a column and the text typed or pasted there."""

_UNITS = {
    Kind.NUMBER: Unit.NUMBER,
    Kind.RATE: Unit.RATE,
    Kind.MONEY: Unit.MONEY,
    Kind.DAYS: Unit.DAYS,
}
_LOCKED = Problem("This cell is calculated", "", "Type into a tinted cell instead.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that took nothing, and why."""

    row: int
    column: int
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Gesture:
    """The edits of one gesture; `label` names it for undo, `fitting` counts the cells changed."""

    label: str
    drafts: tuple[Draft, ...] = ()
    refused: tuple[Refusal, ...] = ()
    fitting: int = 0


def gather(sheet: Sheet, entries: Iterable[Entry], verb: str) -> Gesture:
    """Return what typing each text into its cell means; nothing is changed by it.

    An empty text on a locked cell asks for nothing and is passed over.
    """
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    columns: set[int] = set()
    fitting = 0
    for row, column, text in entries:
        made = _ask(sheet, row, column, text)
        if isinstance(made, Problem):
            refused.append(Refusal(row, column, text, made))
        elif made:
            drafts += made
            columns.add(column)
            fitting += 1
    label = gesture_label(sheet, verb, fitting, columns)
    return Gesture(label, tuple(drafts), tuple(refused), fitting)


def gesture_label(sheet: Sheet, verb: str, cells: int, columns: set[int]) -> str:
    """Return a gesture's name, such as 'paste 12 cells in Sales'."""
    place = sheet.columns[next(iter(columns))].title if len(columns) == 1 else sheet.name
    return f"{verb} {cells} {'cell' if cells == 1 else 'cells'} in {place}"


def is_relative(text: str, kind: Kind, style: NumberStyle = ENGLISH) -> bool:
    """Return whether a text changes each cell by its own value, such as +10% a number."""
    unit = _UNITS.get(kind)
    try:
        return unit is not None and isinstance(parse(text, unit, style), Relative)
    except RefusedError:
        return False


def _ask(sheet: Sheet, row: int, column: int, text: str) -> tuple[Draft, ...] | Problem:
    editable = sheet.cell(row, column).editable
    if not editable and not text.strip():
        return ()
    try:
        made = sheet.change(row, column, text)
    except RefusedError as refusal:
        return refusal.problem
    return made if editable else _LOCKED
