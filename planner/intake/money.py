"""Amounts, yes-or-no marks and shares of one column; its decimal mark is decided once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.intake.cells import Cell, is_blank, text_of
from planner.journeys.table import Money

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "R$": "BRL", "zł": "PLN"}
_NAMES = {
    "us dollar": "USD", "dollar": "USD", "euro": "EUR", "pound sterling": "GBP",
    "british pound": "GBP", "swiss franc": "CHF", "japanese yen": "JPY", "indian rupee": "INR",
    "canadian dollar": "CAD", "australian dollar": "AUD",
}  # fmt: skip
_SCALE = {"k": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "bn": 1e9, "mrd": 1e9, "b": 1e9}
_AMOUNT = re.compile(
    r"^(?P<minus>[-−(]?)\s*(?P<before>[^\d\s.,()+-]{1,3}\.?)?\s*(?P<minus2>[-−]?)"
    r"(?P<number>\d[\d.,'’\s\u00a0\u202f]*|[.,]\d+)\s*(?P<scale>[kKmMbB]|[mM]io|[mM]n|[bB]n|[mM]rd)?\.?"
    r"\s*(?P<after>[^\d\s.,()+-]{1,3})?\s*(?P<minus3>[-−)]?)$"
)
_GROUPING = re.compile(r"['’\s\u00a0\u202f]")
_NOTHING = {"-", "–", "—", "n/a", "na", "none", "null", "#n/a"}
_YES = {"true", "yes", "1", "y", "ja", "wahr", "x", "✓", "✔", "oui", "vrai", "sí", "si", "sim"}
_NO = {"false", "no", "0", "n", "nein", "falsch", "non", "faux", "não", "nao"}


@dataclass(frozen=True, eq=False)
class MoneyColumn:
    """`values` (n): amounts, NaN where missing; `currencies` (n): codes read from the cells."""

    values: Money
    currencies: npt.NDArray[np.object_]
    unreadable: int = 0
    example: str = ""


def read_money(cells: Sequence[Cell]) -> MoneyColumn:
    """Return the amounts of a column; a mark such as $ or EUR gives the row's currency."""
    import pandas as pd

    texts = np.array([text_of(cell) for cell in cells], dtype=object)
    codes, uniques = pd.factorize(texts)
    parsed = _amounts([str(u) for u in uniques])
    values = np.array([p[0] for p in parsed] or [np.nan])[codes]
    marks = np.array([p[1] for p in parsed] or [""], dtype=object)[codes]
    bad = [str(u) for u, p in zip(uniques, parsed, strict=True) if p[2]]
    count = int(np.isin(texts, bad).sum()) if bad else 0
    return MoneyColumn(values.astype(np.float64), marks, count, bad[0] if bad else "")


def looks_like_money(cell: Cell) -> bool:
    """Tell whether a single cell can be read as an amount."""
    if isinstance(cell, bool) or is_blank(cell):
        return False
    if isinstance(cell, (int, float)):
        return True
    text = text_of(cell) if isinstance(cell, str) else ""
    return bool(text) and (text.casefold() in _NOTHING or _AMOUNT.match(text) is not None)


def currency_code(text: str) -> str:
    """Return the three-letter code of a currency's name, symbol or code; empty if none.

    >>> currency_code("US Dollar"), currency_code("eur"), currency_code("€")
    ('USD', 'EUR', 'EUR')
    """
    plain = text.strip().rstrip(".")
    code = _SYMBOLS.get(plain) or _NAMES.get(plain.casefold())
    if code:
        return code
    last = plain.split(" - ", 1)[0].strip()
    return last.upper() if len(last) == 3 and last.isascii() and last.isalpha() else ""


def read_flags(cells: Sequence[Cell]) -> npt.NDArray[np.int8]:
    """Return 1 for yes, 0 for no and -1 for anything else."""
    return np.fromiter((_flag(cell) for cell in cells), np.int8, len(cells))


def looks_like_flag(cell: Cell) -> bool:
    """Tell whether a cell says yes or no."""
    return _flag(cell) >= 0


def share_scale(cells: Iterable[Cell]) -> str:
    """Return '0-1' or '0-100', decided from all values of a probability column; empty if none."""
    marked, largest = False, -1.0
    for cell in cells:
        text = text_of(cell)
        marked = marked or text.endswith("%")
        value = _amount(text.rstrip("% "), ".")
        if value is not None:
            largest = max(largest, value[0])
    if largest < 0:
        return ""
    return "0-100" if marked or largest > 1 else "0-1"


def _flag(cell: Cell) -> int:
    if isinstance(cell, bool):
        return int(cell)
    text = text_of(cell).casefold()
    return 1 if text in _YES else 0 if text in _NO else -1


def _amounts(texts: list[str]) -> list[tuple[float, str, bool]]:
    """Return (value, currency, unreadable) of each distinct text of a column."""
    decimal = _decimal_mark(texts)
    result = []
    for text in texts:
        if not text or text.casefold() in _NOTHING:
            result.append((np.nan, "", False))
            continue
        found = _amount(text, decimal)
        result.append((*found, False) if found else (np.nan, "", True))
    return result


def _decimal_mark(texts: list[str]) -> str:
    """Return the column's decimal mark, from values in which it cannot mean grouping."""
    votes = {".": 0, ",": 0}
    three_digits = {".": 0, ",": 0}
    for text in texts:
        dot, comma = text.rfind("."), text.rfind(",")
        if dot >= 0 and comma >= 0:
            votes["." if dot > comma else ","] += 1
            continue
        mark = "." if dot >= 0 else ","
        if text.count(mark) > 1:
            votes["," if mark == "." else "."] += 1
        elif text.count(mark) == 1:
            after = re.match(r"\d*", text[text.rfind(mark) + 1 :])
            lone = after is not None and len(after[0]) == 3 and not text.startswith("0")
            three_digits[mark] += lone
            votes[mark] += not lone
    if votes["."] != votes[","]:
        return "." if votes["."] > votes[","] else ","
    return "," if three_digits["."] > three_digits[","] else "."


def _amount(text: str, decimal: str) -> tuple[float, str] | None:
    match = _AMOUNT.match(text)
    if match is None:
        return _plain_number(text)
    number = _GROUPING.sub("", match["number"])
    grouping = "," if decimal == "." else "."
    number = number.replace(grouping, "").replace(decimal, ".")
    try:
        value = float(number) * _SCALE.get((match["scale"] or "").casefold(), 1.0)
    except ValueError:
        return None
    negative = bool(match["minus"] or match["minus2"] or match["minus3"])
    currency = currency_code(match["before"] or "") or currency_code(match["after"] or "")
    return (-value if negative else value), currency


def _plain_number(text: str) -> tuple[float, str] | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return (value, "") if np.isfinite(value) else None
