"""Comments at the cells of the Assumptions sheet: what stands there, and what one more means."""

from planner.agreement.results import Results
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.comments import comment_key, uncomment_key
from planner.plan.document import Comment, Plan
from planner.plan.edits import Draft
from planner.plan.keys import Slot
from planner.sheets.history import moment
from planner.sheets.words import SEAT_NAMES

LONGEST = 2000


def slot_of(results: Results, row: str) -> Slot | None:
    """Return the assumption of a row of the Assumptions sheet, None for a heading."""
    return next((a.slot for a in results.said if a.key == row), None)


def comments_at(plan: Plan, slot: Slot, column: str) -> tuple[Comment, ...]:
    """Return the comments at a cell, earliest first."""
    return tuple(c for c in plan.comments.get(slot, ()) if c.column == column)


def comment_words(comment: Comment) -> str:
    """Return who said what and when."""
    who = ", ".join(part for part in (SEAT_NAMES[comment.seat], comment.author) if part)
    when = f", {moment(comment.time)}" if comment.time else ""
    return f"{who}{when}: {comment.text}"


def comment_drafts(plan: Plan, slot: Slot, column: str, text: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit of one more comment, none for no text; RefusedError for too long a one."""
    said = text.strip()
    if len(said) > LONGEST:
        what = f"A comment has at most {LONGEST} letters; this one has {len(said)}"
        raise RefusedError(Problem(what, "", "Shorten it"))
    return (Draft(seat, comment_key(slot, column, plan.stages), said, said),) if said else ()


def resolve_drafts(plan: Plan, slot: Slot, column: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that takes back all comments at a cell, none where there are none."""
    ids = " ".join(comment.id for comment in comments_at(plan, slot, column))
    return (Draft(seat, uncomment_key(slot, plan.stages), ids),) if ids else ()
