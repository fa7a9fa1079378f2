"""The mapped columns of a table as typed arrays; columns without a meaning are not parsed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from planner.base.days import Days
from planner.intake.cells import Cell, Row, text_of
from planner.intake.dates import DayColumn, read_days
from planner.intake.fields import Field, Shape, field_named
from planner.intake.money import MoneyColumn, currency_code, read_flags, read_money, share_scale
from planner.journeys.table import Money

Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.int8]
SAMPLE = 3


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

    def has(self, name: str) -> bool:
        """Tell whether a field has a column, of whatever shape."""
        return any(name in columns for columns in (self.texts, self.days, self.money, self.flags))


def column_cells(rows: Sequence[Row], position: int) -> list[Cell]:
    """Return one column's cells; rows too short give None."""
    try:
        return list(map(itemgetter(position), rows))
    except IndexError:
        return [row[position] if position < len(row) else None for row in rows]


def typed_columns(
    rows: Sequence[Row], mapped: Sequence[tuple[str, str, int]], day_first: bool | None
) -> Typed:
    """Parse the (header, field, position) columns of a table.

    `day_first` is the locale's order, used where neither a column nor its sisters decide.
    """
    result = Typed(len(rows))
    notes: list[str] = []
    dates: list[tuple[str, str, list[Cell]]] = []
    for header, name, position in mapped:
        meaning = field_named(name)
        if meaning is None:
            continue
        cells = column_cells(rows, position)
        if meaning.shape is Shape.DATE:
            dates.append((header, meaning.name, cells))
        else:
            _add(result, meaning, header, cells, notes)
    _add_dates(result, dates, day_first, notes)
    return Typed(
        len(rows), result.texts, result.days, result.money, result.flags,
        result.date_order, result.scale, tuple(notes),
    )  # fmt: skip


def _add(result: Typed, meaning: Field, header: str, cells: list[Cell], notes: list[str]) -> None:
    name, shape = meaning.name, meaning.shape
    if shape is Shape.MONEY:
        column = read_money(cells)
        result.money[name] = column.values
        _note_money(result, name, column, header, notes)
    elif shape is Shape.FLAG:
        result.flags[name] = read_flags(cells)
    elif shape is Shape.SHARE:
        result.scale[name] = share_scale(cells)
    elif name == "currency":
        _merge_currency(result, _codes(cells))
    else:
        result.texts[name] = _texts(cells)


def _texts(cells: list[Cell]) -> Texts:
    array = np.empty(len(cells), dtype=object)
    array[:] = [cell.strip() if type(cell) is str else text_of(cell) for cell in cells]
    return array


def _codes(cells: list[Cell]) -> Texts:
    texts = _texts(cells)
    known = {text: currency_code(text) or text for text in set(texts)}
    array = np.empty(len(cells), dtype=object)
    array[:] = [known[text] for text in texts]
    return array


def _merge_currency(result: Typed, codes: Texts) -> None:
    """Keep what a currency column says; marks inside the amounts fill its blanks."""
    present = result.texts.get("currency")
    result.texts["currency"] = codes if present is None else np.where(codes == "", present, codes)


def _note_money(
    result: Typed, name: str, column: MoneyColumn, header: str, notes: list[str]
) -> None:
    if name == "amount" and (column.currencies != "").any():
        present = result.texts.get("currency")
        marks = column.currencies
        result.texts["currency"] = (
            marks if present is None else np.where(present == "", marks, present)
        )
    if column.unreadable:
        notes.append(
            f"{column.unreadable} cells of '{header}' are no amount, such as '{column.example}'."
        )


def _add_dates(
    result: Typed,
    dates: list[tuple[str, str, list[Cell]]],
    day_first: bool | None,
    notes: list[str],
) -> None:
    """Parse all date columns; one that cannot decide takes the order its sisters show."""
    locale = "DMY" if day_first else "MDY"
    columns = [(header, name, cells, read_days(cells, locale)) for header, name, cells in dates]
    decided = [c.order for *_, c in columns if c.order in ("DMY", "MDY") and not c.undecided]
    shown = max(set(decided), key=decided.count) if decided else locale
    for header, name, cells, first in columns:
        column = read_days(cells, shown) if first.undecided and shown != first.order else first
        result.days[name] = column.days
        if column.order:
            result.date_order[header] = column.order
        _note_dates(column, header, notes)


def _note_dates(column: DayColumn, header: str, notes: list[str]) -> None:
    if column.undecided:
        words = "day first" if column.order == "DMY" else "month first"
        notes.append(
            f"No value of '{header}' tells day from month; it was read {words} ({column.order})."
        )
    if column.unreadable:
        notes.append(
            f"{column.unreadable} cells of '{header}' are no date, such as '{column.example}'."
        )
    if column.placeholders:
        notes.append(f"{column.placeholders} placeholder dates of '{header}' were read as missing.")
