"""One company and its exports, made once for all tests of the sample."""

import time
from pathlib import Path

import pytest

from planner.base.progress import silent
from planner.sample import Company, make_company, write_exports
from tests.sample.reading import Sheet, read_report


@pytest.fixture(scope="session")
def company() -> Company:
    return make_company()


@pytest.fixture(scope="session")
def export_folder(company: Company, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    folder = tmp_path_factory.mktemp("exports")
    start = time.process_time()
    write_exports(company, folder, silent)
    return folder, time.process_time() - start


@pytest.fixture(scope="session")
def sheets(export_folder: tuple[Path, float]) -> dict[str, Sheet]:
    return {path.name: read_report(path) for path in export_folder[0].iterdir()}
