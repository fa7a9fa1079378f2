"""Reading .xlsx workbooks: visible sheets as rows of cells, ids kept as they were typed."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.cells import Row
from planner.intake.sheet import RawSheet, sheet_of_rows

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MOST_CELLS = 100_000_000


def read_workbook(path: Path, progress: Progress) -> tuple[RawSheet, ...]:
    """Return every visible worksheet that holds cells; RefusedError if the file is damaged."""
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            names = _visible_sheets(book)
            sheets = tuple(_read_sheet(path, book, name, progress) for name in names)
    except calamine.PasswordError:
        raise RefusedError(password_protected(path)) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise RefusedError(damaged(path)) from None
    return tuple(sheet for sheet in sheets if sheet.height)


def password_protected(path: Path) -> Problem:
    """Return what is said of an encrypted workbook."""
    return Problem(
        "The workbook is protected with a password",
        path.name,
        "Open it in Excel, remove the password and save it again",
    )


def damaged(path: Path) -> Problem:
    """Return what is said of a workbook that cannot be opened."""
    return Problem("The workbook is damaged or incomplete", path.name, "Export it again")


def _visible_sheets(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _read_sheet(path: Path, book: "CalamineWorkbook", name: str, progress: Progress) -> RawSheet:
    progress(f"Reading {path.name}", 0, 0)
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > _MOST_CELLS:
        raise RefusedError(Problem(f"Sheet '{name}' spans too many cells to be read", path.name))
    above = sheet.start[0] if sheet.start else 0
    rows: Iterator[Row] = islice(sheet.iter_rows(), above, None)

    def read(count: int) -> None:
        progress(f"Reading {path.name}", above + count, sheet.total_height)

    return sheet_of_rows(name, rows, above + 1, progress=read)
