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
_SUMS = (
    "grand totals?", "sub-?totals?", "totals?", "gesamt(summe|zahl|anzahl)?", "zwischensummen?",
    "teilsummen?", "summe", "somme", "totale?s?", "total general", "total général",
    "sous-tota(l|ux)", "suma", "soma", "sum", "avg", "average", "durchschnitt", "recuento",
    "contagem", "nombre d'enregistrements", "(datensatz)?anzahl", "record count", "count",
    "total records?", "confidential information", "vertrauliche informationen",
    "informations confidentielles", "información confidencial",
)  # fmt: skip
"""What sums, counts and legal lines begin with, whole words."""
_FOOTER = re.compile(rf"^\s*(({'|'.join(_SUMS)})\b|copyright (©|\(c\)|\d))", re.IGNORECASE)
_STARTS = frozenset(word.lstrip("(")[:3] for word in (*_SUMS, "anzahl", "copyright"))
"""How each of them begins."""


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
