"""Reading delimited text: encoding, delimiter and cells, all found from the content."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.intake.files.cells import Row
from planner.intake.files.columns import Column, column_of_codes, hardly_repeat
from planner.intake.files.sheet import RawSheet, sheet_of_rows

if TYPE_CHECKING:
    import pandas as pd

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 200
_HEAD = 300_000
_MANY = 1_000
_STEP = 100_000


def read_delimited(path: Path, data: bytes, progress: Progress) -> RawSheet:
    """Return the cells of a text file as one sheet; RefusedError if it is no text."""
    text = _as_utf8(path, data)
    delimiter, start = _declared_delimiter(text[:20].decode("utf-8", "replace"))
    text = text[start:] if start else text
    head = text[:_HEAD].decode("utf-8", "replace")
    delimiter = delimiter or _guess_delimiter(head)
    first_row = 2 if start else 1
    widths = _widths(head, delimiter)
    if widths and max(widths) > 1:
        columns = _quickly(path, text, delimiter, max(widths), progress)
        if columns is not None:
            return RawSheet("", columns, first_row, tuple(widths))
    rows = _records(path, text.decode("utf-8", "surrogatepass"), delimiter)
    if widths and max(widths) <= 1:
        lines = _unquoted_lines(list(rows))
        rows, widths = iter(lines), [len(line) for line in lines[:_SAMPLE_RECORDS]]

    def read(count: int) -> None:
        progress(f"Reading {path.name}", count, 0)

    return sheet_of_rows("", rows, first_row, tuple(widths), progress=read)


def _quickly(
    path: Path, text: bytes, delimiter: str, width: int, progress: Progress
) -> tuple[Column, ...] | None:
    """Return the columns as pandas' reader cuts them; None where lines are too irregular for it.

    Columns whose first cells repeat are numbered while they are read, which makes no object of a
    cell that was seen before.
    """
    import pandas as pd

    repeating = _repeating(text[:_HEAD].decode("utf-8", "replace"), delimiter, width)
    kinds = {place: "category" if place in repeating else object for place in range(width)}
    frames: list[pd.DataFrame] = []
    count = 0
    try:
        with pd.read_csv(
            io.BytesIO(text), sep=delimiter, header=None,
            names=range(width), index_col=False, dtype=kinds, na_filter=False, low_memory=False,
            skip_blank_lines=False, chunksize=_STEP,
        ) as reader:  # fmt: skip
            for frame in reader:
                frames.append(frame)
                count += len(frame)
                progress(f"Reading {path.name}", count, 0)
    except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError):
        return None
    return tuple(_column([frame[place] for frame in frames]) for place in range(width))


def _column(parts: "list[pd.Series[Any]]") -> Column:
    if parts[0].dtype == object:
        return Column(np.concatenate([part.to_numpy() for part in parts]))
    return column_of_codes(
        [(part.cat.codes.to_numpy(), part.cat.categories.to_numpy(object)) for part in parts]
    )


def _repeating(sample: str, delimiter: str, width: int) -> set[int]:
    """Return the places whose cells repeat among the first records."""
    records = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _MANY))
    wide = [record for record in records[:-1] if len(record) == width]
    return {i for i in range(width) if not hardly_repeat([record[i] for record in wide])}


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
