import pytest
from pytestqt.qtbot import QtBot

from tests.ui.sheets import Desk, small_book
from ui.grid.view import GridView


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    grid = GridView()
    qtbot.addWidget(grid)
    made = Desk(grid, small_book())
    grid.resize(800, 400)
    grid.show()
    grid.setFocus()
    return made
