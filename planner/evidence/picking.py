"""The cherry-pick meter: the share of leads worked by decile of what a lead is worth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.conversion import conversion_of
from planner.evidence.counted import count
from planner.evidence.cuts import Window, cut
from planner.evidence.figures import Floats
from planner.evidence.intervals import wilson
from planner.evidence.money import deal_size
from planner.evidence.passages import Keys, Prepared
from planner.journeys.table import Mask

DECILES = 10
VALUED_BY = ("channel", "segment")


@dataclass(frozen=True, eq=False)
class Picking:
    """Leads and worked leads of g groups by decile of lead value, (g, 10), least valuable first.

    Counts need not be whole: leads of equal value are shared out evenly over their deciles.
    """

    leads: Floats
    worked: Floats

    def of(self, group: int) -> "Picking":
        """Return one group's meter."""
        one = slice(group, group + 1)
        return Picking(self.leads[one], self.worked[one])

    @property
    def share(self) -> Floats:
        """Share worked by decile, (g, 10); NaN where a group has no lead."""
        return _ratio(self.worked, self.leads)

    @property
    def interval(self) -> tuple[Floats, Floats]:
        """Wilson 90 % interval of the share, (g, 10) each."""
        return wilson(self.share, self.leads)

    @property
    def lean(self) -> Floats:
        """Share worked of the more valuable half minus that of the less valuable one, (g).

        Above 0 the valuable leads are picked; NaN where a group has no lead in one of the halves.
        """
        half = DECILES // 2
        low, high = (
            _ratio(self.worked[:, part].sum(axis=1), self.leads[:, part].sum(axis=1))
            for part in (slice(None, half), slice(half, None))
        )
        return np.asarray(high - low)

    @property
    def fewest(self) -> Floats:
        """Leads in the half that has fewer of them, (g)."""
        half = DECILES // 2
        halves = self.leads[:, :half].sum(axis=1), self.leads[:, half:].sum(axis=1)
        return np.asarray(np.minimum(*halves))


def lead_values(
    prepared: Prepared, stage: int, window: Window | None
) -> tuple[Floats, Keys] | None:
    """Return what a lead of g groups in a stage is worth, (g), in plan currency, and the group of
    each journey, (n).

    The pooled matured rate from the stage to the last, of the lead's channel and segment, times
    the mean amount won there; where nothing was won yet, times the whole company's mean. None
    where the data have neither dimension, or nothing was won with an amount.
    """
    journeys = prepared.journeys
    by = tuple(name for name in VALUED_BY if name in journeys.dimensions)
    if not by:
        return None
    groups, pair = cut(journeys, by), (stage, len(journeys.stages) - 1)
    counted = count(prepared, groups, window, (pair,))
    company = deal_size(counted.merged().won[0])
    if not company.n:
        return None
    rates = conversion_of(counted.tallies[pair], counted.entry <= stage).pooled
    sizes = (deal_size(amounts) for amounts in counted.won)
    means = (size.mean if size.n else company.mean for size in sizes)
    worth = [rate.figure.value * mean for rate, mean in zip(rates, means, strict=True)]
    return np.array(worth), groups.groups


@dataclass(frozen=True, eq=False)
class Ranked:
    """Leads by what they are worth: their rows, the place of each one's value among the distinct
    ones, least first, and how many distinct ones there are."""

    rows: Keys
    place: Keys
    count: int


def ranked(values: Floats, groups: Keys, leads: Keys) -> Ranked:
    """Rank the leads (rows) whose group, `groups` (n), has a value, (g)."""
    rows = leads[np.isfinite(values)[groups[leads]]]
    distinct, place = np.unique(values, return_inverse=True)
    return Ranked(rows, place.ravel()[groups[rows]], max(len(distinct), 1))


def picking(leads: Ranked, worked: Mask, groups: Keys, count: int) -> Picking:
    """Return the meter of groups over ranked leads.

    `worked` and `groups` are by journey; groups are 0 … count - 1, count for "left out". The
    deciles are those of all leads that are in a group.
    """
    own = groups[leads.rows]
    inside = own < count
    place, size = leads.place[inside], count * leads.count
    cells, picked = own[inside] * leads.count + place, worked[leads.rows[inside]]
    every = np.bincount(cells, minlength=size).reshape(count, -1)
    done = np.bincount(cells[picked], minlength=size).reshape(count, -1)
    spread = _deciles(every.sum(axis=0))
    return Picking(every @ spread, done @ spread)


def _deciles(counts: Keys) -> Floats:
    """Return how leads of each value, ascending, spread over the deciles, (values, 10)."""
    total = int(counts.sum())
    ends = np.cumsum(counts)[:, None] * DECILES
    starts = ends - counts[:, None] * DECILES
    low = np.arange(DECILES) * total
    inside = np.minimum(ends, low + total) - np.maximum(starts, low)
    return _ratio(np.maximum(inside, 0), counts[:, None] * DECILES, 0.0)


def _ratio(part: npt.ArrayLike, whole: npt.ArrayLike, otherwise: float = np.nan) -> Floats:
    """Return part / whole, and `otherwise` where the whole is 0."""
    top, bottom = np.broadcast_arrays(
        np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    )
    result: Floats = np.full(top.shape, otherwise)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result
