"""A command line in an empty folder, and the sample company's plan."""

import shutil
from pathlib import Path

import pytest

from planner.intake.worker.desk import IntakeDesk
from planner.session.sample import open_sample
from tests.cli.running import Fairlead, typing
from tests.people import person, small_company

ARGUED = "argued.fairlead"


@pytest.fixture
def fairlead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Fairlead:
    """The command line, typed in a new folder; it reads exports without a process of their own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr("planner.cli.import_command.ReadingProcess", IntakeDesk)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "private"))
    return typing(capsys)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small sample company's exports and its plan as argued."""
    folder = tmp_path_factory.mktemp("sample")
    session = open_sample(folder / "private", person(), company=small_company())
    session.save(folder / ARGUED)
    session.close()
    shutil.move(folder / "private" / "sample", folder / "exports")
    return folder


@pytest.fixture
def argued(sample: Path, fairlead: Fairlead) -> str:
    """The name of the sample plan, in dispute, in the folder typed in."""
    shutil.copy(sample / ARGUED, ARGUED)
    return ARGUED


@pytest.fixture
def by_hand(fairlead: Fairlead) -> str:
    """The name of a plan of two lines made by hand, nothing said yet."""
    name = "hand.fairlead"
    assert (
        fairlead(f"new {name} --start 2027-01 --line", "Paid search", "--line", "A/B").status == 0
    )
    return name
