"""From a path to raw sheets, recognised by content and never by name; pure, so it can move away
into a child process."""

import zipfile
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.intake.delimited import read_delimited
from planner.intake.sheet import RawSheet
from planner.intake.workbook import damaged, password_protected, read_workbook

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)


def read(path: Path, progress: Progress = silent) -> tuple[RawSheet, ...]:
    """Return the sheets of a workbook or text file; RefusedError with one sentence otherwise."""
    data = _bytes_of(path)
    if data.startswith(_ZIP):
        _check_package(path)
        return read_workbook(path, progress)
    if data.startswith(_OLE):
        raise RefusedError(_ole_problem(path, data))
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise RefusedError(_unknown(path, f"This file is {kind}, not an export"))
    if data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<")):
        raise RefusedError(_unknown(path, "This file is a web page or XML, not a workbook"))
    return (read_delimited(path, data, progress),)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise RefusedError(Problem("This is a folder, not a file", str(path), "Choose the exports"))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise RefusedError(Problem("There is no such file", str(path))) from None
    except OSError as error:
        raise RefusedError(
            Problem(f"The file cannot be read: {error.strerror}", str(path))
        ) from None
    if not data[:4000].strip() and not data.strip():
        raise RefusedError(Problem("The file is empty", path.name, "Export it again"))
    return data


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.casefold().lstrip("/") for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise RefusedError(damaged(path)) from None
    if "xl/workbook.bin" in names:
        raise RefusedError(_unknown(path, "This is a binary workbook (.xlsb)"))
    if not any(name.endswith("workbook.xml") for name in names):
        raise RefusedError(_unknown(path, "This file is an archive, but not an Excel workbook"))


def _ole_problem(path: Path, data: bytes) -> Problem:
    if _ENCRYPTED in data:
        return password_protected(path)
    return _unknown(path, "This is an old Excel workbook (.xls) or another Office file")


def _unknown(path: Path, what: str) -> Problem:
    return Problem(what, path.name, "Save it as .xlsx or .csv and import that")
