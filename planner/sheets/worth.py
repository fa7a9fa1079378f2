"""Lead values of a cut, measured once: by group and stage, ranked, and the journeys behind them."""

import math
from dataclasses import dataclass

import numpy as np

from planner.evidence.cuts import Window, cut
from planner.evidence.lead_value import LeadValue, lead_values
from planner.evidence.passages import Source, prepare
from planner.journeys.table import Mask
from planner.sheets.funnel import JOINED, TOTAL_KEY, Rows

HORIZONS: tuple[tuple[int | None, str], ...] = (
    (None, "as observed"),
    (90, "90 days"),
    (180, "180 days"),
    (365, "365 days"),
)


@dataclass(frozen=True, eq=False)
class Worth:
    """Lead values of a cut by group and stage; `horizon` is the days asked for, None as observed.

    Without `by` there is the company alone.
    """

    stages: tuple[str, ...]
    by: tuple[str, ...]
    horizon: int | None
    values: dict[tuple[str, int], LeadValue]

    def of(self, group: str, stage: int) -> LeadValue | None:
        """Return a group's value at a stage, None where it has none."""
        return self.values.get((group, stage))

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of all groups but the company, in the order of their labels."""
        return tuple(dict.fromkeys(group for group, _ in self.values if group != TOTAL_KEY))

    def ranked(self, stage: int) -> tuple[str, ...]:
        """Return the groups by their value at a stage, or chance where no amounts are known.

        Those without one stand last.
        """
        by = amount_of if self.priced(stage) else chance_of
        return tuple(sorted(self.groups, key=lambda g: -by(self.of(g, stage))))

    def priced(self, stage: int) -> bool:
        """Whether anything was won with an amount."""
        company = self.of(TOTAL_KEY, stage)
        return company is not None and company.value.known

    @property
    def entry(self) -> int:
        """The first stage the company has a value at, the stage to look at first."""
        return min((stage for group, stage in self.values if group == TOTAL_KEY), default=0)


def amount_of(one: LeadValue | None) -> float:
    """Return a value's amount, -∞ where it is not known: what groups are ranked by."""
    return one.value.value if one is not None and one.value.known else -math.inf


def chance_of(one: LeadValue | None) -> float:
    """Return a chance of a deal, -∞ where it is not known."""
    return one.chance.value if one is not None and one.chance.known else -math.inf


def find_worth(
    source: Source,
    by: tuple[str, ...],
    window: Window | None,
    where: Mask | None = None,
    horizon: int | None = None,
) -> Worth:
    """Measure lead values; meant for a thread."""
    found = lead_values(source, by, window=window, where=where, horizon=horizon)
    keyed = {(JOINED.join(one.key) if one.key else TOTAL_KEY, one.stage): one for one in found}
    return Worth(prepare(source).journeys.stages, by, horizon, keyed)


def entrants_behind(
    source: Source,
    found: Worth,
    place: tuple[str, str],
    stage: int,
    *,
    window: Window | None = None,
    where: Mask | None = None,
) -> Rows:
    """Return the journeys behind a cell (row and column key): the group's entrants, or its wins."""
    prepared = prepare(source)
    row, column = place
    groups = cut(prepared.journeys, found.by if row != TOTAL_KEY else (), where)
    keys = [JOINED.join(key) if key else TOTAL_KEY for key in groups.keys]
    kind, _, index = column.partition(":")
    at = int(index) if kind == "value" else stage
    if kind == "size":
        at = len(found.stages) - 1
    inside = groups.within(prepared.placed(at), window) == keys.index(row)
    return np.flatnonzero(inside & prepared.reached(at))
