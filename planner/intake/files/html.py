"""Tables of a web page, which several CRMs save under the name of a workbook."""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.files.cells import Row
from planner.intake.files.merged import Range, unmerged
from planner.intake.files.sheet import RawSheet, sheet_of_rows

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LEFT_OUT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCTURE = re.compile(
    r"<t[dh]((?:\s[^<>]*)?)>([^<]*)</t[dh]>\s*"
    r"|<(/?)(table|tr|td|th|br|p|div|li|script|style|title)\b([^<>]*)>",
    re.IGNORECASE,
)
"""A whole cell of bare text, by far the most frequent, or one tag."""
_ANY_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
_SILENT = ("script", "style", "title")
_BREAKS = ("br", "p", "div", "li")
_MOST_COLUMNS = 16_384
_MOST_BLANKS = 10_000_000
"""Cells that spans may leave blank in one table."""
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
    tables = _Page(name, progress).read(text)
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
    blanks: int = 0

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
        said = "\n".join(" ".join(part.split()) for part in "".join(self.cell).split("\v"))
        at = len(self.row)
        wide, deep = self._reach(at)
        self.row += [said.strip("\n"), *[""] * (wide - 1)]
        self.blanks += wide - 1
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

    def whole_cell(self, spans: str, text: str) -> None:
        """Take a cell of bare text."""
        if "span" in spans.lower():
            self.begin_cell(spans)
            self.add(text)
            self.end_cell()
            return
        self.end_cell()
        if self.row is None:
            self.row = []
        if self.owed:
            self._skip_owed(self.row)
        self.row.append(" ".join((unescape(text) if "&" in text else text).split()))

    def add(self, text: str) -> None:
        """Add what stands between tags to the cell: inner tags dropped, entities resolved."""
        if self.cell is not None:
            bare = _ANY_TAG.sub("", text) if "<" in text else text
            self.cell.append(unescape(bare) if "&" in bare else bare)

    def _skip_owed(self, row: list[str]) -> None:
        before = len(row)
        while self.owed and len(row) in self.owed:
            row.append("")
        self.blanks += len(row) - before

    def _reach(self, at: int) -> tuple[int, int]:
        if not self.spans:
            return 1, 1
        said = {kind.lower(): int(number) for kind, number in _SPAN.findall(self.spans)}
        wide = min(max(said.get("col", 1), 1), max(_MOST_COLUMNS - at, 1))
        return wide, max(said.get("row", 1), 1)


class _Page:
    """The tables of a page as its tags go by; `silent` is the element whose text is no text."""

    def __init__(self, name: str, progress: Progress) -> None:
        self.name, self.progress = name, progress
        self.done: list[_Table] = []
        self._open: list[_Table] = []
        self._silent = ""

    def read(self, text: str) -> list[_Table]:
        """Return every table as it ends; one inside a cell of another stands apart from it."""
        text = _LEFT_OUT.sub("", text)
        last = 0
        for count, tag in enumerate(_STRUCTURE.finditer(text)):
            if count % _STEP == 0:
                self._look_up()
            spans, bare, closing, kind, rest = tag.groups()
            if self._open and not self._silent:
                table = self._open[-1]
                if table.cell is not None:
                    table.add(text[last : tag.start()])
                if bare is not None:
                    table.whole_cell(spans, bare)
            last = tag.end()
            if bare is None:
                self._meet(kind.lower(), bool(closing), rest)
        while self._open:
            self._end_table()
        return self.done

    def _look_up(self) -> None:
        table = self._open[-1] if self._open else None
        self.progress(f"Reading {self.name}", len(table.rows) if table else 0, 0)

    def _meet(self, kind: str, closing: bool, spans: str) -> None:
        if self._silent:
            self._silent = "" if closing and kind == self._silent else self._silent
        elif kind in _SILENT:
            self._silent = "" if closing else kind
        elif kind == "table" and not closing:
            self._open.append(_Table())
        elif self._open and kind == "table":
            self._end_table()
        elif self._open:
            _place(self._open[-1], kind, closing, spans)
            if self._open[-1].blanks > _MOST_BLANKS:
                raise RefusedError(Problem("A table spans too many cells to be read", self.name))

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_row()
        if table.rows:
            self.done.append(table)


def _place(table: _Table, kind: str, closing: bool, spans: str) -> None:
    if kind in _BREAKS:
        table.add("\v")
    elif kind == "tr":
        table.end_row() if closing else table.begin_row()
    else:
        table.end_cell() if closing else table.begin_cell(spans if "span" in spans.lower() else "")
