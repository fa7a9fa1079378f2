"""Where the person was, by row and column keys, so that an exchanged sheet keeps the place."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.sheets.arrangement import Arrangement, as_arranged
from planner.sheets.cells import Sheet, as_finding
from planner.sheets.shown_columns import ChosenColumns
from ui.grid.blocks import Area

ROWS_SEARCHED = 20_000

Keys = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """The current cell and the corners of each selected area, as (row key, column key).

    Rows arranged another way are not searched for it: the person is led to their top.
    """

    arrangement: Arrangement | None
    current: tuple[int, Keys] | None
    areas: tuple[tuple[int, Keys, int, Keys], ...]


def row_of(sheet: Sheet, key: str) -> int | None:
    """Return where a row stands by its key, in a million of journeys too; None if it does not."""
    inner = sheet.inner if isinstance(sheet, ChosenColumns) else sheet
    if (finding := as_finding(inner)) is not None:
        return finding.row_of(key)
    return next((row for row in range(sheet.row_count) if sheet.row(row).key == key), None)


def keep(sheet: Sheet, current: tuple[int, int] | None, areas: list[Area]) -> Kept:
    """Return the places by key, each with the row number where it stood."""
    corners = tuple(
        (a.top, _keys(sheet, a.top, a.left), a.bottom, _keys(sheet, a.bottom, a.right))
        for a in areas
    )
    return Kept(
        _arrangement(sheet), (current[0], _keys(sheet, *current)) if current else None, corners
    )


def find_current(kept: Kept, sheet: Sheet) -> tuple[int, int] | None:
    """Return where the kept current cell is now; its old row if the row has gone."""
    if kept.current is None or not sheet.row_count or not sheet.columns:
        return None
    was, (row_key, column_key) = kept.current
    column = _find_column(sheet, column_key)
    if kept.arrangement != _arrangement(sheet):
        return 0, column or 0
    row = _find_row(sheet, was, row_key)
    return min(was, sheet.row_count - 1) if row is None else row, 0 if column is None else column


def find_areas(kept: Kept, sheet: Sheet) -> list[Area]:
    """Return the kept areas whose corners still exist."""
    found: list[Area] = []
    if kept.arrangement != _arrangement(sheet):
        return found
    for top_was, (top_key, left_key), bottom_was, (bottom_key, right_key) in kept.areas:
        top = _find_row(sheet, top_was, top_key)
        bottom = _find_row(sheet, bottom_was, bottom_key)
        left, right = _find_column(sheet, left_key), _find_column(sheet, right_key)
        if None not in (top, bottom, left, right):
            found.append(Area(*sorted_ends(top, left, bottom, right)))  # type: ignore[arg-type]
    return found


def sorted_ends(top: int, left: int, bottom: int, right: int) -> tuple[int, int, int, int]:
    """Return the ends with top above bottom and left before right."""
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def _arrangement(sheet: Sheet) -> Arrangement | None:
    arranged = as_arranged(sheet)
    return None if arranged is None else arranged.arrangement


def _keys(sheet: Sheet, row: int, column: int) -> Keys:
    return sheet.row(row).key, sheet.columns[column].key


def _find_column(sheet: Sheet, key: str) -> int | None:
    return _first(lambda i: sheet.columns[i].key == key, range(len(sheet.columns)))


def _find_row(sheet: Sheet, was: int, key: str) -> int | None:
    if was < sheet.row_count and sheet.row(was).key == key:
        return was
    start = max(0, was - ROWS_SEARCHED // 2)
    rows = range(start, min(sheet.row_count, start + ROWS_SEARCHED))
    return _first(lambda row: sheet.row(row).key == key, rows)


def _first(holds: Callable[[int], bool], numbers: range) -> int | None:
    return next((number for number in numbers if holds(number)), None)
