"""Where figures beside each other stand: each as wide as it needs, a long detail in two lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.output.drawing.letters import advance, height, wrapped
from planner.output.drawing.shapes import MEDIUM, SEMIBOLD
from planner.output.pack.page import Figure

VALUE, LEAST_VALUE, NAME = 16.0, 9.0, 8.0
"""Sizes of a value, of one that is long, and of its name and detail."""
MARK, SIDES = 8.0, 14.0
"""Before a figure, for its coloured mark, and both beside it."""
ABOVE_DETAIL, BELOW = 32.0, 7.0
ROOM = 1.06
"""Room for a figure in another font’s bold letters, so that it need not shrink."""


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure, where it begins, how wide it is, and the sizes and lines of its texts."""

    item: Figure
    x: float
    y: float
    width: float
    name: float
    value: float
    detail: tuple[str, ...]

    @property
    def inner(self) -> float:
        """What its texts have of the width."""
        return self.width - SIDES

    @property
    def height(self) -> float:
        """What it takes of the height."""
        return ABOVE_DETAIL + height(max(len(self.detail), 1), NAME) + BELOW


def placed_figures(items: Sequence[Figure], width: float) -> tuple[PlacedFigure, ...]:
    """Return figures in a width, in two rows where one is too narrow for them.

    One takes more than its even part only where it must; values are all of one size.
    """
    half = -(-len(items) // 2)
    if len(items) > 1 and sum(_needs(item, LEAST_VALUE, whole=False) for item in items) > width:
        above = placed_figures(items[:half], width)
        below = placed_figures(items[half:], width)
        return (*above, *(replace(one, y=one.y + _height(above)) for one in below))
    parts = _widths(items, width)
    sizes = [_value_size(item, wide - SIDES) for item, wide in zip(items, parts, strict=True)]
    made, x = [], 0.0
    for item, wide in zip(items, parts, strict=True):
        name = _fitting(item.name, NAME, wide - SIDES, MEDIUM)
        detail = wrapped(item.detail, NAME, wide - SIDES) if item.detail else ()
        made.append(PlacedFigure(item, x, 0.0, wide, name, min(sizes), detail))
        x += wide
    return tuple(made)


def figures_height(items: Sequence[Figure], width: float) -> float:
    """Return what figures need of the height."""
    return _height(placed_figures(items, width))


def _height(placed: Sequence[PlacedFigure]) -> float:
    return max((one.y + one.height for one in placed), default=0.0)


def _widths(items: Sequence[Figure], width: float) -> Sequence[float]:
    even = width / max(len(items), 1)
    needs: list[float] = []
    for value, whole in ((VALUE, True), (VALUE, False), (LEAST_VALUE, False)):
        needs = [_needs(item, value, whole=whole) for item in items]
        if max(needs, default=0.0) <= even:
            return [even] * len(items)
        if sum(needs) <= width:
            spare = (width - sum(needs)) / len(items)
            return [need + spare for need in needs]
    return [need * width / sum(needs) for need in needs]


def _needs(item: Figure, value: float, *, whole: bool) -> float:
    """Return the width of a figure with its value so large, its detail in one line or broken."""
    texts = (advance(item.name, NAME, MEDIUM), advance(item.value, value, SEMIBOLD) * ROOM)
    words = (item.detail,) if whole else item.detail.split(" ")
    return max(*texts, *(advance(word, NAME) for word in words)) + SIDES


def _value_size(item: Figure, inner: float) -> float:
    return _fitting(item.value, VALUE, inner / ROOM, SEMIBOLD)


def _fitting(text: str, size: float, room: float, weight: int) -> float:
    """Return the size at which a text fits a width, no larger than asked."""
    wide = advance(text, size, weight)
    return size if wide <= room else size * room / wide
