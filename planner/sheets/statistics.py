"""Average, count and sum of a selection, as the status bar shows them."""

import math
from collections.abc import Iterable

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Cell, Kind

Selected = tuple[Cell, Kind]
"""A cell and the kind of its column; the cell's own kind wins."""

_SUMMED = frozenset({Kind.NUMBER, Kind.MONEY})
_AVERAGED = _SUMMED | {Kind.RATE, Kind.DAYS}


def summary(
    selection: Iterable[Selected], style: NumberStyle = ENGLISH, currency: str = "USD"
) -> str:
    """Return 'Average … · Count … · Sum …'; nothing for fewer than two numbers.

    Rates are averaged by weight as well and have no sum, no more have days. Where kinds are mixed
    only the count makes sense.
    """
    numbers = [
        (float(cell.value), cell.weight, cell.kind or kind)
        for cell, kind in selection
        if isinstance(cell.value, int | float) and math.isfinite(cell.value)
    ]
    kinds = {kind for _, _, kind in numbers}
    if len(numbers) < 2:
        return ""
    counted = f"Count {units.count(len(numbers), style)}"
    if len(kinds) > 1 or not kinds <= _AVERAGED:
        return counted
    kind = kinds.pop()
    values = [value for value, _, _ in numbers]
    average = f"Average {_shown(sum(values) / len(values), kind, style, currency)}"
    if kind is Kind.RATE:
        weighted = _weighted([(value, weight) for value, weight, _ in numbers], style)
        return f"{average}{weighted} · {counted}"
    if kind not in _SUMMED:
        return f"{average} · {counted}"
    return f"{average} · {counted} · Sum {_shown(sum(values), kind, style, currency)}"


def _weighted(rates: list[tuple[float, float]], style: NumberStyle) -> str:
    """Return the average by weight, or nothing where all weigh the same."""
    total = sum(weight for _, weight in rates)
    if len({weight for _, weight in rates}) == 1 or total <= 0.0:
        return ""
    mean = sum(value * weight for value, weight in rates) / total
    return f" (weighted {units.rate(mean, style)})"


def _shown(value: float, kind: Kind, style: NumberStyle, currency: str) -> str:
    if kind is Kind.MONEY:
        return units.money_short(value, currency, style)
    return units.show(value, kind.value, style, currency)
