"""One chart as a file of its own, drawn for print: PNG or SVG by how the name ends."""

from pathlib import Path

from planner.base.files import write_whole
from planner.base.problem import Problem, RefusedError
from planner.base.units import ENGLISH, NumberStyle
from planner.output.drawing.chart import heading_height, titled_chart
from planner.output.drawing.ink import Ink
from planner.output.drawing.shapes import Room
from planner.output.drawing.svg import svg_file
from planner.output.layout.blocks import needs
from planner.output.pack.page import Picture
from planner.sheets.charts import Chart

WIDTH, MARGIN = 560.0, 14.0
"""Points: it fits a page of a report."""
WIDE = 0.5
"""The least height of the picture as a share of its width."""
SHARP = 4.0
"""Pixels to the point of a PNG: 288 dots to the inch."""


def write_chart(chart: Chart, path: Path, style: NumberStyle = ENGLISH) -> Path:
    """Write a chart with its finding; return the file, RefusedError for another kind of file."""
    target = path if path.suffix else path.with_suffix(".png")
    kind = target.suffix.casefold()
    inner = WIDTH - 2 * MARGIN
    high = max(needs(Picture(chart), inner), heading_height(chart, inner) + inner * WIDE)
    shapes = list(titled_chart(chart, Room(MARGIN, MARGIN, inner, high), Ink(style=style)))
    if kind == ".svg":
        write_whole(target, svg_file(shapes, WIDTH, high + 2 * MARGIN, chart.title))
    elif kind == ".png":
        from planner.output.pdf.picture import png

        write_whole(target, png(shapes, WIDTH, high + 2 * MARGIN, SHARP))
    else:
        what = f"'{target.suffix}' is no format of a chart"
        raise RefusedError(Problem(what, str(target), "End the name in .png or .svg"))
    return target
