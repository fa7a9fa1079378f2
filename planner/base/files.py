"""Files that appear whole or not at all, and what a person is told when one cannot be had."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from planner.base.problem import Problem, RefusedError

NEW, OLD = "new", "old"
"""What a temporary file holds."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content`; RefusedError when that fails, and then nothing has changed."""
    with refusing_files(path, "written"):
        replace_file(path, lambda file: file.write(content))


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Replace several files, all or none; RefusedError when one refuses, and none has changed."""
    begun: list[Path] = []
    try:
        for path, content in contents.items():
            begun.append(path)
            _lay_beside(path, content)
        _exchange(begun)
    finally:
        for path in begun:
            temporary_of(path, NEW).unlink(missing_ok=True)


def _lay_beside(path: Path, content: bytes) -> None:
    with refusing_files(path, "written"):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        _write_flushed(temporary_of(path, NEW), lambda file: file.write(content))


def _exchange(paths: Sequence[Path]) -> None:
    """Put each new file in its place; those before it stay aside until all are there."""
    replaced: dict[Path, bool] = {}
    try:
        for path in paths:
            replaced[path] = path.exists()
            with refusing_files(path, "written"):
                if replaced[path]:
                    shutil.copymode(path, temporary_of(path, NEW))
                    path.replace(temporary_of(path, OLD))
                temporary_of(path, NEW).replace(path)
    except BaseException:  # Ctrl+C too
        for path, was_there in replaced.items():
            if temporary_of(path, OLD).exists():
                temporary_of(path, OLD).replace(path)
            elif not was_there:
                path.unlink(missing_ok=True)
        raise
    for path in paths:
        temporary_of(path, OLD).unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        _flush_folder(folder)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it is missing; RefusedError when that fails."""
    with refusing_files(path, "written"):
        path.mkdir(parents=True, exist_ok=True)


def replace_file(
    target: Path,
    write: Callable[[BinaryIO], object],
    *,
    beside: str = NEW,
    still: Callable[[], bool] = lambda: True,
) -> bool:
    """Write a temporary file beside the target, flush it to the disk, and put it in its place.

    With `still()` false at the last moment nothing is replaced and False returned. Whatever
    happens before the replacement leaves the target untouched and no temporary file.
    """
    temporary = temporary_of(target, beside)
    try:
        _write_flushed(temporary, write)
        if target.exists():
            shutil.copymode(target, temporary)
        if not still():
            return False
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(target.parent)
    return True


def _write_flushed(path: Path, write: Callable[[BinaryIO], object]) -> None:
    with path.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())


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
            if path.is_file():
                remedy = "Close it where it is open, or choose another place"
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
