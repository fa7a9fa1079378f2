"""Comments at cells: every one is an edit of its own, so that merging plans keeps all of them."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from planner.plan.document import Comment
from planner.plan.edits import Edit
from planner.plan.keys import COMMENT, UNCOMMENT, Slot, quote


def comment_key(slot: Slot, column: str, stages: tuple[str, ...]) -> str:
    """Return the key of one more comment at a cell: an assumption and a column of its row."""
    return f"{COMMENT}{quote(column)}:{slot.key(stages)}"


def uncomment_key(slot: Slot, stages: tuple[str, ...]) -> str:
    """Return the key that takes comments of an assumption back; its value names their ids."""
    return UNCOMMENT + slot.key(stages)


def commented(key: str) -> tuple[str, str] | None:
    """Return the column and the assumption's key of a comment's key; None for another key."""
    column, colon, slot = key.removeprefix(COMMENT).partition(":")
    return (unquote(column), slot) if key.startswith(COMMENT) and colon else None


def comments_of(
    edits: Iterable[Edit], read: Callable[[str], Slot | None]
) -> Mapping[Slot, tuple[Comment, ...]]:
    """Return the comments that stand, earliest first; `read` gives the slot a key means.

    One that was taken back, whichever edit came first, stands no more.
    """
    said = list(edits)
    gone = {
        comment
        for edit in said
        if edit.key.startswith(UNCOMMENT) and isinstance(edit.value, str)
        for comment in edit.value.split()
    }
    found: dict[Slot, list[Comment]] = {}
    for edit in said:
        place = commented(edit.key)
        slot = read(place[1]) if place else None
        text = edit.value.strip() if isinstance(edit.value, str) else ""
        if place is not None and slot is not None and text and edit.id not in gone:
            made = Comment(edit.id, place[0], text, edit.seat, edit.author, edit.time)
            found.setdefault(slot, []).append(made)
    return {slot: tuple(made) for slot, made in found.items()}
