"""Replacing a file whole or not at all."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from planner.base.progress import Progress

CHUNK = 1 << 22
Stamp = tuple[int, int, int] | None
"""What tells one content of a path from another: inode, size, time of change; None: no file."""


def stamp_of(path: Path) -> Stamp:
    """Return a file's stamp; every atomic replacement gives a new one."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def replace_file(
    target: Path,
    write: Callable[[BinaryIO], None],
    *,
    beside: str = "new",
    still: Callable[[], bool] = lambda: True,
) -> bool:
    """Write a temporary file beside the target, flush it to the disk, and put it in its place.

    With `still()` false at the last moment nothing is replaced and False returned. Whatever
    happens before the replacement leaves the target untouched and no temporary file.
    """
    temporary = temporary_of(target, beside)
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        if not still():
            return False
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(target.parent)
    return True


def temporary_of(target: Path, beside: str) -> Path:
    """Return the temporary file's place: the target's folder, a name that says whose it is."""
    return target.with_name(f".{target.name}.{beside}.tmp")


def copy_bytes(source: BinaryIO, target: BinaryIO, progress: Progress) -> None:
    """Copy a file by chunks, reporting the bytes done."""
    size, done = os.fstat(source.fileno()).st_size, 0
    while chunk := source.read(CHUNK):
        progress("bytes saved", done, size)
        target.write(chunk)
        done += len(chunk)


def _flush_folder(folder: Path) -> None:
    """Make the replacement itself durable; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
