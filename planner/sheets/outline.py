"""The outline of a table: rows sorted and filtered without leaving what they stand below.

A row stands below the nearest one above it that is less deep, and within the heading that comes
before it at its own level.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from planner.sheets.cells import EMPTY, Tone
from planner.sheets.table import TableRow


@dataclass(frozen=True, slots=True)
class Branch:
    """A row with what stands below it."""

    row: TableRow
    below: list["Branch"]


Ordered = Callable[[list[Branch]], Iterable[Branch]]
"""Puts rows that stand side by side in their order."""


def branches(rows: Iterable[TableRow]) -> list[Branch]:
    """Return the rows of the highest level, each with those below it."""
    top: list[Branch] = []
    above: list[Branch] = []
    for row in rows:
        while above and above[-1].row.row.level >= row.row.level:
            above.pop()
        branch = Branch(row, [])
        (above[-1].below if above else top).append(branch)
        above.append(branch)
    return top


def is_toned(row: TableRow, tone: Tone) -> bool:
    """Whether a row's first cell has a tone."""
    return next(iter(row.cells.values()), EMPTY).tone is tone


def heads(row: TableRow) -> bool:
    """Whether a row only heads those that follow it side by side: it stays where it is."""
    return not row.row.folds and is_toned(row, Tone.GROUP)


def sums_up(row: TableRow) -> bool:
    """Whether a row is the total of those beside it: it stays last of them."""
    return not row.row.folds and is_toned(row, Tone.TOTAL)


def takes_new(row: TableRow) -> bool:
    """Whether a row only asks to type something new into it: it stays last."""
    if not is_toned(row, Tone.GHOST):
        return False
    return all(c.tone is Tone.GHOST and c.held is None for c in row.cells.values())


def sorted_rows(rows: Iterable[TableRow], ordered: Ordered) -> tuple[TableRow, ...]:
    """Return the rows, those side by side below one heading in order, each with all below it."""
    return tuple(_sorted(branches(rows), ordered))


def _sorted(side_by_side: list[Branch], ordered: Ordered) -> Iterator[TableRow]:
    """Yield rows in order; of other depths none come between, for they would stand elsewhere."""
    for heading, headed in _headed(side_by_side):
        yield from (branch.row for branch in heading)
        for _, run in groupby(headed, lambda branch: branch.row.row.level):
            for branch in ordered(list(run)):
                yield branch.row
                if branch.below:
                    yield from _sorted(branch.below, ordered)


def filtered_rows(
    rows: Iterable[TableRow], keeps: Callable[[TableRow], bool]
) -> tuple[TableRow, ...]:
    """Return the rows that are kept, with what they stand below, all of it unfolded."""
    return tuple(_filtered(branches(rows), keeps))


def _filtered(side_by_side: list[Branch], keeps: Callable[[TableRow], bool]) -> Iterator[TableRow]:
    for heading, headed in _headed(side_by_side):
        kept = [row for branch in headed for row in _kept(branch, keeps)]
        if kept:
            yield from (branch.row for branch in heading)
            yield from kept


def _kept(branch: Branch, keeps: Callable[[TableRow], bool]) -> list[TableRow]:
    below = list(_filtered(branch.below, keeps)) if branch.below else []
    if not below and not keeps(branch.row):
        return []
    row = branch.row
    if row.row.folded or (row.row.folds and not below):
        unfolded = replace(row.row, folds=bool(below), folded=False)
        row = TableRow(unfolded, row.cells)
    return [row, *below]


def _headed(side_by_side: list[Branch]) -> Iterator[tuple[list[Branch], list[Branch]]]:
    """Yield each heading with what follows it up to the next; at first what has none."""
    heading: list[Branch] = []
    headed: list[Branch] = []
    for branch in side_by_side:
        if heads(branch.row) and not branch.below:
            yield heading, headed
            heading, headed = [branch], []
        else:
            headed.append(branch)
    yield heading, headed
