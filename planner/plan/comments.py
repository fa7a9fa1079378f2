"""Comments at cells: every one is an edit of its own, so that merging plans keeps all of them.

Beside assumptions, rows of every sheet are commented on: `figure:ROW` of the Plan,
`sla/SHEET:ROW` of commitments, `at:AREA:ROW` of all others, where an area is a sheet, its part and
what the part was asked for, such as `Funnel/journeys/channel`.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar
from urllib.parse import unquote

from planner.plan.document import Comment
from planner.plan.edits import Edit
from planner.plan.keys import COMMENT, SLA, UNCOMMENT, Slot, quote

Spot = Slot | str
"""What is commented on: an assumption, or a row of another sheet by its key."""
PLAN = "plan"
"""The Plan sheet, as comments name it."""
RESULTS = ("marketing", "sales", "breaches", "hand-off", "definitions", "cards", "benchmarks")
"""The sheets of commitments whose rows can be commented on."""
_FIGURE = "figure:"
"""Before the rows of the Plan sheet; `plan:` begins settings."""
_AT = "at:"
"""Before areas of all other sheets."""
_RESULTS = tuple(f"{SLA}/{sheet}:" for sheet in RESULTS)
K = TypeVar("K", bound=Hashable)


def area(*parts: str) -> str:
    """Return a sheet, its part and what that was asked for as one name, for `result_spot`."""
    return "/".join(map(quote, parts))


def area_parts(sheet: str) -> tuple[str, ...]:
    """Return what an area was made of."""
    return tuple(map(unquote, sheet.split("/")))


def result_spot(sheet: str, row: str) -> str:
    """Return a row of the Plan, of a sheet of commitments or of an area, as comments name it."""
    if sheet == PLAN:
        return f"{_FIGURE}{row}"
    return f"{SLA}/{sheet}:{row}" if sheet in RESULTS else f"{_AT}{sheet}:{row}"


def split_spot(key: str) -> tuple[str, str] | None:
    """Return sheet, or area, and row of a commented result; None for another key."""
    if key.startswith(_FIGURE):
        return PLAN, key.removeprefix(_FIGURE)
    if not key.startswith((_AT, *_RESULTS)):
        return None
    sheet, _, row = key.removeprefix(_AT).removeprefix(f"{SLA}/").partition(":")
    return sheet, row


def comment_key(spot: Spot, column: str, stages: tuple[str, ...]) -> str:
    """Return the key of one more comment at a cell: what its row is about, and its column."""
    return f"{COMMENT}{quote(column)}:{_spot_key(spot, stages)}"


def uncomment_key(spot: Spot, stages: tuple[str, ...]) -> str:
    """Return the key that takes comments of a row back; its value names their ids."""
    return UNCOMMENT + _spot_key(spot, stages)


def _spot_key(spot: Spot, stages: tuple[str, ...]) -> str:
    return spot if isinstance(spot, str) else spot.key(stages)


def commented(key: str) -> tuple[str, str] | None:
    """Return the column and the assumption's key of a comment's key; None for another key."""
    column, colon, slot = key.removeprefix(COMMENT).partition(":")
    return (unquote(column), slot) if key.startswith(COMMENT) and colon else None


def comments_of(
    edits: Iterable[Edit], read: Callable[[str], K | None]
) -> Mapping[K, tuple[Comment, ...]]:
    """Return the comments that stand, earliest first; `read` gives the spot a key means.

    One that was taken back, whichever edit came first, stands no more.
    """
    said = list(edits)
    gone = {
        comment
        for edit in said
        if edit.key.startswith(UNCOMMENT) and isinstance(edit.value, str)
        for comment in edit.value.split()
    }
    found: dict[K, list[Comment]] = {}
    for edit in said:
        place = commented(edit.key)
        spot = read(place[1]) if place else None
        text = edit.value.strip() if isinstance(edit.value, str) else ""
        if place is not None and spot is not None and text and edit.id not in gone:
            made = Comment(edit.id, place[0], text, edit.seat, edit.author, edit.time)
            found.setdefault(spot, []).append(made)
    return {spot: tuple(made) for spot, made in found.items()}
