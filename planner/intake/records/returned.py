"""Tables of rows set aside that come back corrected; they are known by their first headers."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.intake.files.cells import Cell, text_of
from planner.intake.files.reading import read
from planner.intake.files.sheet import RawSheet
from planner.intake.recognition.proposal import ProposedTable
from planner.journeys.aside import RETURNED, ReturnedRow

_APOSTROPHE = "'"


def read_returned(path: Path, progress: Progress = silent) -> tuple[ReturnedRow, ...]:
    """Read a table of rows set aside; RefusedError for any other file, or one cut short."""
    sheets = [sheet for sheet in read(path, progress) if is_returned(sheet)]
    if not sheets:
        raise RefusedError(
            Problem(
                "This is no table of rows set aside",
                path.name,
                f"Its first headers must be {', '.join(RETURNED)}",
            )
        )
    return tuple(row for sheet in sheets for row in _rows(sheet))


def is_returned(sheet: RawSheet) -> bool:
    """Tell whether a sheet is a table of rows set aside."""
    first: Sequence[Cell] = sheet.row(0) if sheet.height else ()
    return tuple(map(text_of, first[: len(RETURNED)])) == RETURNED


def is_returned_table(table: ProposedTable) -> bool:
    """Tell whether what was proposed as an export is a table of rows set aside."""
    return tuple(column.header for column in table.columns[: len(RETURNED)]) == RETURNED


def _rows(sheet: RawSheet) -> Iterable[ReturnedRow]:
    headers = [text_of(cell) for cell in sheet.row(0)[len(RETURNED) :]]
    for at in range(1, sheet.height):
        _, file, name, number, *cells = map(_said, sheet.row(at))
        if number.isdecimal():
            yield ReturnedRow(file, name, int(number), dict(zip(headers, cells, strict=True)))


def _said(cell: Cell) -> str:
    """Return a cell as it was before an apostrophe kept a spreadsheet from calculating it."""
    text = text_of(cell)
    return text[1:] if text.startswith(_APOSTROPHE) else text
