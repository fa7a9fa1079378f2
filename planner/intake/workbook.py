"""Reading .xlsx workbooks: visible sheets as rows of cells, ids kept as they were typed."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.cells import RawSheet, Row

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_STEP = 5_000
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
    return tuple(sheet for sheet in sheets if sheet.rows)


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
    first_row, first_column = sheet.start or (0, 0)
    return RawSheet(name, _rows(path, sheet, progress), first_row + 1, first_column + 1)


def _rows(path: Path, sheet: "CalamineSheet", progress: Progress) -> list[Row]:
    above = sheet.start[0] if sheet.start else 0
    rows: list[Row] = []
    for count, row in enumerate(sheet.iter_rows()):
        if count >= above:
            rows.append(row)
        if count % _STEP == 0:
            progress(f"Reading {path.name}", count, sheet.total_height)
    return rows
