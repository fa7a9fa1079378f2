"""Data older than the plan's own: what they would replace, and what they cannot keep."""

from dataclasses import replace

from planner.base.days import Day, iso
from planner.base.problem import Problem
from planner.base.units import count
from planner.journeys.diff import Difference
from planner.journeys.table import Snapshot, SourceFile

_SIDES = ("leads", "opportunities")


def is_older(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether an import's leads or opportunities stand as before what the plan has of them.

    The leads and the opportunities of one night need not have changed on the same day.
    """
    if after.as_of >= before.as_of:
        return False
    known, new = _days_by_kind(before), _days_by_kind(after)
    return any(day < known.get(kind, day) for kind, day in new.items())


def goes_back(before: Snapshot | None, after: Snapshot, found: Difference) -> bool:
    """Tell whether an import would change records back to what they were before."""
    return before is not None and bool(len(found.changed)) and is_older(before, after)


def with_latest_days(before: Snapshot, after: Snapshot) -> tuple[SourceFile, ...]:
    """Return an import's files, none as of a day before what the plan has of its kind."""
    known = _days_by_kind(before)
    return tuple(
        file
        if file.as_of is None
        else replace(file, as_of=max(file.as_of, known.get(file.kind, file.as_of)))
        for file in after.files
    )


def cannot_keep(before: Snapshot | None, after: Snapshot, found: Difference) -> Problem | None:
    """Return why what an import lacks cannot be kept: it would change newer data back."""
    if before is None or not goes_back(before, after, found):
        return None
    sides = [kind for kind in _kinds_lacking(before, after) if kind in _SIDES]
    gone = f"{_several(len(found.gone), 'journey')} they lack" if len(found.gone) else ""
    lacking = gone or (f"the {sides[0]}, which they lack," if sides else "")
    if not lacking:
        return None
    what = (
        f"These data, as of {iso(after.as_of)}, are older than the plan’s own, as of "
        f"{iso(before.as_of)}, and would change {_several(len(found.changed), 'journey')} back, "
        f"so that {lacking} cannot be kept"
    )
    return Problem(what, "", "State their as-of date if they are newer, or let go of what is gone")


def replaced_words(before: Snapshot | None, after: Snapshot, found: Difference) -> tuple[str, ...]:
    """Return what older data replace, as a sentence; nothing where they change nothing back."""
    if before is None or not goes_back(before, after, found):
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


def _days_by_kind(data: Snapshot) -> dict[str, Day]:
    """Return the last change that leads and opportunities show, each by itself."""
    days: dict[str, Day] = {}
    for file in data.files:
        if file.kind in _SIDES:
            day = data.as_of if file.as_of is None else file.as_of
            days[file.kind] = max(day, days.get(file.kind, day))
    return days


def _kinds_lacking(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Return the kinds of files the data so far are made of and an import is not."""
    again = {file.kind for file in after.files}
    kinds = (file.kind for file in before.files if file.kind not in again)
    return tuple(dict.fromkeys(kind.replace("_", " ") for kind in kinds))


def _several(number: int, thing: str) -> str:
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"
