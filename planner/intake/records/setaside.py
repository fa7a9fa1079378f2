"""Rows that cannot become journeys: each with its place and its reason."""

from collections.abc import Iterator

import numpy as np

from planner.intake.records.folding import Stack
from planner.intake.records.rates import Exchange
from planner.intake.values.typed import Texts
from planner.journeys.table import SetAside

_NAMES = {"lead_id": "lead id", "opportunity_id": "opportunity id"}


def reasons_against(rows: Stack, id_field: str, into: Exchange) -> Texts:
    """Return why each row cannot become a journey, '' where it can."""
    reasons = np.full(rows.typed.size, "", dtype=object)
    ids = rows.typed.texts.get(id_field)
    if ids is not None:
        mapped = np.array([t.header_of(id_field) is not None for t in rows.tables] or [False])
        reasons[mapped[rows.table] & (ids == "")] = f"no {_NAMES[id_field]}"
    deleted = rows.typed.flags.get("is_deleted")
    if deleted is not None:
        reasons[(deleted == 1) & (reasons == "")] = "deleted in the CRM"
    other = into.inconvertible(rows.typed) & (reasons == "")
    if other.any():
        codes = rows.typed.texts["currency"][other]
        reasons[other] = [f"in {code}, not in {into.currency}" for code in codes]
    return reasons


def as_set_aside(rows: Stack, reasons: Texts) -> Iterator[SetAside]:
    """Return the rows that have a reason, with their place and cells."""
    aside = np.flatnonzero(reasons != "")
    for at, table in enumerate(rows.tables):
        mine = aside[rows.table[aside] == at]
        places = rows.row[mine]
        said = zip(
            table.table.row_numbers[places].tolist(),
            reasons[mine].tolist(),
            table.table.texts(places),
            strict=True,
        )
        for place, reason, cells in said:
            yield SetAside(table.path.name, table.sheet, place, reason, cells)
