"""A chart and its own table: where one is, the other is marked; the keyboard in a chart."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from tests.ui.charts import pictures
from tests.ui.charts.views import Show, plot_of
from ui.charts.hits import points
from ui.charts.table_dialog import TableDialog
from ui.charts.view import ChartView

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def table(show: Show) -> Iterator[Callable[[Chart], TableDialog]]:
    made: list[TableDialog] = []

    def shown(chart: Chart) -> TableDialog:
        made.append(show(chart).show_table())
        return made[-1]

    yield shown
    for dialog in filter(isValid, made):
        dialog.close()


def marks(view: ChartView) -> tuple[int, int]:
    found = plot_of(view)._shown
    return len(found.points), len(found.runs)


def click(view: ChartView, number: int) -> float:
    """Click on a point; return the position it is at."""
    assert view.chart is not None
    point, plot = points(view.chart)[number], plot_of(view)
    at = plot._to_pixels(point.x, point.y)
    QTest.mouseClick(plot.viewport(), LEFT, pos=QPoint(round(at.x()), round(at.y())))
    return point.y if plot.lying else point.x


@pytest.mark.parametrize(
    ("picture", "whole", "one"),
    [
        (pictures.evidence, (1, 0), (1, 0)),
        (pictures.bridge, (0, 1), (0, 1)),
        (pictures.volume, (3, 0), (1, 0)),
        (pictures.conversion, (1, 0), (1, 0)),
        (pictures.stack, (0, 2), (0, 1)),
        (pictures.fan, (3, 0), (1, 0)),
        (pictures.reasons, (0, 1), (0, 1)),
    ],
)
def test_a_row_marks_its_points_and_a_click_on_a_point_goes_to_its_row(
    picture: Callable[[], Chart],
    whole: tuple[int, int],
    one: tuple[int, int],
    table: Callable[[Chart], TableDialog],
) -> None:
    dialog = table(picture())
    view, grid = dialog._view, dialog.grid
    grid.go(3, 0)
    assert marks(view) == whole
    QTest.keyClick(grid, Key.Key_Right)
    assert marks(view) == one
    at = click(view, 1)
    assert float(grid.grid_model().row(grid.place()[0]).key) == at != 3.0
    dialog.close()
    assert marks(view) == (0, 0)


def test_the_column_of_a_line_across_marks_the_line(table: Callable[[Chart], TableDialog]) -> None:
    dialog = table(pictures.evidence())
    columns = [column.title for column in dialog.grid.grid_model().columns]
    dialog.grid.go(2, columns.index("Sales 50%"))
    assert marks(dialog._view) == (0, 1)
    dialog.grid.go(2, columns.index("Matured, high"))
    assert marks(dialog._view) == (1, 0)


def test_the_table_opens_where_the_chart_is_marked_and_leads_on_to_the_cell(
    show: Show, qtbot: QtBot
) -> None:
    view = show(pictures.evidence())
    view.highlight(Place("Plan", "mql", "Q3"))
    dialog = view.show_table()
    assert dialog.grid.grid_model().cell(*dialog.grid.place()).text == "57.0%"
    with qtbot.waitSignal(view.place_clicked) as led:
        QTest.keyClick(dialog.grid, Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert led.args == [Place("Plan", "mql", "Q3")]
    dialog.close()
    assert plot_of(view)._shown.points == ((2.0, 0.57),)


def test_an_open_table_follows_the_chart(table: Callable[[Chart], TableDialog]) -> None:
    dialog = table(pictures.stack())
    dialog._view.set_chart(pictures.fan())
    assert dialog.grid.grid_model().columns[1].title == "P10–P90"


def test_what_came_from_no_cell_leads_to_its_row_in_the_table(show: Show) -> None:
    view = show(pictures.volume())
    view.setFocus()
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Return):
        QTest.keyClick(view, key)
    assert view.table is not None
    assert view.table.grid.place() == (2, 1)
    view.table.close()
    click(view, 1)
    assert view.table is not None
    view.table.close()


def test_the_keys_across_choose_among_the_values_of_a_position(show: Show, qtbot: QtBot) -> None:
    view = show(pictures.evidence())
    view.setFocus()
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down)
    assert plot_of(view).tip_text.splitlines()[2] == "▸ Marketing 65%"
    assert view.accessibleDescription() == "Q1 25; Marketing 65%"
    with qtbot.waitSignal(view.place_clicked) as led:
        QTest.keyClick(view, Key.Key_Return)
    assert led.args == [pictures.MARKETING]
    QTest.keyClick(view, Key.Key_Right)
    assert "▸" not in plot_of(view).tip_text
    lying = show(pictures.conversion())
    QTest.keyClick(lying, Key.Key_Down)
    QTest.keyClick(lying, Key.Key_Left)
    assert plot_of(lying).tip_text.splitlines()[-1] == "▸ company 58%"


def test_ctrl_c_copies_figures_and_picture_at_once(show: Show, qtbot: QtBot) -> None:
    view = show(pictures.stack())
    view.setFocus()
    with qtbot.waitSignal(view.remark) as told:
        QTest.keyClick(view, Key.Key_C, CTRL)
    assert told.args == ["Copied the chart, as figures and as a picture: 4 rows"]
    assert QGuiApplication.clipboard().text().splitlines()[0] == "\tOpen today\tQ1"
    assert QGuiApplication.clipboard().image().width() == view.width()


def test_shift_f10_opens_the_menu_of_a_chart(show: Show) -> None:
    view = show(pictures.stack())
    view.setFocus()
    QTest.keyClick(view, Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Copy image"
    menu.close()


def test_a_bar_that_holds_several_is_marked_by_each_of_them(show: Show) -> None:
    view = show(pictures.bridge())
    for row in ("webinar/rate:MQL>SAL", "events/rate:SAL>Won"):
        view.highlight(Place("Assumptions", row, "worth"))
        assert marks(view) == (0, 1)


def test_the_bar_of_a_bridge_tells_the_level_after_it(show: Show) -> None:
    view = show(pictures.bridge())
    view.setFocus()
    for _ in range(2):
        QTest.keyClick(view, Key.Key_Down)
    assert view.accessibleDescription() == "Events · MQL → SAL; +$3.00m; with it $18,000,000"


def test_named_positions_are_told_by_what_they_are_of_and_all_of_them_are_named(show: Show) -> None:
    view = show(replace(pictures.evidence(), x_title="Quarter"))
    view.setFocus()
    QTest.keyClick(view, Key.Key_Left)
    assert plot_of(view).tip_text.splitlines()[0] == "Quarter Q4"
    assert {"Q4", "Q1 25"} <= {label.text for label in plot_of(view).labels}
    assert "Quarter" not in {label.text for label in plot_of(view).labels}
