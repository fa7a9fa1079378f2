"""The day an export says it is as of, on a line above its header."""

import re
from collections.abc import Iterable

from planner.intake.files.cells import Row, is_blank, text_of
from planner.intake.values.daytext import Triple, date_part, read_date

_AS_OF = re.compile(
    r"^\s*(?:(?:report\s+|data\s+)?as\s+(?:of|at)(?:\s+date)?|as-of\s+date"
    r"|(?:daten)?stand(?:\s+vom)?|stichtag|datenstichtag|per"
    r"|(?:arrêtée?s?\s+|données\s+)?au|à\s+la\s+date\s+du|en\s+date\s+du|situation\s+au"
    r"|(?:datos\s+)?(?:a\s+fecha(?:\s+del?)?|con\s+fecha(?:\s+del?)?|a\s+partir\s+del?|al)"
    r"|(?:situação\s+)?em|al\s+giorno)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d\D+\d|\d{8}|^\d{5}$")
_MOST_WORDS = 6
_ENDS = " ,;|•"


def stated_day(above: Iterable[Row]) -> Triple | None:
    """Return the day a line above a header states, as `read_date`; None where none does.

    The words before it and the day may stand in one cell or in two.
    """
    for row in above:
        text = " ".join(text_of(cell) for cell in row if not is_blank(cell))
        found = _AS_OF.match(text)
        day = _beginning(text[found.end() :]) if found else None
        if day is not None:
            return day
    return None


def _beginning(text: str) -> Triple | None:
    """Return the date a text begins with, the longest that is one."""
    words = text.split()[:_MOST_WORDS]
    for size in range(len(words), 0, -1):
        head = date_part(" ".join(words[:size])).strip(_ENDS)
        found = read_date(head) if _NUMBERS.search(head) else None
        if found is not None and found[1] and found[2]:
            return found
    return None
