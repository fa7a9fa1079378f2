"""Several rows of one record become one: stacked tables, folded by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.values.fields import ENTERED
from planner.intake.values.typed import Texts, Typed
from planner.journeys.table import Mask

Index = npt.NDArray[np.int64]
_EARLIEST = ("created", "mql_date", "sal_date", "converted_date", "first_responded")
_LATEST = ("last_modified", "last_activity")
_EMPTY = {"texts": "", "days": NO_DAY, "money": np.nan, "flags": -1}


_ENOUGH = 5
"""So many records that repeat one amount on all of their rows, and none that does not, are no
coincidence."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many records of several rows had their amounts added up, or the same one repeated."""

    added: int = 0
    repeated: int = 0


@dataclass(frozen=True, eq=False)
class Stack:
    """All rows of all tables of one kind; `table` and `row` (n) say where each one stands."""

    typed: Typed
    tables: tuple[ProposedTable, ...]
    table: Index
    row: Index


def is_first(name: str) -> bool:
    """Tell whether a field dates an entry, of which the first counts."""
    return name in _EARLIEST or name.startswith(ENTERED)


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
            getattr(typed, part)[name] = np.concatenate(parts) if len(parts) > 1 else parts[0]
    sizes = [t.typed.size for t in tables]
    table = np.repeat(np.arange(len(tables)), sizes).astype(np.int64)
    row = np.concatenate([np.arange(s) for s in sizes] or [np.zeros(0, np.int64)]).astype(np.int64)
    return Stack(typed, tuple(tables), table, row)


def select(typed: Typed, rows: Index) -> Typed:
    """Return some rows; -1 selects a blank row."""
    result = Typed(len(rows))
    absent = bool((rows < 0).any())
    for part, empty in _EMPTY.items():
        for name, column in getattr(typed, part).items():
            extended = np.concatenate([column, _blank(empty, 1)]) if absent else column
            getattr(result, part)[name] = extended[rows]
    return result


def group(keys: Texts | Sequence[str]) -> tuple[Index, int]:
    """Return the group of each row, numbered by first appearance, and their count.

    Rows of equal key form a group; a row without key is a group of its own.
    """
    import pandas as pd

    keys = np.asarray(keys, dtype=object)
    codes = pd.factorize(keys)[0].astype(np.int64)
    alone = np.where(keys == "", len(keys) + np.arange(len(keys)), codes)
    groups, found = pd.factorize(alone)
    return groups.astype(np.int64), len(found)


def fold(typed: Typed, table: Index, groups: Index, count: int, priced: Mask) -> tuple[Typed, Sums]:
    """Return one row per group, and how their amounts came about.

    What was changed last wins (later file, else upper row); blanks are filled from the other rows;
    first dates are the earliest. `priced` (tables): a table has prices of single products.

    Amounts on several rows of one table, the most trusted that names any, are added up, rows that
    are equal throughout counted once.
    But where every record of several rows carries one and the same amount on all of them, and the
    table prices products apart or has five such records or more, the amount is the record's own,
    repeated beside each product: it counts once.
    """
    order = _newest_first(typed, table)
    first = np.full(count, -1, np.int64)
    first[groups[order[::-1]]] = order[::-1]
    result = select(typed, first)
    sizes = np.bincount(groups, minlength=count)
    if sizes.max(initial=0) < 2:
        return result, Sums()
    several = order[sizes[groups[order]] > 1]
    for part, empty in (("texts", ""), ("days", NO_DAY), ("flags", -1)):
        for name, column in getattr(typed, part).items():
            _fill(getattr(result, part)[name], column, several, groups, empty)
    for name, days in typed.days.items():
        if is_first(name):
            result.days[name][:] = _extreme(days, groups, count, latest=False)
        elif name in _LATEST:
            result.days[name][:] = _extreme(days, groups, count, latest=True)
    rows = _distinct_rows(typed, several, groups, table)
    return result, _add_up(result, typed, rows, groups, table, priced=priced)


def _blank(empty: object, size: int) -> npt.NDArray[np.generic]:
    kinds: dict[type, type] = {str: object, float: np.float64}
    if isinstance(empty, int):
        return np.full(size, empty, np.int8 if empty == -1 else np.int32)
    return np.full(size, empty, kinds[type(empty)])


def _newest_first(typed: Typed, table: Index) -> Index:
    """Return the rows in order of trust: last modified, then later table, then upper row."""
    changed = typed.days.get("last_modified", np.zeros(typed.size, np.int32)).astype(np.int64)
    return np.lexsort((np.arange(typed.size), -table, -changed)).astype(np.int64)


def _fill(
    target: npt.NDArray[Any],
    column: npt.NDArray[Any],
    several: Index,
    groups: Index,
    empty: object,
) -> None:
    """Give blank cells of the folded rows the first filled cell in order of trust."""
    filled = several[np.asarray(column[several] != empty)]
    source = np.full(len(target), -1, np.int64)
    source[groups[filled[::-1]]] = filled[::-1]
    blank = np.asarray(target == empty) & (source >= 0)
    target[blank] = column[source[blank]]


def _extreme(days: Days, groups: Index, count: int, latest: bool) -> Days:
    dated = days != NO_DAY
    start = NO_DAY if latest else np.iinfo(np.int32).max
    result = np.full(count, start, np.int32)
    (np.maximum if latest else np.minimum).at(result, groups[dated], days[dated])
    return np.where(result == start, NO_DAY, result).astype(np.int32)


def _distinct_rows(typed: Typed, rows: Index, groups: Index, table: Index) -> Index:
    """Return rows without those that equal an earlier one of their group and table throughout."""
    import pandas as pd

    keys = groups[rows] * (table[rows].max(initial=0) + 1) + table[rows]
    for part in (typed.texts, typed.days, typed.money, typed.flags):
        for column in part.values():
            codes = pd.factorize(column[rows], use_na_sentinel=False)[0].astype(np.int64)
            keys = pd.factorize(keys * (codes.max(initial=0) + 1) + codes)[0].astype(np.int64)
    return rows[~pd.Series(keys).duplicated().to_numpy()]


def _add_up(
    result: Typed, typed: Typed, rows: Index, groups: Index, table: Index, *, priced: Mask
) -> Sums:
    """Add up the amounts of rows, in order of trust, by group and within one table each, or leave
    them where they are the record's own."""
    count = result.size
    sums = Sums()
    for name, column in typed.money.items():
        known = rows[~np.isnan(column[rows])]
        source = np.full(count, -1, np.int64)
        source[groups[known[::-1]]] = table[known[::-1]]
        known = known[table[known] == source[groups[known]]]
        amounts, places = column[known], groups[known]
        filled = np.bincount(places, minlength=count)
        total = np.bincount(places, amounts, minlength=count)
        low, high = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(low, places, amounts)
        np.maximum.at(high, places, amounts)
        many = (filled > 1) & (high != 0)
        same = many & (low == high)
        repeated = many.any() and bool((same == many).all())
        repeated = repeated and bool(priced[source[many]].all() or many.sum() >= _ENOUGH)
        standing = high if repeated else total
        result.money[name][filled > 0] = standing[filled > 0]
        if name == "amount":
            sums = Sums(0, int(many.sum())) if repeated else Sums(int(many.sum()), 0)
    return sums
