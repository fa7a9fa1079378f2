"""Journeys made of corrected rows, taken into the data they were set aside from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.journeys.diff import dimension_of
from planner.journeys.ids import short_ids
from planner.journeys.matching import Index
from planner.journeys.stacking import DEAL_DECIDES, completed_dimension, stacked
from planner.journeys.table import Journeys, Mask, Outcome, SetAside, Snapshot


@dataclass(frozen=True, slots=True)
class Readmitted:
    """The data with what could be read, and of the corrected rows how many were, or were not."""

    snapshot: Snapshot
    read: int
    new_journeys: int
    unreadable: int


def readmit(
    snapshot: Snapshot,
    places: tuple[int, ...],
    data: Snapshot,
    lead_of: Mapping[str, Sequence[str]],
    deal_of: Mapping[str, Sequence[str]],
) -> Readmitted:
    """Take corrected rows into a snapshot; `places` are theirs among its rows set aside.

    `data` are the journeys they make. One whose lead or opportunity is known joins that journey
    as on import; the others are new. Opportunities name their leads in `lead_of`, leads their
    opportunities in `deal_of`. What still cannot be read stays set aside as it stood, with its
    new reason. Rows read stay the same: journeys + merged + set aside.
    """
    present, made = snapshot.journeys, data.journeys
    hosts = _Hosts(present).of(made, lead_of, deal_of)
    joining = np.flatnonzero(hosts >= 0).astype(np.int64)
    apart = np.flatnonzero(hosts < 0).astype(np.int64)
    journeys = stacked(_joined(present, made, joining, hosts[joining]), made, apart)
    still = {(row.file, row.sheet, row.row): row.reason for row in data.set_aside}
    aside = _still_aside(snapshot.set_aside, set(places), still)
    read = len(snapshot.set_aside) - len(aside)
    united = replace(
        snapshot,
        journeys=journeys,
        merged=snapshot.merged + read - len(apart),
        set_aside=aside,
    )
    return Readmitted(united, read, len(apart), len(places) - read)


class _Hosts:
    """Finds the journey a corrected record belongs to."""

    def __init__(self, present: Journeys) -> None:
        ids, deals = short_ids(present.ids), short_ids(present.deal_ids)
        self.has = {i: deal for i, deal in enumerate(deals) if deal}
        pairs = zip(ids, deals, range(len(ids)), strict=True)
        self.leads = {lead: i for lead, deal, i in pairs if lead != deal}
        self.deals = {deal: i for i, deal in self.has.items()}

    def of(
        self,
        made: Journeys,
        lead_of: Mapping[str, Sequence[str]],
        deal_of: Mapping[str, Sequence[str]],
    ) -> Index:
        """Return the journey each one joins, (n), -1 for a journey of its own.

        A lead's second opportunity is a journey of its own.
        """
        hosts = np.full(len(made), -1, np.int64)
        own = zip(short_ids(made.ids), short_ids(made.deal_ids), strict=True)
        for i, (one, deal) in enumerate(own):
            leads = (one,) if one != deal else short_ids(lead_of.get(made.deal_ids[i], ()))
            deals = (deal,) if deal else short_ids(deal_of.get(made.ids[i], ()))
            host = _first(self.deals, deals)
            if host < 0:
                host = _first(self.leads, leads)
                if host >= 0 and deal and self.has.setdefault(host, deal) != deal:
                    host = -1
            hosts[i] = host
        return hosts


def _first(places: Mapping[str, int], ids: Sequence[str]) -> int:
    """Return the place of the first id that has one, -1 if none has."""
    return next((places[one] for one in ids if one in places), -1)


def _joined(present: Journeys, made: Journeys, rows: Index, hosts: Index) -> Journeys:
    """Complete present journeys (`hosts`) by made ones (`rows`), several of one host in turn."""
    while len(rows):
        _, first = np.unique(hosts, return_index=True)
        present = _Pairs(present, made, rows[first], hosts[first]).completed()
        later = np.setdiff1d(np.arange(len(rows)), first)
        rows, hosts = rows[later], hosts[later]
    return present


class _Pairs:
    """Present journeys (`hosts`), each with the made one (`rows`) that completes it."""

    def __init__(self, present: Journeys, made: Journeys, rows: Index, hosts: Index) -> None:
        self.present, self.made, self.rows, self.hosts = present, made, rows, hosts
        self.leads = _has_lead(made, rows) & ~_has_lead(present, hosts)
        has, brings = _has_deal(present, hosts), _has_deal(made, rows)
        self.deals, self.same = brings & ~has, brings == has

    def completed(self) -> Journeys:
        """Return the table with first entries, filled blanks, and the side that was missing."""
        present, made, rows, hosts = self.present, self.made, self.rows, self.hosts
        reached, entered = present.reached.copy(), present.entered.copy()
        reached[hosts] |= made.reached[rows]
        entered[hosts] = _earliest(present.entered[hosts], made.entered[rows])
        return replace(
            present,
            ids=self._with_ids(present.ids, made.ids, self.leads),
            deal_ids=self._with_ids(present.deal_ids, made.deal_ids, self.deals),
            entered=entered,
            reached=reached,
            dimensions={
                name: completed_dimension(
                    dimension_of(present, name),
                    dimension_of(made, name),
                    hosts,
                    rows,
                    self.deals if name in DEAL_DECIDES else self.leads,
                )
                for name in {**present.dimensions, **made.dimensions}
            },
            **self._deal_columns(),
        )

    def _with_ids(self, ids: Sequence[str], new: Sequence[str], taken: Mask) -> tuple[str, ...]:
        result = list(ids)
        for at in np.flatnonzero(taken).tolist():
            result[self.hosts[at]] = new[self.rows[at]]
        return tuple(result)

    def _deal_columns(self) -> dict[str, Any]:
        """Return outcome, days and amounts: a new opportunity's own; a further row of the same one,
        or of a lead that has none, adds its amount, and may close what stood open."""
        present, made, rows, hosts = self.present, self.made, self.rows, self.hosts
        was_open = present.outcome[hosts] == Outcome.OPEN
        taken = self.deals | (self.same & was_open & (made.outcome[rows] != Outcome.OPEN))
        columns: dict[str, Any] = {}
        for name in ("outcome", "left", "closing"):
            columns[name] = getattr(present, name).copy()
            columns[name][hosts[taken]] = getattr(made, name)[rows[taken]]
        for name in ("amount", "opened_amount"):
            column, theirs = getattr(present, name).copy(), getattr(made, name)[rows]
            column[hosts[self.deals]] = theirs[self.deals]
            more = self.same & ~np.isnan(theirs)
            column[hosts[more]] = np.nan_to_num(column[hosts[more]]) + theirs[more]
            columns[name] = column
        return columns


def _has_lead(journeys: Journeys, rows: Index) -> Mask:
    return np.array([journeys.ids[i] != journeys.deal_ids[i] for i in rows.tolist()], bool)


def _has_deal(journeys: Journeys, rows: Index) -> Mask:
    return np.array([bool(journeys.deal_ids[i]) for i in rows.tolist()], bool)


def _earliest(one: Days, other: Days) -> Days:
    earlier = np.where(other == NO_DAY, one, np.minimum(one, other))
    return np.where(one == NO_DAY, other, earlier).astype(np.int32)


def _still_aside(
    aside: tuple[SetAside, ...], tried: set[int], still: Mapping[tuple[str, str, int], str]
) -> tuple[SetAside, ...]:
    """Return the rows not tried, and those tried in vain with their new reason."""
    left = []
    for i, row in enumerate(aside):
        reason = still.get((row.file, row.sheet, row.row)) if i in tried else row.reason
        if reason is not None:
            left.append(replace(row, reason=reason))
    return tuple(left)
