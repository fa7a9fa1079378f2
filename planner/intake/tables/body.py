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
_STARTS = frozenset(
    {
        "gra", "sub", "tot", "ges", "zwi", "sum", "som", "sou", "avg", "ave", "dur", "rec", "nom",
        "con", "ver", "inf", "dat", "anz", "cou", "cop",
    }
)  # fmt: skip
"""How each word of a footer begins."""


def data_rows(sheet: RawSheet, header: int) -> Body:
    """Return which rows of a sheet are the data of the table under a header row."""
    heading = sheet.row(header)
    rows = np.arange(header + 1, sheet.height, dtype=np.int64)
    keep = np.zeros(sheet.height, bool)
    repeated: list[int] = []
    for place, column in enumerate(sheet.columns):
        if not len(rows):
            break
        first = heading[place]
        suspects = rows[column.begins(_STARTS | {text_of(first)[:3].casefold()}, rows)]
        keep[rows] = True
        blank = column.blank(suspects)
        said = column.take(suspects[~blank]).cells.tolist()
        for row, cell in zip(suspects[~blank].tolist(), said, strict=True):
            if cell != first and not _FOOTER.match(text_of(cell)):
                continue
            cells = sheet.row(row)
            if cells == heading:
                repeated.append(row)
            keep[row] = cells != heading and not _is_furniture(text_of(cell), cells, heading)
        rows = suspects[blank]
        keep[rows] = False
    return grouped(sheet, header, np.flatnonzero(keep).astype(np.int64), sorted(repeated))


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
