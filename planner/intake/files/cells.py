"""Raw cells: what a reader hands over, before anybody knows what a column means."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = Sequence[Cell]

_NOT_LETTERS = re.compile(r"[^\w%]+|_", re.UNICODE)


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def text_of(cell: Cell) -> str:
    """Return a cell as text; whole numbers lose the '.0' a workbook gives them."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return str(cell)


@lru_cache(8192)
def plain(text: str) -> str:
    """Return a header reduced to what matters in comparison: letters and digits, case-blind.

    >>> plain("Opportunity  ID__c"), plain("opportunity_id"), plain("Stage  ↑")
    ('opportunityid', 'opportunityid', 'stage')
    """
    text = text.strip()
    if text.endswith("__c"):
        text = text[:-3]
    return _NOT_LETTERS.sub("", text).casefold()
