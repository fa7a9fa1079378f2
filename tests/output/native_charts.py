"""The native charts of a workbook: what each refers to, and what is kept of it in the chart."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook

NAMES = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
Kept = tuple[float | str | None, ...]


@dataclass(frozen=True)
class Series:
    """A series of a chart: where its values and labels stand, and what the chart keeps of both."""

    chart: str
    name: str
    labels: str
    kept_labels: Kept
    values: str
    kept_values: Kept


def series_of(path: Path) -> list[Series]:
    """Return every series of every chart of a workbook."""
    with zipfile.ZipFile(path) as book:
        parts = sorted(name for name in book.namelist() if name.startswith("xl/charts/chart"))
        roots = {part: etree.fromstring(book.read(part)) for part in parts}
    return [one for part, root in roots.items() for one in _series(part, root)]


def titles_of(path: Path) -> list[str]:
    """Return the address of every chart's title, of one with words of its own nothing."""
    with zipfile.ZipFile(path) as book:
        parts = sorted(name for name in book.namelist() if name.startswith("xl/charts/chart"))
        roots = [etree.fromstring(book.read(part)) for part in parts]
    return [_text(root, "c:chart/c:title/c:tx/c:strRef/c:f") for root in roots]


def cells_at(book: Workbook, address: str) -> Kept:
    """Return the values of the cells of an address such as 'Plan'!$B$5:$M$5."""
    sheet, _, cells = address.rpartition("!")
    left, top, right, low = range_boundaries(cells)
    page = book[sheet.strip("'")]
    rows = page.iter_rows(min_row=top, max_row=low, min_col=left, max_col=right, values_only=True)
    return tuple(value for row in rows for value in row)


def _series(part: str, root: etree._Element) -> Iterator[Series]:
    for one in root.iterfind(".//c:ser", NAMES):
        name = _text(one, "c:tx/c:v") or _text(one, "c:tx/c:strRef/c:strCache/c:pt/c:v")
        yield Series(
            part,
            name,
            _text(one, "c:cat/*/c:f"),
            _kept(one, "c:cat/*"),
            _text(one, "c:val/c:numRef/c:f"),
            _kept(one, "c:val/c:numRef"),
        )


def _text(node: etree._Element, path: str) -> str:
    return node.findtext(path, "", NAMES)


def _kept(node: etree._Element, path: str) -> Kept:
    """Return the points kept at a reference, None where one is left out."""
    count = node.find(f"{path}/*/c:ptCount", NAMES)
    if count is None:
        return ()
    found: dict[int, float | str] = {}
    numbers = node.find(f"{path}/c:numCache", NAMES) is not None
    for point in node.iterfind(f"{path}/*/c:pt", NAMES):
        text = _text(point, "c:v")
        found[int(point.get("idx", "0"))] = float(text) if numbers else text
    return tuple(found.get(i) for i in range(int(count.get("val", "0"))))
