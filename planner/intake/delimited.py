"""Reading delimited text: encoding, delimiter and cells, all found from the content."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.cells import RawSheet, Row

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 200
_STEP = 20_000


def read_delimited(path: Path, data: bytes, progress: Progress) -> RawSheet:
    """Return the cells of a text file as one sheet; RefusedError if it is no text."""
    text = _decode(path, data)
    delimiter, start = _declared_delimiter(text)
    body = text[start:] if start else text
    delimiter = delimiter or _guess_delimiter(body)
    rows = list(_records(path, body, delimiter, progress))
    if rows and all(len(row) <= 1 for row in rows[:_SAMPLE_RECORDS]):
        rows = _unquoted_lines(rows)
    return RawSheet("", rows, first_row=2 if start else 1, plain_text=True)


def _decode(path: Path, data: bytes) -> str:
    encodings = [name for mark, name in _BOMS if data.startswith(mark)] or _unmarked(data)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
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
    sample = text[:100_000]

    def weight(delimiter: str) -> tuple[float, int]:
        widths = _widths(sample, delimiter)
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
            if record:
                widths.append(len(record))
            if len(widths) >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return widths
    return widths


def _records(path: Path, text: str, delimiter: str, progress: Progress) -> Iterator[Row]:
    csv.field_size_limit(1 << 27)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for count, record in enumerate(reader):
            if count % _STEP == 0:
                progress(f"Reading {path.name}", count, 0)
            yield record
    except csv.Error as error:
        raise RefusedError(
            Problem(f"The text could not be cut into cells: {error}", path.name)
        ) from None


def _unquoted_lines(rows: list[Row]) -> list[Row]:
    """Return the records of a file whose whole lines were quoted as one field."""
    lines = [str(row[0]) if row else "" for row in rows]
    joined = "\n".join(lines)
    delimiter = _guess_delimiter(joined)
    return [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
