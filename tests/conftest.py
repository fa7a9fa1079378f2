"""What every test stands on: no screen, no row lost, a reproducible hypothesis, `--long`."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from tests.accounting import unaccounted, watch_imports
from tests.tools import require_tool

os.environ["QT_QPA_PLATFORM"] = "offscreen"
watch_imports()

settings.register_profile("short", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=3000, print_blob=True)
LONG_TIMEOUT = 10_800
"""Seconds a test marked `long` may take under --long."""
DEAREST = {"output", "ui"}
"""The folders of windows and of workbooks, whose files take longest."""
YOUNG, MIDDLE, FULL = 20_000, 10, 3
"""Thresholds of the search for garbage: tests collected and workbooks read are many objects."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="proofs by thousands of rounds")


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(YOUNG, MIDDLE, FULL)
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=takes_less)
    if config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.timeout(LONG_TIMEOUT))


def takes_less(item: pytest.Item) -> bool:
    """Whether a test's file can wait: a long file at the end leaves all processors but one idle."""
    folders = set(item.path.parts[len(Path(__file__).parts) - 1 : -1])
    return bool(folders) and not folders & DEAREST


@pytest.fixture(scope="session", autouse=True)
def window_first(qapp: QApplication) -> QApplication:
    """Files drawn by Qt need an application, and windows one of their own kind: theirs is first."""
    return qapp


@pytest.fixture(scope="session", autouse=True)
def modules_left_alone(qapp: QApplication) -> Iterator[None]:
    """What was imported before the first test is no garbage, and need not be looked through."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def no_row_is_lost() -> Iterator[None]:
    """Rows read = journeys + merged + set aside, for every import of every test."""
    yield
    assert unaccounted() == []


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """`rounds(50, 20_000)` is the first number, or with --long the second."""
    chosen = 1 if request.config.getoption("--long") else 0
    return lambda normal, long: (normal, long)[chosen]


@pytest.fixture
def soffice() -> Path:
    """LibreOffice's program; see tests/libreoffice.py for what it is used for."""
    return require_tool("soffice")
