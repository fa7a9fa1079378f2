"""What python-pptx does not make by itself: several kinds of chart on the same axes."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from planner.output.slides.native import bare, below, element, named


def as_lines(made: Any, series: Sequence[Any]) -> None:
    """Draw some series of a column chart as lines over the columns."""
    if not series:
        return
    plot = made.plots[0]._element
    lines = element("c:lineChart")
    below(lines, "c:grouping", "standard")
    below(lines, "c:varyColors", "0")
    for one in series:
        moved = one._element
        _without(moved, "c:invertIfNegative")
        moved.getparent().remove(moved)
        lines.append(moved)
        below(moved, "c:smooth", "0")
    below(lines, "c:marker", "1")
    _share_axes(plot, lines)
    plot.addnext(lines)


def as_area(made: Any, series: Sequence[Any], colour: str) -> None:
    """Draw two series, a foot and a height, as one band behind the lines."""
    plot = made.plots[0]._element
    area = element("c:areaChart")
    below(area, "c:grouping", "stacked")
    below(area, "c:varyColors", "0")
    for one, fill in zip(series, ("", colour), strict=True):
        moved = one._element
        for name in ("c:marker", "c:smooth", "c:invertIfNegative", "c:spPr"):
            _without(moved, name)
        moved.find(named("c:tx")).addnext(_looks(fill))
        moved.getparent().remove(moved)
        area.append(moved)
    _share_axes(plot, area)
    plot.addprevious(area)


def _looks(fill: str) -> Any:
    """Return a shape's properties: filled, or not seen at all."""
    looks = element("c:spPr")
    if fill:
        solid = below(looks, "a:solidFill")
        below(solid, "a:srgbClr", bare(fill))
    else:
        below(looks, "a:noFill")
    line = below(looks, "a:ln")
    below(line, "a:noFill")
    return looks


def error_bars(series: Any, lows: Sequence[float], highs: Sequence[float], colour: str) -> None:
    """Draw an interval around each bar of a series."""
    bars = element("c:errBars")
    for name, value in (("c:errBarType", "both"), ("c:errValType", "cust"), ("c:noEndCap", "0")):
        below(bars, name, value)
    for name, values in (("c:plus", highs), ("c:minus", lows)):
        literal = below(below(bars, name), "c:numLit")
        below(literal, "c:formatCode").text = "General"
        below(literal, "c:ptCount", str(len(values)))
        for place, size in enumerate(values):
            point = below(literal, "c:pt")
            point.set("idx", str(place))
            below(point, "c:v").text = repr(size)
    line = below(below(bars, "c:spPr"), "a:ln")
    line.set("w", "12700")
    solid = below(line, "a:solidFill")
    below(solid, "a:srgbClr", bare(colour))
    series._element.find(named("c:cat")).addprevious(bars)


def _without(element: Any, name: str) -> None:
    for found in element.findall(named(name)):
        element.remove(found)


def _share_axes(plot: Any, other: Any) -> None:
    for axis in plot.findall(named("c:axId")):
        other.append(deepcopy(axis))
