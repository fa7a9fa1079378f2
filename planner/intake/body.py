"""Which rows below a header are data: no blanks, totals, counts, footers, repeated headers."""

import re

import numpy as np
import numpy.typing as npt

from planner.intake.cells import Row, is_blank, text_of
from planner.intake.columns import Column
from planner.intake.sheet import RawSheet

Index = npt.NDArray[np.int64]
_ARROWS = ("↑", "↓")
_FOOTER = re.compile(
    r"^\s*((grand total|sub-?total|total|gesamt(summe)?|zwischensumme|summe|somme|totale?s?"
    r"|confidential information|vertrauliche informationen"
    r"|(datensatz)?anzahl|record count|count|total records?)\b|copyright (©|\(c\)|\d))",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset(" \t\ngstcvdarGSTCVDAR")


def data_rows(sheet: RawSheet, header: int) -> Index:
    """Return which rows of a sheet are the data of the table under a header row."""
    heading = sheet.row(header)
    rows = np.arange(header + 1, sheet.height, dtype=np.int64)
    keep = np.zeros(sheet.height, bool)
    for place, column in enumerate(sheet.columns):
        if not len(rows):
            break
        blank = column.blank(rows)
        starting = rows[~blank]
        keep[starting] = True
        first = text_of(heading[place])
        for row in _suspects(column, starting, first):
            keep[row] = not _is_furniture(text_of(column.at(row)), sheet.row(row), first, heading)
        rows = rows[blank]
    return np.flatnonzero(keep).astype(np.int64)


def _suspects(column: Column, rows: Index, first: str) -> list[int]:
    """Return the rows whose cell could begin a footer or a repeated header."""
    letters = _FIRST_LETTERS | set(first[:1])
    if column.held_once:
        codes, distinct = column.coded
        odd = [isinstance(c, str) and c[:1] in letters for c in distinct.tolist()]
        return [int(row) for row in rows[np.array(odd, bool)[codes[rows]]]] if odd else []
    cells = zip(rows.tolist(), column.cells[rows].tolist(), strict=True)
    return [row for row, cell in cells if type(cell) is str and cell[:1] in letters]


def _is_furniture(text: str, row: Row, first: str, heading: Row) -> bool:
    """Tell whether a row only repeats the header, sums up or ends the report."""
    if first and text == first and row == heading:
        return True
    if not _FOOTER.match(text):
        return False
    width = sum(1 for cell in heading if not is_blank(cell))
    return sum(1 for cell in row if not is_blank(cell)) <= max(3, width // 2)


def filled_groups(headers: tuple[str, ...], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Give each row of a grouped report the group's value, which stands on its first row only."""
    return tuple(
        column.filled_down() if header.endswith(_ARROWS) else column
        for header, column in zip(headers, columns, strict=True)
    )
