"""Comments at the cells of every sheet: what stands there, what one more means."""

from planner.agreement.results import Results
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.comments import PLAN, Spot, area, comment_key, result_spot, uncomment_key
from planner.plan.document import Comment, Plan
from planner.plan.edits import Draft
from planner.plan.keys import SLA, Slot, parse_key
from planner.sheets.history import moment
from planner.sheets.words import SEAT_NAMES

__all__ = ["PLAN", "Spot", "area", "result_spot"]

LONGEST = 2000


def slots_of(results: Results) -> dict[str, Slot]:
    """Return the assumptions by their rows of the Assumptions sheet, which has headings beside."""
    return {a.key: a.slot for a in results.said}


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
