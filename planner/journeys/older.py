"""Data older than the plan's own: what they would replace, and what they cannot keep."""

from planner.base.days import iso
from planner.base.problem import Problem
from planner.base.units import count
from planner.journeys.diff import Difference
from planner.journeys.table import Snapshot

_SIDES = ("leads", "opportunities")


def cannot_keep(before: Snapshot | None, after: Snapshot, found: Difference) -> Problem | None:
    """Return why what an import lacks cannot be kept: its data are older than the plan's."""
    if before is None or after.as_of >= before.as_of:
        return None
    sides = [kind for kind in _kinds_lacking(before, after) if kind in _SIDES]
    gone = f"{_several(len(found.gone), 'journey')} they lack" if len(found.gone) else ""
    lacking = gone or (f"the {sides[0]}, which they lack," if sides else "")
    if not lacking:
        return None
    what = (
        f"These data, as of {iso(after.as_of)}, are older than the plan’s own, as of "
        f"{iso(before.as_of)}, so that {lacking} cannot be kept"
    )
    return Problem(what, "", "State their as-of date if they are newer, or let go of what is gone")


def replaced_words(before: Snapshot | None, after: Snapshot, found: Difference) -> tuple[str, ...]:
    """Return what older data replace, as a sentence; nothing where the data are not older."""
    if before is None or after.as_of >= before.as_of:
        return ()
    left_out = len(found.gone) + found.replaced
    kinds = _kinds_lacking(before, after)
    parts = (
        f"{_several(len(found.changed), 'journey')} changed back",
        f"{count(left_out)} left out" if left_out else "",
        f"no {' and no '.join(kinds)} any more" if kinds else "",
    )
    return (
        f"These data are as of {iso(after.as_of)} and replace newer ones, as of "
        f"{iso(before.as_of)}: {', '.join(part for part in parts if part)}.",
    )


def _kinds_lacking(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Return the kinds of files the data so far are made of and an import is not."""
    again = {file.kind for file in after.files}
    kinds = (file.kind for file in before.files if file.kind not in again)
    return tuple(dict.fromkeys(kind.replace("_", " ") for kind in kinds))


def _several(number: int, thing: str) -> str:
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"
