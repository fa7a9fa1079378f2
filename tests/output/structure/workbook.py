"""A workbook as Excel opens it: sheets, names, formats, texts and charts that fit each other."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from tests.output.structure.charts import chart_faults
from tests.output.structure.formulas import formula_faults
from tests.output.structure.order import SHEET, order_faults
from tests.output.structure.package import OFFICE, Package, package_faults
from tests.output.structure.sheets import CELL_TEXT, NS, Book, sheet_faults

WORKBOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
LONGEST_NAME, FORMATS, FORMAT_CODE = 31, 64_000, 255
_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*C?\d*|C\d*", re.IGNORECASE)
_IN_SECTION = re.compile(r'"[^"]*"|\[[^]]*\]|\\.')
_SAYS = re.compile(r"[A-Za-z]")


def workbook_faults(package: Package) -> tuple[list[str], dict[str, int]]:
    """Return all faults of a workbook, and how many formulas each sheet holds."""
    faults = list(package_faults(package))
    if faults:
        return faults, {}
    book = _book(package)
    faults += order_faults(package)
    faults += _sheets(book)
    faults += _names(book)
    faults += _styles(package.roots[STYLES])
    faults += _texts(package.roots[TEXTS], package)
    for name in book.sheets:
        faults += (f"{name}: {fault}" for fault in sheet_faults(book, name))
        faults += (f"{name}: {fault}" for fault in _notes(package, book.sheets[name]))
    for part in package.of_kind("chart"):
        faults += (f"{part}: {f}" for f in chart_faults(package.roots[part], book.sheets))
    faults += _drawings(package)
    return faults, book.formulas


def _book(package: Package) -> Book:
    root, rels = package.roots[WORKBOOK], package.related(WORKBOOK)
    sheets = {
        sheet.get("name", ""): rels[sheet.get(f"{{{OFFICE}}}id", "")][1]
        for sheet in root.iterfind("s:sheets/s:sheet", NS)
    }
    names = {n.get("name", "") for n in root.iterfind("s:definedNames/s:definedName", NS)}
    styles = package.roots[STYLES]
    return Book(
        package,
        sheets,
        frozenset(name for name in names if not name.startswith("_xlnm.")),
        len(package.roots[TEXTS]),
        len(styles.find("s:cellXfs", NS)),
        len(styles.find("s:dxfs", NS)),
    )


def _sheets(book: Book) -> Iterator[str]:
    root = book.package.roots[WORKBOOK]
    sheets = root.findall("s:sheets/s:sheet", NS)
    names = Counter(sheet.get("name", "").casefold() for sheet in sheets)
    yield from (f"two sheets are called {name}" for name, n in names.items() if n > 1)
    if len({sheet.get("sheetId") for sheet in sheets}) < len(sheets):
        yield "two sheets of one number"
    if all(sheet.get("state") for sheet in sheets):
        yield "no sheet is to be seen"
    for name in book.sheets:
        bad = set(name) & set("[]:*?/\\") or name[:1] == "'" or name[-1:] == "'"
        if bad or not 1 <= len(name) <= LONGEST_NAME or name.casefold() == "history":
            yield f"a sheet cannot be called {name!r}"


def _names(book: Book) -> Iterator[str]:
    found = book.package.roots[WORKBOOK].findall("s:definedNames/s:definedName", NS)
    keys = Counter((n.get("name", "").casefold(), n.get("localSheetId")) for n in found)
    yield from (f"the name {name} twice" for (name, _), n in keys.items() if n > 1)
    for one in found:
        name, refers = one.get("name", ""), one.text or ""
        plain = name.removeprefix("_xlnm.")
        if not re.fullmatch(r"[A-Za-z_][\w.]{0,254}", name) or _LIKE_A_CELL.fullmatch(plain):
            yield f"nothing can be called {name}"
        faults = (
            [] if ":$" in refers and "!$" in refers else formula_faults(refers, book.sheets, ())
        )
        yield from (f"the name {name}: {fault}" for fault in faults)
        for part in re.findall(r"((?:'[^']+'|\w+)!\$?[^,]+)", refers):
            sheet, _, cells = part.rpartition("!")
            if sheet.strip("'") not in book.sheets:
                yield f"the name {name} leads to the sheet {sheet}"
            range_boundaries(cells)
        if int(one.get("localSheetId", "0")) >= len(book.sheets):
            yield f"the name {name} is of no sheet"


def _styles(root: etree._Element) -> Iterator[str]:
    sizes = {name: len(root.find(f"s:{name}", NS)) for name in ("fonts", "fills", "borders")}
    for part in root:
        if part.get("count") is not None and int(part.get("count", "0")) != len(part):
            yield f"{etree.QName(part).localname}: {part.get('count')} told, {len(part)} there"
    codes = {n.get("numFmtId"): n.get("formatCode", "") for n in root.iter(f"{{{SHEET}}}numFmt")}
    cells = root.find("s:cellXfs", NS)
    if len(cells) > FORMATS:
        yield f"{len(cells)} formats"
    for xf in cells:
        for what, size in zip(("fontId", "fillId", "borderId"), sizes.values(), strict=True):
            if int(xf.get(what, "0")) >= size:
                yield f"a format of {what} {xf.get(what)}"
        number = xf.get("numFmtId", "0")
        if int(number) >= 164 and number not in codes:
            yield f"a format of numbers {number}"
    for code in codes.values():
        yield from (f"number format {code!r}: {fault}" for fault in _code(code))


def _code(code: str) -> Iterator[str]:
    """Yield what Excel would not read in a number format: words that stand in no quotes."""
    bare = _IN_SECTION.sub("", code)
    if len(code) > FORMAT_CODE or code.count('"') % 2:
        yield "too long, or quotes that do not close"
    if len(bare.split(";")) > 4 or len(re.findall(r"\[[<>=]", code)) > 2:
        yield "too many parts"
    if _SAYS.search(bare.replace("General", "")):
        yield "words without quotes"
    if any(sign > "\x7f" for sign in bare):
        yield "signs without quotes"


def _texts(root: etree._Element, package: Package) -> Iterator[str]:
    if int(root.get("uniqueCount", "0")) != len(root):
        yield f"{root.get('uniqueCount')} texts told, {len(root)} there"
    told = sum(package.parts[part].count(b't="s"') for part in package.of_kind("worksheet"))
    if int(root.get("count", "0")) != told:
        yield f"{root.get('count')} cells of texts told, {told} there"
    for text in root.iter(f"{{{SHEET}}}t"):
        if len(text.text or "") > CELL_TEXT:
            yield f"a text of {len(text.text or '')} characters"


def _notes(package: Package, sheet: str) -> Iterator[str]:
    """Yield what is wrong with a sheet's notes: one a cell, each with a shape to stand in."""
    rels = dict(package.related(sheet).values())
    if "comments" not in rels:
        return
    root = package.roots[rels["comments"]]
    notes = list(root.iter(f"{{{SHEET}}}comment"))
    authors = len(root.findall("s:authors/s:author", NS))
    if len({note.get("ref") for note in notes}) < len(notes):
        yield "two notes at one cell"
    if any(int(note.get("authorId", "0")) >= authors for note in notes):
        yield "a note of nobody"
    shapes = package.parts[rels["vmlDrawing"]].count(b"<v:shape ")
    if shapes != len(notes):
        yield f"{len(notes)} notes, {shapes} shapes for them"


def _drawings(package: Package) -> Iterator[str]:
    for part in package.of_kind("drawing"):
        ids = Counter(
            e.get("id") for e in package.roots[part].iter() if str(e.tag).endswith("}cNvPr")
        )
        yield from (f"{part}: two shapes of number {id_}" for id_, n in ids.items() if n > 1)
