"""Which journeys of two snapshots are the same one: by their id, else by their opportunity's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

from planner.journeys.ids import keys_named, short_ids
from planner.journeys.table import Journeys, Mask, Snapshot

Index = npt.NDArray[np.int64]

_ID_FIELDS = {"leads": "lead_id", "opportunities": "opportunity_id"}
_PLACE = re.compile(r" row \d+$")


@dataclass(frozen=True, eq=False)
class Match:
    """How n journeys of one snapshot go back to m of an earlier one.

    `was` (n): the earlier journey, -1 for a new one. `seen` (m): earlier journeys that are still
    there, several of which may have become one. `named` (m): earlier ones that would be found if
    they were there; one named after its row cannot, once files of its kind are read again.
    `parted` (m): earlier ones whose lead now has another opportunity, and whose own is not there.
    """

    was: Index
    seen: Mask
    named: Mask
    parted: Mask


def match(before: Snapshot, after: Snapshot) -> Match:
    """Match journeys by their lead's id, then by their opportunity's."""
    old, new = before.journeys, after.journeys
    named = named_journeys(before)
    old_leads, new_leads = _lead_ids(old, named), _lead_ids(new, named_journeys(after))
    was = _places(old_leads, new_leads)
    rest = np.flatnonzero(was < 0)
    was[rest] = _places(old.deal_ids, [new.deal_ids[i] for i in rest.tolist()])
    seen = np.zeros(len(old), bool)
    seen[was[was >= 0]] = True
    _also_seen(seen, old_leads, new_leads)
    _also_seen(seen, old.deal_ids, new.deal_ids)
    _absorbed(seen, old, new)
    if _nameless_kinds(before).isdisjoint(file.kind for file in after.files):
        named = np.ones(len(old), bool)
    found = Match(was, seen, named, np.zeros(len(old), bool))
    _left_over(found, old_leads, new_leads)
    _left_over(found, old.deal_ids, new.deal_ids)
    _left_over(found, old.ids, new.ids)
    _part(found, old.deal_ids, new.deal_ids)
    return found


def named_journeys(snapshot: Snapshot) -> Mask:
    """Tell which journeys (n) have an id from the CRM, not one made of file and row."""
    ids = snapshot.journeys.ids
    if not _nameless_kinds(snapshot):
        return np.ones(len(ids), bool)
    return np.array([_PLACE.search(one) is None for one in ids], bool)


def _nameless_kinds(snapshot: Snapshot) -> set[str]:
    """Return the kinds of files that came without a column of ids."""
    ids = ((file, _ID_FIELDS.get(file.kind)) for file in snapshot.files)
    return {file.kind for file, name in ids if name and name not in file.columns.values()}


def _lead_ids(journeys: Journeys, named: Mask) -> list[str]:
    """Return the ids that are no opportunity's, '' for journeys without one.

    Some CRMs number leads and opportunities alike, so one must not be taken for the other.
    """
    pairs = zip(journeys.ids, journeys.deal_ids, strict=True)
    leads = [lead if lead != deal else "" for lead, deal in pairs]
    for i in np.flatnonzero(~named).tolist():
        leads[i] = ""
    return leads


def _places(known: Sequence[str], wanted: Sequence[str]) -> Index:
    """Return where each wanted id first stands among the known ones, -1 for none."""
    if not any(wanted):
        return np.full(len(wanted), -1, np.int64)
    place = dict(zip(reversed(known), range(len(known) - 1, -1, -1), strict=True))
    place[""] = -1
    return np.fromiter(map(place.get, wanted, repeat(-1)), np.int64, len(wanted))


def _also_seen(seen: Mask, ids: Sequence[str], present: Sequence[str]) -> None:
    """Mark what is not seen yet where its id is among those present."""
    missing = [i for i in np.flatnonzero(~seen).tolist() if ids[i]]
    if missing:
        there = set(present)
        for i in missing:
            seen[i] = ids[i] in there


def _absorbed(seen: Mask, old: Journeys, new: Journeys) -> None:
    """Mark leads that ids tie to an opportunity which now goes with another lead of its own."""
    if not (old.points_to or new.points_to):
        return
    pairs = zip(new.ids, new.deal_ids, new.pointers, strict=True)
    whole = [(lead, deal, named) for lead, deal, named in pairs if deal and lead != deal]
    rows = [i for i in np.flatnonzero(~seen).tolist() if not old.deal_ids[i]]
    if not whole or not rows:
        return
    deals = set(short_ids([deal for _, deal, _ in whole]))
    own = short_ids([lead for lead, _, _ in whole])
    named = keys_named([named for _, _, named in whole])
    leads = {key for at, keys in named.items() if own[at] in keys for key in keys}
    pointers = old.pointers
    points = keys_named([pointers[i] for i in rows])
    for at, key in enumerate(short_ids([old.ids[i] for i in rows])):
        seen[rows[at]] = key in leads or not deals.isdisjoint(points.get(at, ()))


def _left_over(found: Match, old: Sequence[str], new: Sequence[str]) -> None:
    """Match what is left over by the short form of ids: months may come from reports and dumps.

    In the end the bare id decides, for journeys that did not use to know their opportunity's.
    """
    left, open_ = np.flatnonzero(found.was < 0), np.flatnonzero(~found.seen & found.named)
    if not len(left) or not len(open_):
        return
    places = _places(_keys(old, open_), _keys(new, left))
    hit = places >= 0
    found.was[left[hit]] = open_[places[hit]]
    found.seen[found.was[left[hit]]] = True


def _part(found: Match, old: Sequence[str], new: Sequence[str]) -> None:
    """Tell opportunities that are not there from the lead that is, and now has another one."""
    here = np.flatnonzero(found.was >= 0).tolist()
    pairs = zip(here, found.was[here].tolist(), strict=True)
    parted = [was for row, was in pairs if old[was] and new[row] and old[was] != new[row]]
    if not parted:
        return
    there = set(short_ids(new))
    places = np.array(parted, np.int64)
    absent = np.array([key not in there for key in _keys(old, places)], bool)
    found.parted[places[absent]] = True
    found.seen[places[absent]] = False


def _keys(ids: Sequence[str], rows: Index) -> list[str]:
    return short_ids([ids[i] for i in rows.tolist()])
