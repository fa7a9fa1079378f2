"""How every number is written; `planner.base.units_parse` reads them back.

Plain functions from a number to text. Nothing is rounded but what is shown; a number that is
missing (NaN) is written as nothing.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MINUS = "\u2212"
DASH = "\u2013"
NO_BREAK = "\u00a0"


class Unit(StrEnum):
    """What a number counts; the values are those of a grid column's kind."""

    RATE = "rate"
    NUMBER = "number"
    MONEY = "money"
    DAYS = "days"


class Amounts(StrEnum):
    """In what short amounts of money are written: each by its size, or all alike."""

    BY_SIZE = "size"
    MILLIONS = "m"
    THOUSANDS = "k"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """A locale's way with numbers.

    `group` may be empty. With `spaced` a percent sign stands after a no-break space and the
    currency after the amount, as in much of Europe; English does without.
    """

    decimal: str = "."
    group: str = ","
    spaced: bool = False
    amounts: Amounts = Amounts.BY_SIZE


ENGLISH = NumberStyle()
STYLES = {
    "english": ENGLISH,
    "continental": NumberStyle(",", ".", spaced=True),
    "french": NumberStyle(",", "\u202f", spaced=True),
    "swiss": NumberStyle(".", "’"),
}
"""The ways of writing numbers that can be chosen, by name."""

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "BRL": "R$"}
"""Currencies written with a sign; every other one is written with its code."""

_SIZES = ((1e9, "bn", 2, 1e4), (1e6, "m", 2, 1e3), (1e5, "k", 0, 1e2), (1e4, "k", 1, 1.0))
"""From which amount on, suffix, decimals, and the grain that the next smaller size rounds to."""

SMALL_RATE = 0.02

_ALIKE = {
    Amounts.MILLIONS: (1e6, "m", 2),
    Amounts.THOUSANDS: (1e3, "k", 0),
    Amounts.FULL: (1.0, "", 0),
}
"""Divisor, suffix and decimals of amounts that are all written alike."""

_SCALE = {"bn": 1e9, "m": 1e6, "k": 1e3}


def parse_currency(text: str) -> str:
    """Return a currency's code, three letters in capitals; ValueError for any other text."""
    code = text.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValueError(f"'{text}' is no currency code")
    return code


def number(
    value: float, style: NumberStyle = ENGLISH, digits: int = 0, *, signed: bool = False
) -> str:
    """Return a number with `digits` decimals and grouped thousands; `signed` writes a plus too."""
    if not math.isfinite(value):
        return ""
    return _sign(value, digits, signed) + _digits(abs(value), digits, style)


def count(value: float, style: NumberStyle = ENGLISH) -> str:
    """Return a whole count, such as 1,300."""
    return number(value, style)


def _is_whole(value: float) -> bool:
    """Whether a number is whole but for the noise of sums."""
    return round(float(value), 6).is_integer()


def days(value: float, style: NumberStyle = ENGLISH) -> str:
    """Return whole days without a unit, such as 94; under ten days one decimal tells them apart."""
    whole = abs(value) >= 9.95 or _is_whole(value)
    return number(value, style, 0 if whole else 1)


def rate(value: float, style: NumberStyle = ENGLISH, digits: int | None = None) -> str:
    """Return a rate of 0 to 1 in per cent, such as 58.0%; unless told, one below 2% as 0.45%."""
    if not math.isfinite(value):
        return ""
    return bare_rate(value, style, digits) + _gap(style) + "%"


def bare_rate(value: float, style: NumberStyle = ENGLISH, digits: int | None = None) -> str:
    """Return a rate without its sign, for where several share one."""
    return number(value * 100, style, rate_digits(value) if digits is None else digits)


def rate_digits(value: float) -> int:
    """Return how many decimals tell a rate from others of its size."""
    return 2 if 0 < abs(value) < SMALL_RATE else 1


def percent_change(value: float, style: NumberStyle = ENGLISH, digits: int = 0) -> str:
    """Return a relative change with its sign: 0.08 is +8%."""
    if not math.isfinite(value):
        return ""
    return number(value * 100, style, digits, signed=True) + _gap(style) + "%"


def points(value: float, style: NumberStyle = ENGLISH, digits: int = 1) -> str:
    """Return a difference of two rates in percentage points: 0.02 is +2.0pt."""
    if not math.isfinite(value):
        return ""
    return number(value * 100, style, digits, signed=True) + _gap(style) + "pt"


def money(
    value: float,
    currency: str = "USD",
    style: NumberStyle = ENGLISH,
    digits: int = 0,
    *,
    signed: bool = False,
) -> str:
    """Return money in full, such as $31,400; a currency without a sign is written by its code."""
    if not math.isfinite(value):
        return ""
    amount = _digits(abs(value), digits, style)
    return _sign(value, digits, signed) + _with_currency(amount, currency, style)


def money_short(
    value: float, currency: str = "USD", style: NumberStyle = ENGLISH, *, signed: bool = False
) -> str:
    """Return money by its size: $2.10bn, $12.00m, $450k, $29.5k, $9,900; or as the style asks."""
    if not math.isfinite(value):
        return ""
    amount, shown = _short(abs(value), style)
    sign = (MINUS if value < 0 else "+" * signed) if shown else ""
    return sign + _with_currency(amount, currency, style)


def interval(
    low: float,
    high: float,
    unit: Unit | str = Unit.NUMBER,
    style: NumberStyle = ENGLISH,
    currency: str = "USD",
) -> str:
    """Return an interval with its unit said once: 21.3–23.5%, 1,120–1,240, $29.5k–33.3k."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    match Unit(unit):
        case Unit.RATE:
            digits = rate_digits(high)
            return f"{bare_rate(low, style, digits)}{DASH}{rate(high, style, digits)}"
        case Unit.MONEY:
            both = f"{_short(abs(low), style)[0]}{DASH}{_short(abs(high), style)[0]}"
            return _with_currency(both, currency, style)
        case Unit.DAYS:
            return f"{days(low, style)}{DASH}{days(high, style)}"
    return f"{count(low, style)}{DASH}{count(high, style)}"


def show(
    value: float, unit: Unit | str, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> str:
    """Return a number as a cell shows it, rounded for the eye."""
    match Unit(unit):
        case Unit.RATE:
            return rate(value, style)
        case Unit.MONEY:
            return money(value, currency, style)
        case Unit.DAYS:
            return days(value, style)
    return number(value, style, 0 if abs(value) >= 99.95 or _is_whole(value) else 1)


def exact(value: float, unit: Unit | str, style: NumberStyle = ENGLISH) -> str:
    """Return a number as F2 and the clipboard give it: unrounded, parsed back to the same float.

    Thousands stay ungrouped, rates are in per cent (12.5%), and the minus is a hyphen.
    """
    if not math.isfinite(value):
        return ""
    decimal = Decimal(repr(float(value)))
    is_rate = Unit(unit) is Unit.RATE
    text = _plain(decimal.scaleb(2) if is_rate else decimal).replace(".", style.decimal)
    return f"{text}%" if is_rate else text


def _plain(value: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(value: float, style: NumberStyle) -> tuple[str, bool]:
    """Return the size-dependent text of an absolute amount, and whether it shows more than 0."""
    if style.amounts in _ALIKE:
        scale, suffix, digits = _ALIKE[style.amounts]
        shown = round(value / scale, digits) != 0
        return _digits(value / scale, digits, style) + (suffix if shown else ""), shown
    for limit, suffix, digits, grain in _SIZES:
        if round(value / grain) * grain >= limit:
            return _digits(value / _SCALE[suffix], digits, style) + suffix, True
    return _digits(value, 0, style), round(value) != 0


def _digits(value: float, digits: int, style: NumberStyle) -> str:
    """Return an absolute number with the style's separators."""
    whole, _, fraction = f"{value:,.{digits}f}".partition(".")
    return whole.replace(",", style.group) + (style.decimal + fraction if fraction else "")


def _sign(value: float, digits: int, signed: bool) -> str:
    """Return the sign to write; a number that rounds to zero has none."""
    if round(value, digits) == 0:
        return ""
    return MINUS if value < 0 else "+" * signed


def _gap(style: NumberStyle) -> str:
    return NO_BREAK if style.spaced else ""


def _with_currency(amount: str, currency: str, style: NumberStyle) -> str:
    """Place the currency's sign, or its code with a space."""
    sign = SYMBOLS.get(currency.upper(), currency)
    if style.spaced:
        return f"{amount}{NO_BREAK}{sign}" if sign else amount
    return f"{sign}{NO_BREAK}{amount}" if sign.isalpha() else f"{sign}{amount}"
