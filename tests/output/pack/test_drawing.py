"""Charts drawn for print: every kind, nothing on top of anything else, nothing outside."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pptx.enum.chart import XL_MARKER_STYLE
from PySide6.QtGui import QImage

from planner.base.problem import RefusedError
from planner.output.drawing.chart import titled_chart
from planner.output.drawing.ink import Ink
from planner.output.drawing.letters import advance, shortened, wrapped
from planner.output.drawing.shapes import Box, Dot, Letters, Room
from planner.output.slides.charts import add_chart
from planner.output.slides.native import presentation
from planner.session.chart_files import write_chart
from planner.sheets.charts import Chart, Mark, Series
from tests.ui.charts import pictures

ROOM = Room(10.0, 10.0, 460.0, 240.0)


def rect(text: Letters) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the letters themselves, without leading."""
    wide = advance(text.text, text.size, text.weight)
    left = text.x - wide * (1 - text.side) / 2
    return left, text.y - text.size * 0.72, left + wide, text.y


@pytest.mark.parametrize("picture", pictures.ALL)
def test_no_text_lies_on_another_and_none_leaves_its_room(picture: Callable[[], Chart]) -> None:
    found = [s for s in titled_chart(picture(), ROOM, Ink()) if isinstance(s, Letters) and s.text]
    rects = [rect(text) for text in found]
    for number, (left, top, right, bottom) in enumerate(rects):
        said = found[number].text
        assert left >= ROOM.x - 8, said
        assert right <= ROOM.right + 8, said
        assert top >= ROOM.y - 1, said
        assert bottom <= ROOM.bottom + 2, said
        for other, one in zip(found[number + 1 :], rects[number + 1 :], strict=True):
            apart = left >= one[2] or one[0] >= right or top >= one[3] or one[1] >= bottom
            assert apart, (said, other.text)


def test_a_tornado_has_its_bars_on_both_sides_of_nothing_and_its_dots() -> None:
    moves = Series("10%", (0.0, 1.0), (5.0, 2.0), Mark.SPANS, low=(-10.0, 1.0), high=(20.0, 4.0))
    labels = ("Paid search", "Outbound")
    chart = Chart("What moves it", "Ends", (moves,), labels=labels, horizontal=True)
    found = list(titled_chart(chart, ROOM, Ink()))

    boxes = sorted((s.room for s in found if isinstance(s, Box)), key=lambda room: room.x)
    assert len(boxes) == 3
    loss, gain, outbound = boxes
    assert loss.right == pytest.approx(gain.x)
    assert gain.width == pytest.approx(2 * loss.width)
    assert outbound.width == pytest.approx(0.3 * loss.width)
    assert sum(isinstance(s, Dot) for s in found) == 2


def test_lines_break_where_words_end_and_nothing_is_lost() -> None:
    text = "Marketing expects $289k more than Sales, but $4.21m is in dispute"
    lines = wrapped(text, 12.0, 150.0)
    assert " ".join(lines) == text
    assert all(advance(line, 12.0) <= 150.0 for line in lines)
    assert "".join(wrapped("x" * 80, 10.0, 90.0)) == "x" * 80
    assert advance(shortened(text, 12.0, 150.0), 12.0) <= 150.0


def test_a_chart_is_saved_as_picture_or_as_lines(tmp_path: Path) -> None:
    chart = pictures.bridge()
    plain = write_chart(chart, tmp_path / "chart")
    assert plain.suffix == ".png"
    image = QImage(str(plain))
    assert image.width() == 2240
    drawn = ElementTree.fromstring(write_chart(chart, tmp_path / "c.svg").read_bytes())
    texts = [element.text for element in drawn.iter() if element.tag.endswith("}text")]
    assert chart.bridge[1].text in texts
    with pytest.raises(RefusedError, match=r"'\.gif' is no format of a chart"):
        write_chart(chart, tmp_path / "c.gif")
    assert not (tmp_path / "c.gif").exists()


def test_the_bar_of_a_month_that_is_not_over_is_hollow() -> None:
    came = Series("Came", (0.0, 1.0), (5.0, 2.0), Mark.BARS, "marketing", immature_from=1)
    chart = Chart("Leads", "Came", (came,), labels=("May", "Jun"))
    ink = Ink()
    may, june = (s for s in titled_chart(chart, ROOM, ink) if isinstance(s, Box))
    assert (may.fill, may.line) == (ink.colour("marketing"), "")
    assert (june.fill, june.line) == (ink.palette.base, ink.colour("marketing"))


def one_month() -> Chart:
    """Entries of one month alone, as where a CRM was filled in a day."""
    nothing = float("nan")
    alone = Series("Leads", (0.0, 1.0, 2.0), (nothing, 36.0, nothing))
    return Chart("Volume", "", (alone,), labels=("Jan", "Feb", "Mar"), log=True)


def test_a_point_that_no_line_leads_to_is_a_dot_among_named_values() -> None:
    found = list(titled_chart(one_month(), ROOM, Ink()))
    assert len([shape for shape in found if isinstance(shape, Dot)]) == 1
    assert {"10", "100"} <= {shape.text for shape in found if isinstance(shape, Letters)}
    deck = presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    add_chart(slide, one_month(), ROOM, Ink(), "USD")
    (line,) = slide.shapes[0].chart.plots[0].series
    styles = [line.points[place].marker.style for place in range(3)]
    assert styles == [None, XL_MARKER_STYLE.CIRCLE, None]
