"""Small exports written for one test each, and their import."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from planner.base.days import NO_DAY, iso, parse_day
from planner.intake import Hints, propose, take_in
from planner.journeys.table import BLANK, Outcome, Snapshot
from tests.accounting import accounted


def write_text(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(line.strip() for line in text.strip().splitlines()).encode(encoding))
    return path


def write_rows(
    folder: Path, name: str, rows: Sequence[Sequence[Any]], encoding: str = "utf-8"
) -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def write_book(folder: Path, name: str, rows: Sequence[Sequence[Any]]) -> Path:
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Report")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    sheet.write(r, c, cell)
    return path


def imported(*paths: Path, **hints: Any) -> Snapshot:
    if isinstance(hints.get("as_of"), str):
        hints["as_of"] = parse_day(hints["as_of"])
    return take_in(propose(paths, Hints(**hints)))


def path_of(snapshot: Snapshot, identity: str) -> dict[str, Any]:
    """One journey in words: stages with their dates, outcome, leaving day, amount."""
    table = snapshot.journeys
    i = table.ids.index(identity)
    dates = {
        stage: iso(int(day)) if day != NO_DAY else None
        for stage, day, reached in zip(
            table.stages, table.entered[i], table.reached[i], strict=True
        )
        if reached
    }
    left = int(table.left[i])
    return {
        "dates": dates,
        "outcome": Outcome(int(table.outcome[i])).name,
        "left": iso(left) if left != NO_DAY else None,
        "amount": float(table.amount[i]),
    }


def labels_of(snapshot: Snapshot, dimension: str) -> dict[str, str]:
    """Journey id → value of a dimension."""
    column = snapshot.journeys.dimensions[dimension]
    values = (column.labels[code] for code in column.codes)
    return dict(zip(snapshot.journeys.ids, values, strict=True))


def assert_all_rows_accounted(snapshot: Snapshot) -> None:
    assert accounted(snapshot)
    assert snapshot.merged >= 0


__all__ = [
    "BLANK",
    "assert_all_rows_accounted",
    "imported",
    "labels_of",
    "path_of",
    "write_book",
    "write_rows",
    "write_text",
]
