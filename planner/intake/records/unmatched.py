"""What joining left over: opportunities without a lead, and converted leads without one of them."""

import numpy as np

from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.records.joining import Ties
from planner.intake.values.typed import Typed
from planner.journeys.table import Mask

LISTED = "They are listed on the Data sheet: filter Joined."


def unmatched(leads: Typed, deals: Typed, ties: Ties) -> tuple[str, ...]:
    """Return how many records of both sides found no partner, and why; nothing with one side."""
    if not leads.size or not deals.size:
        return ()
    if not (ties.counts or deals.has("lead_id") or leads.has("converted_opportunity_id")):
        return (
            f"No column ties opportunities to leads: all {count(leads.size)} leads and "
            f"{count(deals.size)} opportunities are journeys of their own{_keys(leads, deals)}.",
        )
    alone = ties.lead_of < 0
    named = _filled(deals, "lead_id")
    lost, pointing = _converted_alone(leads, ties), _filled(leads, "converted_opportunity_id")
    said = (
        (alone & named, "opportunity names", "opportunities name", "a lead that is in no file"),
        (alone & ~named, "opportunity has", "opportunities have", "no lead"),
        (lost & pointing, "converted lead names", "converted leads name",
         "an opportunity that is in no file"),
        (lost & ~pointing, "lead is", "leads are", "marked converted without an opportunity"),
    )  # fmt: skip
    notes = [_said(int(mask.sum()), *words) for mask, *words in said if mask.any()]
    found = ties.lead_of[~alone]
    further = len(found) - len(np.unique(ties.host_of[found]))
    if further:
        notes.append(
            _said(further, "further opportunity", "further opportunities", "of a lead that has one")
            + (" is a journey of its own." if further == 1 else " are journeys of their own.")
        )
    return (*(f"{note.removesuffix('.')}." for note in notes), *((LISTED,) if notes else ()))


def _keys(leads: Typed, deals: Typed) -> str:
    """Say by which of the keys both sides have they could be joined."""
    shared = [name for name in ("account", "email") if leads.has(name) and deals.has(name)]
    return f"; both have {' and '.join(shared)} to join them by" if shared else ""


def _said(number: int, one: str, several: str, rest: str) -> str:
    return f"{count(number)} {one if number == 1 else several} {rest}"


def _filled(side: Typed, name: str) -> Mask:
    texts = side.texts.get(name)
    return np.zeros(side.size, bool) if texts is None else np.asarray(texts != "", bool)


def _converted_alone(leads: Typed, ties: Ties) -> Mask:
    """Return the leads said to be converted whose journey has no opportunity."""
    tied = np.zeros(leads.size, bool)
    tied[ties.host_of[ties.lead_of[ties.lead_of >= 0]]] = True
    converted = _filled(leads, "converted_opportunity_id")
    days, flags = leads.days.get("converted_date"), leads.flags.get("is_converted")
    if days is not None:
        converted |= days != NO_DAY
    if flags is not None:
        converted |= flags == 1
    return np.asarray(converted & ~tied[ties.host_of])
