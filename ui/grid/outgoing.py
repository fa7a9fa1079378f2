"""What other programs are told of a copied cell: its number in full and how it is written.

Excel reads `x:num` and `mso-number-format`, LibreOffice `sdval` and `sdnum`; others read the text.
"""

import math
from html import escape

from planner.base.units import MINUS, NO_BREAK, SYMBOLS, Unit, exact, rate_digits
from planner.sheets.cells import NUMERIC, Cell, Kind

ENGLISH_US = "1033;0;"
AS_TEXT = "@"
FORMULA_SIGNS = ("=", "+", "-", "@")


def plain_text(cell: Cell, kind: Kind) -> str:
    """Return a cell's text with the minus and the spaces that other programs read in numbers."""
    if kind not in NUMERIC:
        return cell.text
    return cell.text.replace(MINUS, "-").replace(NO_BREAK, " ")


def attributes(cell: Cell, kind: Kind, currency: str = "USD") -> str:
    """Return the attributes of a copied cell's `td`, '' where its text says everything.

    Texts that look like numbers or formulas are marked as texts: 00712 keeps its zeros, and no
    text from a CRM is calculated.
    """
    value = cell.value
    if kind not in NUMERIC or isinstance(value, str):
        taken = cell.text.isdecimal() or cell.text.startswith(FORMULA_SIGNS)
        return _written(AS_TEXT) if taken else ""
    if value is None or not math.isfinite(value) or cell.scaled or not cell.text:
        return ""
    number = exact(value, Unit.NUMBER)
    return f' x:num="{number}" sdval="{number}"{_written(_pattern(value, kind, currency))}'


def _pattern(value: float, kind: Kind, currency: str) -> str:
    if kind is Kind.RATE:
        return f"0.{'0' * rate_digits(value)}%"
    whole = abs(value) >= 99.95 or float(value).is_integer()
    if kind is Kind.MONEY:
        return f'"{SYMBOLS.get(currency, currency + " ")}"#,##0'
    return "#,##0" if whole else "#,##0.0"


def _written(pattern: str) -> str:
    excel = "".join(sign if sign.isalnum() else f"\\{sign}" for sign in pattern)
    return f' sdnum="{ENGLISH_US}{escape(pattern)}" style=\'mso-number-format:"{escape(excel)}"\''
