"""Ticks of a chart's axis: at most six round values with short texts."""

import math

from planner.base.units import ENGLISH, NumberStyle, number
from planner.sheets.cells import Kind

MOST = 6
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)
_SIZES = ((1e9, "bn"), (1e6, "m"), (1e4, "k"))
_FACTORS = {"bn": 1e9, "m": 1e6, "k": 1e3, "": 1.0}

Tick = tuple[float, str]


def value_ticks(
    low: float, high: float, kind: Kind = Kind.NUMBER, style: NumberStyle = ENGLISH
) -> tuple[Tick, ...]:
    """Return (value, text) of the round values within an axis; at most six."""
    step = round_step(low, high)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    values = [i * step for i in range(first, last + 1)]
    return tuple(
        (value, tick_text(value, step, max(abs(low), abs(high)), kind, style)) for value in values
    )


def log_ticks(
    low: float, high: float, kind: Kind = Kind.NUMBER, style: NumberStyle = ENGLISH
) -> tuple[Tick, ...]:
    """Return (value, text) for a log axis between two positive values: tens, or 1-2-5 if few."""
    tens = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for parts in ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0)):
        values = [part * 10.0**ten for ten in tens for part in parts]
        values = [value for value in values if low <= value <= high]
        if len(values) >= 3 or parts[-1] == 5.0:
            break
    kept = values[:: math.ceil(len(values) / MOST)] if values else []
    return tuple((value, tick_text(value, value, value, kind, style)) for value in kept)


def round_step(low: float, high: float) -> float:
    """Return the smallest round step with at most six multiples between two values."""
    span = high - low
    if span <= 0 or not math.isfinite(span):
        return 1.0
    ten = 10.0 ** math.floor(math.log10(span / MOST))
    return next(step * ten for step in _STEPS if _multiples(low, high, step * ten) <= MOST)


def _multiples(low: float, high: float, step: float) -> int:
    return math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1


def tick_text(
    value: float, step: float, largest: float, kind: Kind, style: NumberStyle = ENGLISH
) -> str:
    """Return a tick's text: per cent for rates, else in k, m or bn by the axis' largest value."""
    if not value:
        step, largest = 1.0, 0.0
    if kind is Kind.RATE:
        gap = "\u00a0" if style.spaced else ""
        return number(value * 100, style, tick_digits(step * 100)) + gap + "%"
    suffix, factor = axis_unit(largest)
    text = number(value / factor, style, tick_digits(step / factor))
    return text + suffix if value else text


def axis_unit(largest: float) -> tuple[str, float]:
    """Return the unit in which an axis up to `largest` counts: k, m, bn or none, and its size."""
    suffix = next((name for size, name in _SIZES if largest >= size), "")
    return suffix, _FACTORS[suffix]


def tick_digits(step: float) -> int:
    """Return the decimals that write every multiple of a round step."""
    digits = 0
    while (
        digits < 6 and abs(step * 10**digits - round(step * 10**digits)) > 1e-6 * step * 10**digits
    ):
        digits += 1
    return digits


def label_step(fewest: int) -> int:
    """Return every how many positions to name: at least so many, and such that years repeat."""
    return next((step for step in (1, 2, 3, 4, 6, 12, 24) if step >= fewest), -(-fewest // 12) * 12)
