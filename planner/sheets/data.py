"""The Data sheet: sources, journeys, and the rows that were set aside."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

import numpy as np
import numpy.typing as npt

from planner.base import units
from planner.base.days import NO_DAY, iso
from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.table import Journeys, Snapshot, SourceFile
from planner.plan.edits import Draft
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, refuse_change, said
from planner.sheets.words import date_order, field_title, title

Rows = npt.NDArray[np.int64]
CELLS_KEPT = 4096
GENERIC = "generic"
"""What intake calls an export that belongs to no known CRM."""
_OUTCOMES = ("open", "won", "lost")


@dataclass(frozen=True, eq=False)
class JourneysSheet:
    """A `Sheet` of journeys; a cell is decoded when it is asked for.

    `rows` picks and orders the journeys shown, all of them in their own order without it.
    """

    journeys: Journeys
    columns: tuple[Column, ...]
    style: NumberStyle
    rows: Rows | None = None
    name: str = "Journeys"
    frozen: int = 1

    @property
    def row_count(self) -> int:
        """How many journeys are shown."""
        return len(self.journeys) if self.rows is None else len(self.rows)

    def row(self, row: int) -> Row:
        """Return a journey's identity."""
        return Row(self.journeys.ids[self._at(row)])

    def cell(self, row: int, column: int) -> Cell:
        """Return one field of one journey."""
        kind, _, name = self.columns[column].key.partition(":")
        return self._field(self._at(row), kind, name)

    def explain(self, row: int, column: int) -> Explanation:
        """Return the field's name and value."""
        at = self._at(row)
        title = f"Journey {self.journeys.ids[at]} · {self.columns[column].title}"
        text = self.cell(row, column).text
        return said(title, text or "not in the exports")

    def change(self, row: int, column: int, text: str) -> tuple[Draft, ...]:
        """Refuse: journeys come from the CRM."""
        return refuse_change(self.row(row).key, self.columns[column].key, text)

    def _at(self, row: int) -> int:
        return row if self.rows is None else int(self.rows[row])

    def _field(self, at: int, kind: str, name: str) -> Cell:
        table = self.journeys
        match kind:
            case "id":
                return Cell(table.ids[at], table.ids[at])
            case "dimension":
                dimension = table.dimensions[name]
                return _word(dimension.labels[dimension.codes[at]])
            case "stage":
                stage = int(name)
                return _date(int(table.entered[at, stage]), bool(table.reached[at, stage]))
            case "outcome":
                return _word(_OUTCOMES[table.outcome[at]])
            case "left":
                return _date(int(table.left[at]), reached=False)
        amount = table.amount if kind == "amount" else table.opened_amount
        value = float(amount[at])
        text = units.money(value, table.currency, self.style)
        return Cell(text, value) if text else EMPTY


def journeys_sheet(
    journeys: Journeys, style: NumberStyle = ENGLISH, rows: Rows | None = None
) -> JourneysSheet:
    """Return the grid of journeys: id, stage dates, outcome, money and every dimension."""
    stages = (Column(f"stage:{i}", name, Kind.TEXT, 96) for i, name in enumerate(journeys.stages))
    dimensions = (
        Column(f"dimension:{name}", title(name), Kind.TEXT, 120) for name in journeys.dimensions
    )
    columns = (
        Column("id", "Journey", Kind.TEXT, 160),
        *stages,
        Column("outcome", "Outcome", Kind.TEXT, 72),
        Column("left", "Left", Kind.TEXT, 96),
        Column("amount", "Amount", Kind.MONEY, 104),
        Column("opened_amount", "Opened amount", Kind.MONEY, 112),
        *dimensions,
    )
    return JourneysSheet(journeys, columns, style, rows)


@lru_cache(CELLS_KEPT)
def _word(text: str) -> Cell:
    return Cell(text, text)


@lru_cache(CELLS_KEPT)
def _date(day: int, reached: bool) -> Cell:
    """Return a date; a stage that was reached without one says so."""
    if day == NO_DAY:
        return Cell("no date", tone=Tone.GHOST) if reached else EMPTY
    return Cell(iso(day), iso(day))


SOURCES = (
    Column("file", "File", Kind.TEXT, 220),
    Column("sheet", "Sheet", Kind.TEXT, 100),
    Column("crm", "CRM", Kind.TEXT, 104),
    Column("kind", "Kind", Kind.TEXT, 150),
    Column("header_row", "Header row", Kind.NUMBER, 84),
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
    text = f"{rows} rows read = {journeys} journeys + {merged} merged + {aside} set aside."
    joined = ", ".join(
        f"{units.count(n, style)} by {key.replace('_', ' ')}" for key, n in snapshot.joined.items()
    )
    return f"{text} Joined: {joined}." if joined else text


def notices(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what a person should know about the data, as sentences."""
    return tuple(
        text if text.endswith((".", "!", "?")) else f"{text}." for text in snapshot.warnings
    )


def set_aside_sheet(snapshot: Snapshot, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return the rows that became no journey, reason first, then their cells as they stood."""
    widest = max((len(s.cells) for s in snapshot.set_aside), default=0)
    columns = (
        Column("reason", "Reason", Kind.TEXT, 260),
        Column("file", "File", Kind.TEXT, 180),
        Column("sheet", "Sheet", Kind.TEXT, 100),
        Column("row", "Row", Kind.NUMBER, 64),
        *(Column(f"cell:{i}", letters(i), Kind.TEXT, 110) for i in range(widest)),
    )
    rows = []
    for i, aside in enumerate(snapshot.set_aside):
        cells = {
            "reason": Cell(aside.reason, aside.reason, Tone.DISPUTE),
            "file": Cell(PurePath(aside.file).name, aside.file),
            "sheet": Cell(aside.sheet, aside.sheet),
            "row": Cell(units.count(aside.row, style), float(aside.row)),
        }
        cells |= {f"cell:{k}": Cell(text, text) for k, text in enumerate(aside.cells)}
        rows.append(TableRow(Row(f"aside:{i}"), cells))

    def explain(row: str, _column: str) -> Explanation:
        aside = snapshot.set_aside[int(row.partition(":")[2])]
        sheet = f", sheet {aside.sheet}" if aside.sheet else ""
        return said(f"{PurePath(aside.file).name}{sheet}, row {aside.row}", aside.reason)

    return TableSheet(
        "Set aside", columns, tuple(rows), explain, empty="Every row read became part of a journey."
    )


def letters(column: int) -> str:
    """Return a column's letters as in Excel: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
