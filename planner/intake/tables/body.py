"""Which rows below a header are data: no blanks, totals, counts, footers, repeated headers."""

import re

import numpy as np
import numpy.typing as npt

from planner.intake.files.cells import Row, is_blank, text_of
from planner.intake.files.columns import Column
from planner.intake.files.sheet import RawSheet
from planner.intake.tables.grouped import Body, grouped

Index = npt.NDArray[np.int64]
_ARROWS = ("↑", "↓")
_FOOTER = re.compile(
    r"^\s*((grand total|sub-?total|total|gesamt(summe)?|zwischensumme|summe|somme|totale?s?"
    r"|total general|total général|sous-total|suma|sum|somme|avg|average|durchschnitt|recuento"
    r"|nombre d'enregistrements|confidential information|vertrauliche informationen"
    r"|informations confidentielles|información confidencial"
    r"|(datensatz)?anzahl|record count|count|total records?)\b|copyright (©|\(c\)|\d))",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset("acdginrstvACDGINRSTV") | {"", *" \t\n\r\u00a0\u3000"}


def data_rows(sheet: RawSheet, header: int) -> Body:
    """Return which rows of a sheet are the data of the table under a header row."""
    heading = sheet.row(header)
    rows = np.arange(header + 1, sheet.height, dtype=np.int64)
    keep = np.zeros(sheet.height, bool)
    repeated: list[int] = []
    for place, column in enumerate(sheet.columns):
        if not len(rows):
            break
        first = text_of(heading[place])
        suspects = rows[_odd(column, rows, _FIRST_LETTERS | {first[:1]})]
        keep[rows] = True
        blank = column.blank(suspects)
        for row in suspects[~blank].tolist():
            cells = sheet.row(row)
            if cells == heading:
                repeated.append(row)
            keep[row] = cells != heading and not _is_furniture(
                text_of(cells[place]), cells, heading
            )
        rows = suspects[blank]
        keep[rows] = False
    return grouped(sheet, header, np.flatnonzero(keep).astype(np.int64), sorted(repeated))


def _odd(column: Column, rows: Index, letters: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Tell of each row whether its cell is blank or could begin a footer or a repeated header."""
    if column.held_once:
        codes, distinct = column.coded
        odd = [isinstance(c, str) and c[:1] in letters for c in distinct.tolist()]
        return np.array(odd, bool)[codes[rows]]
    cells = column.cells[rows].tolist()
    return np.array([type(c) is str and c[:1] in letters for c in cells], bool)


def _is_furniture(text: str, row: Row, heading: Row) -> bool:
    """Tell whether a row only sums up or ends the report."""
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
