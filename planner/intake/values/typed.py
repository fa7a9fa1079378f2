"""The mapped columns of a table as typed arrays; columns without a meaning are not parsed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.units import count
from planner.intake.files.cells import Cell, text_of
from planner.intake.files.columns import Column, objects
from planner.intake.values.dates import DayColumn, read_days
from planner.intake.values.fields import Field, Shape, field_named
from planner.intake.values.money import (
    currency_code,
    read_certain,
    read_flags,
    read_money,
    share_scale,
)
from planner.intake.values.nothing import is_no_id, says_nothing
from planner.journeys.table import Mask, Money

Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.int8]
SAMPLE = 3
_ZEROS = "0" * 9
_OPENING = frozenset("{( \t\n\r\u00a0\u3000")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A date column none of whose values tells day from month, as it was read."""

    header: str
    order: str
    example: str


@dataclass(frozen=True, eq=False)
class Typed:
    """n rows by field: texts ('' missing), days (NO_DAY), money (NaN) and flags (-1 unknown)."""

    size: int
    texts: dict[str, Texts] = field(default_factory=dict)
    days: dict[str, Days] = field(default_factory=dict)
    money: dict[str, Money] = field(default_factory=dict)
    flags: dict[str, Flags] = field(default_factory=dict)
    date_order: dict[str, str] = field(default_factory=dict)
    scale: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    _counted: dict[str, dict[str, int]] = field(default_factory=dict, init=False, repr=False)

    def counts(self, name: str) -> dict[str, int]:
        """Return how many rows carry each text of a field, blanks left out; {} without column."""
        if name not in self._counted and name in self.texts:
            import pandas as pd

            codes, labels = pd.factorize(self.texts[name])
            rows = np.bincount(codes, minlength=len(labels)).tolist()
            self._counted[name] = {str(k): n for k, n in zip(labels, rows, strict=True) if k}
        return self._counted.get(name, {})

    def has(self, name: str) -> bool:
        """Tell whether a field has a column, of whatever shape."""
        return any(name in columns for columns in (self.texts, self.days, self.money, self.flags))


def typed_columns(
    size: int,
    mapped: Sequence[tuple[str, str, Column]],
    day_first: bool | None,
    orders: Mapping[str, str] | None = None,
) -> Typed:
    """Parse the (header, field, column) of a table of `size` rows.

    `orders`: header → DMY or MDY as a person stated it. `day_first` is the locale's order, used
    where neither a column nor its sisters decide.
    """
    result = Typed(size)
    notes: list[str] = []
    dates: list[tuple[str, str, Column]] = []
    for header, name, column in mapped:
        meaning = field_named(name)
        if meaning is None:
            continue
        if meaning.shape is Shape.DATE:
            dates.append((header, meaning.name, column))
        else:
            _add(result, meaning, header, column, notes)
    doubtful = _add_dates(result, dates, day_first, orders or {}, notes)
    typed = Typed(
        size, result.texts, result.days, result.money, result.flags,
        result.date_order, result.scale, tuple(notes), doubtful,
    )  # fmt: skip
    typed._counted.update(result._counted)
    return typed


def _add(result: Typed, meaning: Field, header: str, column: Column, notes: list[str]) -> None:
    name, shape = meaning.name, meaning.shape
    if shape is Shape.MONEY:
        _add_money(result, name, header, column, notes)
    elif shape is Shape.FLAG:
        codes, cells = column.coded
        result.flags[name] = read_flags(cells.tolist())[codes]
    elif shape is Shape.CERTAIN:
        codes, cells = column.coded
        result.scale[name] = share_scale(cells.tolist())
        result.flags[name] = read_certain(cells.tolist())[codes]
    elif shape is Shape.SHARE:
        result.scale[name] = share_scale(column.coded[1].tolist())
    elif name == "currency":
        _merge_currency(result, column.texts(_currency))
    else:
        nothing = is_no_id if shape is Shape.ID else says_nothing
        if column.held_once:
            codes, cells = column.coded
            labels = [_unless(nothing, text_of(cell)) for cell in cells.tolist()]
            result.texts[name] = objects(labels)[codes]
            result._counted[name] = _counts(codes, labels)
        else:
            result.texts[name] = _texts(column.cells, nothing)


def _unless(nothing: Callable[[str], bool], text: str) -> str:
    return "" if nothing(text) else text


def _counts(codes: npt.NDArray[np.int32], labels: list[str]) -> dict[str, int]:
    """Return how many rows carry each label, in the order in which they appear."""
    first = np.full(len(labels), len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    rows = np.bincount(codes, minlength=len(labels)).tolist()
    found: dict[str, int] = {}
    for code in np.argsort(first, kind="stable").tolist():
        if labels[code] and rows[code]:
            found[labels[code]] = found.get(labels[code], 0) + rows[code]
    return found


def _texts(cells: Texts, nothing: Callable[[str], bool]) -> Texts:
    """Return a text per row, '' where it only says that nothing is known."""
    texts = cells.copy()
    for i in _worth_a_look(cells.tolist()):
        texts[i] = _unless(nothing, text_of(cells[i]))
    return texts


def _worth_a_look(cells: list[Cell]) -> list[int]:
    """Return the places of cells that may say nothing, or carry spaces; ids hardly ever do."""
    joined = "\n".join(cast("list[str]", cells)) if set(map(type, cells)) == {str} else ""
    if joined.isascii() and joined.count("\n") == len(cells) - 1:
        return np.flatnonzero(_doubtful(np.frombuffer(joined.encode() + b"\n", np.uint8))).tolist()
    return [
        i
        for i, c in enumerate(cells)
        if type(c) is not str or len(c) < 9 or c[0] in _OPENING or c[-1] <= " " or c[:9] == _ZEROS
    ]


def _doubtful(lines: npt.NDArray[np.uint8]) -> Mask:
    """Tell of lines of ASCII which are worth a look, as `_worth_a_look` does of cells."""
    ends = np.flatnonzero(lines == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    short = ends - starts < len(_ZEROS)
    opening = np.zeros(256, bool)
    opening[[ord(letter) for letter in _OPENING if letter.isascii()]] = True
    zeros = np.flatnonzero(~short)
    for place in range(len(_ZEROS) - 1, -1, -1):
        zeros = zeros[lines[starts[zeros] + place] == ord("0")]
    doubtful = short | opening[lines[starts]] | (lines[ends - 1] <= ord(" "))
    doubtful[zeros] = True
    return np.asarray(doubtful, bool)


def _currency(cell: Cell) -> str:
    text = text_of(cell)
    return "" if says_nothing(text) else currency_code(text) or text


def _merge_currency(result: Typed, codes: Texts) -> None:
    """Keep what a currency column says; marks inside the amounts fill its blanks."""
    present = result.texts.get("currency")
    result.texts["currency"] = codes if present is None else np.where(codes == "", present, codes)


def _add_money(result: Typed, name: str, header: str, column: Column, notes: list[str]) -> None:
    codes, cells = column.coded
    found = read_money(cells.tolist())
    result.money[name] = found.values[codes]
    if (found.currencies != "").any():
        marks, present = found.currencies[codes], result.texts.get("currency")
        result.texts["currency"] = (
            marks if present is None else np.where(present == "", marks, present)
        )
    doubt = found.doubt(header)
    if doubt:
        notes.append(doubt)
    notes += _unread(column, found.unreadable, header, "amount")


def _unread(column: Column, unreadable: Mask, header: str, what: str) -> list[str]:
    """Say how many cells are no amount or date, with one of them; texts of no row are none."""
    counts = column.counts()
    at = np.flatnonzero(unreadable & (counts > 0))
    if not len(at):
        return []
    number, example = int(counts[at].sum()), text_of(column.coded[1][at[0]])
    said = "1 cell of '{}' is" if number == 1 else f"{count(number)} cells of '{{}}' are"
    return [f"{said.format(header)} no {what}, such as '{example}'."]


def _add_dates(
    result: Typed,
    dates: list[tuple[str, str, Column]],
    day_first: bool | None,
    orders: Mapping[str, str],
    notes: list[str],
) -> tuple[Doubt, ...]:
    """Parse all date columns; one that cannot decide takes the stated order, else the order its
    sisters show, else the locale's; return those that nobody decided."""
    locale = "DMY" if day_first else "MDY"
    columns = [
        (header, name, column, read_days(column.coded[1].tolist(), locale))
        for header, name, column in dates
    ]
    decided = [c.order for *_, c in columns if c.order in ("DMY", "MDY") and not c.undecided]
    shown = max(set(decided), key=decided.count) if decided else locale
    doubts = []
    for header, name, column, first in columns:
        codes, cells = column.coded
        order = orders.get(header, shown)
        again = first.undecided and order != first.order
        found = read_days(cells.tolist(), order) if again else first
        result.days[name] = found.days[codes]
        if found.order:
            result.date_order[header] = found.order
        if found.undecided and header not in orders:
            doubts.append(_doubt(header, found.order, cells[column.counts() > 0], notes))
        _note_dates(found, column, header, notes, endless=name == "valid_through")
    return tuple(doubts)


def _doubt(header: str, order: str, cells: Texts, notes: list[str]) -> Doubt:
    words = "day first" if order == "DMY" else "month first"
    notes.append(f"No value of '{header}' tells day from month; it was read {words} ({order}).")
    return Doubt(header, order, next(text for text in map(text_of, cells) if text))


def _note_dates(
    found: DayColumn, column: Column, header: str, notes: list[str], endless: bool
) -> None:
    """Say what could not be read; a date beyond all reason says of what lasts that it does."""
    placeholders = int(column.counts()[found.placeholders].sum())
    notes += _unread(column, found.unreadable, header, "date")
    if placeholders and not endless:
        notes.append(f"{placeholders} placeholder dates of '{header}' were read as missing.")
