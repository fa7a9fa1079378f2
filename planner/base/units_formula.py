"""The arithmetic a cell understands after `=`: + - * / ( ) and %, and nothing else."""

import re
from decimal import Decimal, localcontext

from planner.base.units import NumberStyle
from planner.base.units_text import digits_to_decimal, split_suffix

_TOKEN = re.compile(r"\s*([0-9][0-9.,']*(?:bn|mn|[kmb])?|[.,][0-9]+|[-+*/()%])", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9](?:[0-9.,']*[0-9])?|[.,][0-9]+")


def evaluate(text: str, style: NumberStyle) -> tuple[Decimal, bool]:
    """Return the value of a formula without its `=`, and whether a percent sign stands in it.

    ValueError (or a DecimalException, as for division by zero) when it is not one.
    """
    with localcontext() as context:
        context.prec = 34
        reader = _Reader(_tokens(text), style)
        value = reader.sum()
    if reader.rest:
        raise ValueError(text)
    return value, "%" in text


def rewritten(text: str, read: NumberStyle, style: NumberStyle) -> str:
    """Return a formula with its numbers, read in one style, written in another; else as it is."""
    return _NUMBER.sub(lambda found: _written(found[0], read, style), text)


def carried(text: str, read: NumberStyle, style: NumberStyle) -> str:
    """Return a formula typed in one style as it is typed in another; what is none as it is."""
    try:
        evaluate(text.removeprefix("="), read)
    except (ValueError, ArithmeticError):
        return text
    return rewritten(text, read, style)


def _written(digits: str, read: NumberStyle, style: NumberStyle) -> str:
    """Return a number in another style, its thousands ungrouped."""
    whole, _, decimals = f"{digits_to_decimal(digits, read):f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}{style.decimal}{decimals}" if decimals else whole


def _tokens(text: str) -> list[str]:
    """Return the tokens, last one first; ValueError at any other character."""
    tokens, at = [], 0
    stripped = text.rstrip()
    while at < len(stripped):
        match = _TOKEN.match(stripped, at)
        if match is None:
            raise ValueError(text)
        tokens.append(match.group(1))
        at = match.end()
    return tokens[::-1]


class _Reader:
    """Recursive descent over the tokens left; depth is bounded by the length of a typed text."""

    def __init__(self, rest: list[str], style: NumberStyle) -> None:
        self.rest = rest
        self.style = style

    def sum(self) -> Decimal:
        """Read terms joined by + and -."""
        value = self.product()
        while self._next_is("+-"):
            value = value + self.product() if self.rest.pop() == "+" else value - self.product()
        return value

    def product(self) -> Decimal:
        """Read factors joined by * and /."""
        value = self.factor()
        while self._next_is("*/"):
            value = value * self.factor() if self.rest.pop() == "*" else value / self.factor()
        return value

    def factor(self) -> Decimal:
        """Read a signed number or parenthesis, and the percent signs behind it."""
        if self._next_is("+-"):
            return self.factor() if self.rest.pop() == "+" else -self.factor()
        value = self._atom()
        while self._next_is("%"):
            self.rest.pop()
            value /= 100
        return value

    def _atom(self) -> Decimal:
        if self._next_is("("):
            self.rest.pop()
            value = self.sum()
            if not self._next_is(")"):
                raise ValueError("a parenthesis is not closed")
            self.rest.pop()
            return value
        if not self.rest or not re.match(r"[0-9.,]", self.rest[-1]):
            raise ValueError("a number is missing")
        digits, scale = split_suffix(self.rest.pop())
        return digits_to_decimal(digits, self.style) * scale

    def _next_is(self, operators: str) -> bool:
        return bool(self.rest) and self.rest[-1] in operators
