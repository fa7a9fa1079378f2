"""The Data sheet: its sources and the account of their rows."""

from collections import Counter
from pathlib import PurePath

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.table import Snapshot, SourceFile
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row
from planner.sheets.table import TableRow, TableSheet, said
from planner.sheets.words import date_order, field_title

GENERIC = "generic"
"""What intake calls an export that belongs to no known CRM."""

SOURCES = (
    Column("file", "File", Kind.TEXT, 220),
    Column("sheet", "Sheet", Kind.TEXT, 100),
    Column("crm", "CRM", Kind.TEXT, 104),
    Column("kind", "Kind", Kind.TEXT, 150),
    Column("header_row", "Header row", Kind.LEVEL, 84),
    Column("rows_read", "Rows read", Kind.NUMBER, 84),
    Column("set_aside", "Set aside", Kind.NUMBER, 76),
    Column("date_order", "Date order", Kind.TEXT, 140),
    Column("mapping", "Mapping", Kind.TEXT, 480),
)


def sources_sheet(snapshot: Snapshot, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return the files read, how each was understood, and the account of every row."""
    aside = Counter((PurePath(s.file).name, s.sheet) for s in snapshot.set_aside)
    rows = tuple(_source(i, file, aside, style) for i, file in enumerate(snapshot.files))
    sources = {f"source:{i}": file for i, file in enumerate(snapshot.files)}

    def explain(row: str, column: str) -> Explanation:
        file = sources[row]
        title = {c.key: c.title for c in SOURCES}[column]
        return said(f"{PurePath(file.path).name} · {title}", _source_sentence(file, column, style))

    return TableSheet("Sources", SOURCES, rows, explain, footnote=account(snapshot, style))


def _source(
    i: int, file: SourceFile, aside: Counter[tuple[str, str]], style: NumberStyle
) -> TableRow:
    name = PurePath(file.path).name
    texts = {
        "file": name,
        "sheet": file.sheet,
        "crm": file.crm,
        "kind": file.kind.replace("_", " "),
        "date_order": _orders(file),
        "mapping": _mapping(file),
    }
    numbers = {
        "header_row": file.header_row,
        "rows_read": file.rows_read,
        "set_aside": aside[name, file.sheet],
    }
    cells = {key: Cell(text, text) for key, text in texts.items()}
    cells |= {key: Cell(units.count(n, style), float(n)) for key, n in numbers.items()}
    return TableRow(Row(f"source:{i}"), cells)


def _orders(file: SourceFile) -> str:
    """Return the date orders decided on, once when all columns share one."""
    distinct = set(file.date_order.values())
    if len(distinct) <= 1:
        return "".join(date_order(order) for order in distinct)
    return ", ".join(f"{header}: {date_order(order)}" for header, order in file.date_order.items())


def _mapping(file: SourceFile) -> str:
    return ", ".join(f"{header} → {field_title(field)}" for header, field in file.columns.items())


def _source_sentence(file: SourceFile, column: str, style: NumberStyle) -> str:
    kind = file.kind.replace("_", " ").capitalize()
    crm = "an export of no particular CRM" if file.crm == GENERIC else file.crm
    sentences = {
        "header_row": f"The header stands in row {file.header_row}; what is above is a title.",
        "rows_read": f"{units.count(file.rows_read, style)} rows of data below the header.",
        "mapping": _mapping(file) or "No column was recognised.",
        "date_order": _orders(file) or "No column of this file needed a date order.",
    }
    return sentences.get(column, f"{kind} from {crm}: {file.path}")


def account(snapshot: Snapshot, style: NumberStyle = ENGLISH) -> str:
    """Return where every row went, and how leads and opportunities were joined, in sentences."""
    rows, journeys, merged, aside = (
        units.count(n, style)
        for n in (
            snapshot.rows_read,
            len(snapshot.journeys),
            snapshot.merged,
            len(snapshot.set_aside),
        )
    )
    made = "journey" if len(snapshot.journeys) == 1 else "journeys"
    read = "row" if snapshot.rows_read == 1 else "rows"
    text = f"{rows} {read} read = {journeys} {made} + {merged} merged + {aside} set aside."
    joined = ", ".join(
        f"{units.count(n, style)} by {key.replace('_', ' ')}" for key, n in snapshot.joined.items()
    )
    parts = (
        text if snapshot.rows_read else "",
        f"Joined: {joined}." if joined else "",
        _beside(snapshot, style),
    )
    return " ".join(part for part in parts if part)


def _beside(snapshot: Snapshot, style: NumberStyle) -> str:
    """Return what stands beside the journeys: reps, monthly counts, responses."""
    quotas = sum(rep.quota is not None for rep in snapshot.reps)
    answers = sum(found.responses for found in snapshot.responses)
    said_of = (
        (len(snapshot.reps), "rep", f" ({units.count(quotas, style)} with a quota)"),
        (len(snapshot.volumes), "monthly count", ""),
        (answers, "campaign response", ""),
    )
    found = [
        f"{units.count(n, style)} {word}{'' if n == 1 else 's'}{more}"
        for n, word, more in said_of
        if n
    ]
    return f"Beside them: {', '.join(found)}." if found else ""


def notices(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what a person should know about the data, as sentences."""
    return tuple(
        text if text.endswith((".", "!", "?")) else f"{text}." for text in snapshot.warnings
    )
