import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sheets import Book, Desk, small_book, volume_book
from ui.grid.view import GridView
from ui.start import let_go_of_clipboard
from ui.theme import theme


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    yield
    let_go_of_clipboard()


@pytest.fixture(autouse=True)
def garbage_searched_for() -> Iterator[None]:
    """The program searches rarely; a process full of closed windows has to search more."""
    often = gc.get_threshold()
    yield
    gc.set_threshold(*often)


def desk_of(book: Book, qtbot: QtBot) -> Desk:
    grid = GridView()
    qtbot.addWidget(grid)
    grid.setStyleSheet(theme().sheet)
    made = Desk(grid, book)
    grid.resize(800, 400)
    grid.show()
    grid.setFocus()
    return made


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return desk_of(small_book(), qtbot)


@pytest.fixture
def months(qtbot: QtBot) -> Desk:
    """Another sheet: lines down, two years of months across."""
    return desk_of(volume_book(), qtbot)


@pytest.fixture(params=[small_book, volume_book], ids=["assumptions", "months"])
def either(request: pytest.FixtureRequest, qtbot: QtBot) -> Desk:
    """Both sheets one after the other, for habits that hold on every sheet."""
    return desk_of(request.param(), qtbot)
