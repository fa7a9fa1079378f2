"""Input cells beside those of the Assumptions sheet: goals, and what scenarios say.

They are found by the heads over them and the keys in their rows, wherever these now stand.
"""

from collections.abc import Iterable, Iterator, Mapping

from planner.base.stages import Seat
from planner.output.excel.columns import KEY_HEAD
from planner.output.excel.goal_inputs import GOAL_HEAD, WHOLE_HEAD
from planner.output.excel.scenario_places import DRIVER_HEAD, SEATS
from planner.output.returned.cells import Input, Sheet, cell, heads, text
from planner.plan import keys
from planner.plan.goals import PREFIX

Found = Iterator[tuple[tuple[str, Seat], Input]]
SEARCHED = 60
"""Rows in which heads are looked for: some may have been inserted above them."""


def goals(sheets: Iterable[Sheet]) -> Found:
    """Yield the cells of all goals: that of the whole plan stands beside its name."""
    for sheet in sheets:
        for at, row in enumerate(sheet.values[:SEARCHED]):
            found = heads(row)
            if WHOLE_HEAD in found:
                yield (keys.GOAL, Seat.TOGETHER), sheet.input(at, found[WHOLE_HEAD] + 1)
            if {GOAL_HEAD, KEY_HEAD} <= found.keys():
                yield from _shorter(sheet, at + 1, found)


def _shorter(sheet: Sheet, first: int, found: Mapping[str, int]) -> Found:
    for at in range(first, len(sheet.values)):
        key = text(sheet.values[at], found[KEY_HEAD])
        if key.startswith(PREFIX):
            yield (key, Seat.TOGETHER), sheet.input(at, found[GOAL_HEAD])


def scenarios(sheets: Iterable[Sheet], ids: Mapping[str, str]) -> Found:
    """Yield the cells of what scenarios say; `ids` are their keys at export, by name."""
    for sheet in sheets:
        for at, row in enumerate(sheet.values):
            found = heads(row)
            if {DRIVER_HEAD, KEY_HEAD, *SEATS} <= found.keys():
                columns = tuple(_columns(sheet, at, ids))
                yield from _said(sheet, at + 1, found[KEY_HEAD], columns)


def _columns(sheet: Sheet, head: int, ids: Mapping[str, str]) -> Iterator[tuple[int, str, Seat]]:
    """Yield the columns in which a scenario's seat speaks: its name stands over the first."""
    above = next((r for r in sheet.values[head - 1 :: -1] if _names(r, ids)), ()) if head else ()
    scenario = ""
    for column in range(len(sheet.values[head])):
        scenario = ids.get(_name(cell(above, column)), scenario)
        seat = SEATS.get(text(sheet.values[head], column))
        if scenario and seat is not None:
            yield column, scenario, seat


def _names(row: Iterable[object], ids: Mapping[str, str]) -> bool:
    return any(_name(value) in ids for value in row)


def _name(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _said(
    sheet: Sheet, first: int, key_column: int, columns: Iterable[tuple[int, str, Seat]]
) -> Found:
    for at in range(first, len(sheet.values)):
        key = text(sheet.values[at], key_column)
        for column, scenario, seat in columns if key else ():
            yield (f"{scenario}/{key}", seat), sheet.input(at, column)
