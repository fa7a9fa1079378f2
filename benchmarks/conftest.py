"""Benchmarks state ratios to a peer run beside them: only those carry over to other machines."""

import os

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="exports of a million rows as well")
