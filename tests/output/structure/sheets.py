"""A workbook's sheets: cells, texts, rules and merged ranges within what Excel takes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from tests.output.structure.formulas import LONGEST, column_number, formula_faults
from tests.output.structure.order import SHEET
from tests.output.structure.package import Package

NS = {"s": SHEET}
CELL_TEXT, RULES, FOOTER, TITLE, MESSAGE = 32_767, 65_534, 255, 32, 255
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_NUMBER = re.compile(r"\d+")
_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"])
_ABOUT = {"n": "number", "str": "text", "s": "shared text", "e": "error", "b": "truth"}
Box = tuple[int, int, int, int]
"""First column and row, last column and row."""


@dataclass
class Book:
    """What the cells of all sheets refer to, and how many formulas there are by sheet."""

    package: Package
    sheets: dict[str, str]
    names: frozenset[str]
    texts: int
    formats: int
    marks: int
    formulas: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def sheet_faults(book: Book, name: str) -> Iterator[str]:
    """Yield what is wrong with a sheet."""
    root = book.package.roots[book.sheets[name]]
    yield from _cells(book, name, root)
    yield from _columns(root)
    yield from _rules(book, root)
    for one, other in _meeting([_box(e) for e in root.iterfind(".//s:mergeCell", NS)]):
        yield f"merged ranges {one} and {other} meet"
    for foot in root.iterfind("s:headerFooter/*", NS):
        if len(foot.text or "") > FOOTER:
            yield f"a footer of {len(foot.text or '')} characters"
    pane = root.find(".//s:pane", NS)
    if pane is not None and not _CELL.fullmatch(pane.get("topLeftCell", "")):
        yield f"panes frozen at {pane.get('topLeftCell')}"


def _cells(book: Book, name: str, root: etree._Element) -> Iterator[str]:
    count, above = 0, 0
    for row in root.iterfind("s:sheetData/s:row", NS):
        number, left = int(row.get("r", "0")), 0
        if number <= above:
            yield f"row {number} after row {above}"
        if float(row.get("ht", "0")) > 409.5 or int(row.get("outlineLevel", "0")) > 7:
            yield f"row {number} is too high or too deep"
        above = number
        for cell in row:
            found = _CELL.fullmatch(cell.get("r", ""))
            column = column_number(found[1]) if found else 0
            if found is None or int(found[2]) != number or column <= left:
                yield f"{cell.get('r')} after column {left} of row {number}"
            left = column
            yield from (f"{cell.get('r')}: {fault}" for fault in _cell(book, cell))
            count += cell.find(f"{{{SHEET}}}f") is not None
    book.formulas[name] = count


def _cell(book: Book, cell: etree._Element) -> Iterator[str]:
    if int(cell.get("s", "0")) >= book.formats:
        yield f"format {cell.get('s')}"
    kind, text, formula = cell.get("t", "n"), None, None
    for child in cell:
        if child.tag == f"{{{SHEET}}}v":
            text = child.text or ""
        elif child.tag == f"{{{SHEET}}}f":
            formula = child.text or ""
    if text is not None:
        yield from _value(book, kind, text)
    if formula is None:
        return
    if len(formula) > LONGEST:
        yield f"a formula of {len(formula)} characters"
    shape = _NUMBER.sub("1", formula)
    if shape not in book.seen:
        book.seen.add(shape)
        faults = formula_faults(formula, book.sheets, book.names)
        yield from (f"{fault} in {formula[:200]}" for fault in faults)


def _value(book: Book, kind: str, text: str) -> Iterator[str]:
    right = {
        "n": _is_number,
        "str": lambda said: len(said) <= CELL_TEXT,
        "s": lambda said: said.isdigit() and int(said) < book.texts,
        "e": lambda said: said in _ERRORS,
        "b": lambda said: said in {"0", "1"},
    }
    if kind not in right or not right[kind](text):
        yield f"{text[:60]!r} as {_ABOUT.get(kind, kind)}"


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 1e308
    except ValueError:
        return False


def _columns(root: etree._Element) -> Iterator[str]:
    spans = [
        (int(c.get("min", "0")), int(c.get("max", "0")), c) for c in root.iter(f"{{{SHEET}}}col")
    ]
    for (_, last, _), (first, _, _) in pairwise(spans):
        if first <= last:
            yield f"columns {first} and {last} overlap"
    for first, last, column in spans:
        if not 1 <= first <= last <= 16_384 or not 0 <= float(column.get("width", "0")) <= 255:
            yield f"columns {first} to {last} of width {column.get('width')}"


def _rules(book: Book, root: etree._Element) -> Iterator[str]:
    """Yield what is wrong with rules on inputs and with conditional formats."""
    rules = root.findall("s:dataValidations/s:dataValidation", NS)
    if len(rules) > RULES:
        yield f"{len(rules)} rules on inputs"
    told = root.find("s:dataValidations", NS)
    if told is not None and told.get("count") != str(len(rules)):
        yield f"{told.get('count')} rules are told, {len(rules)} there are"
    for rule in rules:
        for what, most in (("errorTitle", TITLE), ("promptTitle", TITLE),
                           ("error", MESSAGE), ("prompt", MESSAGE)):  # fmt: skip
            if len(rule.get(what, "")) > most:
                yield f"a rule's {what} of {len(rule.get(what, ''))} characters"
        for formula in rule:
            if len(formula.text or "") > MESSAGE:
                yield f"a rule of {len(formula.text or '')} characters"
            yield from formula_faults(formula.text or "", book.sheets, book.names)
    covered = [_box(r, area) for r in rules for area in r.get("sqref", "").split()]
    for one, other in _meeting(covered):
        yield f"rules on inputs at {one} and {other} meet"
    ranks = [int(r.get("priority", "0")) for r in root.iter(f"{{{SHEET}}}cfRule")]
    if len(set(ranks)) != len(ranks):
        yield "two conditional formats of one rank"
    for rule in root.iter(f"{{{SHEET}}}cfRule"):
        if int(rule.get("dxfId", "0")) >= book.marks:
            yield f"conditional format {rule.get('dxfId')}"
        for formula in rule:
            yield from formula_faults(formula.text or "", book.sheets, book.names)


def _box(element: etree._Element, area: str = "") -> Box:
    left, top, right, low = range_boundaries(area or element.get("ref", ""))
    return int(left or 0), int(top or 0), int(right or 0), int(low or 0)


def _meeting(boxes: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    """Yield every two boxes of which one begins in the other."""
    ordered = sorted(boxes, key=lambda box: box[1])
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other[1] > one[3]:
                break
            if one[0] <= other[2] and other[0] <= one[2]:
                yield one, other
