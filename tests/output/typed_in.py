"""Cells of a written workbook typed over in its own XML: all else, charts too, stays as it was."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl.workbook import Workbook

Value = float | str | None
CellsByPlace = Mapping[tuple[str, str], Value]
"""What is typed, by the sheet's name and the cell's address."""


def type_in(source: Path, target: Path, book: Workbook, cells: CellsByPlace) -> Path:
    """Write a copy of a workbook with cells typed over; `book` is the same workbook, loaded."""
    parts: dict[str, dict[str, Value]] = {}
    for (sheet, cell), value in cells.items():
        part = f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"
        parts.setdefault(part, {})[cell] = value
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            text = old.read(name)
            for cell, value in parts.get(name, {}).items():
                text = _typed(text, cell, value)
            new.writestr(name, text)
    return target


def _typed(sheet: bytes, cell: str, value: Value) -> bytes:
    """Return a sheet's XML with a value in a cell that stands in it, empty or not."""
    place = re.compile(rb'<c r="%b"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)' % cell.encode())
    said, kind = "", ""
    if isinstance(value, str):
        said, kind = f"<is><t>{escape(value)}</t></is>", ' t="inlineStr"'
    elif value is not None:
        said = f"<v>{value!r}</v>"
    made, count = place.subn(
        lambda hit: b'<c r="%b"%b%b>%b</c>' % (cell.encode(), hit[1], kind.encode(), said.encode()),
        sheet,
        count=1,
    )
    if not count:
        raise LookupError(f"there is no cell {cell}")
    return made
