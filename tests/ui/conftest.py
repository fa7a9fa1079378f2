from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sheets import Desk, small_book
from ui.grid.view import GridView
from ui.start import let_go_of_clipboard


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    yield
    let_go_of_clipboard()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    grid = GridView()
    qtbot.addWidget(grid)
    made = Desk(grid, small_book())
    grid.resize(800, 400)
    grid.show()
    grid.setFocus()
    return made
