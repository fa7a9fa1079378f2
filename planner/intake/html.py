"""Tables of a web page, which several CRMs save under the name of a workbook."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.cells import Row
from planner.intake.merged import Range, unmerged
from planner.intake.sheet import RawSheet, sheet_of_rows

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LEFT_OUT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCTURE = re.compile(
    r"<(/?)(table|tr|td|th|br|p|div|li|script|style|title)\b([^<>]*)>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SILENT = ("script", "style", "title")
_BREAKS = ("br", "p", "div", "li")
_MOST_COLUMNS = 16_384
_STEP = 100_000


def text_of_page(data: bytes) -> str:
    """Return a page's text by its byte order mark, else the encoding it names, else the usual."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    declared = _CHARSET.search(data[:4000])
    named = [declared[1].decode("ascii")] if declared else []
    for encoding in ("utf-8-sig", *named):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding)
    return data.decode("cp1252", "replace")


def read_html(name: str, text: str, progress: Progress) -> tuple[RawSheet, ...]:
    """Return the tables that hold rows; RefusedError if there is none. `name` is the file's."""
    tables = [table for table in _tables(name, text, progress) if table.rows]
    if not tables:
        raise RefusedError(
            Problem("This file is a web page without a table", name, "Export it as .xlsx or .csv")
        )
    one = len(tables) == 1
    return tuple(
        unmerged(sheet_of_rows("" if one else f"Table {n}", table.rows), table.merged)
        for n, table in enumerate(tables, 1)
    )


@dataclass
class _Table:
    """A table while it is read: `owed` are the columns that cells above still reach down into."""

    rows: list[Row] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    owed: dict[int, int] = field(default_factory=dict)
    row: list[str] | None = None
    cell: list[str] | None = None
    spans: str = ""

    def begin_row(self) -> None:
        self.end_row()
        self.row = []

    def begin_cell(self, spans: str) -> None:
        self.end_cell()
        if self.row is None:
            self.row = []
        self.cell, self.spans = [], spans

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        self._skip_owed(self.row)
        said = _SPACES.sub(" ", "".join(self.cell)).replace(" \v ", "\v").strip(" \v\xa0")
        at = len(self.row)
        wide, deep = self._reach(at)
        self.row += [said.replace("\v", "\n"), *[""] * (wide - 1)]
        if deep > 1:
            self.merged.append(((len(self.rows), at), (len(self.rows) + deep - 1, at + wide - 1)))
            self.owed |= dict.fromkeys(range(at, at + wide), deep)
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self.row is None:
            return
        self._skip_owed(self.row)
        self.rows.append(self.row)
        self.owed = {column: deep - 1 for column, deep in self.owed.items() if deep > 1}
        self.row = None

    def _skip_owed(self, row: list[str]) -> None:
        while self.owed and len(row) in self.owed:
            row.append("")

    def _reach(self, at: int) -> tuple[int, int]:
        if not self.spans:
            return 1, 1
        said = {kind.lower(): int(number) for kind, number in _SPAN.findall(self.spans)}
        wide = min(max(said.get("col", 1), 1), max(_MOST_COLUMNS - at, 1))
        return wide, max(said.get("row", 1), 1)


def _tables(name: str, text: str, progress: Progress) -> Iterator[_Table]:
    """Return every table as it ends; one inside a cell of another stands apart from it."""
    open_tables: list[_Table] = []
    silent = ""
    last = 0
    text = _LEFT_OUT.sub("", text)
    for count, tag in enumerate(_STRUCTURE.finditer(text)):
        if count % _STEP == 0:
            progress(f"Reading {name}", len(open_tables[-1].rows) if open_tables else 0, 0)
        kind, closing = tag[2].lower(), bool(tag[1])
        table = open_tables[-1] if open_tables else None
        if table is not None and table.cell is not None and not silent:
            table.cell.append(_words(text[last : tag.start()]))
        last = tag.end()
        if silent or kind in _SILENT:
            silent = "" if silent == kind and closing else silent or ("" if closing else kind)
        elif kind == "table" and not closing:
            open_tables.append(_Table())
        elif table is not None and kind == "table":
            table.end_row()
            yield open_tables.pop()
        elif table is not None:
            _place(table, kind, closing, tag[3])
    for table in reversed(open_tables):
        table.end_row()
        yield table


def _place(table: _Table, kind: str, closing: bool, spans: str) -> None:
    if kind in _BREAKS:
        if table.cell is not None:
            table.cell.append("\v")
    elif kind == "tr":
        table.end_row() if closing else table.begin_row()
    else:
        table.end_cell() if closing else table.begin_cell(spans if "span" in spans.lower() else "")


def _words(text: str) -> str:
    """Return the text between tags: inner tags dropped, entities resolved."""
    if "<" in text:
        text = _ANY_TAG.sub("", text)
    return unescape(text) if "&" in text else text
