"""Every import of every test is watched: no row may be lost in silence."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import planner.intake
from planner.intake import snapshot
from planner.intake.worker import desk
from planner.intake.worker.process import ReadingProcess
from planner.journeys.table import Snapshot

Importing = Callable[..., Snapshot]
_seen: list[str] = []


def accounted(made: Snapshot) -> bool:
    """Whether rows read = journeys made + rows merged + rows set aside."""
    return made.rows_read == len(made.journeys) + made.merged + len(made.set_aside)


def watch_imports() -> None:
    """Look at what every import gives from now on; call it before others import these names."""
    watched = _watched(snapshot.take_in)
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
        if not accounted(made):
            _seen.append(
                f"{made.rows_read} rows read, {len(made.journeys)} journeys, "
                f"{made.merged} merged, {len(made.set_aside)} set aside"
            )
        return made

    return look
