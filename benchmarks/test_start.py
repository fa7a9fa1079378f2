"""From the command to the first paint, beside a program of PySide6 alone."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import medians

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9


def first_paint(*words: str) -> set[str]:
    """Run a program to its first paint; return the packages loaded by then."""
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "benchmarks" / "first_paint.py"), *words]
    said = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in said.stdout.split()}


def test_first_paint(tmp_path: Path) -> None:
    """The program's first paint, beside the least PySide6 can do.

    Work: a fresh process until the program's window is painted first. Peer: a fresh process until
    a QMainWindow with one centred label is. Ratio: at most 1.8; nothing heavy is loaded by then.
    """
    loaded = first_paint("ours", str(tmp_path))
    assert "PySide6" in loaded
    assert not loaded & {"numpy", "pandas", "pyqtgraph", "scipy", "openpyxl", "xlsxwriter"}
    ours, bare = medians(
        ROUNDS, lambda: first_paint("ours", str(tmp_path)), lambda: first_paint("bare")
    )
    said = f"{1e3 * ours:.0f} ms, bare PySide6 {1e3 * bare:.0f} ms"
    print(f"\n{said}")
    assert ours <= 1.8 * bare, said
