"""Native charts: axes that belong together, series that lead to cells and keep as many of them."""

from collections import Counter
from collections.abc import Collection, Iterator

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from tests.output.structure.formulas import formula_faults
from tests.output.structure.order import CHART

C = {"c": CHART}
SERIES, POINTS = 255, 32_000
"""Of one chart, and of one series."""


def chart_faults(root: etree._Element, sheets: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a chart whose figures stand on some sheets."""
    series = root.findall(".//c:ser", C)
    if not 1 <= len(series) <= SERIES:
        yield f"{len(series)} series"
    for what in ("idx", "order"):
        numbers = Counter(_value(one, f"c:{what}") for one in series)
        yield from (f"two series of {what} {n}" for n, count in numbers.items() if count > 1)
    yield from _axes(root)
    for place in root.iter(f"{{{CHART}}}f"):
        yield from (
            f"{place.text}: {fault}" for fault in formula_faults(place.text or "", sheets, ())
        )
    for one in series:
        yield from _kept(one)


def _axes(root: etree._Element) -> Iterator[str]:
    there = {
        _value(axis, "c:axId"): _value(axis, "c:crossAx")
        for axis in root.find(".//c:plotArea", C)
        if axis.tag in {f"{{{CHART}}}catAx", f"{{{CHART}}}valAx"}
    }
    for id_, crossed in there.items():
        if not id_.isdigit() or int(id_) >= 1 << 32:
            yield f"an axis of number {id_}"
        if crossed not in there:
            yield f"axis {id_} crosses {crossed}, which there is not"
    for plot in root.find(".//c:plotArea", C):
        asked = [e.get("val", "") for e in plot.findall("c:axId", C)]
        if plot.find("c:ser", C) is not None and (len(asked) != 2 or set(asked) - set(there)):
            yield f"{etree.QName(plot).localname} on axes {asked}"


def _kept(series: etree._Element) -> Iterator[str]:
    """Yield where a series keeps more or fewer points than its cells, or two for one place."""
    counts = []
    for path in ("c:cat/*", "c:val/*"):
        held = series.find(path, C)
        cache = held.find("c:strCache", C) if held is not None else None
        cache = held.find("c:numCache", C) if held is not None and cache is None else cache
        if held is None or cache is None:
            yield f"a series without {path}"
            continue
        count = int(_value(cache, "c:ptCount") or -1)
        places = [int(point.get("idx", "-1")) for point in cache.findall("c:pt", C)]
        if len(set(places)) < len(places) or any(not 0 <= p < count for p in places):
            yield f"points {places} of {count}"
        left, top, right, low = range_boundaries(held.findtext("c:f", "", C).rpartition("!")[2])
        cells = (int(right or 0) - int(left or 0) + 1) * (int(low or 0) - int(top or 0) + 1)
        if count != cells or count > POINTS:
            yield f"{count} points of {cells} cells"
        counts.append(count)
    if len(set(counts)) > 1:
        yield f"labels and values of {counts} points"


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path, C)
    return "" if found is None else found.get("val", "")
