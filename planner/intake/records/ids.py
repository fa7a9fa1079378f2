"""Where ids point to: 15- and 18-character Salesforce ids of one record are the same key."""

import numpy as np
import numpy.typing as npt

from planner.intake.values.typed import Texts
from planner.journeys.ids import keys_of


def places_of(pointing: Texts, ids: Texts) -> npt.NDArray[np.int64]:
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
