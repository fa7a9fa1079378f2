"""The digits of a typed number: separators by locale, size suffixes, signs."""

import re
from decimal import Decimal

from planner.base.problem import Problem, RefusedError
from planner.base.units import MINUS, NumberStyle

LONGEST = 150
"""More characters than this are no number."""

SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'\u2019"
_SCALES = {
    "k": Decimal(1000),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "mio": Decimal(10**6),
    "b": Decimal(10**9),
    "bn": Decimal(10**9),
    "mrd": Decimal(10**9),
}
_SUFFIX = re.compile(r"(.*[0-9.,])\s*([a-z]{1,3})\.?", re.IGNORECASE | re.DOTALL)
_GROUPED = re.compile(r"[0-9]{1,3}(?:S[0-9]{3})+|[0-9]{1,2}(?:S[0-9]{2})+S[0-9]{3}")


def fold_signs(text: str) -> str:
    """Return the text without outer space, real minus signs as hyphens, odd spaces as plain ones.

    RefusedError when it is longer than any number.
    """
    if len(text) > LONGEST:
        raise refuse(text[:20] + "…", "Type a shorter one")
    for space in SPACES:
        text = text.replace(space, " ")
    return text.replace(MINUS, "-").replace("\u2013", "-").strip()


def refuse(text: str, remedy: str) -> RefusedError:
    """Return the refusal of a text that is not a number."""
    return RefusedError(Problem(f"'{text.strip()}' is not a number that fits here", "", remedy))


def split_suffix(text: str) -> tuple[str, Decimal]:
    """Return the digits and the factor of a size suffix: 1.2m is (1.2, 1000000)."""
    match = _SUFFIX.fullmatch(text)
    if match is None:
        return text, Decimal(1)
    scale = _SCALES.get(match.group(2).lower())
    if scale is None:
        raise ValueError(text)
    return match.group(1), scale


def digits_to_decimal(text: str, style: NumberStyle) -> Decimal:
    """Return the number of unsigned digits and separators; ValueError when they do not fit.

    Spaces and apostrophes group. Comma and point: with both the last is the decimal; alone, one
    that stands twice groups, otherwise the style says which it is.
    """
    plain = text
    for mark in _APOSTROPHES:
        plain = plain.replace(mark, " ")
    decimal = _decimal_mark(plain, style)
    whole, _, fraction = plain.rpartition(decimal) if decimal else (plain, "", "")
    if not re.fullmatch(r"[0-9]*", fraction) or not (whole or fraction):
        raise ValueError(text)
    return Decimal(f"{_ungroup(whole) or '0'}.{fraction or '0'}")


def _decimal_mark(text: str, style: NumberStyle) -> str:
    """Return the decimal mark used in the text, or nothing."""
    used = [mark for mark in (".", ",") if mark in text]
    if not used:
        return ""
    last = max(used, key=text.rfind)
    if len(used) == 2:
        return last
    if text.count(last) > 1:
        return ""
    return last if " " in text or last == style.decimal else ""


def _ungroup(text: str) -> str:
    """Return whole digits without group marks; ValueError when a group has the wrong length."""
    marks = set(text) - set("0123456789")
    if not marks:
        return text
    if len(marks) > 1 or not _grouped_by(marks.pop()).fullmatch(text):
        raise ValueError(text)
    return re.sub(r"[^0-9]", "", text)


def _grouped_by(mark: str) -> re.Pattern[str]:
    """Return the pattern of thousands, or of lakhs, grouped by this mark."""
    return re.compile(_GROUPED.pattern.replace("S", re.escape(mark)))
