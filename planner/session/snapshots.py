"""The snapshots a plan keeps, as its log tells of them."""

from collections.abc import Callable

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
