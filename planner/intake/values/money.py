"""Amounts, yes-or-no marks and shares of one column; its decimal mark is decided once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import numpy as np
import numpy.typing as npt

from planner.base.units import count
from planner.intake.files.cells import Cell, is_blank, text_of
from planner.intake.values.moneytext import Written, currency_code, take_apart
from planner.intake.values.nothing import says_nothing
from planner.journeys.table import Mask, Money

_TELLING = 5
"""So many amounts with three digits after the mark, and none with fewer, are grouped thousands."""
_YES = {
    "true", "yes", "1", "1.0", "y", "t", "on", "x", "✓", "✔", "☑", "✅", "checked", "ja", "j",
    "wahr", "oui", "o", "vrai", "sí", "si", "s", "verdadero", "sim", "verdadeiro", "vero", "da",
    "tak", "ano", "igen", "kyllä", "evet", "да", "はい", "是",
}  # fmt: skip
_NO = {
    "false", "no", "0", "0.0", "n", "f", "off", "✗", "✘", "☐", "❌", "unchecked", "not checked",
    "nein", "falsch", "non", "faux", "falso", "não", "nao", "nee", "nej", "nei", "ne", "nie", "nem",
    "ei", "hayır", "нет", "いいえ", "否",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class MoneyColumn:
    """`values` (n): amounts, NaN where missing; `currencies` (n): codes read from the cells.

    `unreadable` (n): cells that are no amount. `decimal` is the column's
    decimal mark; `undecided` an amount such as 1.234 that could as well be read otherwise.
    """

    values: Money
    currencies: npt.NDArray[np.object_]
    unreadable: Mask
    decimal: str = "."
    undecided: str = ""

    def doubt(self, header: str) -> str:
        """Return a sentence on how an undecided column was read, '' where its values decide."""
        if not self.undecided:
            return ""
        written = take_apart(self.undecided)
        value = written.value(self.decimal) if written else 0.0
        kind = "thousands" if value >= 1000 else "decimals"
        return (
            f"No value of '{header}' tells thousands from decimals; {self.undecided} was read as "
            f"{count(value) if value >= 1000 else f'{value:g}'} ({kind})."
        )


def read_money(cells: Sequence[Cell]) -> MoneyColumn:
    """Return the amounts of a column; a mark such as $ or EUR gives the row's currency.

    An amount that can be read in one way only is read so. Of the others, such as 1.234, the
    column's other amounts decide; where none does, the mark sets thousands apart.
    """
    quick = _plain_numbers(cells)
    if quick is not None:
        n = len(quick)
        return MoneyColumn(quick, np.full(n, "", dtype=object), np.zeros(n, bool))
    return _read_each(cells)


def _read_each(cells: Sequence[Cell]) -> MoneyColumn:
    n = len(cells)
    values, marks = np.full(n, np.nan), np.full(n, "", dtype=object)
    unreadable = np.zeros(n, bool)
    written: list[tuple[int, Written]] = []
    for i, cell in enumerate(cells):
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            values[i] = cell
        elif isinstance(cell, str) and not says_nothing(cell):
            found = take_apart(cell)
            if found is not None:
                written.append((i, found))
                marks[i] = found.currency
            unreadable[i] = found is None and cell.strip().casefold() != "na"
        else:
            unreadable[i] = cell is not None and not isinstance(cell, str)
    decimal, telling = _decimal_mark([w for _, w in written])
    for i, one in written:
        values[i] = one.value(decimal)
    values[~np.isfinite(values)] = np.nan
    undecided = "" if telling else next(text_of(cells[i]) for i, w in written if w.decimal == "?")
    return MoneyColumn(values, marks, unreadable, decimal, undecided)


def _plain_numbers(cells: Sequence[Cell]) -> Money | None:
    """Return the amounts of a column of typed numbers, or of digits with at most a point."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        texts = [str(c) for c in cells]
        if any("." in t for t in texts) and not any(_tells_point(t) for t in texts):
            return None
        cells = [t or "nan" for t in texts]
    elif not kinds <= {int, float, type(None)}:
        return None
    try:
        values = np.array(cells, dtype=np.float64)
    except (ValueError, OverflowError):
        return None
    values[~np.isfinite(values)] = np.nan
    return values


def _tells_point(text: str) -> bool:
    """Tell whether the point of a plain number can only be a decimal mark."""
    whole, point, cents = text.partition(".")
    return bool(point) and (len(cents) != 3 or len(whole.lstrip("-")) > 3)


def looks_like_money(cell: Cell) -> bool:
    """Tell whether a single cell can be read as an amount, or says there is none."""
    if isinstance(cell, bool) or is_blank(cell):
        return False
    if isinstance(cell, (int, float)):
        return True
    return isinstance(cell, str) and (says_nothing(cell) or take_apart(cell) is not None)


def read_flags(cells: Sequence[Cell]) -> npt.NDArray[np.int8]:
    """Return 1 for yes, 0 for no and -1 for anything else."""
    return np.fromiter((_flag(cell) for cell in cells), np.int8, len(cells))


def read_certain(cells: Sequence[Cell]) -> npt.NDArray[np.int8]:
    """Return 1 for a probability of 100, 0 for any other and -1 where there is none.

    >>> read_certain(["100.0", "37,5 %", ""]).tolist()
    [1, 0, -1]
    """
    values = read_money([text_of(cell).rstrip("% ") for cell in cells]).values
    return np.where(np.isnan(values), -1, values == 100).astype(np.int8)


def looks_like_flag(cell: Cell) -> bool:
    """Tell whether a cell says yes or no."""
    return _flag(cell) >= 0


def share_scale(cells: Iterable[Cell]) -> str:
    """Return '0-1' or '0-100', decided from all values of a probability column; empty if none."""
    marked, largest = False, -1.0
    for cell in cells:
        text = text_of(cell).replace("\u00a0", " ").strip()
        value = take_apart(text.rstrip("% "))
        if value is not None and not isinstance(cell, (bool, date, time, timedelta)):
            marked = marked or text.endswith("%")
            largest = max(largest, value.value("."))
    if largest < 0:
        return ""
    return "0-100" if marked or largest > 1 else "0-1"


def _flag(cell: Cell) -> int:
    if isinstance(cell, bool):
        return int(cell)
    text = text_of(cell).casefold()
    return 1 if text in _YES else 0 if text in _NO else -1


def _decimal_mark(written: Sequence[Written]) -> tuple[str, bool]:
    """Return the column's decimal mark, and whether its values tell it (or leave nothing open)."""
    sure = [w.decimal for w in written if w.decimal in (".", ",")]
    lone = [w for w in written if w.decimal == "?"]
    grouping = [_first_mark(w) for w in written if not w.decimal and _first_mark(w)]
    votes = sure.count(".") + grouping.count(",") - sure.count(",") - grouping.count(".")
    if votes:
        return ("." if votes > 0 else ","), True
    dots = sum("." in w.digits for w in lone)
    decimal = "," if 2 * dots > len(lone) else "."
    in_money = any(w.currency for w in lone)
    return decimal, not lone or len(lone) >= _TELLING or in_money


def _first_mark(written: Written) -> str:
    """Return the mark that groups a whole number's digits, '' without any."""
    return next((c for c in written.digits if c in ".,"), "")


__all__ = [
    "MoneyColumn",
    "currency_code",
    "looks_like_flag",
    "looks_like_money",
    "read_flags",
    "read_money",
    "share_scale",
]
