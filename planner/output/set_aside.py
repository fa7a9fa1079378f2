"""The rows set aside as a table that any spreadsheet opens, reason first."""

import csv
import io
from pathlib import Path

from planner.base.files import write_whole
from planner.journeys.table import Snapshot

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_set_aside(snapshot: Snapshot, path: Path) -> None:
    """Write reason, file, sheet, row and cells of every row set aside as UTF-8 comma-separated.

    A text that a spreadsheet would take for a formula gets an apostrophe. RefusedError where the
    file cannot be written; then nothing has changed.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    widest = max((len(row.cells) for row in snapshot.set_aside), default=0)
    writer.writerow(["Reason", "File", "Sheet", "Row", *(f"Cell {i + 1}" for i in range(widest))])
    for row in snapshot.set_aside:
        cells = [_as_text(cell) for cell in row.cells]
        writer.writerow([row.reason, Path(row.file).name, row.sheet, row.row, *cells])
    write_whole(path, text.getvalue().encode("utf-8-sig"))


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).replace(",", "").isdigit()
