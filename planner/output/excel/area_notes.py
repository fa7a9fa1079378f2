"""Comments at figures of other sheets: notes where the workbook has them, and a list of them."""

from collections.abc import Callable, Iterator

from planner.output.excel.cells import clean
from planner.output.excel.content import Content
from planner.output.excel.notes import write_note
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.plan.comments import PLAN, RESULTS, area, result_spot, split_spot
from planner.plan.document import Comment
from planner.plan.keys import SLA
from planner.sheets.all_comments import Standing, all_comments
from planner.sheets.comments import comment_words

_TITLE = "Comments on what stands on no sheet above"
_WHERE, _SAID = 1, 3


def write_area_notes(
    page: Page, content: Content, of: tuple[str, str], rows: dict[str, int],
    column_of: Callable[[str], int],
) -> None:  # fmt: skip
    """Write the comments at the rows of a sheet's part as notes, by the keys of its columns."""
    known = content.results.plan.result_comments
    for key, row in rows.items():
        said: dict[int, list[str]] = {}
        for comment in known.get(result_spot(area(*of), key), ()):
            text = clean(page.said(comment_words(comment)))
            said.setdefault(column_of(comment.column), []).append(text)
        for column, texts in said.items():
            write_note(page, row, column, texts)


def write_others(page: Page, styles: Styles, content: Content, row: int) -> int:
    """List the comments that are no note on Assumptions, Plan, SLA or Scorecards; return the end.

    So nothing that was said is lost, be it of a figure that is no more.
    """
    found = list(others(content))
    if not found:
        return row
    page.text(row + 2, 0, _TITLE, styles("section"))
    for number, one in enumerate(found, 1):
        page.number(row + 2 + number, 0, number, styles("whole", "left"))
        page.text(row + 2 + number, _WHERE, one.where, styles())
        page.text(row + 2 + number, _SAID, comment_words(one.comment), styles())
    return row + 2 + len(found)


def others(content: Content) -> Iterator[Standing]:
    """Yield the comments that are no note at a row of their own sheet, the latest first."""
    plan = content.results.plan
    noted = set[Comment]()
    for slot, comments in plan.comments.items():
        if slot.line == SLA or (slot.line, slot.driver, slot.month) in content.rows:
            noted.update(comments)
    for key, comments in plan.result_comments.items():
        sheet, _ = split_spot(key) or ("", "")
        if sheet in {PLAN, *RESULTS}:
            noted.update(comments)
    return (one for one in all_comments(plan) if one.comment not in noted)
