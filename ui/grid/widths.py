"""Column widths: as wide as the content needs, the rest of the room shared out."""

from collections.abc import Iterable, Iterator

from planner.sheets.cells import Column
from ui.grid.header import GridHeader
from ui.grid.model import GridModel
from ui.grid.paint import CellPainter, Spot

SAMPLED, RUN = 120, 15
NARROWEST, WIDEST = 34, 420
GROWTH = 0.6


def sampled_rows(count: int) -> Iterator[int]:
    """Yield the first rows, and about as many in short runs spread evenly over the rest."""
    yield from range(min(count, SAMPLED))
    for start in range(SAMPLED, count, max(RUN, (count - SAMPLED) * RUN // SAMPLED)):
        yield from range(start, min(start + RUN, count))


def small_widths(model: GridModel, paint: CellPainter, rows: Iterable[int]) -> dict[int, float]:
    """Return per column the width the secondary figures of some rows need; large ones align."""
    widths = dict.fromkeys(range(len(model.columns)), 0.0)
    for row in rows:
        for column, cell in enumerate(model.cells(row)):
            if cell.small:
                widths[column] = max(widths[column], paint.small_width(cell))
    return widths


def fitting_width(
    model: GridModel,
    column: int,
    paint: CellPainter,
    header: GridHeader,
    *,
    small: float,
    rows: Iterable[int],
) -> int:
    """Return the pixels at which neither title nor the cells of some rows of a column are cut."""
    shown: Column = model.columns[column]
    width = header.title_width(shown)
    for row in rows:
        cell = model.cell(row, column)
        if cell.text or cell.spark:
            spot = Spot(shown, model.row(row), column == 0, small)
            width = max(width, paint.width(cell, spot))
    return round(min(max(width + 2, NARROWEST), WIDEST * paint.zoom))


def share_out(widths: list[int], room: int, fixed: set[int]) -> list[int]:
    """Return the widths with spare room shared among the columns that are not fixed.

    No column grows by more than a share of itself, so that figures stay near their labels.
    """
    spare = room - sum(widths)
    free = [i for i in range(len(widths)) if i not in fixed]
    if spare <= 0 or not free:
        return widths
    base = sum(widths[i] for i in free)
    share = min(spare / base, GROWTH)
    grown = [w if i in fixed else int(w * (1 + share)) for i, w in enumerate(widths)]
    if share < GROWTH:
        grown[free[-1]] += room - sum(grown)
    return grown
