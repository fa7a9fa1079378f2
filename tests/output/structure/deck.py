"""Slides as PowerPoint opens them: shapes, tables, and charts with the workbook they come from."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.output.structure.charts import chart_faults
from tests.output.structure.order import DRAWING, SLIDE, order_faults
from tests.output.structure.package import OFFICE, Package, package_faults
from tests.output.structure.workbook import workbook_faults

DECK = "ppt/presentation.xml"
FIRST_SLIDE, FIRST_LAYOUT = 256, 1 << 31
P = {"p": SLIDE, "a": DRAWING}


def deck_faults(package: Package) -> list[str]:
    """Return all faults of a presentation."""
    faults = list(package_faults(package))
    if faults:
        return faults
    faults += order_faults(package)
    faults += _numbers(package)
    for part in package.of_kind("slide"):
        faults += (f"{part}: {fault}" for fault in _slide(package.roots[part]))
    for part in package.of_kind("chart"):
        faults += (f"{part}: {fault}" for fault in _chart(package, part))
    return faults


def _numbers(package: Package) -> Iterator[str]:
    root, rels = package.roots[DECK], package.related(DECK)
    slides = root.findall("p:sldIdLst/p:sldId", P)
    ids = [int(slide.get("id", "0")) for slide in slides]
    if len(set(ids)) < len(ids) or any(not FIRST_SLIDE <= n < FIRST_LAYOUT for n in ids):
        yield f"slides of numbers {ids}"
    for slide in slides:
        if rels[slide.get(f"{{{OFFICE}}}id", "")][0] != "slide":
            yield f"slide {slide.get('id')} leads to none"
    if not slides:
        yield "no slide"


def _slide(root: etree._Element) -> Iterator[str]:
    ids = Counter(e.get("id") for e in root.iter(f"{{{SLIDE}}}cNvPr"))
    yield from (f"two shapes of number {id_}" for id_, n in ids.items() if n > 1)
    for extent in root.iter(f"{{{DRAWING}}}ext"):
        if any(int(extent.get(side, "0")) < 0 for side in ("cx", "cy")):
            yield f"a shape of {extent.get('cx')} by {extent.get('cy')}"
    for table in root.iter(f"{{{DRAWING}}}tbl"):
        columns = len(table.findall("a:tblGrid/a:gridCol", P))
        cells = {len(row.findall("a:tc", P)) for row in table.findall("a:tr", P)}
        if cells != {columns}:
            yield f"a table of {columns} columns with rows of {sorted(cells)} cells"
    for body in root.iter(f"{{{DRAWING}}}txBody", f"{{{SLIDE}}}txBody"):
        if body.find("a:p", P) is None or body.find("a:bodyPr", P) is None:
            yield "a text without a paragraph"


def _chart(package: Package, part: str) -> Iterator[str]:
    """Yield the faults of a chart, and of the workbook behind it that is opened to edit it."""
    (behind,) = [to for what, to in package.related(part).values() if what == "package"]
    held = Package(package.parts[behind])
    yield from (f"the workbook behind it: {fault}" for fault in workbook_faults(held)[0])
    yield from chart_faults(package.roots[part], {"Sheet1"})
