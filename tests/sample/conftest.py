"""One company and its exports, made once for all tests of the sample."""

from pathlib import Path

import pytest

from planner.base.progress import silent
from planner.sample import Company, make_company, write_exports
from tests.sample.reading import Sheet, read_report


@pytest.fixture(scope="session")
def company() -> Company:
    return make_company()


@pytest.fixture(scope="session")
def export_folder(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    write_exports(company, folder, silent)
    return folder


@pytest.fixture(scope="session")
def sheets(export_folder: Path) -> dict[str, Sheet]:
    return {path.name: read_report(path) for path in export_folder.iterdir()}
