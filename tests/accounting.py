"""Every import of every test is watched: no row may be lost in silence."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import planner.intake
from planner.intake import snapshot
from planner.intake.worker import desk
from planner.intake.worker.process import ReadingProcess
from planner.journeys.table import Snapshot
from planner.storage import WorkingCopy

Importing = Callable[..., Snapshot]
Keeping = Callable[[WorkingCopy, Snapshot], str]
_seen: list[str] = []


def accounted(made: Snapshot) -> bool:
    """Whether rows read = journeys made + rows merged + rows set aside."""
    return made.rows_read == len(made.journeys) + made.merged + len(made.set_aside)


def watch_imports() -> None:
    """Look at what every import gives and a plan takes from now on; call it before others import
    these names."""
    watched = _watched(snapshot.take_in)
    WorkingCopy.keep = _watched_keep(WorkingCopy.keep)  # type: ignore[method-assign]
    for module in (snapshot, desk, planner.intake):
        vars(module)["take_in"] = watched
    ReadingProcess.take_in = _watched(ReadingProcess.take_in)  # type: ignore[method-assign]


def unaccounted() -> list[str]:
    """Return, once, what was wrong with the imports made since the last call."""
    found = [*_seen]
    _seen.clear()
    return found


def _watched(importing: Importing) -> Importing:
    @wraps(importing)
    def look(*words: Any, **named: Any) -> Snapshot:
        made = importing(*words, **named)
        _look_at(made)
        return made

    return look


def _watched_keep(keeping: Keeping) -> Keeping:
    @wraps(keeping)
    def look(copy: WorkingCopy, taken: Snapshot) -> str:
        if taken.files:
            _look_at(taken)
        return keeping(copy, taken)

    return look


def _look_at(made: Snapshot) -> None:
    if not accounted(made):
        _seen.append(
            f"{made.rows_read} rows read, {len(made.journeys)} journeys, "
            f"{made.merged} merged, {len(made.set_aside)} set aside"
        )
