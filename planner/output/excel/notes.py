"""The comments of the plan as notes at the cells of the Assumptions sheet."""

from collections.abc import Sequence

from planner.output.excel import columns as col
from planner.output.excel.cells import clean
from planner.output.excel.content import Content
from planner.output.excel.page import Page
from planner.plan.assumption import Assumption
from planner.sheets.comments import comment_words

PLACES = {
    "owner": col.OWNER,
    "evidence": col.EVIDENCE,
    "interval": col.LOW,
    "n": col.COUNT,
    "trend": col.EVIDENCE,
    "marketing": col.MARKETING,
    "sales": col.SALES,
    "working": col.AGREED,
    "difference": col.DIFFERENCE,
    "worth": col.WORTH,
    "status": col.STATUS,
    "note": col.NOTE,
}
"""Where the columns of the window's sheet stand; what is typed into Working is what is agreed."""
WIDTH, LINE_HEIGHT, LETTERS = 300, 16, 46
"""Of a note, in pixels, and how many letters a line of it holds."""


def write_notes(page: Page, content: Content, row: int, assumption: Assumption) -> None:
    """Write the comments at an assumption, those of one cell in one note, earliest first."""
    said: dict[int, list[str]] = {}
    for comment in content.results.plan.comments.get(assumption.slot, ()):
        column = PLACES.get(comment.column, col.DRIVER)
        said.setdefault(column, []).append(clean(page.said(comment_words(comment))))
    for column, texts in said.items():
        write_note(page, row, column, texts)


def write_note(page: Page, row: int, column: int, texts: Sequence[str]) -> None:
    """Write some comments as one note."""
    lines = sum(1 + len(part) // LETTERS for text in texts for part in text.split("\n"))
    size = {"width": WIDTH, "height": LINE_HEIGHT * (lines + 1)}
    page.sheet.write_comment(row, column, "\n".join(texts), size)
