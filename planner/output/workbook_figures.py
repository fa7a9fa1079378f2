"""What a workbook says without being recalculated: the figures of its Summary, by name."""

from io import BytesIO
from itertools import pairwise

from planner.output.excel.content import SUMMARY
from planner.output.excel.summary import WIDTH

ROWS = 40
"""Rows of the Summary in which its score may stand."""


def workbook_figures(content: bytes) -> dict[str, float]:
    """Return the numbers that stand below a name on the Summary sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_name(SUMMARY).to_python(skip_empty_area=False)[:ROWS]
    found: dict[str, float] = {}
    for above, below in pairwise(rows):
        for name, value in zip(above[:WIDTH], below[:WIDTH], strict=False):
            if isinstance(name, str) and name and isinstance(value, int | float):
                found.setdefault(name, float(value))
    return found
