"""Comments at assumptions, the plan and commitments: what stands there, what one more means."""

from dataclasses import replace

from planner.agreement.results import Results
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.comments import PLAN, Spot, comment_key, result_spot, uncomment_key
from planner.plan.document import Comment, Plan
from planner.plan.edits import Draft
from planner.plan.keys import SLA, Slot, parse_key
from planner.sheets.cells import EMPTY, Explanation, Part
from planner.sheets.history import moment
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import SEAT_NAMES

__all__ = ["PLAN", "Spot", "result_spot"]

LONGEST = 2000


def slot_of(results: Results, row: str) -> Slot | None:
    """Return the assumption of a row of the Assumptions sheet, None for a heading."""
    return next((a.slot for a in results.said if a.key == row), None)


def spot_of(plan: Plan, sheet: str, row: str) -> Spot:
    """Return what a row of a sheet of commitments is about: a limit, or a result."""
    if row.startswith(f"{SLA}/"):
        return parse_key(row, plan.line_names, plan.stages)
    return result_spot(sheet, row)


def comments_at(plan: Plan, spot: Spot, column: str) -> tuple[Comment, ...]:
    """Return the comments at a cell, earliest first."""
    said = (
        plan.result_comments.get(spot, ()) if isinstance(spot, str) else plan.comments.get(spot, ())
    )
    return tuple(comment for comment in said if comment.column == column)


def remarked(sheet: TableSheet, plan: Plan, part: str) -> TableSheet:
    """Return a sheet with a mark at each result commented on, and the words in its sentence."""
    if not plan.result_comments:
        return sheet

    def explain(row: str, column: str) -> Explanation:
        said = sheet.explainer(row, column)
        told = comments_at(plan, result_spot(part, row), column)
        more = (Part(f" {comment_words(comment)}") for comment in told)
        return replace(said, parts=(*said.parts, *more))

    return replace(sheet.each(lambda row: _marked(row, plan, part)), explainer=explain)


def _marked(row: TableRow, plan: Plan, part: str) -> TableRow:
    columns = {c.column for c in plan.result_comments.get(result_spot(part, row.row.key), ())}
    if not columns:
        return row
    marks = {key: replace(row.cells.get(key, EMPTY), noted=True) for key in columns}
    return TableRow(row.row, row.cells | marks)


def comment_words(comment: Comment) -> str:
    """Return who said what and when."""
    who = ", ".join(part for part in (SEAT_NAMES[comment.seat], comment.author) if part)
    when = f", {moment(comment.time)}" if comment.time else ""
    return f"{who}{when}: {comment.text}"


def comment_drafts(plan: Plan, spot: Spot, column: str, text: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit of one more comment, none for no text; RefusedError for too long a one."""
    said = text.strip()
    if len(said) > LONGEST:
        what = f"A comment has at most {LONGEST} letters; this one has {len(said)}"
        raise RefusedError(Problem(what, "", "Shorten it"))
    return (Draft(seat, comment_key(spot, column, plan.stages), said, said),) if said else ()


def resolve_drafts(plan: Plan, spot: Spot, column: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that takes back all comments at a cell, none where there are none."""
    ids = " ".join(comment.id for comment in comments_at(plan, spot, column))
    return (Draft(seat, uncomment_key(spot, plan.stages), ids),) if ids else ()
