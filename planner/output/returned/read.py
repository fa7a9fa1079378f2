"""A returned workbook as it is: its input cells by key, wherever rows and columns now stand.

Rows may have been sorted or inserted, columns moved, the sheet renamed: the sheet is the one with
the heads of the input cells and of the hidden keys, and each row is known by the key in it. What
the cells held at export stands on a sheet of its own, which nobody sees.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.intake.files.package import OLE, check_package, password_protected
from planner.output.excel.baseline import BASELINE, HEADS, MARKED, NAMED
from planner.output.excel.columns import AGREED_HEAD, KEY_HEAD, MARKETING_HEAD, SALES_HEAD
from planner.output.returned.cells import Input, Rows, Sheet, cell, heads, text
from planner.output.returned.elsewhere import SEARCHED, Found, goals, scenarios
from planner.plan.keys import GOAL

INPUTS = {MARKETING_HEAD: Seat.MARKETING, SALES_HEAD: Seat.SALES, AGREED_HEAD: Seat.TOGETHER}
SUFFIX = ".xlsx"
_CONTENTS, _MOST_CONTENTS = "xl/workbook.xml", 1 << 20
_SHEETS, _BASELINE = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>"), f'name="{BASELINE}"'.encode()
Content = float | str | bool | None


@dataclass(frozen=True, slots=True)
class Returned:
    """Inputs by (key, seat), each as often as its key stands; what they held at export.

    `hides` is the mark of the reps' names that are hidden in the keys, '' where they are not.
    """

    name: str
    cells: Mapping[tuple[str, Seat], tuple[Input, ...]]
    baseline: Mapping[tuple[str, Seat], float | None]
    hides: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys that left with the workbook and did not come back."""
        present = {key for key, _ in self.cells}
        return tuple(dict.fromkeys(key for key, _ in self.baseline if key not in present))


def left_here(path: Path) -> bool:
    """Whether a file is a workbook that was exported from a plan: it hides what it was then."""
    if path.suffix.casefold() != SUFFIX:
        return False
    try:
        with ZipFile(path) as package, package.open(_CONTENTS) as part:
            listed = part.read(_MOST_CONTENTS)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError):
        return False
    return any(_BASELINE in sheet and b"idden" in sheet for sheet in _SHEETS.findall(listed))


def read_returned(path: Path) -> Returned:
    """Read a returned workbook.

    RefusedError for a file that is no .xlsx workbook, is locked or damaged, and for a workbook
    that was not exported here: without keys or without what was exported.
    """
    values, formulas = _load(path, values=True), _load(path, values=False)
    held = _held(values, path)
    baseline = dict(_stated(held))
    sheets = [Sheet(name, rows, formulas[name]) for name, rows in values.items()]
    sheets = [sheet for sheet in sheets if sheet.name != BASELINE]
    found = list(_assumed(sheets, path))
    if (GOAL, Seat.TOGETHER) in baseline:  # exported when goals and scenarios were kept too
        ids = {text(row, NAMED): text(row, 0) for row in held if text(row, NAMED)}
        found += [*goals(sheets), *scenarios(sheets, ids)]
    cells: dict[tuple[str, Seat], list[Input]] = {}
    for place, made in found:
        cells.setdefault(place, []).append(made)
    inputs = {place: tuple(made) for place, made in cells.items()}
    return Returned(path.name, inputs, baseline, text(values[BASELINE][0], MARKED))


def _load(path: Path, *, values: bool) -> dict[str, Rows]:
    """Return all cells of each sheet: as last computed, or as typed."""
    from openpyxl import load_workbook

    if path.suffix.casefold() != SUFFIX:
        what, remedy = "A returned workbook ends in .xlsx", "Save it as .xlsx and merge that"
        raise RefusedError(Problem(what, path.name, remedy))
    if not path.is_file():
        raise RefusedError(Problem("There is no such file", path.name))
    _check(path)
    try:
        book = load_workbook(path, data_only=values, read_only=True, keep_links=False)
        try:
            return {sheet.title: _rows(sheet) for sheet in book.worksheets}
        finally:
            book.close()
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError, EOFError):
        what = "The workbook is damaged and cannot be read"
        raise RefusedError(
            Problem(what, path.name, "Ask for it to be saved and sent again")
        ) from None


def _check(path: Path) -> None:
    """Refuse what is locked, damaged, or larger than a workbook of a plan can be."""
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            raise RefusedError(password_protected(path))
    check_package(path)


def _rows(sheet: Any) -> Rows:
    sheet.reset_dimensions()
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def _assumed(sheets: Sequence[Sheet], path: Path) -> Found:
    """Yield the input cells of the sheet that has the heads over them."""
    wanted = {KEY_HEAD, *INPUTS}
    for sheet in sheets:
        for at, row in enumerate(sheet.values[:SEARCHED]):
            columns = heads(row)
            if wanted <= columns.keys():
                yield from _typed(sheet, at + 1, columns)
                return
    raise RefusedError(_stranger(path))


def _typed(sheet: Sheet, first: int, columns: Mapping[str, int]) -> Found:
    for at in range(first, len(sheet.values)):
        key = text(sheet.values[at], columns[KEY_HEAD])
        for head, seat in INPUTS.items() if key else ():
            yield (key, seat), sheet.input(at, columns[head])


def _held(sheets: Mapping[str, Rows], path: Path) -> Rows:
    """Return the rows of what was exported; RefusedError without."""
    rows = sheets.get(BASELINE)
    if not rows or tuple(rows[0][: len(HEADS)]) != HEADS:
        raise RefusedError(_stranger(path))
    return rows[1:]


def _stated(rows: Rows) -> Iterator[tuple[tuple[str, Seat], float | None]]:
    for row in rows:
        key = "" if text(row, NAMED) else text(row, 0)
        for column, seat in enumerate((Seat.MARKETING, Seat.SALES, Seat.TOGETHER), 1):
            value = cell(row, column)
            if key:
                yield (key, seat), float(value) if isinstance(value, (int, float)) else None


def _stranger(path: Path) -> Problem:
    what = "This workbook does not say what it was when it was exported"
    return Problem(
        what, path.name, "Merge a workbook exported from this plan, its hidden sheet kept"
    )
