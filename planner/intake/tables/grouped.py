"""Tables in groups: each under a title and a header of its own, with subitems between."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.intake.files.cells import is_blank, text_of
from planner.intake.files.columns import Column
from planner.intake.files.sheet import RawSheet

Index = npt.NDArray[np.int64]
_SUBITEMS = {"subitems", "unterelemente", "sous-éléments", "subelementos", "subitens"}


@dataclass(frozen=True, eq=False)
class Body:
    """Which rows are data (n), and the group each stands in where groups have titles."""

    rows: Index
    group: Column | None = None


def grouped(sheet: RawSheet, header: int, rows: Index, repeated: Sequence[int]) -> Body:
    """Return the data rows of a table whose header is `repeated` under the titles of its groups.

    Where it is not, all rows are data. Rows without a name are subitems and sums of their group.
    """
    first = next(i for i, cell in enumerate(sheet.row(header)) if not is_blank(cell))
    titles = {at: _title_above(sheet, at, first) for at in (header, *repeated)}
    if not any(titles[at] is not None for at in repeated):
        return Body(rows)
    names = sheet.columns[first]
    above = {title for title in titles.values() if title is not None}
    unnamed = names.blank(rows)
    kept = [
        row
        for row, nameless in zip(rows.tolist(), unnamed.tolist(), strict=True)
        if not nameless and row not in above and text_of(names.at(row)).casefold() not in _SUBITEMS
    ]
    data = np.array(kept, np.int64)
    said = [text_of(names.at(t)) if (t := titles[at]) is not None else "" for at in titles]
    codes = np.searchsorted(np.array(list(titles)), data, side="right") - 1
    return Body(data, Column(np.array(said, dtype=object)[codes]))


def _title_above(sheet: RawSheet, header: int, first: int) -> int | None:
    """Return the row of a group's title: the one above its header, with a single cell filled."""
    if header == 0:
        return None
    filled = [i for i, cell in enumerate(sheet.row(header - 1)) if not is_blank(cell)]
    return header - 1 if filled == [first] else None
