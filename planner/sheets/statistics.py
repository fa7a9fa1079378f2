"""Average, count and sum of a selection, as the status bar shows them."""

import math
from collections.abc import Iterable

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Cell, Explanation, Kind, Part

Selected = tuple[Cell, Kind]
"""A cell and the kind of its column; the cell's own kind wins."""

_SUMMED = frozenset({Kind.NUMBER, Kind.MONEY})
_ALONE = {
    Kind.RATE: "Rates",
    Kind.DAYS: "Days of steps side by side",
    Kind.MONEY: "Averages per deal or entry",
}
_AVERAGED = _SUMMED | {Kind.RATE, Kind.DAYS}


def summary(
    selection: Iterable[Selected], style: NumberStyle = ENGLISH, currency: str = "USD"
) -> str:
    """Return 'Average … · Count … · Sum …'; nothing for fewer than two numbers.

    Rates and money per piece are averaged by weight as well and have no sum, no more have days.
    Where kinds are mixed only the count makes sense.
    """
    numbers = _numbers(selection)
    kinds = {kind for _, _, kind in numbers}
    if len(numbers) < 2:
        return ""
    counted = f"Count {units.count(len(numbers), style)}"
    if len(kinds) > 1 or not kinds <= _AVERAGED:
        return counted
    kind = kinds.pop()
    values = [value for value, _, _ in numbers]
    average = f"Average {_shown(sum(values) / len(values), kind, style, currency)}"
    if kind is Kind.RATE or _per_piece(numbers):
        weighed = _mean([(value, weight) for value, weight, _ in numbers])
        said = "" if weighed is None else f" (weighted {_shown(weighed, kind, style, currency)})"
        return f"{average}{said} · {counted}"
    if kind not in _SUMMED:
        return f"{average} · {counted}"
    return f"{average} · {counted} · Sum {_shown(sum(values), kind, style, currency)}"


def explain_selection(
    selection: Iterable[Selected],
    areas: int = 1,
    style: NumberStyle = ENGLISH,
    currency: str = "USD",
) -> Explanation | None:
    """Return what the numbers of a selection say together; None for fewer than two of one kind.

    `areas` is how many ranges are selected.
    """
    numbers = _numbers(selection)
    kinds = {kind for _, _, kind in numbers}
    if len(numbers) < 2 or len(kinds) > 1 or not kinds <= _AVERAGED:
        return None
    kind = kinds.pop()
    values = [value for value, _, _ in numbers]

    def shown(value: float) -> Part:
        return Part(_shown(value, kind, style, currency), bold=True)

    where = f" in {units.count(areas, style)} ranges" if areas > 1 else ""
    name = f"{units.count(len(numbers), style)} numbers{where}"
    ends: tuple[Part, ...] = (Part("From "), shown(min(values)), Part(" to "), shown(max(values)))
    mean = sum(values) / len(values)
    if kind in _SUMMED and not _per_piece(numbers):
        return Explanation(
            name,
            (shown(sum(values)), Part(" together, "), shown(mean), Part(" on average. "), *ends,
             Part(".")),
        )  # fmt: skip
    weighed = _mean([(value, weight) for value, weight, _ in numbers])
    parts: tuple[Part, ...] = (shown(mean), Part(" on average. "))
    if kind is not Kind.DAYS and weighed is not None:
        said = " when each counts by its volume, "
        parts = (shown(weighed), Part(said), shown(mean), Part(" when all count alike. "))
    return Explanation(name, (*parts, *ends, Part(f". {_ALONE[kind]} are not added up.")))


def _numbers(selection: Iterable[Selected]) -> list[tuple[float, float, Kind]]:
    """Return value, weight and kind of the cells that hold a number."""
    return [
        (float(cell.value), cell.weight, cell.kind or kind)
        for cell, kind in selection
        if isinstance(cell.value, int | float) and math.isfinite(cell.value)
    ]


def _per_piece(numbers: list[tuple[float, float, Kind]]) -> bool:
    """Whether numbers are money per deal or entry: each stands for as many as it weighs."""
    return any(kind is Kind.MONEY and weight != 1.0 for _, weight, kind in numbers)


def _mean(rates: list[tuple[float, float]]) -> float | None:
    """Return the average by weight, None where all weigh the same."""
    total = sum(weight for _, weight in rates)
    if len({weight for _, weight in rates}) == 1 or total <= 0.0:
        return None
    return sum(value * weight for value, weight in rates) / total


def _shown(value: float, kind: Kind, style: NumberStyle, currency: str) -> str:
    if kind is Kind.MONEY:
        return units.money_short(value, currency, style)
    return units.show(value, kind.value, style, currency)
