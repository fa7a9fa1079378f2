"""Tying opportunities to the leads they came from, and saying by which key."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from planner.base.days import NO_DAY
from planner.intake.cells import plain
from planner.intake.folding import Index
from planner.intake.ids import keys_of
from planner.intake.typed import Texts, Typed

_FARTHEST_DAYS = 730


@dataclass(eq=False)
class Ties:
    """`lead_of` (opportunities): the lead each came from, -1 if none; `host_of` (leads): the lead
    whose journey a lead belongs to, itself unless another lead led to the same opportunity."""

    lead_of: Index
    host_of: Index
    counts: Counter[str] = field(default_factory=Counter)

    def tie(self, lead: int, opportunity: int, key: str) -> None:
        """Tie a lead to an opportunity; later leads of the same one join the first lead."""
        present = int(self.lead_of[opportunity])
        if present < 0:
            self.lead_of[opportunity] = lead
            self.counts[key] += 1
        elif present != lead:
            self.host_of[lead] = self.host_of[present]


def join(
    leads: Typed, deals: Typed, stated: str | None, other: tuple[Texts, Texts] | None, shared: str
) -> Ties:
    """Return which lead each opportunity came from.

    By the lead's converted opportunity id, else the opportunity's lead id (counted as `shared`,
    the name of the column), else the `stated` key; `other` holds the cells of a stated key that is
    no field, in leads and opportunities.
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
    place = {key: i for i, key in enumerate(keys_of(ids)) if key}
    keys = keys_of(pointing)
    for lead in _by_age(leads):
        for key in _several(keys[lead]):
            if key in place:
                ties.tie(lead, place[key], "converted_opportunity_id")


def _by_lead_id(leads: Typed, deals: Typed, ties: Ties, shared: str) -> None:
    pointing, ids = deals.texts.get("lead_id"), leads.texts.get("lead_id")
    if pointing is None or ids is None:
        return
    place = {key: i for i, key in enumerate(keys_of(ids)) if key}
    for deal, key in enumerate(keys_of(pointing)):
        known = [place[one] for one in _several(key) if one in place]
        if known and ties.lead_of[deal] < 0:
            ties.tie(known[0], deal, shared)


def _several(key: str) -> list[str]:
    """Return the ids of a cell that joins several by semicolons."""
    if ";" not in key:
        return [key] if key else []
    return [one.strip() for one in key.split(";") if one.strip()]


def _by_text(left: Texts, right: Texts, leads: Typed, ties: Ties, key_name: str) -> None:
    place: dict[str, int] = {}
    for lead in _by_age(leads):
        key = str(left[lead]).casefold()
        if key:
            place.setdefault(key, lead)
    for deal, text in enumerate(right.tolist()):
        key = str(text).casefold()
        if key and key in place and ties.lead_of[deal] < 0:
            ties.tie(place[key], deal, key_name)


def _by_account(leads: Typed, deals: Typed, ties: Ties) -> None:
    """Tie each opportunity to the free lead of its account whose date is nearest."""
    ours, theirs = leads.texts.get("account"), deals.texts.get("account")
    if ours is None or theirs is None:
        return
    created = deals.days.get("created", np.full(deals.size, NO_DAY, np.int32))
    start = _lead_dates(leads)
    free: dict[str, list[int]] = {}
    taken = set(ties.lead_of.tolist())
    for lead in _by_age(leads):
        account = str(ours[lead]).casefold()
        if account and lead not in taken and start[lead] != NO_DAY:
            free.setdefault(account, []).append(lead)
    for deal in np.argsort(created, kind="stable").tolist():
        waiting = free.get(str(theirs[deal]).casefold(), [])
        if ties.lead_of[deal] >= 0 or not waiting or created[deal] == NO_DAY:
            continue
        lead = min(waiting, key=lambda i: abs(int(start[i]) - int(created[deal])))
        if abs(int(start[lead]) - int(created[deal])) <= _FARTHEST_DAYS:
            waiting.remove(lead)
            ties.tie(lead, deal, "account")


def _lead_dates(leads: Typed) -> Index:
    """Return the day a lead was nearest to being an opportunity: converted, else created."""
    dates = np.full(leads.size, NO_DAY, np.int64)
    for name in ("converted_date", "sal_date", "mql_date", "created"):
        column = leads.days.get(name)
        if column is not None:
            dates = np.where(dates == NO_DAY, column, dates)
    return dates


def _by_age(leads: Typed) -> list[int]:
    """Return the leads from the oldest on, those without date last."""
    first = np.full(leads.size, np.iinfo(np.int64).max)
    for name in ("created", "mql_date"):
        column = leads.days.get(name)
        if column is not None:
            dated = np.where(column == NO_DAY, np.iinfo(np.int64).max, column.astype(np.int64))
            first = np.minimum(first, dated)
    return [int(i) for i in np.argsort(first, kind="stable")]
