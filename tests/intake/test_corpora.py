"""Odd files of other projects' test suites: data or one sentence, never a crash."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.intake.worker.process import ReadingProcess
from tests.shared_data import shared_data

BROKEN = ("memory", "broke its reader")
"""What is said only of a child that reached its limit or crashed."""


@pytest.fixture
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


def odd_files() -> list[Path]:
    folder = shared_data("corpora")
    return sorted(p for p in folder.rglob("*.*") if p.is_file() and "MANIFEST" not in p.name)


def ending(reading: ReadingProcess, path: Path) -> str:
    try:
        reading.propose([path])
        return f"{len(reading.take_in().journeys)} journeys"
    except RefusedError as refusal:
        return str(refusal)


def assert_all_end_well(reading: ReadingProcess, files: list[Path]) -> None:
    """Each ends in data or one sentence, and none takes the reading process with it."""
    reading.propose([shared_data("data", "maven_crm", "sales_pipeline.csv")])
    child = reading.pid
    for path in files:
        said = ending(reading, path)
        assert said.endswith((" journeys", ".")), path
        assert "\n" not in said, path
        assert not any(word in said for word in BROKEN), path
    assert reading.pid == child


@pytest.mark.long
def test_odd_files_end_in_data_or_one_sentence(
    reading: ReadingProcess, rounds: Callable[[int, int], int]
) -> None:
    """One in fifteen of them, with --long every one."""
    chosen = odd_files()[:: rounds(15, 1)]
    assert len(chosen) > 80
    assert {p.suffix for p in chosen} >= {".xlsx", ".xls", ".xlsb", ".ods", ".csv"}
    assert_all_end_well(reading, chosen)
