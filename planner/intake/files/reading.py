"""From a path to raw sheets, recognised by content and never by name."""

from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.intake.files.delimited import read_delimited
from planner.intake.files.html import read_html, text_of_page
from planner.intake.files.package import OLE, check_compound, check_package, no_workbook
from planner.intake.files.sheet import RawSheet
from planner.intake.files.spreadsheetml import NAMESPACE, read_spreadsheetml
from planner.intake.files.workbook import read_workbook

_HEAD = 4096
_ZIP = b"PK"
_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"{\\rtf", "a text document"),
    (b"\x09\x00\x04\x00", "a workbook from before Excel 5"),
    (b"\x09\x02\x06\x00", "a workbook from before Excel 5"),
    (b"\x09\x04\x06\x00", "a workbook from before Excel 5"),
)
_PAGES = ("<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<style", "<div", "<tr")


def read(path: Path, progress: Progress = silent) -> tuple[RawSheet, ...]:
    """Return the sheets of a workbook, page or text; RefusedError with one sentence otherwise."""
    head = _bytes_of(path, _HEAD)
    if head.startswith(_ZIP):
        check_package(path)
        return read_workbook(path, progress)
    for mark, kind in _OTHER_KINDS:
        if head.startswith(mark):
            raise RefusedError(no_workbook(path, f"This file is {kind}, not an export"))
    data = _bytes_of(path)
    if head.startswith(OLE):
        check_compound(path, data)
        return read_workbook(path, progress)
    if not head.strip() and not data.strip():
        raise RefusedError(Problem("The file is empty", path.name, "Export it again"))
    beginning = text_of_page(head).lstrip().lower()
    if beginning.startswith("<") and NAMESPACE in beginning:
        return read_spreadsheetml(path.name, data.lstrip(), progress)
    if beginning.startswith(_PAGES) or ("<table" in beginning and beginning.startswith("<")):
        return read_html(path.name, text_of_page(data), progress)
    if beginning.startswith("<?xml"):
        raise RefusedError(no_workbook(path, "This file is XML, but not a workbook"))
    return (read_delimited(path, data, progress),)


def _bytes_of(path: Path, most: int = -1) -> bytes:
    if path.is_dir():
        raise RefusedError(Problem("This is a folder, not a file", str(path), "Choose the exports"))
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise RefusedError(Problem("There is no such file", str(path))) from None
    except OSError as error:
        raise RefusedError(
            Problem(f"The file cannot be read: {error.strerror}", str(path))
        ) from None
