"""A chart and its grid: what came from a cell is marked, and leads back to it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.base.units import NumberStyle
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from tests.ui.charts import pictures
from tests.ui.charts.views import Show, plot_of
from ui.charts.frame import frame
from ui.charts.marked import Marked, marked

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def found(chart: Chart, *place: str) -> Marked:
    return marked(chart, frame(chart), Place(*place))


def test_the_points_of_a_line_are_ringed() -> None:
    assert found(pictures.evidence(), "Plan", "mql", "Q3").points == ((2.0, 0.57),)
    assert found(pictures.evidence(), "Plan", "other", "Q3") == Marked()


def test_the_points_of_a_lying_chart_are_ringed_where_they_lie() -> None:
    assert found(pictures.conversion(), "Plan", "conversion", "Q2").points == ((0.71, 1.0),)


def test_a_curve_that_came_from_one_cell_is_stressed_as_a_whole() -> None:
    chart = pictures.velocity()
    shown = found(chart, "Funnel", "Events", "median")
    assert shown.points == ()
    ((across, up),) = shown.runs
    assert across[::2] == list(chart.series[0].x)
    assert up[::2] == [*up[1::2], up[-1]]


def test_any_cell_of_a_row_marks_what_the_row_alone_has() -> None:
    bridge = pictures.bridge()
    for row in ("events/rate:MQL>SAL", "events/rate:MQL>SAL/2027-03"):
        ((across, up),) = found(bridge, "Assumptions", row, "sales").runs
        assert (min(across), max(across)) == (15e6, 18e6)
        assert (min(up), max(up)) == (0.7, 1.3)
    assert found(bridge, "Assumptions", "events/rate:MQL", "sales") == Marked()
    assert found(pictures.evidence(), "Plan", "mql", "FY27") == Marked()


def test_the_bars_of_a_month_are_framed_where_they_stand() -> None:
    boxes = found(pictures.stack(), "Plan", "bookings", "Q3").runs
    assert [(min(up), max(up)) for _, up in boxes] == [(0.0, 4e6)]
    assert all(1.5 < x < 2.5 for across, _ in boxes for x in across)


def test_a_straight_line_is_stressed_from_side_to_side() -> None:
    chart = pictures.evidence()
    assert found(chart, "Assumptions", "mql", "marketing").runs == (
        (list(frame(chart).x), [0.65, 0.65]),
    )


def test_a_click_on_a_straight_line_leads_to_its_cell(show: Show, qtbot: QtBot) -> None:
    view = show(pictures.evidence())
    plot = plot_of(view)
    label = next(made for made in plot.labels if made.text == "Marketing 65%")
    with qtbot.waitSignal(view.place_clicked) as clicked:
        QTest.mouseClick(plot.viewport(), LEFT, pos=QPoint(plot.width() // 3, round(label.y)))
    assert clicked.args == [pictures.MARKETING]


@pytest.mark.parametrize(
    ("picture", "place"),
    [
        (pictures.evidence, Place("Plan", "mql", "Q2")),
        (pictures.evidence, pictures.MARKETING),
        (pictures.bridge, Place("Assumptions", "events/rate:MQL>SAL", "worth")),
        (pictures.conversion, Place("Plan", "conversion", "Q2")),
        (pictures.velocity, Place("Funnel", "Events", "median")),
        (pictures.stack, Place("Plan", "bookings", "Q1 25")),
    ],
)
def test_a_mark_is_seen_and_goes_again(
    picture: Callable[[], Chart], place: Place, show: Show
) -> None:
    view = show(picture())
    before = view.grab().toImage()
    view.highlight(place)
    assert view.grab().toImage() != before
    view.highlight(Place("Plan", "elsewhere", "Q2"))
    assert view.grab().toImage() == before


def test_straight_lines_and_plain_rates_are_told_at_the_mouse(show: Show) -> None:
    view = show(pictures.evidence())
    view.setFocus()
    QTest.keyClick(view, Key.Key_Right)
    told = plot_of(view).tip_text.splitlines()
    assert told[0] == "Q1 25"
    assert told[-2:] == ["Marketing 65%", "Sales 50%"]
    other = show(pictures.conversion())
    QTest.keyClick(other, Key.Key_Down)
    assert "plain 76.0%" in plot_of(other).tip_text
    named = show(with_ticks("predicted"))
    QTest.keyClick(named, Key.Key_Down)
    assert "predicted 76.0%" in plot_of(named).tip_text


def with_ticks(name: str) -> Chart:
    given = pictures.conversion()
    return replace(given, series=tuple(replace(one, ticks_are=name) for one in given.series))


def test_the_same_chart_is_written_in_the_numbers_of_now(show: Show) -> None:
    view = show(pictures.conversion())
    view.number_style = NumberStyle(",", ".")
    view.set_chart(pictures.conversion())
    QTest.keyClick(view, Key.Key_Down)
    assert "plain 76,0%" in plot_of(view).tip_text


def test_arrows_read_the_values_and_enter_goes_to_their_cell(show: Show, qtbot: QtBot) -> None:
    view = show(pictures.stack())
    view.setFocus()
    before = view.grab().toImage()
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Right):
        QTest.keyClick(view, key)
    assert plot_of(view).tip_text.splitlines()[0] == "Q4"
    assert "Open today: $1,000,000" in view.accessibleDescription()
    with qtbot.waitSignal(view.place_clicked) as clicked:
        QTest.keyClick(view, Key.Key_Return)
    assert clicked.args == [Place("Plan", "bookings", "Q4")]
    QTest.keyClick(view, Key.Key_Escape)
    assert plot_of(view).tip_text == ""
    assert "as a table" in view.accessibleDescription()
    assert view.grab().toImage() == before


def test_the_chart_with_the_keyboard_is_framed(show: Show) -> None:
    view = show(pictures.fan())
    view.clearFocus()
    without = view.grab().toImage()
    view.setFocus()
    QApplication.processEvents()
    assert view.hasFocus()
    assert view.grab().toImage() != without
