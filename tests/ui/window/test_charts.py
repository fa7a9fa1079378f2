"""Every chart of every sheet: a click selects the cell it came from, and the cell marks it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.sheets.cells import Place
from tests.ui.window.driver import CTRL, Driver, Key
from ui.charts.hits import points
from ui.charts.plot import Plot
from ui.charts.view import ChartView

HAND_OFF = "Paid search/rate:MQL>SAL"


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def chart(at: Driver, sheet: str, name: str) -> ChartView:
    at.window.shown.show_sheet(sheet)
    at.rest()
    page = at.window.shown.page
    found = getattr(page.current if sheet == "Funnel" else page, name)
    assert isinstance(found, ChartView)
    at.until(lambda: found.chart is not None and found.findChild(Plot) is not None)
    return found


def click_on(view: ChartView, place: Place) -> None:
    plot = view.findChild(Plot)
    assert view.chart is not None
    point = next(p for p in reversed(points(view.chart)) if p.place == place)
    at = plot._to_pixels(point.x, point.y)
    QTest.mouseClick(plot.viewport(), Driver.LEFT, pos=QPoint(round(at.x()), round(at.y())))


CHARTS = [
    ("Funnel", "volume", "total"),
    ("Funnel", "conversion", ""),
    ("Assumptions", "bridge", HAND_OFF),
    ("Assumptions", "evidence", HAND_OFF),
    ("Plan", "goal", "bookings"),
    ("Plan", "origins", "bookings"),
]
"""Sheet, chart, and the row its last point came from; of so few deals no velocity is drawn."""


@pytest.mark.parametrize(("sheet", "name", "row"), CHARTS)
def test_chart_and_cell_lead_to_each_other(at: Driver, sheet: str, name: str, row: str) -> None:
    if row == HAND_OFF:
        at.go(sheet, row, "owner")
    view = chart(at, sheet, name)

    def there() -> list[Place]:
        known = points(view.chart) if view.chart is not None else []
        return [p.place for p in known if p.place and row in {p.place.row, ""}]

    at.until(lambda: bool(there()))
    place = there()[-1]
    plot = view.findChild(Plot)
    click_on(view, place)
    at.end_gesture()
    here = at.grid.place_at(*at.grid.place())
    assert (here.row, here.column) == (place.row, place.column)
    at.until(lambda: bool(plot._shown.points or plot._shown.runs))
    assert at.grid.hasFocus()


def test_every_chart_is_offered_as_picture_figures_and_table(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "sales")
    for sheet, name, _ in CHARTS:
        view = chart(at, sheet, name)
        does = {action.text(): action for action in view.menu().actions()}
        does["Copy data"].trigger()
        assert "\t" in QGuiApplication.clipboard().text()
        does["Copy image"].trigger()
        assert QGuiApplication.clipboard().image().width() == view.width()
        does["Show as table"].trigger()
        assert view.table is not None
        assert view.table.grid.grid_model().rowCount() > 1
        view.table.close()
        assert view.table is None


def test_the_line_of_a_position_leads_to_the_position_and_is_stressed_by_it(at: Driver) -> None:
    at.go("Assumptions", HAND_OFF, "sales")
    view = chart(at, "Assumptions", "evidence")
    plot = view.findChild(Plot)
    at.until(lambda: len(plot._shown.runs) == 1)
    label = next(made for made in plot.labels if made.text.startswith("Marketing"))
    assert view.chart is not None
    line = next(r for r in view.chart.references if r.label == label.text)
    y = plot._to_pixels(0.0, line.value).y()
    QTest.mouseClick(plot.viewport(), Driver.LEFT, pos=QPoint(plot.width() // 2, round(y)))
    here = at.grid.place_at(*at.grid.place())
    assert (here.row, here.column) == (HAND_OFF, "marketing")


def test_ctrl_c_in_a_chart_copies_the_chart_and_not_the_cell(at: Driver) -> None:
    view = chart(at, "Plan", "goal")
    view.setFocus()
    at.press(Key.Key_C, CTRL)
    assert "\tWorking\tGoal\n" in QGuiApplication.clipboard().text()
    assert at.window.shown.status.text.startswith("Copied the chart")
    QGuiApplication.clipboard().setText("")
    at.window.deeds["copy"].trigger()
    assert QGuiApplication.clipboard().image().width() == view.width()
