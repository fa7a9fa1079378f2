"""The rules of the test run hold: a Qt warning or a lost row fails a test, --long means more."""

import re
import subprocess
import sys
from collections.abc import Mapping
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


def passing(folder: Path, tests: Mapping[str, str], *words: str) -> set[str]:
    """Which of these tests of their own files pass, by name, under the project's settings."""
    for name, test in tests.items():
        (folder / f"test_{name}.py").write_text(test, "utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", "-rA"]
    run = [sys.executable, "-m", "pytest", *settings, "-p", "no:cacheprovider", str(folder), *words]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    told = re.findall(r"^(PASSED|FAILED|ERROR) .*test_(\w+)\.py::", done.stdout, re.MULTILINE)
    assert {name for _, name in told} == set(tests), done.stdout
    return set(tests) - {name for outcome, name in told if outcome != "PASSED"}


def test_a_qt_warning_and_a_lost_row_fail_a_test(tmp_path: Path) -> None:
    tests = {
        "quiet": WARNS.replace("qWarning(", "str("),
        "warning": WARNS,
        "whole": LOSES.format(merged=0),
        "losing": LOSES.format(merged=-1),
        "few": COUNTS.format(count=3),
        "many": COUNTS.format(count=4000),
    }
    assert passing(tmp_path, tests) == {"quiet", "whole", "few"}


def test_long_means_more_rounds(tmp_path: Path) -> None:
    tests = {"few": COUNTS.format(count=3), "many": COUNTS.format(count=4000)}
    assert passing(tmp_path, tests, "--long") == {"many"}
