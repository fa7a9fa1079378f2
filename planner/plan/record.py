"""The record: every edit ever made, what it replaced, and whether it counts."""

from dataclasses import dataclass

from planner.plan import keys
from planner.plan.comments import commented
from planner.plan.edits import MERGED, RETRACT, Edit, Value
from planner.plan.log import Log
from planner.plan.merging import where_of
from planner.plan.scenarios import split_key

_REASONS = (keys.NOTE, keys.PARK, keys.COMMENT)


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit with what stood in its place `before`, and the `reason` given in the same step.

    One that does not `count` was undone, or came with a copy whose merge was undone.
    """

    edit: Edit
    before: Value
    counts: bool
    reason: str = ""


def record(log: Log) -> tuple[Entry, ...]:
    """Return every edit, earliest first."""
    counting = {id(edit) for edit in log.live}
    reasons = {
        edit.step: edit.value
        for edit in log.edits
        if edit.step and edit.key.startswith(_REASONS) and isinstance(edit.value, str)
    }
    before: dict[object, Edit] = {}
    entries = []
    for edit in log.edits:
        where, counts = where_of(edit), id(edit) in counting
        stood = before.get(where) if edit.key not in {RETRACT, MERGED} else None
        said = reasons.get(edit.step, "")
        reason = "" if edit.key.startswith(_REASONS) else said
        entries.append(Entry(edit, stood.value if stood else None, counts, reason))
        if counts:
            before[where] = edit
    return tuple(entries)


def is_about(edit: Edit, key: str) -> bool:
    """Whether an edit states an assumption, in a scenario or not, or remarks on it."""
    inside = split_key(edit.key)
    place = commented(edit.key)
    about = place[1] if place else inside[1] if inside else edit.key
    for prefix in (keys.NOTE, keys.PARK, keys.OWNER, keys.UNCOMMENT):
        about = about.removeprefix(prefix)
    return about == key or about.startswith(f"{key}/")


def around(log: Log, edit: Edit) -> tuple[Log, Log]:
    """Return the log just before and just after the step an edit belongs to, as it was then."""
    first, last = log.around(edit)
    return Log(log.edits[:first]), Log(log.edits[:last])
