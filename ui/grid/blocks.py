"""Where Excel's gestures lead: block edges, shapes of a paste, steps inside a selection."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Filled = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """How many rows it covers."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns it covers."""
        return self.right - self.left + 1

    def places(self) -> list[tuple[int, int]]:
        """Return its cells as (row, column), row by row."""
        rows = range(self.top, self.bottom + 1)
        return [(row, column) for row in rows for column in range(self.left, self.right + 1)]

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def without(self, other: "Area") -> tuple["Area", ...]:
        """Return what another area leaves of it: up to four areas that do not overlap."""
        top, bottom = max(self.top, other.top), min(self.bottom, other.bottom)
        if top > bottom or other.left > self.right or other.right < self.left:
            return (self,)
        parts = (
            Area(self.top, self.left, top - 1, self.right),
            Area(top, self.left, bottom, other.left - 1),
            Area(top, other.right + 1, bottom, self.right),
            Area(bottom + 1, self.left, self.bottom, self.right),
        )
        return tuple(part for part in parts if part.height > 0 and part.width > 0)

    def joined(self, other: "Area") -> "Area":
        """Return the smallest area that covers both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def pulled(source: Area, row: int, column: int, upright: bool) -> Area | None:
    """Return what a fill handle pulled from an area to a cell covers, None for nothing.

    Beyond the area it goes one way only: up or down if `upright` and the cell lies there, else to
    the side. Inside, it is what lies behind the handle: to be cleared.
    """
    down = max(row - source.bottom, source.top - row)
    across = max(column - source.right, source.left - column)
    if down <= 0 and across <= 0:
        rows, columns = source.bottom - row, source.right - column
        if rows and (upright or not columns):
            return Area(row + 1, source.left, source.bottom, source.right)
        return Area(source.top, column + 1, source.bottom, source.right) if columns else None
    if down > 0 and (upright or across <= 0):
        low, high = (source.bottom + 1, row) if row > source.bottom else (row, source.top - 1)
        return Area(low, source.left, high, source.right)
    low, high = (source.right + 1, column) if column > source.right else (column, source.left - 1)
    return Area(source.top, low, source.bottom, high)


def area_between(one: tuple[int, int], other: tuple[int, int]) -> Area:
    """Return the area with two cells, each (row, column), at opposite corners."""
    (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Area(top, left, bottom, right)


def covering(cells: Iterable[tuple[int, int]]) -> list[Area]:
    """Return areas that cover just these cells, each a run of rows in one or more columns."""
    runs: dict[tuple[int, int], list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for row, column in sorted(set(cells)):
        by_column.setdefault(column, []).append(row)
    for column, rows in sorted(by_column.items()):
        first = rows[0]
        for row, after in zip(rows, [*rows[1:], -1], strict=True):
            if after != row + 1:
                runs.setdefault((first, row), []).append(column)
                first = after
    return [
        Area(top, left, bottom, right)
        for (top, bottom), columns in runs.items()
        for left, right in _runs(columns)
    ]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of every run of consecutive numbers; they ascend."""
    first = numbers[0]
    for number, after in zip(numbers, [*numbers[1:], -1], strict=True):
        if after != number + 1:
            yield first, number
            first = after


def disjoint(areas: Iterable[Area]) -> list[Area]:
    """Return areas that cover the same cells, each cell once."""
    kept: list[Area] = []
    for area in areas:
        kept = [part for known in kept for part in known.without(area)] + [area]
    return kept


def edge(filled: Filled, start: int, step: int, last: int) -> int:
    """Return where Ctrl+arrow leads from `start` among positions 0 to `last`; `step` is ±1.

    Inside a run of filled cells to its end, otherwise to the next filled cell, else to the end.
    """
    end = last if step > 0 else 0
    if start == end:
        return start
    at = start + step
    if filled(start) and filled(at):
        while at != end and filled(at + step):
            at += step
        return at
    while at != end and not filled(at):
        at += step
    return at


def run_of(inside: Filled, start: int, last: int) -> tuple[int, int]:
    """Return the ends of the run of positions around `start` for which `inside` holds."""
    first = end = start
    while first > 0 and inside(first - 1):
        first -= 1
    while end < last and inside(end + 1):
        end += 1
    return first, end


@dataclass(frozen=True, slots=True)
class Pasted:
    """Texts by cell, the areas they cover, and what the person should know of the shape."""

    entries: tuple[tuple[int, int, str], ...]
    areas: tuple[Area, ...]
    remark: str = ""


def shape_pastes(
    block: Sequence[Sequence[str]], targets: Sequence[Area], rows: int, columns: int
) -> Pasted:
    """Return which text goes where when a block is pasted on one or several areas.

    A block of which every area is a whole multiple goes on each, any other at the first area's top
    left.
    """
    height, width = len(block), max(map(len, block))
    if len(targets) == 1:
        return shape_paste(block, targets[0], rows, columns)
    if any(a.height % height or a.width % width for a in targets):
        first = min(targets, key=lambda a: (a.top, a.left))
        made = shape_paste(block, Area(first.top, first.left, first.top, first.left), rows, columns)
        told = f"Pasted from the top left: {height} × {width} does not fit every selected area"
        return Pasted(made.entries, made.areas, made.remark or told)
    parts = [shape_paste(block, area, rows, columns) for area in targets]
    return Pasted(tuple(e for part in parts for e in part.entries), tuple(targets))


def shape_paste(block: Sequence[Sequence[str]], target: Area, rows: int, columns: int) -> Pasted:
    """Return which text goes where when a block is pasted on a selection of a grid of that size.

    One cell fills the selection, a block on one cell spills, a whole multiple tiles, any other
    shape starts at the top left. What falls off the grid is left out and said.
    """
    height, width = len(block), max(map(len, block))
    area = _covered(height, width, target)
    fits = Area(area.top, area.left, min(area.bottom, rows - 1), min(area.right, columns - 1))
    entries = tuple(
        (row, column, _at(block, (row - area.top) % height, (column - area.left) % width))
        for row, column in fits.places()
    )
    return Pasted(entries, (fits,), _remark(height, width, target, area, fits))


def _at(block: Sequence[Sequence[str]], row: int, column: int) -> str:
    return block[row][column] if column < len(block[row]) else ""


def _covered(height: int, width: int, target: Area) -> Area:
    if target.height % height == 0 and target.width % width == 0:
        return target
    return Area(target.top, target.left, target.top + height - 1, target.left + width - 1)


def _remark(height: int, width: int, target: Area, area: Area, fits: Area) -> str:
    if fits != area:
        return "Part of the pasted block lies outside the sheet and was left out"
    single = target.height == target.width == 1
    if area != target and not single:
        shapes = f"{height} × {width} does not fit {target.height} × {target.width}"
        return f"Pasted from the top left: {shapes}"
    return ""


def next_in(areas: Sequence[Area], at: tuple[int, int], step: int, down: bool) -> tuple[int, int]:
    """Return the cell after (`step` 1) or before (-1) `at` inside a selection, running round.

    `down` runs column by column as Enter does, otherwise row by row as Tab does.
    """
    area, number = next(((a, i) for i, a in enumerate(areas) if a.holds(*at)), (areas[0], 0))
    inner = (at[1] - area.left) * area.height + at[0] - area.top
    size = area.height * area.width
    if not down:
        inner = (at[0] - area.top) * area.width + at[1] - area.left
    inner += step
    if not 0 <= inner < size:
        area = areas[(number + step) % len(areas)]
        inner = 0 if step > 0 else area.height * area.width - 1
    major, minor = divmod(inner, area.height if down else area.width)
    return (area.top + minor, area.left + major) if down else (area.top + major, area.left + minor)
