"""Tables that other programs put on the clipboard, as texts that can be typed here.

Where a program states a number beside what it shows (LibreOffice `sdval`, Google Sheets
`data-sheets-value`, Excel's XML Spreadsheet), the number is taken in full.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from html.parser import HTMLParser
from xml.parsers import expat

from planner.base.units import ENGLISH, NumberStyle, Unit, exact

Texts = list[list[str]]

MOST_CELLS = 2_000_000
HIDDEN_BY_WIDTH = re.compile(r"#{2,}")
"""What Excel shows, and copies as HTML, of a number too wide for its column."""
_SEPARATOR = r'mso-displayed-{}-separator:\s*"\\?(.*?)"'
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|general|standard', re.IGNORECASE)
_SIGNS = re.compile(r"(?<=\d)E[-+]?\d+|[-+\u2212()%\s\u00a0\u202f]|[$€£¥₹]|\b[A-Z]{3}\b|R\$")
_PADDED = re.compile(r"0\d")
"""How an id begins that a number format writes with zeros: what is shown is meant."""
_DIGITS = re.compile(r"[\d.,'\u2019\s\u00a0\u202f]*\d[\d.,'\u2019\s\u00a0\u202f]*")
_SS = "urn:schemas-microsoft-com:office:spreadsheet "


def number_text(shown: str, value: float, pattern: str, style: NumberStyle = ENGLISH) -> str:
    """Return a stated number as it is typed here; dates and times stay as they are shown.

    `pattern` is the number format it has there, '' if it states none.
    """
    plain = _QUOTED.sub("", pattern)
    if re.search(r"[ymdhs]", plain, re.IGNORECASE):
        return shown
    if not HIDDEN_BY_WIDTH.fullmatch(shown) and not _is_number(shown):
        return shown
    percent = "%" in plain or "%" in shown
    return exact(value, Unit.RATE if percent else Unit.NUMBER, style)


def respell(text: str, decimal: str, group: str, style: NumberStyle = ENGLISH) -> str:
    """Return a number written with other separators as it is written here; other texts as is."""
    if decimal == style.decimal or not _is_number(text):
        return text
    bare = text.replace(group, "") if group else text
    return bare.replace(decimal, style.decimal)


def read_html(html: str, style: NumberStyle = ENGLISH) -> Texts:
    """Return the first table of a page; none if it has no table."""
    reader = _TableReader(style)
    reader.feed(html)
    reader.close()
    decimal, group = (re.search(_SEPARATOR.format(name), html) for name in ("decimal", "thousand"))
    if decimal is None:
        return reader.rows
    apart = decimal.group(1), group.group(1) if group else ""
    return [[respell(text, *apart, style) for text in row] for row in reader.rows]


def read_xml_spreadsheet(data: bytes, style: NumberStyle = ENGLISH) -> Texts:
    """Return the first worksheet of Excel's XML Spreadsheet; none if it is broken or hostile."""
    reader = _read_sheet(data, style)
    width = max(map(len, reader.rows), default=0)
    return [row + [""] * (width - len(row)) for row in reader.rows]


def in_full(table: Texts, xml: bytes, style: NumberStyle = ENGLISH) -> Texts:
    """Return a table with its numbers as Excel's XML of the same cells states them.

    Where the two are not of one shape the table is returned as it is.
    """
    reader = _read_sheet(xml, style)
    rows = zip(reader.rows, table, strict=False)
    if len(reader.rows) > len(table) or any(len(stated) > len(shown) for stated, shown in rows):
        return table
    made = [list(row) for row in table]
    for row, column in reader.numbers:
        shown = made[row][column]
        digits, letters = (any(map(is_one, shown)) for is_one in (str.isdecimal, str.isalpha))
        if not shown or (letters and not digits):
            return table
        if _is_number(shown) or not (digits or letters):  # of a zero, accountants show a dash
            made[row][column] = reader.rows[row][column]
    return made


def _read_sheet(data: bytes, style: NumberStyle) -> "_SheetReader":
    """Return what stands in the first worksheet; nothing if it is broken or hostile."""
    reader = _SheetReader(style)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(data.rstrip(b"\0"), True)
    except (expat.ExpatError, ValueError):
        return _SheetReader(style)
    return reader


def _is_number(text: str) -> bool:
    return not _PADDED.match(text) and bool(_DIGITS.fullmatch(_SIGNS.sub("", text)))


class _TableReader(HTMLParser):
    """Reads the first table; a cell over several columns or rows leaves the others empty."""

    def __init__(self, style: NumberStyle) -> None:
        super().__init__()
        self.rows: Texts = []
        self._style = style
        self._text: list[str] | None = None
        self._stated: tuple[float, str] | None = None
        self._span = 1
        self._below: dict[int, int] = {}
        self._down = 1
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._end_cell()
            self._skip_covered()
            given = {name: value or "" for name, value in attrs}
            self._span, self._down = _count(given.get("colspan")), _count(given.get("rowspan"))
            self._stated = _stated(given)
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data.replace("\r", "").replace("\n", " "))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "table" and self.rows:
            self._end_cell()
            self._done = True

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text = " ".join("".join(self._text).split())
        if self._stated is not None:
            text = number_text(text, *self._stated, self._style)
        for i in range(self._span):
            if self._down > 1:
                self._below[len(self.rows[-1])] = self._down - 1
            self.rows[-1].append(text if i == 0 else "")
        self._text = None

    def _skip_covered(self) -> None:
        while self._below.get(len(self.rows[-1]), 0) > 0:
            self._below[len(self.rows[-1])] -= 1
            self.rows[-1].append("")


def _stated(attributes: Mapping[str, str]) -> tuple[float, str] | None:
    """Return the number a cell states, and its format."""
    with suppress(ValueError, TypeError, IndexError, KeyError):
        if "sdval" in attributes:
            return float(attributes["sdval"]), attributes.get("sdnum", "").rpartition(";")[2]
        if "data-sheets-value" in attributes:
            kind, value = (_part(attributes["data-sheets-value"], at) for at in (1, 3))
            if kind == 3 and isinstance(value, int | float):
                given = attributes.get("data-sheets-numberformat")
                pattern = [_part(given, at) for at in (1, 2)] if given else []
                return float(value), next((p for p in pattern if isinstance(p, str)), "")
    return None


def _part(text: str, at: int) -> object:
    """Return a numbered part of what Google Sheets states, as an object or as a list."""
    held = json.loads(text)
    return held[at] if isinstance(held, list) else held.get(str(at))


def _count(text: str | None) -> int:
    return max(1, min(int(text), 1000)) if text and text.isdecimal() else 1


class _SheetReader:
    """Collects the cells of the first worksheet; `ss:Index` leaves rows and cells out.

    `numbers` are the places of those that state a number.
    """

    def __init__(self, style: NumberStyle) -> None:
        self.rows: Texts = []
        self.numbers: list[tuple[int, int]] = []
        self._style = style
        self._patterns: dict[str, str] = {}
        self._named = self._pattern = self._kind = ""
        self._text: list[str] = []
        self._sheets = self._across = self._cells = 0

    def refuse(self, *_: object) -> None:
        raise ValueError("a table declares no entities")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.removeprefix(_SS)
        if name == "Worksheet":
            self._sheets += 1
        elif name == "Style":
            self._named = attributes.get(f"{_SS}ID", "")
        elif name == "NumberFormat":
            self._patterns[self._named] = attributes.get(f"{_SS}Format", "")
        elif self._sheets == 1 and name == "Row":
            self.rows += [[] for _ in range(self._left_out(len(self.rows), attributes))] + [[]]
            self._across = 0
        elif self._sheets == 1 and name == "Cell" and self.rows:
            row = self.rows[-1]
            row += [""] * self._across
            row += [""] * (self._left_out(len(row), attributes) + 1)
            self._across = _count(str(int(attributes.get(f"{_SS}MergeAcross", 0)) + 1)) - 1
            self._pattern = self._patterns.get(attributes.get(f"{_SS}StyleID", ""), "")
        elif name == "Data":
            self._kind, self._text = attributes.get(f"{_SS}Type", "String"), []

    def characters(self, text: str) -> None:
        if self._kind:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag != f"{_SS}Data" or not self._kind:
            return
        if self._sheets == 1 and self.rows and self.rows[-1]:
            self.rows[-1][-1] = self._read("".join(self._text))
            if self._kind == "Number":
                self.numbers.append((len(self.rows) - 1, len(self.rows[-1]) - 1))
        self._kind = ""

    def _read(self, text: str) -> str:
        if self._kind == "DateTime":
            return text.removesuffix(".000").removesuffix("T00:00:00")
        if self._kind != "Number":
            return text
        percent = "%" in self._pattern or self._pattern == "Percent"
        return exact(float(text), Unit.RATE if percent else Unit.NUMBER, self._style)

    def _left_out(self, held: int, attributes: Mapping[str, str]) -> int:
        left_out = max(0, int(attributes.get(f"{_SS}Index", held + 1)) - 1 - held)
        self._cells += 1 + left_out
        if self._cells > MOST_CELLS:
            raise ValueError("too large a table")
        return left_out
