"""Workbooks of 2003 written as one XML file, which some CRMs still name .xls."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from xml.parsers import expat

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.files.cells import Cell, Row
from planner.intake.files.merged import Range, unmerged
from planner.intake.files.sheet import RawSheet, sheet_of_rows

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{NAMESPACE} "
_OPTIONS = "urn:schemas-microsoft-com:office:excel "
_PIECE = 1 << 20
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_BLANKS = 50_000_000


def read_spreadsheetml(name: str, data: bytes, progress: Progress) -> tuple[RawSheet, ...]:
    """Return the visible sheets that hold cells; RefusedError if the XML is broken or hostile."""
    reader = _Reader(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.refuse_declarations
    try:
        for at in range(0, len(data), _PIECE):
            progress(f"Reading {name}", len(reader.rows), 0)
            parser.Parse(data[at : at + _PIECE], at + _PIECE >= len(data))
    except expat.ExpatError:
        raise RefusedError(
            Problem("The workbook is damaged or incomplete", name, "Export it again")
        ) from None
    return tuple(reader.sheets)


class _Reader:
    """Collects cells as elements go by; `ss:Index` leaves rows and cells out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[RawSheet] = []
        self.rows: list[Row] = []
        self._title, self._hidden = "", False
        self._merged: list[Range] = []
        self._row: list[Cell] = []
        self._across = 0
        self._kind: str | None = None
        self._text: list[str] = []
        self._blanks = 0

    def refuse_declarations(self, *_: object) -> None:
        raise RefusedError(
            Problem("The file declares entities, which no export does", self.name, "Export it anew")
        )

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == f"{_SS}Worksheet":
            self._title, self._hidden = attributes.get(f"{_SS}Name", ""), False
            self.rows, self._merged = [], []
        elif tag == f"{_SS}Row":
            self._row, self._across = [], 0
            self.rows += [()] * self._left_out(len(self.rows), attributes, _MOST_ROWS)
        elif tag == f"{_SS}Cell":
            self._row += [""] * self._across
            self._row += [""] * self._left_out(len(self._row), attributes, _MOST_COLUMNS)
            self._merge(attributes)
            self._row.append("")
        elif tag == f"{_SS}Data":
            self._kind, self._text = attributes.get(f"{_SS}Type", "String"), []
        elif tag == f"{_OPTIONS}Visible":
            self._hidden = True

    def end(self, tag: str) -> None:
        if tag == f"{_SS}Data" and self._kind is not None:
            if self._row:
                self._row[-1] = _cell("".join(self._text), self._kind)
            self._kind = None
        elif tag == f"{_SS}Row":
            self.rows.append(self._row)
        elif tag == f"{_SS}Worksheet" and self.rows and not self._hidden:
            self.sheets.append(unmerged(sheet_of_rows(self._title, self.rows), self._merged))

    def characters(self, text: str) -> None:
        if self._kind is not None:
            self._text.append(text)

    def _left_out(self, filled: int, attributes: Mapping[str, str], most: int) -> int:
        """Return how many rows or cells `ss:Index` passes over."""
        place = _number(attributes.get(f"{_SS}Index"), filled + 1)
        skipped = max(place - 1 - filled, 0)
        self._blanks += skipped
        if place > most or self._blanks > _MOST_BLANKS:
            raise RefusedError(Problem("A sheet spans too many cells to be read", self.name))
        return skipped

    def _merge(self, attributes: Mapping[str, str]) -> None:
        self._across = min(_number(attributes.get(f"{_SS}MergeAcross"), 0), _MOST_COLUMNS)
        down = min(_number(attributes.get(f"{_SS}MergeDown"), 0), _MOST_ROWS)
        if down:
            row, column = len(self.rows), len(self._row)
            self._merged.append(((row, column), (row + down, column + self._across)))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _cell(text: str, kind: str) -> Cell:
    with suppress(ValueError):
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
        if kind == "Boolean":
            return text.strip() == "1"
    return "" if kind == "Error" else text
