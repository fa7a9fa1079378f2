"""The program as a process: what a shell, a scheduled job or a script sees."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli import main
from planner.cli.arguments import COMMANDS
from tests.cli.running import Fairlead
from tests.guard import guarded, reached
from tests.tools import ROOT


def shell(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m planner.cli` in a folder."""
    private = {"XDG_DATA_HOME": str(folder / "private"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "planner.cli", *words],
        cwd=folder,
        env={**os.environ, **private, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_exit_statuses(tmp_path: Path, fairlead: Fairlead) -> None:
    fairlead("new", tmp_path / "p.fairlead", "--line", "Web")
    assert shell(tmp_path, "forecast", "p.fairlead").returncode == 1
    refused = shell(tmp_path, "forecast", "other.fairlead")
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert refused.stderr.count(b"\n") == 1


def test_the_whole_job_is_done_without_the_network(tmp_path: Path) -> None:
    guard = tmp_path / "guard"
    done = shell(tmp_path, "demo", "out", "--json", **guarded(guard))
    assert reached(guard) == ""
    assert done.returncode == 0
    files = [Path(name) for name in json.loads(done.stdout)["files"]]
    assert all((tmp_path / file).is_file() for file in files)
    assert (
        sorted(file.suffix for file in files)
        == [".fairlead"] * 2 + [".pdf", ".pptx"] + [".xlsx"] * 8
    )
    assert done.stderr == b""
    agreed = next(str(file) for file in files if "agreed" in file.name and "fairlead" in file.name)
    shown = json.loads(shell(tmp_path, "show", agreed, "--json").stdout)["assumptions"]
    assert "disputed" not in {assumption["status"] for assumption in shown}


def test_the_guard_against_the_network_works(tmp_path: Path) -> None:
    reaching = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    by_a_child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {reaching!r}])"
    settings = {**os.environ, **guarded(tmp_path)}
    subprocess.run([sys.executable, "-c", by_a_child], env=settings, check=True)
    assert "127.0.0.1" in reached(tmp_path)


def test_an_import(tmp_path: Path) -> None:
    header = "Opportunity ID,Stage,Created Date,Close Date"
    (tmp_path / "deals.csv").write_text(f"{header}\nO1,Closed Won,2024-01-03,2024-02-03\n")
    done = shell(tmp_path, "import", "p.fairlead", "deals.csv", "--json")
    assert (done.returncode, json.loads(done.stdout)["rows_read"]) == (0, 1)


def test_any_name_can_be_printed_anywhere(tmp_path: Path, fairlead: Fairlead) -> None:
    fairlead("new", tmp_path / "p.fairlead", "--line", "Empfehlung → Müller")
    shown = shell(tmp_path, "forecast", "p.fairlead", "--json", PYTHONIOENCODING="cp1252")
    line = json.loads(shown.stdout.decode("utf-8"))["lines"][0]
    assert line["line"] == "Empfehlung → Müller"
    assert shell(tmp_path, "show", "p.fairlead", PYTHONIOENCODING="ascii").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_reader_that_leaves_is_no_failure(tmp_path: Path, fairlead: Fairlead) -> None:
    lines = [word for number in range(60) for word in ("--line", f"Line {number}")]
    fairlead("new", tmp_path / "p.fairlead", "--months", "60", *lines)
    show = f"'{sys.executable}' -m planner.cli forecast p.fairlead --json | head -c 1"
    environment = {"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    piped = subprocess.run(
        ["/bin/sh", "-c", show],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert (piped.stdout, piped.stderr) == (b"{", b"")


def test_a_command_starts_quickly_and_without_a_window(tmp_path: Path) -> None:
    code = "import sys; from planner.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code, "new", "p.fairlead"],
        cwd=tmp_path,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    loaded = set(ran.stdout.split())
    assert not loaded & {"PySide6", "pyqtgraph", "xlsxwriter", "openpyxl"}


@pytest.mark.parametrize("words", [[], *[[command] for command in COMMANDS]])
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: {' '.join(['fairlead', *words])} ")
    assert max(len(line) for line in said.splitlines()) <= 100


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert {line.split()[0] for line in said.splitlines() if line.startswith("    ")} >= set(
        COMMANDS
    )


def test_ctrl_c_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.cli.commands.COMMANDS", {"check": stop})
    assert main(["check", "plan.fairlead"]) == 2
    assert capsys.readouterr().err == "Stopped; the plan is as it was.\n"
