"""Rows that cannot become journeys: each with its place and its reason."""

import numpy as np

from planner.base.problem import Problem, RefusedError
from planner.intake.cells import text_of
from planner.intake.folding import Stack
from planner.intake.money import currency_code
from planner.intake.typed import Texts
from planner.journeys.table import Mask, SetAside

_NAMES = {"lead_id": "lead id", "opportunity_id": "opportunity id"}


def reasons_against(rows: Stack, id_field: str, currency: str | None) -> Texts:
    """Return why each row cannot become a journey, '' where it can; RefusedError as in
    `one_currency`."""
    reasons = np.full(rows.typed.size, "", dtype=object)
    ids = rows.typed.texts.get(id_field)
    if ids is not None:
        mapped = np.array([t.header_of(id_field) is not None for t in rows.tables] or [False])
        reasons[mapped[rows.table] & (ids == "")] = f"no {_NAMES[id_field]}"
    deleted = rows.typed.flags.get("is_deleted")
    if deleted is not None:
        reasons[(deleted == 1) & (reasons == "")] = "deleted in the CRM"
    codes = rows.typed.texts.get("currency")
    if codes is not None and currency is not None:
        wanted = currency_code(currency) or currency
        other = (codes != "") & (codes != wanted) & (reasons == "")
        reasons[other] = [f"in {code}, not in {wanted}" for code in codes[other]]
    return reasons


def one_currency(rows: Stack, kept: Mask, stated: str | None) -> str:
    """Return the currency of the amounts, '' where nothing says it; RefusedError if several."""
    if stated is not None:
        return currency_code(stated) or stated
    codes = rows.typed.texts.get("currency")
    found = [] if codes is None else sorted({str(c) for c in codes[kept]} - {""})
    if len(found) > 1:
        raise RefusedError(
            Problem(
                f"Amounts stand in {', '.join(found)}, which cannot be added up",
                ", ".join(t.path.name for t in rows.tables),
                f"Choose the one to plan in, such as --currency {found[0]}",
            )
        )
    return found[0] if found else ""


def as_set_aside(rows: Stack, reasons: Texts) -> list[SetAside]:
    """Return the rows that have a reason, with their place and cells."""
    return [_entry(rows, int(i), str(reasons[i])) for i in np.flatnonzero(reasons != "")]


def _entry(rows: Stack, i: int, reason: str) -> SetAside:
    table, row = rows.tables[int(rows.table[i])], int(rows.row[i])
    cells = tuple(text_of(cell) for cell in table.table.row(row))
    place = int(table.table.row_numbers[row])
    return SetAside(table.path.name, table.sheet, place, reason, cells)
