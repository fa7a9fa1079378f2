"""Leads and opportunities of different imports, tied as if they had come together: by the ids that
their records name."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planner.base.days import NO_DAY
from planner.journeys.halves import has_deal, has_lead, with_other_sides
from planner.journeys.ids import keys_named, short_ids
from planner.journeys.matching import Index
from planner.journeys.stacking import completed_dimension, deal_dates, picked
from planner.journeys.table import Journeys, Mask


def tied(journeys: Journeys) -> tuple[Journeys, Mask]:
    """Return the table with leads and opportunities made one where ids tell it, and which of the
    journeys given (n) had a part in that.

    As when both are imported together: of several opportunities of a lead the earliest joins it;
    further leads of one opportunity join the journey of its oldest.
    """
    part = np.zeros(len(journeys), bool)
    if not journeys.points_to:
        return journeys, part
    found = _Found(journeys)
    found.by_leads()
    found.by_deals()
    guests, hosts = found.guests()
    leads, deals = found.pairs()
    if not len(guests) and not len(leads):
        return journeys, part
    whole = _with_guests(journeys, guests, hosts)
    rows, places = np.minimum(leads, deals), np.maximum(leads, deals)
    whole, _ = with_other_sides(whole, whole, rows, places)
    for some in (guests, hosts, leads, deals):
        part[some] = True
    dropped = np.concatenate([guests, places])
    left = np.setdiff1d(np.arange(len(journeys)), dropped)
    return _told(picked(whole, left)), part


class _Found:
    """Which lead each opportunity came from, and whose journey each further lead joins."""

    def __init__(self, journeys: Journeys) -> None:
        leads, deals = has_lead(journeys), has_deal(journeys)
        self.whole, self.alone = leads & deals, leads & ~deals
        self.names = keys_named(journeys.pointers)
        wanted = {key for keys in self.names.values() for key in keys}
        self.lead_at = _places(journeys.ids, leads, wanted)
        self.deal_at = _places(journeys.deal_ids, deals, wanted)
        self.start = _first_days(journeys)
        self.lead_of: dict[int, int] = {}
        self.host_of: dict[int, int] = {}

    def by_leads(self) -> None:
        """Tie what leads say, the oldest lead first."""
        for lead in self._in_turn(self.alone):
            for deal in self._at(self.deal_at, lead):
                if self.whole[deal]:
                    self._join(lead, deal)
                elif self.lead_of.setdefault(deal, lead) != lead:
                    self._join(lead, self.lead_of[deal])

    def by_deals(self) -> None:
        """Tie what opportunities say where no lead did, the earliest opportunity first."""
        taken = {*self.lead_of.values(), *self.host_of}
        for deal in self._in_turn(~self.alone):
            named = sorted(self._at(self.lead_at, deal), key=self._age)
            own = deal if self.whole[deal] else self.lead_of.get(deal)
            if not named or (own is not None and own not in named):
                continue
            free = [lead for lead in named if self.alone[lead] and lead not in taken]
            taken.update(free)
            own = self.lead_of.setdefault(deal, (free or named)[0]) if own is None else own
            for lead in free:
                if lead != own:
                    self._join(lead, own)

    def guests(self) -> tuple[Index, Index]:
        """Return leads and the journeys they join, from the oldest lead on."""
        leads = sorted(self.host_of, key=self._age)
        hosts = [self._host(lead) for lead in leads]
        return np.array(leads, np.int64), np.array(hosts, np.int64)

    def pairs(self) -> tuple[Index, Index]:
        """Return leads without an opportunity, and each one's earliest."""
        chosen: dict[int, int] = {}
        for deal in sorted(self.lead_of, key=self._age):
            chosen.setdefault(self._host(self.lead_of[deal]), deal)
        pairs = [(lead, deal) for lead, deal in chosen.items() if self.alone[lead]]
        both = np.array(pairs, np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _in_turn(self, mask: Mask) -> list[int]:
        return sorted((row for row in self.names if mask[row]), key=self._age)

    def _age(self, row: int) -> tuple[int, int]:
        return int(self.start[row]), row

    def _at(self, places: dict[str, int], row: int) -> Iterator[int]:
        keys = self.names[row]
        whole = places.get(keys[0])
        if whole is not None:
            return iter((whole,))
        return iter(dict.fromkeys(places[key] for key in keys[1:] if key in places))

    def _join(self, lead: int, host: int) -> None:
        guest, host = self._host(lead), self._host(host)
        if guest != host and self.alone[guest]:
            self.host_of[guest] = host

    def _host(self, lead: int) -> int:
        while lead in self.host_of:
            lead = self.host_of[lead]
        return lead


def _with_guests(journeys: Journeys, guests: Index, hosts: Index) -> Journeys:
    """Let journeys begin with the earliest days of all their leads, older leads fill blanks."""
    while len(guests):
        _, first = np.unique(hosts, return_index=True)
        journeys = _with_guest(journeys, guests[first], hosts[first])
        later = np.setdiff1d(np.arange(len(guests)), first)
        guests, hosts = guests[later], hosts[later]
    return journeys


def _with_guest(journeys: Journeys, guests: Index, hosts: Index) -> Journeys:
    entered, reached = journeys.entered.copy(), journeys.reached.copy()
    mine, theirs = entered[hosts], entered[guests]
    earlier = (theirs < mine) & ~deal_dates(journeys.stages)
    entered[hosts] = np.where((theirs != NO_DAY) & (earlier | (mine == NO_DAY)), theirs, mine)
    reached[hosts] |= reached[guests]
    nobody = np.zeros(len(hosts), bool)
    dimensions = {
        name: completed_dimension(one, one, hosts, guests, nobody)
        for name, one in journeys.dimensions.items()
    }
    return replace(journeys, entered=entered, reached=reached, dimensions=dimensions)


def _told(journeys: Journeys) -> Journeys:
    """Forget what names nothing but the journey's own lead."""
    ids = zip(journeys.pointers, journeys.ids, has_deal(journeys).tolist(), strict=True)
    left = tuple("" if deal and named == own else named for named, own, deal in ids)
    return replace(journeys, points_to=left if any(left) else ())


def _places(ids: tuple[str, ...], there: Mask, wanted: set[str]) -> dict[str, int]:
    """Return where each wanted id first stands among the rows that are there."""
    rows = np.flatnonzero(there).tolist()
    keys = short_ids([ids[row] for row in rows])
    found = zip(reversed(keys), reversed(rows), strict=True)
    return {key: row for key, row in found if key in wanted}


def _first_days(journeys: Journeys) -> Index:
    """Return each journey's first day, a day beyond all for those without."""
    beyond = np.iinfo(np.int64).max
    days = journeys.entered.astype(np.int64)
    first: Index = np.where(days == NO_DAY, beyond, days).min(axis=1, initial=beyond)
    return first
