"""The rows set aside as a table to be corrected anywhere and brought back, reason first."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from planner.base.files import write_whole
from planner.journeys.aside import RETURNED, Fixes, corrected, place_of, row_keys, sources
from planner.journeys.table import SetAside, Snapshot

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDTHS = (40, 24, 14, 8)
_NO_FIXES: Fixes = {}
Place = tuple[str, str]


def write_set_aside(snapshot: Snapshot, path: Path, fixes: Fixes = _NO_FIXES) -> None:
    """Write reason, file, sheet, row and cells of every row set aside, as `fixes` correct them.

    A path that ends in .xlsx becomes a workbook with a sheet for each file, any other UTF-8
    comma-separated text. No cell is ever a formula: workbooks hold texts, and in a text file one
    that a spreadsheet would take for a formula gets an apostrophe. RefusedError where the file
    cannot be written; then nothing has changed.
    """
    tables = _tables(snapshot, fixes)
    made = _workbook(tables) if path.suffix.casefold() == ".xlsx" else _text(tables)
    write_whole(path, made)


class _Table:
    """The rows set aside of one file and sheet."""

    def __init__(self, headers: tuple[str, ...]) -> None:
        self.headers = headers
        self.rows: list[tuple[SetAside, tuple[str, ...]]] = []


def _tables(snapshot: Snapshot, fixes: Fixes) -> Mapping[Place, _Table]:
    tables: dict[Place, _Table] = {}
    files = sources(snapshot)
    for row, key in zip(snapshot.set_aside, row_keys(snapshot), strict=True):
        place = place_of(row)
        file = files.get(place)
        known = file.headers if file and len(file.headers) == len(row.cells) else ()
        headers = known or tuple(f"Cell {i + 1}" for i in range(len(row.cells)))
        table = tables.setdefault(place, _Table(headers))
        table.headers = max(table.headers, headers, key=len)
        table.rows.append((row, corrected(row, fixes.get(key, {}))))
    return tables


def _text(tables: Mapping[Place, _Table]) -> bytes:
    """Return all rows under the headers of all files."""
    headers = tuple(dict.fromkeys(header for t in tables.values() for header in t.headers))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*RETURNED, *map(_plain, headers)])
    for (file, sheet), table in tables.items():
        for row, cells in table.rows:
            held = dict(zip(table.headers, cells, strict=False))
            under = (_plain(held.get(header, "")) for header in headers)
            writer.writerow([row.reason, _plain(file), _plain(sheet), row.row, *under])
    return text.getvalue().encode("utf-8-sig")


def _workbook(tables: Mapping[Place, _Table]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    names: set[str] = set()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for place, table in (tables or {("Set aside", ""): _Table(())}).items():
            sheet = book.add_worksheet(_name(place, names))
            for column, header in enumerate((*RETURNED, *table.headers)):
                sheet.write_string(0, column, header, bold)
            for at, (row, cells) in enumerate(table.rows, start=1):
                for column, text in enumerate((row.reason, *place)):
                    sheet.write_string(at, column, text)
                sheet.write_number(at, len(RETURNED) - 1, row.row)
                for column, text in enumerate(cells, start=len(RETURNED)):
                    sheet.write_string(at, column, text)
            for column, width in enumerate(_WIDTHS):
                sheet.set_column(column, column, width)
            sheet.set_column(len(_WIDTHS), len(_WIDTHS) + len(table.headers), 18)
            sheet.freeze_panes(1, 1)
    return content.getvalue()


def _name(place: Place, taken: set[str]) -> str:
    """Return a sheet's name: what Excel allows, none twice."""
    plain = " ".join(part for part in place if part).translate(_NOT_IN_NAMES).strip()
    name, number = plain[:_NAME] or "Set aside", 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).replace(",", "").isdigit()
