"""Telling whether a file changed meanwhile, and copying it with progress."""

import os
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


def copy_bytes(source: BinaryIO, target: BinaryIO, progress: Progress) -> None:
    """Copy a file by chunks, reporting the bytes done."""
    size, done = os.fstat(source.fileno()).st_size, 0
    while chunk := source.read(CHUNK):
        progress("bytes saved", done, size)
        target.write(chunk)
        done += len(chunk)
