"""Columns of days: int32 day numbers, NO_DAY where a date is missing."""

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY

Days = npt.NDArray[np.int32]


def months_of(days: Days) -> npt.NDArray[np.int32]:
    """Return the months of an array of days; entries without a date stay NO_DAY."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(days == NO_DAY, NO_DAY, months).astype(np.int32)


def first_known(*columns: Days) -> Days:
    """Return the first date there is of several columns, entry by entry; NO_DAY without any."""
    result = columns[0].copy()
    for column in columns[1:]:
        result = np.where(result == NO_DAY, column, result)
    return result.astype(np.int32)
