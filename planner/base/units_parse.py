"""How every typed number is read: rates, amounts, small formulas and changes such as +10%.

The arithmetic is decimal, so that 12% and 0.12 are the same number and =1200*1.1 is 1320.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from enum import StrEnum

from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle, Unit, exact
from planner.base.units_formula import evaluate, rewritten
from planner.base.units_text import digits_to_decimal, fold_signs, refuse, split_suffix


class Change(StrEnum):
    """How a relative entry changes a value."""

    PERCENT = "percent"
    POINTS = "points"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Relative:
    """A change to be applied to a value: `amount` 0.1 of PERCENT is +10 %, 0.02 of POINTS +2pt."""

    kind: Change
    amount: float

    def applied(self, base: float) -> float:
        """Return the changed value; rounding noise of the change is removed."""
        start, amount = Decimal(repr(float(base))), Decimal(repr(self.amount))
        result = start * (1 + amount) if self.kind is Change.PERCENT else start + amount
        return float(result)


@dataclass(frozen=True, slots=True)
class Freeze:
    """A typed `?`: today's evidence becomes the position."""


FREEZE = Freeze()
Entry = float | Relative | Freeze | None
"""What a text means: a number, a change, the evidence, or nothing (withdraw)."""

_HUNDRED = Decimal(100)
_STYLES = (ENGLISH, NumberStyle(",", "."))
"""The two ways a formula's numbers can have been written: with a point, or with a comma."""
_CHANGE = re.compile(r"([+-]\s*=?)\s*(.*?)\s*(%|pts?|pp)?", re.IGNORECASE | re.DOTALL)
_CODES = "USD|EUR|GBP|JPY|INR|BRL|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|CNY|SGD|HKD|ZAR|MXN|TRY"
_SIGNS = rf"(?:R\$|[$€£¥₹]|\b(?:{_CODES})(?![A-Za-z])|(?<=[0-9])(?:{_CODES}))"
_CURRENCY = re.compile(rf"^{_SIGNS}\s*|\s*{_SIGNS}$")
_BARE = re.compile(r"[0-9., '\u2019()+-]+")
_NO_CENTS = re.compile(r"(?<=\d)[.,]-+$")
"""How whole amounts end in Switzerland and around: 1'200.-"""
_DAYS = re.compile(r"(?<=[\d\s])\s*(?:d|days?)$", re.IGNORECASE)
_REMEDY = {
    Unit.RATE: "Type a rate such as 12% or 0.12",
    Unit.NUMBER: "Type a number such as 1200 or 1.2k",
    Unit.MONEY: "Type an amount such as 31400 or 1.2m",
    Unit.DAYS: "Type a number of days such as 25",
}


def parse_rate(text: str, style: NumberStyle = ENGLISH) -> float:
    """Return a rate: 12%, 12 and 0.12 are 0.12; below 1 a fraction, from 1 per cent.

    RefusedError when the text is not a number. Formulas (`=40+2`) follow the same rule unless a
    percent sign stands in them.
    """
    raw = fold_signs(text)
    try:
        if raw.startswith("="):
            value, percent = evaluate(raw[1:], style)
            return float(value if percent or abs(value) < 1 else value / _HUNDRED)
        bare = raw.removesuffix("%")
        value = _decimal(bare, style, bare=True)
        return float(value if bare == raw and abs(value) < 1 else value / _HUNDRED)
    except (ValueError, DecimalException):
        raise refuse(text, _REMEDY[Unit.RATE]) from None


def parse_amount(text: str, style: NumberStyle = ENGLISH, unit: Unit = Unit.NUMBER) -> float:
    """Return an amount: 1.2m, $1,200, €1.200,50, 1 200, 1'200, (300), 300-, =1200*1.1.

    One kind of separator is read by the style, unless it stands twice or more (then it groups);
    with both the last one is the decimal. RefusedError when the text is not a number.
    """
    raw = fold_signs(text)
    try:
        if raw.startswith("="):
            return _finite(evaluate(raw[1:], style)[0])
        return _finite(_decimal(raw, style))
    except (ValueError, DecimalException):
        raise refuse(text, _REMEDY[unit]) from None


def parse(text: str, unit: Unit | str, style: NumberStyle = ENGLISH) -> Entry:
    """Return what a typed text means for a cell of this unit; RefusedError if it means nothing."""
    unit = Unit(unit)
    raw = fold_signs(text)
    if not raw:
        return None
    if raw == "?":
        return FREEZE
    relative = _relative(raw, unit, style)
    if relative is not None:
        return relative
    if unit is Unit.RATE:
        return parse_rate(raw, style)
    return parse_amount(_DAYS.sub("", raw) if unit is Unit.DAYS else raw, style, unit)


def parse_entry(
    text: str,
    kind: Unit | str,
    style: NumberStyle = ENGLISH,
    base: float | None = None,
    evidence: float | None = None,
) -> float | None:
    """Return the value typing `text` into a cell gives, or None to withdraw.

    `kind` is rate, number, money or days. `base` is what a relative entry changes (the cell's own
    value, else the working value), `evidence` what `?` takes. RefusedError with a plain sentence
    for a text that is no number and for values out of bounds: rates 0 to 1, all others from 0.
    """
    unit = Unit(kind)
    entry = parse(text, unit, style)
    if entry is None:
        return None
    if isinstance(entry, Freeze):
        if evidence is None or math.isnan(evidence):
            raise RefusedError(Problem("There is no evidence to take here", "", "Type a value"))
        entry = evidence
    if isinstance(entry, Relative):
        if base is None or math.isnan(base):
            raise RefusedError(
                Problem(
                    f"'{text.strip()}' changes a value, and there is none yet", "", _REMEDY[unit]
                )
            )
        entry = entry.applied(base)
    return within_bounds(entry, unit, style)


def formula_in(text: str, value: float, unit: Unit | str, style: NumberStyle = ENGLISH) -> str:
    """Return a formula, typed in whichever style, so that it means `value` in `style`.

    Nothing for a text that is no formula, and for one that means another value in every style.
    """
    if not text.startswith("="):
        return ""
    for read in (style, *_STYLES):
        if not _means(text, value, unit, read):
            continue
        shown = text if read is style else rewritten(text, read, style)
        if _means(shown, value, unit, style):
            return shown
    return ""


def _means(text: str, value: float, unit: Unit | str, style: NumberStyle) -> bool:
    try:
        return parse(text, unit, style) == value
    except RefusedError:
        return False


def _relative(raw: str, unit: Unit, style: NumberStyle) -> Relative | None:
    """Return the change of `+10%`, `-5%`, `+2pt`, `+=50`; None for any other text."""
    match = _CHANGE.fullmatch(raw)
    if match is None:
        return None
    sign, body, suffix = match.group(1), match.group(2), (match.group(3) or "").lower()
    factor = Decimal(-1 if sign[0] == "-" else 1)
    if not suffix and "=" not in sign:
        return None
    try:
        if "=" in sign:
            amount = parse_rate(body + suffix, style) if unit is Unit.RATE else None
            step = parse_amount(body + suffix, style, unit) if amount is None else amount
            return Relative(Change.AMOUNT, float(factor) * step)
        value = factor * _decimal(body, style) / _HUNDRED
    except (ValueError, DecimalException):
        raise refuse(raw, _REMEDY[unit]) from None
    if suffix != "%" and unit is not Unit.RATE:
        raise RefusedError(
            Problem(f"'{raw}' adds points, which only rates have", "", _REMEDY[unit])
        )
    return Relative(Change.PERCENT if suffix == "%" else Change.POINTS, _finite(value))


def _decimal(raw: str, style: NumberStyle, *, bare: bool = False) -> Decimal:
    """Return the number in a text with sign, currency, parentheses and size; else ValueError.

    A `bare` one may have neither currency nor size.
    """
    if bare and not _BARE.fullmatch(raw):
        raise ValueError(raw)
    body, negative = _NO_CENTS.sub("", _CURRENCY.sub("", raw.strip()).strip()), False
    if body.startswith("(") and body.endswith(")"):
        body, negative = body[1:-1].strip(), True
    elif body[:1] in {"+", "-"}:
        body, negative = body[1:].strip(), body[0] == "-"
    elif body.endswith("-"):
        body, negative = body[:-1].strip(), True
    digits, scale = split_suffix(_CURRENCY.sub("", body).strip())
    value = digits_to_decimal(digits, style) * scale
    return -value if negative else value


def _finite(value: Decimal) -> float:
    """Return the float; ValueError when it is too large to be one."""
    result = float(value)
    if result in {float("inf"), float("-inf")}:
        raise ValueError("too large")
    return result


def within_bounds(value: float, unit: Unit, style: NumberStyle) -> float:
    """Return the value, minus zero as zero; RefusedError for one no cell of this unit can hold."""
    if unit is Unit.RATE and not 0 <= value <= 1:
        what = f"{exact(value, unit, style)} is not a rate between 0% and 100%"
        raise RefusedError(Problem(what, "", _REMEDY[unit]))
    if value < 0:
        what = f"{exact(value, unit, style)} is below zero"
        raise RefusedError(Problem(what, "", _REMEDY[unit]))
    return value + 0.0
