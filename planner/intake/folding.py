"""Several rows of one record become one: stacked tables, folded by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY, Days
from planner.intake.fields import ENTERED
from planner.intake.proposal import ProposedTable
from planner.intake.typed import Typed
from planner.journeys.table import Money

Index = npt.NDArray[np.int64]
EARLIEST = ("created", "mql_date", "sal_date", "converted_date", "first_responded")
_LATEST = ("last_modified", "last_activity")
_EMPTY = {"texts": "", "days": NO_DAY, "money": np.nan, "flags": -1}


@dataclass(frozen=True, eq=False)
class Stack:
    """All rows of all tables of one kind; `table` and `row` (n) say where each one stands."""

    typed: Typed
    tables: tuple[ProposedTable, ...]
    table: Index
    row: Index


def stack(tables: Sequence[ProposedTable]) -> Stack:
    """Return the rows of several tables one below the other; a missing column is all blank."""
    size = sum(t.typed.size for t in tables)
    typed = Typed(size)
    for part, empty in _EMPTY.items():
        columns = [getattr(t.typed, part) for t in tables]
        for name in {n for c in columns for n in c}:
            parts = [
                c[name] if name in c else _blank(empty, t.typed.size)
                for c, t in zip(columns, tables, strict=True)
            ]
            getattr(typed, part)[name] = np.concatenate(parts)
    sizes = [t.typed.size for t in tables]
    table = np.repeat(np.arange(len(tables)), sizes).astype(np.int64)
    row = np.concatenate([np.arange(s) for s in sizes] or [np.zeros(0, np.int64)]).astype(np.int64)
    return Stack(typed, tuple(tables), table, row)


def select(typed: Typed, rows: Index) -> Typed:
    """Return some rows; -1 selects a blank row."""
    result = Typed(len(rows))
    for part, empty in _EMPTY.items():
        for name, column in getattr(typed, part).items():
            extended = np.concatenate([column, _blank(empty, 1)])
            getattr(result, part)[name] = extended[rows]
    return result


def group(keys: Sequence[str]) -> tuple[Index, int]:
    """Return the group of each row, numbered by first appearance, and their count.

    Rows of equal key form a group; a row without key is a group of its own.
    """
    numbers: dict[str, int] = {}
    groups = np.empty(len(keys), np.int64)
    count = 0
    for i, key in enumerate(keys):
        number = numbers.get(key) if key else None
        if number is None:
            number, count = count, count + 1
            if key:
                numbers[key] = number
        groups[i] = number
    return groups, count


def fold(typed: Typed, table: Index, groups: Index, count: int) -> Typed:
    """Return one row per group.

    What was changed last wins (later file, else upper row); blanks are filled from the other rows;
    first dates are the earliest. Amounts on several rows of one table are added up, unless the
    rows are equal throughout.
    """
    order = _newest_first(typed, table)
    first = np.full(count, -1, np.int64)
    first[groups[order[::-1]]] = order[::-1]
    result = select(typed, first)
    sizes = np.bincount(groups, minlength=count)
    if sizes.max(initial=0) < 2:
        return result
    members = _members(order, groups, sizes)
    for part, empty in (("texts", ""), ("days", NO_DAY), ("flags", -1)):
        for name, column in getattr(typed, part).items():
            _fill(getattr(result, part)[name], column, members, empty)
    for name, days in typed.days.items():
        if name in EARLIEST or name.startswith(ENTERED):
            result.days[name][:] = _extreme(days, groups, count, latest=False)
        elif name in _LATEST:
            result.days[name][:] = _extreme(days, groups, count, latest=True)
    for at, rows in members.items():
        _add_up(result, typed, at, _distinct_rows(typed, table, rows))
    return result


def _blank(empty: object, size: int) -> npt.NDArray[np.generic]:
    kinds: dict[type, type] = {str: object, float: np.float64}
    if isinstance(empty, int):
        return np.full(size, empty, np.int8 if empty == -1 else np.int32)
    return np.full(size, empty, kinds[type(empty)])


def _newest_first(typed: Typed, table: Index) -> Index:
    """Return the rows in order of trust: last modified, then later table, then upper row."""
    changed = typed.days.get("last_modified", np.zeros(typed.size, np.int32)).astype(np.int64)
    return np.lexsort((np.arange(typed.size), -table, -changed)).astype(np.int64)


def _members(order: Index, groups: Index, sizes: Index) -> dict[int, list[int]]:
    """Return the rows of each group of several, in order of trust."""
    several = order[sizes[groups[order]] > 1]
    members: dict[int, list[int]] = {}
    for row, at in zip(several.tolist(), groups[several].tolist(), strict=True):
        members.setdefault(at, []).append(row)
    return members


def _fill(
    target: npt.NDArray[Any],
    column: npt.NDArray[Any],
    members: dict[int, list[int]],
    empty: object,
) -> None:
    for at, rows in members.items():
        if target[at] == empty:
            target[at] = next((column[r] for r in rows if column[r] != empty), empty)


def _extreme(days: Days, groups: Index, count: int, latest: bool) -> Days:
    dated = days != NO_DAY
    start = NO_DAY if latest else np.iinfo(np.int32).max
    result = np.full(count, start, np.int32)
    (np.maximum if latest else np.minimum).at(result, groups[dated], days[dated])
    return np.where(result == start, NO_DAY, result).astype(np.int32)


def _distinct_rows(typed: Typed, table: Index, rows: list[int]) -> list[int]:
    """Return the rows of the newest table among them, equal ones once."""
    seen: dict[tuple[object, ...], int] = {}
    columns = (typed.texts, typed.days, typed.money, typed.flags)
    for row in rows:
        if table[row] == table[rows[0]]:
            cells = (str(c[row]) for part in columns for c in part.values())
            seen.setdefault(tuple(cells), row)
    return list(seen.values())


def _add_up(result: Typed, typed: Typed, at: int, rows: list[int]) -> None:
    for name, column in typed.money.items():
        amounts: Money = column[rows]
        known = amounts[~np.isnan(amounts)]
        result.money[name][at] = known.sum() if len(known) else np.nan
