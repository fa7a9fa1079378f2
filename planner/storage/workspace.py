"""The workspace: the folders of private copies, their locks, and what crashed processes left."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from planner.base.files import replace_file
from planner.base.problem import Problem, RefusedError
from planner.storage.beside import forget_lock
from planner.storage.journal import Journal
from planner.storage.refusals import refusing

JOURNAL = "journal.sqlite"
WAIT = 30.0
"""Seconds a save waits for another window's save of the same plan."""

_PREFIX, _ORIGIN, _ALIVE, _WORKSPACE = "copy-", "origin.json", "alive.lock", "workspace.lock"


@dataclass(frozen=True, slots=True)
class Recoverable:
    """What a crashed process left: `path` is the plan's file, None if it had none yet.

    `edits` are not in that file; `last` is the time of the last one, ISO 8601.
    """

    folder: Path
    path: Path | None
    edits: int
    last: str


def recoverable(workspace: Path) -> tuple[Recoverable, ...]:
    """Return the copies with unsaved edits that no process uses; those without are removed."""
    if not workspace.is_dir():
        return ()
    found = []
    with refusing(workspace, "read"), _locked(workspace):
        for folder in sorted(workspace.glob(f"{_PREFIX}*")):
            alive = hold(folder)
            if alive is None:
                continue
            left, path = _left_in(folder), origin_of(folder)
            if path is not None:
                forget_lock(path, folder.name)
            if left is None:
                drop(folder, alive)
            else:
                alive.release()
                found.append(left)
    return tuple(found)


def claim(workspace: Path) -> tuple[Path, FileLock]:
    """Return a fresh folder in the workspace and its lock, held."""
    with refusing(workspace, "written"):
        workspace.mkdir(parents=True, exist_ok=True)
        with _locked(workspace):
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=workspace))
            alive = _lock(folder / _ALIVE)
            alive.acquire()
    return folder, alive


def hold(folder: Path) -> FileLock | None:
    """Return a copy's lock, held; None while another process, or window, uses the copy."""
    alive = _lock(folder / _ALIVE)
    try:
        alive.acquire(timeout=0)
    except Timeout:
        return None
    return alive


def drop(folder: Path, alive: FileLock) -> None:
    """Release a copy's lock and remove its folder."""
    alive.release()
    shutil.rmtree(folder, ignore_errors=True)


def origin_of(folder: Path) -> Path | None:
    """Return the plan file a copy belongs to, None for a plan never saved."""
    try:
        said = json.loads((folder / _ORIGIN).read_text("utf-8"))["path"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Path(said) if said else None


def set_origin(folder: Path, path: Path | None) -> None:
    """Note whose copy a folder is."""
    said = json.dumps({"path": str(path) if path else None}).encode()
    with refusing(folder, "written"):
        replace_file(folder / _ORIGIN, partial(_put, said))


@contextmanager
def saving(workspace: Path, target: Path) -> Iterator[None]:
    """Hold the lock of a plan file's saves; RefusedError when another save does not end."""
    name = hashlib.sha256(str(target).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    locks = workspace / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    lock = _lock(locks / f"{name}.lock")
    try:
        lock.acquire(timeout=WAIT)
    except Timeout:
        what = "Another window is still saving this plan"
        raise RefusedError(Problem(what, str(target), "Try again in a moment")) from None
    try:
        yield
    finally:
        lock.release()


def _left_in(folder: Path) -> Recoverable | None:
    """Return what a copy's journal holds, None when it is empty or was never begun."""
    if not (folder / JOURNAL).exists():
        return None
    journal = Journal(folder / JOURNAL)
    try:
        edits = journal.edits
    finally:
        journal.close()
    if not edits:
        return None
    return Recoverable(folder, origin_of(folder), len(edits), edits[-1].time)


def _locked(workspace: Path) -> FileLock:
    return _lock(workspace / _WORKSPACE)


def _lock(path: Path) -> FileLock:
    """Return a lock that any thread of this process may release."""
    return FileLock(path, thread_local=False)


def _put(data: bytes, file: BinaryIO) -> None:
    file.write(data)
