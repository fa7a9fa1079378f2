"""Comments at cells: every one is an edit of its own, so that merging plans keeps all of them."""

from collections.abc import Callable, Iterable, Mapping

from planner.plan.document import Comment
from planner.plan.edits import Edit
from planner.plan.keys import UNCOMMENT, Slot, commented


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
