"""What blocks need of a page's height, and how they are parted where there is too little."""

from planner.output.drawing.chart import heading_height
from planner.output.drawing.letters import height, wrapped
from planner.output.drawing.shapes import SEMIBOLD
from planner.output.layout.figures import figures_height
from planner.output.layout.table import TableLayout
from planner.output.pack.page import Band, Block, Figures, Picture, Table, Words
from planner.sheets.chart_range import row_names

GAP = 22.0
"""Between blocks beside each other."""
PICTURE, PICTURE_ROW, PICTURE_FOOT = 150.0, 12.0, 16.0
"""The least height of a chart, of each of its rows, and of its axis."""
TALLEST, THICKEST_ROW = 330.0, 40.0
"""A chart grows no higher than this, and no row of it."""
SQUEEZED = 60.0
"""What a chart keeps where there is too little room for all."""
EMPTY = 60.0
"""What the sentence takes that stands for a chart."""
WORDS, WORDS_TITLE = 9.5, 10.5
INDENT = 10.0
"""Before a sentence, for its mark."""


def widths(band: Band, width: float) -> tuple[float, ...]:
    """Return the widths of a band's blocks."""
    shares = band.shares or (1.0,) * len(band.blocks)
    free = width - GAP * (len(band.blocks) - 1)
    return tuple(free * share / sum(shares) for share in shares)


def least(band: Band, width: float) -> float:
    """Return the least height a band needs."""
    return max(needs(b, w) for b, w in zip(band.blocks, widths(band, width), strict=True))


def grows(band: Band) -> bool:
    """Whether a band has a use for more height."""
    return any(isinstance(block, Picture) and not is_empty(block) for block in band.blocks)


def squeezed(band: Band, width: float) -> float:
    """Return the height a band keeps where its charts yield: what stands beside them needs it."""
    pairs = zip(band.blocks, widths(band, width), strict=True)
    beside = (needs(b, w) for b, w in pairs if not isinstance(b, Picture) or is_empty(b))
    return max(SQUEEZED, *beside, 0.0)


def most(band: Band, width: float) -> float:
    """Return how high a band may grow: rows of a chart that lies are only so thick."""
    pairs = zip(band.blocks, widths(band, width), strict=True)
    found = [_most(b, w) for b, w in pairs if isinstance(b, Picture) and not is_empty(b)]
    return max(found, default=0.0)


def _most(picture: Picture, width: float) -> float:
    chart = picture.chart
    if not (chart.horizontal or chart.bridge):
        return TALLEST
    heading = heading_height(chart, width) if picture.titled else 0.0
    return min(TALLEST, heading + len(row_names(chart)) * THICKEST_ROW + PICTURE_FOOT)


def is_empty(picture: Picture) -> bool:
    """Whether a sentence stands where the chart would."""
    chart = picture.chart
    return bool(chart.empty) or not (chart.series or chart.bridge)


def needs(block: Block, width: float) -> float:
    """Return the least height of a block in a width."""
    match block:
        case Figures(items):
            return figures_height(items, width)
        case Picture(chart, titled):
            heading = heading_height(chart, width) if titled else 0.0
            if is_empty(block):
                return heading + EMPTY
            rows = len(row_names(chart)) if chart.horizontal or chart.bridge else 0
            return max(PICTURE, rows * PICTURE_ROW + PICTURE_FOOT) + heading
        case Words():
            return words_height(block, width)
        case Table():
            return TableLayout(block, width).height


def words_height(block: Words, width: float) -> float:
    """Return what sentences take, each with a gap below."""
    lines = sum(len(wrapped(line, WORDS, width - INDENT)) for line in block.lines)
    title = len(wrapped(block.title, WORDS_TITLE, width, SEMIBOLD)) if block.title else 0
    return height(title, WORDS_TITLE) + 3.0 + height(lines, WORDS) + 2.5 * len(block.lines)


def parted(band: Band, width: float, room: float) -> tuple[Band | None, tuple[Band, ...]]:
    """Return the part of a band that fits a height, and the bands that are left of it.

    Only tables can be parted; what is left of each stands alone, as wide as the page.
    """
    if least(band, width) <= room:
        return band, ()
    kept: list[Block] = []
    rest: list[Band] = []
    for block, wide in zip(band.blocks, widths(band, width), strict=True):
        if not isinstance(block, Table):
            if needs(block, wide) > room:
                return None, (band,)
            kept.append(block)
            continue
        begin, left = TableLayout(block, wide).parted(room)
        if begin is None:
            return None, (band,)
        kept.append(begin)
        if left is not None:
            rest.append(Band((left,)))
    return Band(tuple(kept), band.shares), tuple(rest)
