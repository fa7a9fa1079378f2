"""How the axes of slides' own charts write their values."""

from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_TICK_LABEL_POSITION

from planner.output.drawing.ink import CAPTION, Ink
from planner.output.drawing.letters import advance
from planner.output.drawing.shapes import Room
from planner.output.slides.charts import add_chart, number_format
from planner.output.slides.native import points
from planner.sheets.axis import label_step
from planner.sheets.cells import Kind
from planner.sheets.charts import BridgeBar, Chart, Mark, Series


def bridge(start: float, end: float, kind: Kind = Kind.MONEY) -> Chart:
    bars = (BridgeBar("Sales", start, start, "", "sales"), BridgeBar("All", start, end, "", "text"))
    return Chart("", "", bridge=bars, values_as=kind)


@pytest.mark.parametrize(
    ("start", "end", "form"),
    [
        (13_943_000.0, 13_950_000.0, '0.000,,"m"'),
        (14_000_000.0, 16_000_000.0, '0.0,,"m"'),
        (0.0, 40_000_000.0, '0,,"m"'),
        (20_000.0, 90_000.0, '0,"k"'),
        (1.2e9, 3.4e9, '0.0,,,"bn"'),
        (10.0, 900.0, "#,##0"),
    ],
)
def test_two_ticks_of_money_never_read_the_same(start: float, end: float, form: str) -> None:
    assert number_format(bridge(start, end), "USD").startswith(f'"$"{form};')


def test_rates_close_together_have_decimals() -> None:
    assert number_format(bridge(0.10, 0.90, Kind.RATE), "USD") == "0%"
    assert number_format(bridge(0.101, 0.104, Kind.RATE), "USD") == "0.0%"


@pytest.mark.parametrize(("fewest", "step"), [(1, 1), (5, 6), (7, 12), (10, 12), (30, 36)])
def test_positions_are_named_so_that_years_repeat(fewest: int, step: int) -> None:
    assert label_step(fewest) == step


def native(chart: Chart, room: Room) -> Any:
    """The shape of a chart on a slide."""
    deck: Any = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    add_chart(slide, chart, room, Ink(), "USD")
    return slide.shapes[-1]


def test_letters_beside_rows_are_no_higher_than_the_rows() -> None:
    steps = (BridgeBar(f"Step {n}", n, n + 1.0, "+$1", "sales") for n in range(10))
    chart, sizes = Chart("", "", bridge=tuple(steps), values_as=Kind.MONEY), []
    for high in (90.0, 300.0):
        made = native(chart, Room(0, 0, 340, high)).chart
        said = made.plots[0].series[4].points[0].data_label.text_frame.paragraphs[0].runs[0]
        assert made.category_axis.tick_labels.font.size == said.font.size
        sizes.append(said.font.size)
    assert sizes[0] < points(90.0 / 10) < sizes[1] * 1.1
    assert sizes[0] >= points(5.0)


def test_long_figures_along_an_axis_have_room_to_stand_level() -> None:
    made = native(bridge(13_942_000.0, 13_949_000.0), Room(0, 0, 340, 150)).chart.value_axis
    steps = (made.maximum_scale - made.minimum_scale) / made.major_unit
    assert steps * advance("$13.942m", CAPTION) < 340 * 0.55


def tornado() -> Chart:
    moves = Series("10%", (0.0,), (5e6,), Mark.SPANS, low=(-10e6,), high=(20e6,))
    return Chart(
        "What moves it",
        "Ends (bar), a tenth more (dot)",
        (moves,),
        labels=("Paid search",),
        values_as=Kind.MONEY,
        horizontal=True,
        bars_subtitle="Ends (bar), a tenth more (figure)",
    )


def test_a_tornado_on_a_slide_names_no_dots_that_it_has_not() -> None:
    frame = native(tornado(), Room(0, 0, 340, 150))
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr").endswith("more (figure)")


def test_rows_with_losses_have_their_names_beside_the_bars_and_figures_like_the_axis() -> None:
    made = native(tornado(), Room(0, 0, 340, 150)).chart
    assert made.category_axis.tick_label_position == XL_TICK_LABEL_POSITION.LOW
    assert made.value_axis.tick_labels.number_format.startswith('"$"')
    said = made.plots[0].series[4].points[0].data_label.text_frame.text
    assert said == "+$5.00m"


def test_every_reader_tells_the_axes_of_a_chart_apart() -> None:
    """LibreOffice reads numbers past 31 bits as one, and both axes then look like the second."""
    for chart in (tornado(), bridge(0.0, 9e6)):
        axes = native(chart, Room(0, 0, 340, 150)).chart._chartSpace.xpath("//c:valAx|//c:catAx")
        numbers = [int(axis.xpath("c:axId/@val")[0]) for axis in axes]
        assert len({number for number in numbers if 0 <= number < 2**31}) == 2
        assert [int(axis.xpath("c:crossAx/@val")[0]) for axis in axes] == numbers[::-1]
