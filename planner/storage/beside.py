"""Files that stand beside a plan file for a while: the lock of a save, and who has the plan open.

Both say whose they are. What a process or a machine that ended left behind is told from what is in
use: on the same machine by its process, elsewhere by its age, by the folder's own clock alone.
"""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from planner.base.files import replace_file
from planner.base.problem import Problem, RefusedError

STALE = 120.0
"""Seconds after which a save that has not ended elsewhere is taken for dead."""
_TRIES, _PAUSE = 600, 0.05
_IDLE = Event()
"""Nobody sets it: waiting for it is a pause."""


@contextmanager
def alone(target: Path, who: str) -> Iterator[None]:
    """Hold the lock beside a plan file, also against machines that share its folder.

    `who` is the copy that saves. RefusedError when another save does not end.
    """
    lock = lock_of(target)
    for _ in range(_TRIES):
        if _made(lock, who):
            break
        if is_dead(lock):
            _break(lock)
        else:
            _IDLE.wait(_PAUSE)
    else:
        what = f"{_holder(lock)} is still saving this plan"
        raise RefusedError(Problem(what, str(target), "Try again in a moment"))
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def lock_of(target: Path) -> Path:
    """Return where the lock of a plan file's saves stands."""
    return target.with_name(f".{target.name}.saving")


def note(who: str, author: str = "") -> bytes:
    """Return what such a file says: the copy, the person, the machine and the process."""
    said = {"copy": who, "author": author, "host": platform.node(), "pid": os.getpid()}
    return json.dumps(said).encode()


def read_note(path: Path) -> dict[str, object]:
    """Return what such a file says, nothing where it is gone or half written."""
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def is_dead(path: Path) -> bool:
    """Whether a file was left behind: its process is gone, or elsewhere it is long out of date."""
    said = read_note(path)
    if said.get("host") == platform.node() and isinstance(said.get("pid"), int):
        import psutil

        return not psutil.pid_exists(int(str(said["pid"])))
    age = _age(path)
    return age is not None and age > STALE


def forget_lock(target: Path, who: str) -> None:
    """Remove the lock that a copy left whose process is gone."""
    lock = lock_of(target)
    if read_note(lock).get("copy") == who:
        lock.unlink(missing_ok=True)


def _made(lock: Path, who: str) -> bool:
    """Make the lock; False while there is one already."""
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(note(who))
    return True


def _break(lock: Path) -> None:
    """Remove a dead lock: only one process can move it away, the others find it gone."""
    away = lock.with_name(f"{lock.name}.{os.getpid()}")
    try:
        lock.rename(away)
    except OSError:
        return
    away.unlink(missing_ok=True)


def _holder(lock: Path) -> str:
    return str(read_note(lock).get("host") or "") or "Another window"


def _age(path: Path) -> float | None:
    """Return a file's age in seconds by the clock of its own folder; None when it is gone."""
    probe = path.with_name(f"{path.name}.{os.getpid()}.probe")
    try:
        replace_file(probe, lambda file: file.write(b""))
        return probe.stat().st_mtime - path.stat().st_mtime
    except FileNotFoundError:
        return None
    finally:
        probe.unlink(missing_ok=True)
