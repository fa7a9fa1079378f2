"""A second reader of the exports, independent of the intake: header at its row, data below it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

HEADER_ROW = 9


@dataclass(frozen=True)
class Sheet:
    """All rows of a report, and its data columns by header."""

    rows: list[list[Any]]
    columns: dict[str, list[Any]]


def read_report(path: Path) -> Sheet:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    place = 0 if rows[HEADER_ROW - 1][0] else 1
    footer = next(i for i in range(HEADER_ROW, len(rows)) if rows[i][place] == "Total")
    cells = zip(*rows[HEADER_ROW:footer], strict=True)
    headers = rows[HEADER_ROW - 1]
    return Sheet(rows, {h: list(c) for h, c in zip(headers, cells, strict=True) if h})


def as_date(cell: Any) -> date | None:
    """Read a real date or a text such as '5/22/2026, 9:07 AM'; None where there is neither."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not cell or cell == "n/a":
        return None
    return datetime.strptime(cell, "%m/%d/%Y, %I:%M %p").date()  # noqa: DTZ007
