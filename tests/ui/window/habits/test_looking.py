"""Finding, widths, zoom, comments and what stays in view: the table's last rows.

Written to: `Assumptions` (rates, one column of the seat) and `Set aside` (texts, a block of columns
of the Data sheet). Read only: `Plan`, `Funnel` and `Journeys`, which answer instead of changing.
"""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.window.driver import CTRL, NONE, SHIFT, Driver, Key
from tests.ui.window.habits.sheet import Sheet


def test_ctrl_f_finds_on_every_sheet(every: Sheet) -> None:
    wanted = every.text(1)
    every.press(Key.Key_F, held=CTRL)
    field = every.at.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, wanted)
    row, column = every.grid.place()
    assert wanted.casefold() in every.grid.grid_model().cell(row, column).text.casefold()
    every.press(Key.Key_Escape)
    assert every.grid.hasFocus()


def test_a_double_click_on_an_edge_fits_the_column(every: Sheet, qtbot: QtBot) -> None:
    grid = every.grid
    header = grid.horizontalHeader()
    grid.scrollTo(grid.grid_model().index(every.top, every.left))
    grid.setColumnWidth(every.left, 220)
    edge = header.sectionViewportPosition(every.left) + header.sectionSize(every.left) - 1
    spot = QPoint(edge, header.height() // 2)
    QTest.mouseMove(header.viewport(), spot)
    QTest.mouseDClick(header.viewport(), Driver.LEFT, NONE, spot)
    assert grid.columnWidth(every.left) < 220


def test_ctrl_wheel_zooms_between_70_and_200_per_cent(every: Sheet) -> None:
    grid = every.grid

    def wheel(by: int) -> None:
        spot = QPointF(60, 60)
        event = QWheelEvent(
            spot, grid.viewport().mapToGlobal(spot), QPoint(), QPoint(0, by),
            Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(grid.viewport(), event)

    for _ in range(12):
        wheel(120)
    assert grid.zoom == 2.0
    for _ in range(20):
        wheel(-120)
    assert grid.zoom == pytest.approx(0.7)


def test_the_first_columns_and_the_header_stay(every: Sheet) -> None:
    grid = every.grid
    grid.set_zoom(2.0)
    QApplication.processEvents()
    bar = grid.horizontalScrollBar()
    bar.setValue(bar.maximum())
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert bar.value() > 0
    point = QPoint(8, grid.viewport().height() // 3)
    assert grid.indexAt(point).column() == 0
    assert grid.horizontalHeader().isVisible()
    QTest.mouseClick(grid.viewport(), Driver.LEFT, NONE, point)
    assert grid.place()[1] == 0


def test_a_comment_is_asked_for_by_shift_f2(every: Sheet) -> None:
    every.press(Key.Key_F2, held=SHIFT)
    every.write("why?")
    every.press(Key.Key_Return)
    QApplication.processEvents()
    assert every.grid.grid_model().cell(*every.grid.place()).noted
    assert every.undo.startswith("Undo comment in ")
    assert every.grid.hasFocus()
