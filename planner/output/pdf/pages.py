"""Single pages of the pack as pictures: the summary alone, thumbnails, previews."""

from planner.base.progress import Progress, silent
from planner.output.drawing.ink import Ink
from planner.output.layout.drawn import drawn_leaf
from planner.output.layout.leaf import PAPERS, Leaf
from planner.output.layout.paginate import leaves
from planner.output.pack.page import Pack
from planner.output.pdf.picture import png

SUMMARY = "summary"
SHARP = 2.5
"""Pixels to the point of the summary alone: 180 dots to the inch."""


def summary_png(pack: Pack, progress: Progress = silent) -> bytes:
    """Return the summary page as PNG."""
    progress("Picture", 0, 1)
    leaf = next(leaf for leaf in leaves(pack, PAPERS[pack.paper]) if leaf.key == SUMMARY)
    made = leaf_png(pack, leaf, SHARP)
    progress("Picture", 1, 1)
    return made


def leaf_png(pack: Pack, leaf: Leaf, scale: float) -> bytes:
    """Return a leaf on paper as PNG, `scale` pixels to the point."""
    sheet = PAPERS[pack.paper]
    shapes = list(drawn_leaf(leaf, Ink(pack.palette, pack.style)))
    return png(shapes, sheet.width, sheet.height, scale)


def paper_leaves(pack: Pack) -> tuple[Leaf, ...]:
    """Return every leaf of the pack on paper."""
    return leaves(pack, PAPERS[pack.paper])
