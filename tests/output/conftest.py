"""Whole workbooks, written once for all tests of them."""

from pathlib import Path

import pytest

from planner.output.workbook import workbook_bytes
from planner.session.board_pack import Order
from tests.output.wholes import orders


@pytest.fixture(scope="session")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Order]:
    return dict(orders(tmp_path_factory.mktemp("orders")))


@pytest.fixture(scope="session")
def wholes(ordered: dict[str, Order], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every workbook's file by what its plan is."""
    folder = tmp_path_factory.mktemp("wholes")
    made = {}
    for number, (name, asked) in enumerate(ordered.items()):
        made[name] = folder / f"{number}.xlsx"
        content = workbook_bytes(asked.results, asked.snapshot, beside=asked.beside)
        made[name].write_bytes(content)
    return made
