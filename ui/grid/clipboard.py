"""Cells to and from the clipboard: own format with full precision, then HTML, then TSV."""

import csv
import io
import json
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

OWN_FORMAT = "application/x-fairlead-cells"

Texts = list[list[str]]


def to_mime(shown: Sequence[Sequence[str]], exact: Sequence[Sequence[str]]) -> QMimeData:
    """Return a block as shown (HTML, TSV) and as typed in full precision (own format)."""
    made = QMimeData()
    made.setData(OWN_FORMAT, json.dumps([list(row) for row in exact]).encode())
    made.setHtml(_html(shown))
    made.setText(_tsv(shown))
    return made


def from_mime(data: QMimeData) -> Texts:
    """Return the block on the clipboard, empty if there is none; the richest format wins."""
    if data.hasFormat(OWN_FORMAT):
        return _own(bytes(data.data(OWN_FORMAT).data()))
    if data.hasHtml():
        table = _TableReader()
        table.feed(data.html())
        if table.rows:
            return table.rows
    return _from_tsv(data.text()) if data.hasText() else []


def _own(raw: bytes) -> Texts:
    try:
        rows = json.loads(raw)
        return [[str(text) for text in row] for row in rows]
    except (ValueError, TypeError):
        return []


def _html(block: Sequence[Sequence[str]]) -> str:
    rows = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in block)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _tsv(block: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(block)
    return out.getvalue()


def _from_tsv(text: str) -> Texts:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = [row or [""] for row in csv.reader(io.StringIO(lines), dialect="excel-tab")]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


class _TableReader(HTMLParser):
    """Reads the first table; a cell over several columns or rows leaves the others empty."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Texts = []
        self._text: list[str] | None = None
        self._span = 1
        self._below: dict[int, int] = {}
        self._down = 1
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._skip_covered()
            given = dict(attrs)
            self._span, self._down = _count(given.get("colspan")), _count(given.get("rowspan"))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data.replace("\r", "").replace("\n", " "))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._text is not None:
            for i in range(self._span):
                if self._down > 1:
                    self._below[len(self.rows[-1])] = self._down - 1
                self.rows[-1].append(" ".join("".join(self._text).split()) if i == 0 else "")
            self._text = None
        elif tag == "table" and self.rows:
            self._done = True

    def _skip_covered(self) -> None:
        while self._below.get(len(self.rows[-1]), 0) > 0:
            self._below[len(self.rows[-1])] -= 1
            self.rows[-1].append("")


def _count(text: str | None) -> int:
    return max(1, min(int(text), 1000)) if text and text.isdigit() else 1
