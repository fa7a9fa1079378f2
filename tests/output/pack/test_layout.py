"""The worst plans on paper and on slides: every text in its room, none on another, none tiny."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from planner.output.drawing.chart import heading_height
from planner.output.drawing.ink import Ink
from planner.output.drawing.letters import advance, shortened_name
from planner.output.drawing.shapes import Box, Letters, Room, Shape
from planner.output.layout.blocks import PICTURE_FOOT, is_empty
from planner.output.layout.drawn import drawn_block, drawn_leaf
from planner.output.layout.figures import placed_figures
from planner.output.layout.leaf import FOOT, MARGIN, PAPERS, SLIDE, Leaf, Sheet
from planner.output.layout.paginate import leaves
from planner.output.pack.page import Figure, Pack, Picture, Table
from planner.sheets.chart_range import row_names
from tests.output.pack import packs

SMALLEST = 5.0
"""Points: the names of a bridge of sixteen rows; everything else is larger."""
PLAIN = 7.0
SHEETS = {"paper": None, "slide": SLIDE}


def sheet_of(made: Pack, sheet: Sheet | None) -> Sheet:
    return sheet or PAPERS[made.paper]


def rect(text: Letters) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the letters themselves, without leading."""
    wide = advance(text.text, text.size, text.weight)
    left = text.x - wide * (1 - text.side) / 2
    return left, text.y - text.size * 0.72, left + wide, text.y


def texts(shapes: Iterator[Shape]) -> list[Letters]:
    return [s for s in shapes if isinstance(s, Letters) and s.text.strip()]


def on(leaf: Leaf, made: Pack) -> list[Letters]:
    return texts(drawn_leaf(leaf, Ink(made.palette, made.style)))


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("case", packs.CASES)
def test_every_text_stands_on_its_sheet_and_none_on_another(case: str, kind: str) -> None:
    made = packs.pack(case)
    sheet = sheet_of(made, SHEETS[kind])
    for leaf in leaves(made, sheet):
        found = on(leaf, made)
        for text in found:
            left, top, right, bottom = rect(text)
            assert left >= MARGIN - 8, (leaf.number, text.text)
            assert right <= sheet.width - MARGIN + 8, (leaf.number, text.text)
            assert top >= 0, (leaf.number, text.text)
            assert bottom <= sheet.height - 6, (leaf.number, text.text)
        for one, other in combinations(found, 2):
            assert apart(rect(one), rect(other)), (leaf.number, one.text, other.text)


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two rooms do not overlap by more than a hair."""
    hair = 0.3
    across = one[0] >= other[2] - hair or other[0] >= one[2] - hair
    return across or one[1] >= other[3] - hair or other[1] >= one[3] - hair


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("case", packs.CASES)
def test_every_block_stays_in_its_room_above_the_footer(case: str, kind: str) -> None:
    made = packs.pack(case)
    sheet = sheet_of(made, SHEETS[kind])
    ink = Ink(made.palette, made.style)
    for leaf in leaves(made, sheet):
        for part in leaf.parts:
            foot = sheet.height - FOOT + 2
            assert part.room.bottom <= foot, (leaf.number, leaf.title)
            for text in texts(drawn_block(part.block, part.room, ink)):
                assert rect(text)[3] <= part.room.bottom + 2, (leaf.number, text.text)


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("case", packs.CASES)
def test_nothing_is_written_too_small_to_read(case: str, kind: str) -> None:
    made = packs.pack(case)
    for leaf in leaves(made, sheet_of(made, SHEETS[kind])):
        lying = [p.room for p in leaf.parts if isinstance(p.block, Picture)]
        for text in on(leaf, made):
            least = SMALLEST if any(inside(text, room) for room in lying) else PLAIN
            assert text.size >= least - 0.01, (leaf.number, text.text, text.size)


def inside(text: Letters, room: Room) -> bool:
    return room.x - 1 <= text.x <= room.right + 1 and room.y <= text.y <= room.bottom + 1


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("case", packs.CASES)
def test_no_sheet_goes_on_for_a_sentence_alone(case: str, kind: str) -> None:
    """What goes on to another sheet is a table or a chart, so that no sheet is all but empty."""
    made = packs.pack(case)
    found = leaves(made, sheet_of(made, SHEETS[kind]))
    for leaf in found:
        if leaf.title.endswith("(more)"):
            assert any(isinstance(p.block, Table | Picture) for p in leaf.parts), leaf.title


def test_a_chart_with_few_rows_does_not_grow_fat_bars() -> None:
    made = packs.pack("argued")
    ink = Ink(made.palette, made.style)
    for leaf in leaves(made, PAPERS[made.paper]):
        for part in leaf.parts:
            alone = isinstance(part.block, Picture) and part.room.width > 600
            if alone and isinstance(part.block, Picture) and part.block.chart.bridge:
                boxes = [s for s in drawn_block(part.block, part.room, ink) if isinstance(s, Box)]
                assert max(box.room.height for box in boxes) <= 36.0


def test_figures_take_the_room_they_need_and_two_rows_where_one_is_too_narrow() -> None:
    short = tuple(Figure(name, "$1.2m", "of goal") for name in ("Goal", "Gap", "Plan"))
    assert {one.width for one in placed_figures(short, 300.0)} == {100.0}
    longer = (*short, Figure("Chance", "3%", "P10 $14.31m · P90 $18.07m"))
    placed = placed_figures(longer, 400.0)
    assert placed[3].width > placed[0].width
    assert len(placed[3].detail) == 1
    yen = tuple(Figure("Plan", "¥750,000,000,000", "short of the goal") for _ in range(7))
    alike = placed_figures(yen, 760.0)
    assert {one.y for one in alike} == {0.0}
    assert len({one.value for one in alike}) == 1
    assert alike[0].value >= 9.0
    rows = placed_figures(yen, 500.0)
    assert [one.y > 0.0 for one in rows] == [False] * 4 + [True] * 3


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("case", packs.CASES)
def test_every_chart_has_room_for_what_it_shows(case: str, kind: str) -> None:
    made = packs.pack(case)
    for leaf in leaves(made, sheet_of(made, SHEETS[kind])):
        for part in leaf.parts:
            block = part.block
            if not isinstance(block, Picture) or is_empty(block):
                continue
            heading = heading_height(block.chart, part.room.width) if block.titled else 0.0
            left = part.room.height - heading
            rows = len(row_names(block.chart)) if block.chart.bridge else 0
            assert left >= max(rows * 8.0 + PICTURE_FOOT, 70.0), (leaf.number, block.chart.title)


def test_a_long_name_gives_of_its_line_and_keeps_its_driver() -> None:
    said = shortened_name(f"{packs.LONG} · Deal size", 8.0, 160.0)
    assert said.endswith("… · Deal size")
    assert advance(said, 8.0) <= 160.0
    assert shortened_name("Web · Deal size", 8.0, 160.0) == "Web · Deal size"


def test_letters_of_other_scripts_are_measured_as_wide_as_they_are() -> None:
    assert advance("東京", 10.0) == pytest.approx(20.0)
    assert advance("東京 A", 10.0) == pytest.approx(20.0 + advance(" A", 10.0))
    assert advance("שלום", 10.0) > 20.0
