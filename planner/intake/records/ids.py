"""Where ids point to: 15- and 18-character Salesforce ids of one record are the same key."""

import numpy as np
import numpy.typing as npt

from planner.intake.values.typed import Texts
from planner.journeys.ids import SEPARATOR, keys_of, several_ids

Index = npt.NDArray[np.int64]


def places_of(pointing: Texts, ids: Texts) -> Index:
    """Return for each id (n) where it stands in `ids`, the first of equal ones; -1 for blanks and
    ids that are not there."""
    import pandas as pd

    codes = pd.factorize(np.concatenate([keys_of(ids), keys_of(pointing)]))[0]
    own, sought = codes[: len(ids)], codes[len(ids) :]
    place = np.full(int(codes.max(initial=-1)) + 1, -1, np.int64)
    place[own[::-1]] = np.arange(len(ids))[::-1]
    found = place[sought]
    found[pointing == ""] = -1
    return found


def named_in(pointing: Texts, rows: Index, ids: Texts) -> tuple[Index, Index]:
    """Return (row, place in `ids`) of every known id the rows' cells name, in the order of rows.

    A cell that is no known id as a whole may name several.
    """
    rows = rows[pointing[rows] != ""]
    found = places_of(pointing[rows], ids)
    unknown = np.flatnonzero(found < 0)
    cells = pointing[rows[unknown]].tolist()
    several = [
        at for at, cell in zip(unknown.tolist(), cells, strict=True) if SEPARATOR.search(cell)
    ]
    if not several:
        return rows[found >= 0], found[found >= 0]
    parts = [several_ids(pointing[rows[at]]) for at in several]
    of = np.repeat(several, [len(part) for part in parts]).astype(np.int64)
    named = np.array([one for part in parts for one in part], dtype=object)
    at = np.concatenate([np.flatnonzero(found >= 0), of])
    place = np.concatenate([found[found >= 0], places_of(named, ids)])
    order = np.argsort(at, kind="stable")
    order = order[place[order] >= 0]
    return rows[at[order]], place[order]
