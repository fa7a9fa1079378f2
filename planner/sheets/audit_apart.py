"""The leads on which two judges of a blind audit disagree, one by one."""

from collections.abc import Iterator

import numpy as np

from planner.journeys.table import Journeys
from planner.plan.audits import Audited, AuditedPart
from planner.sheets.audit import NOT_KEPT, ONLY, part_at
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.journey_fields import Rows
from planner.sheets.table import TableRow, TableSheet, said

NAME, PREFIX = "SLA: Judged apart", "apart:"
_YES, _NO = "yes", "no"


def apart_sheet(found: Audited | None) -> TableSheet:
    """Return a row to each lead that the judges disagree on, keys `apart:ID`, by segment.

    Columns: id, segment, one, other.
    """
    one, other = found.judges if found else ("One", "Other")
    return TableSheet(
        NAME,
        (
            Column("id", "Lead judged apart", Kind.TEXT, 190),
            Column("segment", "Segment", Kind.TEXT, 170),
            Column("one", f"Qualified by {one}", Kind.TEXT, 150),
            Column("other", f"Qualified by {other}", Kind.TEXT, 150),
        ),
        tuple(_rows(found)) if found else (),
        lambda row, _column: _explain(found, row),
        empty=_empty(found),
    )


def _rows(found: Audited) -> Iterator[TableRow]:
    for part in found.parts[:-1]:
        for lead, first in _apart(part):
            answers = (_YES, _NO) if first else (_NO, _YES)
            cells = {
                "id": Cell(lead, lead),
                "segment": Cell(part.segment, part.segment),
                "one": _answer(answers[0]),
                "other": _answer(answers[1]),
            }
            yield TableRow(Row(PREFIX + lead), cells)


def _apart(part: AuditedPart) -> Iterator[tuple[str, bool]]:
    """Yield a segment's leads judged apart, and whether the first judge takes it for qualified."""
    ours, theirs = part.only or ((), ())
    yield from ((lead, True) for lead in ours)
    yield from ((lead, False) for lead in theirs)


def _answer(text: str) -> Cell:
    return Cell(text, text, Tone.PLAIN if text == _YES else Tone.MUTED)


def _explain(found: Audited | None, row: str) -> Explanation:
    lead = row.removeprefix(PREFIX)
    if found is None:
        return said("")
    for part in found.parts[:-1]:
        for one, first in _apart(part):
            if one == lead:
                yes, no = found.judges if first else found.judges[::-1]
                text = f"{yes} takes it for {found.stage}, {no} does not. Double-click to see it."
                return said(f"Lead {lead}", text)
    return said("")


def _empty(found: Audited | None) -> str:
    if found is None:
        return ""
    if found.parts[-1].only is None:
        return NOT_KEPT
    return "Both judged every lead alike."


def leads_apart(found: Audited, journeys: Journeys, row: str, column: str) -> tuple[Rows, str]:
    """Return the journeys behind a cell of the audit or of the list of leads, and what they are.

    Of the audit only the columns of leads that one judge alone takes for qualified have any.
    """
    if row.startswith(PREFIX):
        lead = row.removeprefix(PREFIX)
        return _journeys(journeys, (lead,)), f"Lead {lead}"
    part = part_at(found, row)
    if column not in ONLY or part.only is None:
        return _journeys(journeys, ()), ""
    which = ONLY.index(column)
    return _journeys(journeys, part.only[which]), f"only {found.judges[which]}: {found.stage}"


def _journeys(journeys: Journeys, leads: tuple[str, ...]) -> Rows:
    wanted = frozenset(leads)
    return np.array([i for i, id_ in enumerate(journeys.ids) if id_ in wanted], dtype=np.int64)
