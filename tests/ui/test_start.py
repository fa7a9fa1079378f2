"""Starting the program in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"numpy", "pandas", "pyqtgraph", "scipy", "openpyxl", "xlsxwriter", "python_calamine"}
PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from ui.settings import Settings
from ui.start import Program, application

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(*sys.modules, flush=True)
            os._exit(0)
        return False

app, first = application(), FirstPaint()
app.installEventFilter(first)
program = Program(Settings(Path(sys.argv[1])))
program.open(None)
app.exec()
"""


def test_only_qt_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run(
        command, env=settings, cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = {name.partition(".")[0] for name in said.stdout.split()}
    assert "PySide6" in loaded
    assert not loaded & HEAVY
    assert "planner.session" not in said.stdout.split()
