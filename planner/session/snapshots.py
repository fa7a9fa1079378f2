"""The snapshots a plan keeps, as its log tells of them."""

from collections.abc import Callable, Sequence

from planner.base.days import Day, iso
from planner.base.problem import Problem, RefusedError
from planner.journeys.kept import KeptSnapshot
from planner.plan import keys
from planner.plan.edits import Edit
from planner.plan.log import Log, live
from planner.storage.snapshots import About


def kept_snapshots(
    log: Log, current: str | None, about: Callable[[str], About | None]
) -> tuple[KeptSnapshot, ...]:
    """Return each snapshot once, where it was adopted last; undone imports are left out."""
    adopted: dict[str, Edit] = {}
    for edit in live(log):
        if edit.key == keys.SNAPSHOT and isinstance(edit.value, str):
            adopted.pop(edit.value, None)
            adopted[edit.value] = edit
    held = {digest: about(digest) for digest in adopted}
    return tuple(
        KeptSnapshot(
            digest, known.as_of, known.journeys, known.set_aside, known.files,
            adopted[digest].author, adopted[digest].time, adopted[digest].label, digest == current,
        )
        for digest, known in held.items()
        if known is not None
    )  # fmt: skip


def latest_up_to(kept: Sequence[KeptSnapshot], day: Day) -> KeptSnapshot:
    """Return the snapshot of the latest as-of day up to a day; RefusedError where there is none."""
    early = [one for one in kept if one.as_of <= day]
    if not early:
        known = ", ".join(iso(one.as_of) for one in kept) or "none yet"
        raise RefusedError(
            Problem(f"The plan keeps no data as of {iso(day)} or before", "", f"It has {known}")
        )
    return max(early, key=lambda one: (one.as_of, one.current))
