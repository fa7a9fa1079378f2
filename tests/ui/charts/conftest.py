"""A chart in a window of its own."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.sheets.charts import Chart
from tests.ui.charts.views import Show
from ui.charts.view import ChartView


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(chart: Chart) -> ChartView:
        view = ChartView()
        qtbot.addWidget(view)
        view.resize(560, 320)
        view.set_chart(chart)
        with qtbot.waitExposed(view):
            view.show()
        QApplication.processEvents()
        return view

    return shown
