"""Files that appear whole or not at all, and what a person is told when one cannot be had."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from planner.base.problem import Problem, RefusedError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content`; RefusedError when that fails, and then nothing has changed."""
    with refusing_files(path, "written"):
        replace_file(path, lambda file: file.write(content))


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it is missing; RefusedError when that fails."""
    with refusing_files(path, "written"):
        path.mkdir(parents=True, exist_ok=True)


def replace_file(
    target: Path,
    write: Callable[[BinaryIO], object],
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


@contextmanager
def refusing_files(path: Path, doing: str) -> Iterator[None]:
    """Turn errors of files into RefusedError; `doing` is "read" or "written"."""
    try:
        yield
    except OSError as error:
        raise RefusedError(_problem(error, path, doing)) from error


def disk_full(path: Path) -> Problem:
    """Return what to say when a file does not fit on the disk."""
    remedy = "Free some space and save again; the file is as it was before"
    return Problem("The disk is full", str(path), remedy)


def _problem(error: OSError, path: Path, doing: str) -> Problem:
    if error.errno in _FULL:
        return disk_full(path)
    place, remedy = str(path), "Choose another place"
    match error:
        case OSError() if error.errno in _DENIED:
            what = f"The file may not be {doing} here"
        case FileNotFoundError() if doing == "written":
            what, place = "There is no such folder", str(path.parent)
            remedy = "Choose one that exists"
        case FileNotFoundError():
            what, remedy = "There is no such file", ""
        case FileExistsError() | NotADirectoryError():
            what = "There is a file where a folder should be"
        case IsADirectoryError():
            what, remedy = "This is a folder, not a file", "Choose a file"
        case _:
            what, remedy = f"The file could not be {doing}: {error.strerror or error}", ""
    return Problem(what, place, remedy)


def _flush_folder(folder: Path) -> None:
    """Make the replacement itself durable; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
