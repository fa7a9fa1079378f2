"""Journeys of which one side is there, the lead or the opportunity, given the other one."""

from dataclasses import replace

import numpy as np

from planner.journeys.matching import Index
from planner.journeys.stacking import check_currency, completed
from planner.journeys.table import Journeys, Mask


def with_other_sides(
    old: Journeys, new: Journeys, rows: Index, places: Index
) -> tuple[Journeys, int]:
    """Give journeys of which one side was exported their other side; return how many too."""
    no_lead = has_lead(old)[places] & ~has_lead(new)[rows]
    no_deal = has_deal(old)[places] & ~has_deal(new)[rows]
    lacking = no_lead | no_deal
    whole = completed(new, old, rows[lacking], places[lacking], no_lead[lacking])
    whole = _with_ids(whole, old, rows[no_lead], places[no_lead])
    return _with_deals(whole, old, rows[no_deal], places[no_deal]), int(lacking.sum())


def has_deal(journeys: Journeys) -> Mask:
    """Tell which journeys (n) have an opportunity."""
    return np.fromiter(map(bool, journeys.deal_ids), bool, len(journeys))


def has_lead(journeys: Journeys) -> Mask:
    """Tell which journeys (n) have a lead, or a record of which nothing tells what it is."""
    pairs = zip(journeys.ids, journeys.deal_ids, strict=True)
    return np.fromiter((lead != deal for lead, deal in pairs), bool, len(journeys))


def _with_ids(new: Journeys, old: Journeys, rows: Index, places: Index) -> Journeys:
    if not len(rows):
        return new
    ids = list(new.ids)
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        ids[row] = old.ids[place]
    return replace(new, ids=tuple(ids))


def _with_deals(new: Journeys, old: Journeys, rows: Index, places: Index) -> Journeys:
    """Give rows the opportunity of places in the other table: its outcome, amounts and days."""
    if not len(rows):
        return new
    check_currency(new, old, places)
    columns = {}
    for name in ("outcome", "left", "closing", "amount", "opened_amount"):
        column = getattr(new, name).copy()
        column[rows] = getattr(old, name)[places]
        columns[name] = column
    currency = new.currency or old.currency
    deals, points = list(new.deal_ids), list(new.pointers)
    named = old.pointers
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        deals[row], points[row] = old.deal_ids[place], named[place]
    told = tuple(points) if any(points) else ()
    return replace(new, **columns, deal_ids=tuple(deals), points_to=told, currency=currency)
