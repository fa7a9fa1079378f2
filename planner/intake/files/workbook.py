"""Reading workbooks of every kind: visible sheets by column, ids kept as they were typed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.files.cells import Row
from planner.intake.files.merged import unmerged
from planner.intake.files.package import damaged, password_protected
from planner.intake.files.sheet import RawSheet, sheet_of_rows

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_LIMIT = "Cell limit exceeded"
_PANIC = "PanicException"
_MOST_CELLS = 100_000_000


def read_workbook(path: Path, progress: Progress) -> tuple[RawSheet, ...]:
    """Return every visible worksheet that holds cells; RefusedError if the file is damaged.

    xlsx, xlsm, xlsb, xls and ods are told apart by content.
    """
    import python_calamine as calamine

    try:
        with path.open("rb") as file, calamine.CalamineWorkbook.from_filelike(file) as book:
            names = _visible_sheets(book)
            sheets = tuple(_read_sheet(path, book, name, progress) for name in names)
    except calamine.PasswordError:
        raise RefusedError(password_protected(path)) from None
    except calamine.CalamineError as error:
        problem = _too_large(path) if _LIMIT in str(error) else damaged(path)
        raise RefusedError(problem) from None
    except (OSError, ValueError):
        raise RefusedError(damaged(path)) from None
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise RefusedError(damaged(path)) from None
        raise
    return tuple(sheet for sheet in sheets if sheet.height)


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
        raise RefusedError(_too_large(path))
    above, before = sheet.start or (0, 0)
    rows: Iterator[Row] = islice(sheet.iter_rows(), above, None)

    def read(count: int) -> None:
        progress(f"Reading {path.name}", above + count, sheet.total_height)

    merged = [
        ((top - above, left - before), (bottom - above, right - before))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    whole = unmerged(sheet_of_rows(name, rows, above + 1, progress=read), merged)
    return replace(whole, first_column=before)


def _too_large(path: Path) -> Problem:
    what = "A sheet spans too many cells to be read"
    return Problem(what, path.name, "Remove what stands far below or beside the table")
