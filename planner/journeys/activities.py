"""Activities by record and day: made of rows, united, and laid to the journeys they belong to."""

from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.journeys.ids import Texts, short_ids
from planner.journeys.table import Activities, Codes, Journeys, Mask

LEAD, DEAL, EITHER = "L", "D", "?"
"""The first letter of a record's key: some CRMs number leads and opportunities alike."""
Index = npt.NDArray[np.int64]


def activities_of(records: Texts, days: Days) -> Activities:
    """Return activities (t rows each) by record and day; the keys begin with their kind."""
    labels, codes = np.unique(records.astype(str), return_inverse=True)
    cells = np.stack([codes.ravel(), days.astype(np.int64)], axis=1)
    found, times = np.unique(cells, axis=0, return_counts=True)
    return Activities(
        tuple(labels.tolist()),
        found[:, 0].astype(np.int32),
        found[:, 1].astype(np.int32),
        times.astype(np.int32),
    )


def together(*parts: Activities | None) -> Activities | None:
    """Return all activities; what several parts say of a record and day is the same, said again.

    The order of the parts does not matter. None where every part is.
    """
    given = [part for part in parts if part is not None]
    if len(given) < 2:
        return given[0] if given else None
    labels = np.unique([label for part in given for label in part.records])
    cells = [
        np.stack([np.searchsorted(labels, part.records)[part.codes], part.days], axis=1)
        for part in given
        if len(part.codes)
    ]
    if not cells:
        return given[0]
    found, places = np.unique(np.concatenate(cells), axis=0, return_inverse=True)
    times = np.zeros(len(found), np.int32)
    np.maximum.at(times, places.ravel(), np.concatenate([part.times for part in given]))
    names = tuple(str(label) for label in labels)
    return Activities(names, found[:, 0].astype(np.int32), found[:, 1].astype(np.int32), times)


@dataclass(frozen=True, eq=False)
class Touches:
    """The touches of n journeys: `journey`, `day`, `times` (t) as in Activities."""

    journey: Index
    day: Days
    times: Codes

    def first(self, size: int) -> Days:
        """Return the day of each journey's first touch, (size), NO_DAY where there is none."""
        never = np.iinfo(np.int32).max
        days = np.full(size, never, np.int32)
        np.minimum.at(days, self.journey, self.day)
        return np.where(days == never, NO_DAY, days).astype(np.int32)

    def up_to(self, last: Days) -> Index:
        """Return how many touches each journey had up to its last day, (n)."""
        inside = self.day <= last[self.journey]
        found = np.bincount(self.journey[inside], self.times[inside], minlength=len(last))
        return found.astype(np.int64)


def touches_of(journeys: Journeys, activities: Activities) -> Touches:
    """Return the touches of journeys by the as-of date; those of other records are left out."""
    owner = owners_of(journeys, activities.records)[activities.codes]
    kept: Mask = (owner >= 0) & (activities.days <= journeys.as_of)
    return Touches(owner[kept], activities.days[kept], activities.times[kept])


def owners_of(journeys: Journeys, records: tuple[str, ...]) -> Index:
    """Return whose journey each record is, -1 for none: by the lead's id, else the opportunity's.

    An id of unknown kind is a lead's where a lead has it; of equal ids the first row's counts.
    """
    leads, every = short_ids(journeys.ids), np.arange(len(journeys))
    have = np.fromiter(map(bool, journeys.deal_ids), bool, len(journeys))
    at = np.flatnonzero(have)
    deals = short_ids([journeys.deal_ids[row] for row in at.tolist()])
    for row, deal in zip(at.tolist(), deals, strict=True):
        if leads[row] == deal:
            leads[row] = ""
    owners = np.full(len(records), -1, np.int64)
    wanted: dict[str, dict[str, int]] = {LEAD: {}, DEAL: {}, EITHER: {}}
    for code, record in enumerate(records):
        wanted[record[0]][record[1:]] = code
    for keys, rows, kinds in ((leads, every, LEAD + EITHER), (deals, at, DEAL + EITHER)):
        for known in (wanted[kind] for kind in kinds if wanted[kind]):
            known.pop("", None)
            found = np.fromiter(map(known.get, keys, repeat(-1)), np.int64, len(keys))
            hit = np.flatnonzero(found >= 0)[::-1]
            hit = hit[owners[found[hit]] < 0]
            owners[found[hit]] = rows[hit]
    return owners
