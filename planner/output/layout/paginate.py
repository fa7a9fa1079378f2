"""From pages to leaves: what does not fit one sheet goes on to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from planner.output.drawing.letters import height, shortened, wrapped
from planner.output.drawing.shapes import MEDIUM, REGULAR, SEMIBOLD, Box, Image, Room
from planner.output.layout.blocks import GAP, grows, least, most, parted, squeezed, widths
from planner.output.layout.leaf import FOOT, MARGIN, Leaf, Line, Placed, Sheet
from planner.output.pack.page import Band, Pack, Page

TITLE, SUBTITLE, FOOTER = 18.0, 10.0, 7.5
BETWEEN = 12.0
"""Between bands."""
LOGO = (110.0, 26.0)
RULE = 2.0
YIELDS = 45.0
"""What a chart gives of its least height where that spares a leaf."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """The bands of one leaf, with the height of each."""

    bands: tuple[Band, ...]
    heights: tuple[float, ...]


def leaves(pack: Pack, sheet: Sheet) -> tuple[Leaf, ...]:
    """Return every leaf of the pack, the cover with the contents first."""
    from planner.output.layout.cover import cover

    inner = [
        (page, part, one)
        for page in pack.pages
        for part, one in enumerate(_sliced(page, pack, sheet))
    ]
    firsts = {page.key: i for i, (page, part, _) in reversed(list(enumerate(inner, 2))) if not part}
    total = len(inner) + 1
    made = [_leaf(pack, sheet, *one, i, total) for i, one in enumerate(inner, 2)]
    return (cover(pack, sheet, firsts), *made)


def alone(page: Page, pack: Pack, sheet: Sheet) -> Leaf:
    """Return a page as a leaf of its own, whatever its charts must yield."""
    heights = _heights(list(page.bands), _body(page, page.title, pack, sheet))
    return _leaf(pack, sheet, page, 0, _Slice(page.bands, heights), 1, 1)


def _sliced(page: Page, pack: Pack, sheet: Sheet) -> Iterator[_Slice]:
    left, first = list(page.bands), True
    if not left or page.whole:
        room = _body(page, page.title, pack, sheet)
        yield _Slice(page.bands, _heights(left, room))
        return
    while left:
        room = _body(page, page.title if first else _again(page), pack, sheet)
        taken, left = _fitting(left, room)
        yield _Slice(tuple(taken), _heights(taken, room))
        first = False


def _fitting(bands: list[Band], room: Room) -> tuple[list[Band], list[Band]]:
    """Return the bands that a leaf holds, the last of them perhaps in part, and what is left."""
    if _squeezed(bands, room):
        return bands, []
    taken: list[Band] = []
    used = 0.0
    for place, band in enumerate(bands):
        free, needed = room.height - used, least(band, room.width)
        begin, rest = parted(band, room.width, free)
        if taken and (begin is None or (rest and _better_whole(taken, needed, room))):
            return taken, bands[place:]
        taken.append(begin or band)
        if rest and begin is not None:
            return taken, [*rest, *bands[place + 1 :]]
        used += min(needed, free) + BETWEEN
    return taken, []


def _squeezed(bands: list[Band], room: Room) -> bool:
    """Whether all bands fit where the charts among them yield a little."""
    wanted = sum(least(band, room.width) for band in bands) + BETWEEN * (len(bands) - 1)
    yielding = [least(b, room.width) - squeezed(b, room.width) for b in bands if grows(b)]
    return wanted - room.height <= sum(min(YIELDS, more) for more in yielding)


def _better_whole(taken: list[Band], needed: float, room: Room) -> bool:
    """Whether a band stays whole on the next leaf, where the charts before it take the rest."""
    return needed <= room.height and any(map(grows, taken))


def _again(page: Page) -> str:
    return f"{page.title} (more)"


def _heights(bands: list[Band], room: Room) -> tuple[float, ...]:
    """Return what each band gets: charts share what is left, up to a height."""
    wanted = [least(band, room.width) for band in bands]
    spare = room.height - sum(wanted) - BETWEEN * (len(bands) - 1)
    growing = [i for i, band in enumerate(bands) if grows(band)]
    for i in growing:
        more = max(spare, 0.0) / len(growing)
        wanted[i] = max(wanted[i], min(wanted[i] + more, most(bands[i], room.width)))
    over = max(sum(wanted) + BETWEEN * (len(bands) - 1) - room.height, 0.0)
    if growing and over:
        for i in growing:
            wanted[i] = max(wanted[i] - over / len(growing), squeezed(bands[i], room.width))
    return tuple(wanted)


def _body(page: Page, title: str, pack: Pack, sheet: Sheet) -> Room:
    whole = Room(0, 0, sheet.width, sheet.height)
    top = MARGIN * 0.75 + _head_height(page, title, pack, sheet) + 10.0
    return whole.inside(MARGIN, top, MARGIN, FOOT + 4.0)


def _title_width(pack: Pack, sheet: Sheet) -> float:
    return sheet.width - 2 * MARGIN - (LOGO[0] + GAP if pack.logo else 0.0)


def _head_height(page: Page, title: str, pack: Pack, sheet: Sheet) -> float:
    width = _title_width(pack, sheet)
    finding = height(len(wrapped(title, TITLE, width, SEMIBOLD)), TITLE)
    lines = len(wrapped(page.subtitle, SUBTITLE, width)) if page.subtitle else 0
    return finding + height(lines, SUBTITLE) + 4.0


def _leaf(  # noqa: PLR0917 - one place of one pack
    pack: Pack, sheet: Sheet, page: Page, part: int, one: _Slice, number: int, total: int
) -> Leaf:
    title = _again(page) if part else page.title
    room = _body(page, title, pack, sheet)
    parts: list[Placed] = []
    y = room.y
    for band, high in zip(one.bands, one.heights, strict=True):
        x = room.x
        for block, wide in zip(band.blocks, widths(band, room.width), strict=True):
            parts.append(Placed(block, Room(x, y, wide, high)))
            x += wide + GAP
        y += high + BETWEEN
    lines = (*_head(page, title, pack, sheet), *_footer(pack, sheet, number, total))
    return Leaf(number, page.key, title, lines, marks(pack, sheet), tuple(parts))


def _head(page: Page, title: str, pack: Pack, sheet: Sheet) -> Iterator[Line]:
    width, top = _title_width(pack, sheet), MARGIN * 0.75
    high = height(len(wrapped(title, TITLE, width, SEMIBOLD)), TITLE)
    room = Room(MARGIN, top, width, high)
    yield Line(title, room, TITLE, pack.palette.primary, SEMIBOLD)
    if page.subtitle:
        below = Room(MARGIN, top + high, width, height(2, SUBTITLE))
        yield Line(page.subtitle, below, SUBTITLE, pack.palette.muted)


def _footer(pack: Pack, sheet: Sheet, number: int, total: int) -> Iterator[Line]:
    y = sheet.height - FOOT + 10.0
    room = Room(MARGIN, y, sheet.width - 2 * MARGIN, height(1, FOOTER))
    left = room.inside(right=80.0)
    said = shortened(pack.footer, FOOTER, left.width)
    yield Line(said, left, FOOTER, pack.palette.muted, REGULAR)
    yield Line(f"{number} of {total}", room, FOOTER, pack.palette.muted, MEDIUM, -1)


def marks(pack: Pack, sheet: Sheet) -> tuple[Box | Image, ...]:
    """Return the rule in the company's colour, the line over the footer, and the logo."""
    rule = Box(Room(MARGIN, MARGIN * 0.75 - 9.0, 36.0, RULE), pack.palette.primary)
    foot = Room(MARGIN, sheet.height - FOOT + 5.0, sheet.width - 2 * MARGIN, 0.5)
    found: tuple[Box | Image, ...] = (rule, Box(foot, pack.palette.gridline))
    if not pack.logo:
        return found
    right = Room(sheet.width - MARGIN - LOGO[0], MARGIN * 0.75 - 4.0, *LOGO)
    return (*found, logo(pack.logo, right, -1))


def logo(content: bytes, room: Room, side: int) -> Image:
    """Return a picture as large as fits a room, at its left (1) or right (−1) edge."""
    from PIL import Image as Pictures

    with Pictures.open(BytesIO(content)) as picture:
        wide, high = picture.size
    scale = min(room.width / wide, room.height / high)
    width = wide * scale
    x = room.x if side == 1 else room.right - width
    return Image(content, Room(x, room.y, width, high * scale))
