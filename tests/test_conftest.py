"""The rules of the test run hold: a Qt warning or a lost row fails a test, --long means more."""

import subprocess
import sys
from pathlib import Path

from tests.tools import ROOT

WARNS = """
from PySide6.QtCore import qWarning

def test_warns(qtbot):
    qWarning("something is wrong in the window")
"""
COUNTS = """
import pytest

@pytest.mark.long
def test_counts(rounds):
    assert rounds(3, 4000) == {count}
"""
LOSES = """
from planner.intake import propose, take_in

TEXT = "Opportunity ID,Stage,Created Date,Close Date\\nO1,Closed Won,2024-01-03,2024-02-03"

def test_loses(tmp_path, monkeypatch):
    path = tmp_path / "deals.csv"
    path.write_text(TEXT)
    monkeypatch.setattr("planner.intake.snapshot._merged", lambda *_: {merged})
    take_in(propose([path]))
"""


def passes(folder: Path, test: str, *words: str) -> bool:
    """Whether a test of its own passes under the project's settings."""
    path = folder / "test_of_its_own.py"
    path.write_text(test, "utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest"]
    run = [sys.executable, "-m", "pytest", *settings, "-p", "no:cacheprovider", str(path), *words]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode == 0


def test_a_qt_warning_fails_a_test(tmp_path: Path) -> None:
    assert passes(tmp_path, WARNS.replace("qWarning(", "str("))
    assert not passes(tmp_path, WARNS)


def test_a_lost_row_fails_a_test(tmp_path: Path) -> None:
    assert passes(tmp_path, LOSES.format(merged=0))
    assert not passes(tmp_path, LOSES.format(merged=-1))


def test_long_means_more_rounds(tmp_path: Path) -> None:
    assert passes(tmp_path, COUNTS.format(count=3))
    assert passes(tmp_path, COUNTS.format(count=4000), "--long")
