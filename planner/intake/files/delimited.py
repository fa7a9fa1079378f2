"""Reading delimited text: encoding, delimiter and cells, all found from the content."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.files.cells import Row
from planner.intake.files.columns import Column
from planner.intake.files.cutting import cut_columns
from planner.intake.files.records import records_of
from planner.intake.files.sheet import RawSheet, sheet_of_rows
from planner.intake.files.uncut import UncutColumn

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 200
_HEAD = 300_000


def read_delimited(path: Path, data: bytes, progress: Progress) -> RawSheet:
    """Return the cells of a text file as one sheet; RefusedError if it is no text."""
    text = _as_utf8(path, data)

    def read(count: int) -> None:
        progress(f"Reading {path.name}", count, 0)

    delimiter, start = _declared_delimiter(text[:20].decode("utf-8", "replace"))
    text = text[start:] if start else text
    head = text[:_HEAD].decode("utf-8", "replace")
    delimiter = delimiter or _guess_delimiter(head)
    first_row = 2 if start else 1
    widths = _widths(head, delimiter)
    if widths and max(widths) > 1:
        columns = _quickly(text, delimiter, max(widths), read)
        if columns is not None:
            return RawSheet("", columns, first_row, tuple(widths))
    rows = _records(path, text.decode("utf-8", "surrogatepass"), delimiter)
    if widths and max(widths) <= 1:
        lines = _unquoted_lines(list(rows))
        rows, widths = iter(lines), [len(line) for line in lines[:_SAMPLE_RECORDS]]
    return sheet_of_rows("", rows, first_row, tuple(widths), progress=read)


def _quickly(
    text: bytes, delimiter: str, width: int, heard: Callable[[int], None]
) -> tuple[Column, ...] | None:
    """Return the columns, uncut where their records can be told; None where lines are irregular."""
    records = records_of(text, delimiter, width, heard)
    if records is not None:
        return tuple(UncutColumn(records, place) for place in range(width))
    columns = cut_columns(text, delimiter, width, range(width), heard)
    return None if columns is None else tuple(columns[place] for place in range(width))


def _as_utf8(path: Path, data: bytes) -> bytes:
    """Return a text in UTF-8 without byte order mark, from whatever encoding it was written in."""
    if data.isascii() and b"\0" not in data:
        return data
    encodings = [name for mark, name in _BOMS if data.startswith(mark)] or _unmarked(data)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return data if encoding == "utf-8" else text.encode("utf-8", "surrogatepass")
    raise RefusedError(
        Problem("This file is neither a workbook nor text", path.name, "Export it as .xlsx or .csv")
    )


def _unmarked(data: bytes) -> list[str]:
    head = data[:4000]
    if head[1::2].count(0) > len(head) // 4:
        return ["utf-16-le"]
    if head[::2].count(0) > len(head) // 4:
        return ["utf-16-be"]
    return ["utf-8", "cp1252", "latin-1"]


def _declared_delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter of a leading 'sep=' line and where the text after it starts."""
    line, newline, _ = text[:20].partition("\n")
    declared = line.strip().strip('"')
    if declared.casefold().startswith("sep=") and len(declared) == 5 and newline:
        return declared[4], len(line) + 1
    if line.rstrip("\r").casefold() == "sep=\t":
        return "\t", len(line) + 1
    return "", 0


def _guess_delimiter(text: str) -> str:
    """Return the delimiter whose records most often have the same, greatest number of cells."""

    def weight(delimiter: str) -> tuple[float, int]:
        widths = [w for w in _widths(text, delimiter) if w]
        wide = [w for w in widths if w > 1]
        if not wide:
            return (0.0, 0)
        usual = max(set(wide), key=wide.count)
        return (wide.count(usual) / len(widths), usual)

    return max(_DELIMITERS, key=weight)


def _widths(sample: str, delimiter: str) -> list[int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        for record in reader:
            widths.append(len(record))
            if len(widths) >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return widths
    return widths


def _records(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(1 << 27)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise RefusedError(
            Problem(f"The text could not be cut into cells: {error}", path.name)
        ) from None


def _unquoted_lines(rows: list[Row]) -> list[Row]:
    """Return the records of a file whose whole lines were quoted as one field."""
    lines = [str(row[0]) if row else "" for row in rows]
    joined = "\n".join(lines)
    delimiter = _guess_delimiter(joined)
    return [_cells_of(line, delimiter) for line in lines]


def _cells_of(line: str, delimiter: str) -> Row:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return " ".join(line.split("\r")).split(delimiter)
