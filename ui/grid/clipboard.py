"""Cells to and from the clipboard: own format with full precision, then HTML, then TSV."""

import csv
import io
import json
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from planner.base.units import ENGLISH, NumberStyle
from planner.base.units_formula import carried
from ui.grid.foreign import (
    HIDDEN_BY_WIDTH,
    Texts,
    in_full,
    read_html,
    read_xml_spreadsheet,
    respell,
)

OWN_FORMAT = "application/x-fairlead-cells"
XML_SPREADSHEETS = (
    'application/x-qt-windows-mime;value="XML Spreadsheet"',
    "XML Spreadsheet",
    "application/xml-spreadsheet",
)
"""Names under which Excel's XML comes, the first on Windows."""
_PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment-->\
<table>{}</table><!--EndFragment--></body></html>"""


def to_mime(
    shown: Sequence[Sequence[str]],
    typed: Sequence[Sequence[str]],
    values: Sequence[Sequence[str]] | None = None,
    style: NumberStyle = ENGLISH,
    stated: Sequence[Sequence[str]] | None = None,
) -> QMimeData:
    """Return a block as shown (HTML, TSV), and in our format as typed and as full values.

    `stated` are the attributes of every cell in HTML.
    """
    made = QMimeData()
    held = {
        "typed": [list(row) for row in typed],
        "values": [list(row) for row in (typed if values is None else values)],
        "decimal": style.decimal,
    }
    made.setData(OWN_FORMAT, json.dumps(held).encode())
    made.setHtml(_html(shown, stated or [[""] * len(row) for row in shown]))
    made.setText(_tsv(shown))
    return made


def from_mime(data: QMimeData, style: NumberStyle = ENGLISH, *, values: bool = False) -> Texts:
    """Return the block on the clipboard, empty if there is none; the richest format wins.

    Numbers come as they are typed in `style`; `values` leaves formulas behind.
    """
    if data.hasFormat(OWN_FORMAT):
        return _own(bytes(data.data(OWN_FORMAT).data()), style, values)
    table = read_html(data.html(), style) if data.hasHtml() else []
    sheets = (bytes(data.data(name).data()) for name in XML_SPREADSHEETS if data.hasFormat(name))
    xml = next(sheets, b"")
    table = in_full(table, xml, style)
    if table and not any(HIDDEN_BY_WIDTH.fullmatch(text) for row in table for text in row):
        return table
    found = read_xml_spreadsheet(xml, style)
    if found:
        return found
    plain = _from_tsv(data.text()) if data.hasText() else []
    return _unhidden(table, plain) if table else plain


def transposed(block: Texts) -> Texts:
    """Return rows as columns; short rows count as filled with blanks."""
    width = max(map(len, block), default=0)
    return [[row[at] if at < len(row) else "" for row in block] for at in range(width)]


def _unhidden(table: Texts, plain: Texts) -> Texts:
    """Return a table with the numbers its page hides taken from the plain text beside it."""
    if [len(row) for row in table] != [len(row) for row in plain]:
        return table
    return [
        [
            other if HIDDEN_BY_WIDTH.fullmatch(text) else text
            for text, other in zip(*rows, strict=True)
        ]
        for rows in zip(table, plain, strict=True)
    ]


def _own(raw: bytes, style: NumberStyle, values: bool) -> Texts:
    try:
        held = json.loads(raw)
        rows, decimal = held["values" if values else "typed"], str(held["decimal"])
        return [[_here(str(text), decimal, style) for text in row] for row in rows]
    except (ValueError, TypeError, KeyError):
        return []


def _here(text: str, decimal: str, style: NumberStyle) -> str:
    """Return a number or a formula of another window as it is typed in this one."""
    if not text.startswith("=") or decimal == style.decimal:
        return respell(text, decimal, "", style)
    return carried(text, NumberStyle(decimal, "." if decimal == "," else ","), style)


def _html(block: Sequence[Sequence[str]], stated: Sequence[Sequence[str]]) -> str:
    rows = (
        "".join(
            f"<td{said}>{escape(text)}</td>" for text, said in zip(texts, attributes, strict=True)
        )
        for texts, attributes in zip(block, stated, strict=True)
    )
    return _PAGE.format("".join(f"<tr>{row}</tr>" for row in rows))


def _tsv(block: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    for row in block:
        writer.writerow([] if list(row) == [""] else row)  # csv would put an empty cell in quotes
    return out.getvalue()


def _from_tsv(text: str) -> Texts:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = [row or [""] for row in csv.reader(io.StringIO(lines), dialect="excel-tab")]
    except csv.Error:  # a text as long as no cell of a table
        rows = [line.split("\t") for line in lines.removesuffix("\n").split("\n")]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
