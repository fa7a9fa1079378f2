"""How wide the column of names must be, so that none is cut off."""

import unicodedata
from collections.abc import Iterable

from planner.output.excel.content import Content
from planner.sheets.words import line_title

WIDEST = 64
"""Characters of a column of names; longer ones are cut off at its edge."""
LETTER, SQUARE = 1.05, 2.1
"""What a sign takes of a column's width, in bold at most; East Asian ones are square."""


def name_width(names: Iterable[str], least: float) -> float:
    """Return the width of a column that holds names."""
    longest = max((_width(name) for name in names), default=0.0)
    return max(least, min(longest + 1.0, WIDEST))


def lines_width(content: Content, least: float, beside: float = 0.0) -> float:
    """Return the width of a column that holds the plan's lines, and so much beside each."""
    return max(least, name_width((line_title(line.name) for line in content.lines), 0.0) + beside)


def _width(text: str) -> float:
    return sum(SQUARE if unicodedata.east_asian_width(sign) in "WF" else LETTER for sign in text)
