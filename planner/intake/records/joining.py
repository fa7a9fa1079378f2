"""Tying opportunities to the leads they came from, and saying by which key."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from planner.base.days import NO_DAY
from planner.intake.files.cells import plain
from planner.intake.records.folding import Index
from planner.intake.records.ids import named_in, places_of
from planner.intake.values.typed import Texts, Typed
from planner.journeys.table import Mask

_FARTHEST_DAYS = 730


@dataclass(eq=False)
class Ties:
    """`lead_of` (opportunities): the lead each came from, -1 if none; `host_of` (leads): the lead
    whose journey a lead belongs to, itself unless another lead led to the same opportunity."""

    lead_of: Index
    host_of: Index
    counts: Counter[str] = field(default_factory=Counter)

    def tie(self, lead: Index, opportunity: Index, key: str) -> None:
        """Tie leads to opportunities, pair by pair; later leads of one opportunity join the
        journey of its first, and bring along the leads of their own."""
        tied = int((self.lead_of >= 0).sum())
        free = self.lead_of[opportunity] < 0
        self.lead_of[opportunity[free][::-1]] = lead[free][::-1]
        first = self.lead_of[opportunity]
        if free.any():
            self.counts[key] += int((self.lead_of >= 0).sum()) - tied
        guests = lead[first != lead].tolist()
        for guest, host in zip(guests, first[first != lead].tolist(), strict=True):
            self.host_of[self._host(guest)] = self._host(host)
        while (self.host_of[self.host_of] != self.host_of).any():
            self.host_of = self.host_of[self.host_of]

    @property
    def taken(self) -> Mask:
        """Which leads belong to an opportunity's journey already."""
        places = np.arange(len(self.host_of))
        return np.asarray(np.isin(places, self.lead_of) | (self.host_of != places))

    def _host(self, lead: int) -> int:
        while (host := int(self.host_of[lead])) != lead:
            lead = host
        return lead


def join(
    leads: Typed, deals: Typed, stated: str | None, other: tuple[Texts, Texts] | None, shared: str
) -> Ties:
    """Return which lead each opportunity came from.

    By the lead's converted opportunity id, else the opportunity's lead id (counted as `shared`,
    the name of the column; of several leads in a cell those that no earlier opportunity has), else
    the `stated` key; `other` holds the cells of a stated key that is no field, in leads and
    opportunities.
    """
    ties = Ties(np.full(deals.size, -1, np.int64), np.arange(leads.size))
    _by_converted(leads, deals, ties)
    _by_lead_id(leads, deals, ties, shared)
    if stated is None:
        return ties
    if plain(stated) in ("account", "company"):
        _by_account(leads, deals, ties)
    elif other is not None:
        _by_text(other[0], other[1], leads, ties, stated)
    return ties


def _by_converted(leads: Typed, deals: Typed, ties: Ties) -> None:
    pointing, ids = leads.texts.get("converted_opportunity_id"), deals.texts.get("opportunity_id")
    if pointing is None or ids is None:
        return
    lead, deal = named_in(pointing, by_age(leads), ids)
    ties.tie(lead, deal, "converted_opportunity_id")


def _by_lead_id(leads: Typed, deals: Typed, ties: Ties, shared: str) -> None:
    pointing, ids = deals.texts.get("lead_id"), leads.texts.get("lead_id")
    if pointing is None or ids is None:
        return
    deal, lead = named_in(pointing, np.arange(deals.size, dtype=np.int64), ids)
    own = ties.lead_of[deal]
    open_ones = (own < 0) | np.isin(deal, deal[lead == own])
    deal, lead = _in_turn(deal[open_ones], lead[open_ones], deals, leads)
    free = _first_of(lead) & ~ties.taken[lead]
    further = (ties.lead_of[deal] < 0) & ~np.isin(deal, deal[free]) & _first_of(deal)
    ties.tie(lead[free | further], deal[free | further], shared)


def _in_turn(deal: Index, lead: Index, deals: Typed, leads: Typed) -> tuple[Index, Index]:
    """Return pairs from the earliest opportunity on, and of each from its oldest lead on."""
    order = np.lexsort((_ranks(by_age(leads))[lead], _ranks(earliest(deals))[deal]))
    return deal[order], lead[order]


def _ranks(order: Index) -> Index:
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _first_of(places: Index) -> Mask:
    """Tell of each place (n) whether it is mentioned for the first time."""
    first = np.zeros(len(places), bool)
    first[np.unique(places, return_index=True)[1]] = True
    return first


def _by_text(left: Texts, right: Texts, leads: Typed, ties: Ties, key_name: str) -> None:
    """Tie each opportunity to the oldest lead of the same text, case-blind."""
    oldest = by_age(leads)
    deal = np.flatnonzero((ties.lead_of < 0) & (right != ""))
    found = places_of(_folded(right[deal]), _folded(left[oldest]))
    ties.tie(oldest[found[found >= 0]], deal[found >= 0], key_name)


def _folded(texts: Texts) -> Texts:
    result = np.empty(len(texts), dtype=object)
    result[:] = [str(text).casefold() for text in texts.tolist()]
    return result


def _by_account(leads: Typed, deals: Typed, ties: Ties) -> None:
    """Tie each opportunity to the free lead of its account whose date is nearest."""
    ours, theirs = leads.texts.get("account"), deals.texts.get("account")
    if ours is None or theirs is None:
        return
    created = deals.days.get("created", np.full(deals.size, NO_DAY, np.int32))
    open_deals = (ties.lead_of < 0) & (theirs != "") & (created != NO_DAY)
    waiting_deals = np.argsort(created, kind="stable")
    waiting_deals = waiting_deals[open_deals[waiting_deals]]
    own, sought = _numbered(_folded(ours), _folded(theirs[waiting_deals]))
    own[(ours == "") | ties.taken] = -1
    free = _Waiting(own, _lead_dates(leads), by_age(leads))
    pairs: list[tuple[int, int]] = []
    days = created[waiting_deals].tolist()
    for deal, account, day in zip(waiting_deals.tolist(), sought.tolist(), days, strict=True):
        lead = free.take_nearest(account, day)
        if lead is not None:
            pairs.append((lead, deal))
    tied = np.array(pairs, np.int64).reshape(-1, 2)
    ties.tie(tied[:, 0], tied[:, 1], "account")


def _numbered(ours: Texts, theirs: Texts) -> tuple[Index, Index]:
    """Return a number per text of both sides, equal for equal texts."""
    import pandas as pd

    codes = pd.factorize(np.concatenate([ours, theirs]))[0].astype(np.int64)
    return codes[: len(ours)], codes[len(ours) :]


class _Waiting:
    """The free leads of each account (a number, -1 for none), by date and age."""

    def __init__(self, accounts: Index, start: Index, oldest: Index) -> None:
        usable = oldest[(start[oldest] != NO_DAY) & (accounts[oldest] >= 0)]
        order = np.lexsort((np.arange(len(usable)), start[usable], accounts[usable]))
        self._leads = usable[order]
        self._start = start[self._leads]
        self._accounts = accounts[self._leads]
        self._lists: dict[int, list[tuple[int, int, int]]] = {}

    def take_nearest(self, account: int, day: int) -> int | None:
        """Return the free lead of an account whose date is nearest, which is free no more; None
        if there is none near enough."""
        waiting = self._lists.get(account)
        if waiting is None:
            low, high = np.searchsorted(self._accounts, [account, account + 1])
            days, leads = self._start[low:high].tolist(), self._leads[low:high].tolist()
            waiting = list(zip(days, range(high - low), leads, strict=True))
            self._lists[account] = waiting
        if not waiting:
            return None
        at = _nearest(waiting, day)
        near = abs(waiting[at][0] - day) <= _FARTHEST_DAYS
        return waiting.pop(at)[2] if near else None


def _nearest(waiting: list[tuple[int, int, int]], day: int) -> int:
    """Return which lead's date is nearest; of equally near ones the earliest and oldest."""
    after = bisect_left(waiting, (day, -1, -1))
    if after == 0:
        return 0
    before = bisect_left(waiting, (waiting[after - 1][0], -1, -1))
    if after == len(waiting) or day - waiting[before][0] <= waiting[after][0] - day:
        return before
    return after


def _lead_dates(leads: Typed) -> Index:
    """Return the day a lead was nearest to being an opportunity: converted, else created."""
    dates = np.full(leads.size, NO_DAY, np.int64)
    for name in ("converted_date", "sal_date", "mql_date", "created"):
        column = leads.days.get(name)
        if column is not None:
            dates = np.where(dates == NO_DAY, column, dates)
    return dates


def earliest(deals: Typed) -> Index:
    """Return the opportunities from the earliest on, those without date last."""
    created = deals.days.get("created", np.full(deals.size, NO_DAY, np.int32))
    return np.lexsort((created, created == NO_DAY)).astype(np.int64)


def by_age(leads: Typed) -> Index:
    """Return the leads from the oldest on, those without date last; else in their order."""
    first = np.full(leads.size, np.iinfo(np.int64).max)
    for name in ("created", "mql_date"):
        column = leads.days.get(name)
        if column is not None:
            dated = np.where(column == NO_DAY, np.iinfo(np.int64).max, column.astype(np.int64))
            first = np.minimum(first, dated)
    return np.argsort(first, kind="stable").astype(np.int64)
