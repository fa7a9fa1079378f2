"""One window for all tests of habits: a plan takes longer to open than a gesture to make."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.base.stages import Seat
from tests.ui.window.driver import Driver
from tests.ui.window.habits.sheet import READ, WRITTEN, Sheet
from tests.ui.window.staying import end, stay, take_back
from ui.main_window import PlanWindow
from ui.settings import Settings


@pytest.fixture(scope="package")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlanWindow]:
    """A window nobody has worked in."""
    made = stay(Settings(tmp_path_factory.mktemp("home")))
    made.load()
    yield made
    end(made)


@pytest.fixture
def at(window: PlanWindow, aside_file: Path, qtbot: QtBot) -> Iterator[Driver]:
    """A person at the window, who leaves it as she found it."""
    driver = Driver(window, qtbot)
    with qtbot.waitActive(window):
        window.activateWindow()
    if window.workspace is None or window.shown.desk.bare:
        window.open_path(aside_file)
        driver.rest()
    window.sit(Seat.TOGETHER)
    yield driver
    take_back(window)


@pytest.fixture(params=WRITTEN)
def sheet(request: pytest.FixtureRequest, at: Driver) -> Sheet:
    return Sheet(at, request.param)


@pytest.fixture(params=READ)
def read(request: pytest.FixtureRequest, at: Driver) -> Sheet:
    return Sheet(at, request.param)


@pytest.fixture(params=WRITTEN + READ)
def every(request: pytest.FixtureRequest, at: Driver) -> Sheet:
    return Sheet(at, request.param)


@pytest.fixture
def unchanged(at: Driver) -> Iterator[None]:
    """Nothing was written by the end."""
    plan = at.window.shown.desk.session.plan
    yield
    assert at.window.shown.desk.session.plan == plan
