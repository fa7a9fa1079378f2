"""Ends at the first paint of a window: `first_paint.py bare` or `first_paint.py ours HOME`.

At that moment the names of all modules loaded are printed.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class FirstPaint(QObject):
    """Ends the process at the first paint."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            print(" ".join(sorted(sys.modules)), flush=True)
            os._exit(0)
        return False


def bare() -> QApplication:
    """Show a window with one centred label."""
    app = QApplication([])
    window = QMainWindow()
    label = QLabel("Plan")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(label)
    window.show()
    app.kept = window
    return app


def ours(home: Path) -> QApplication:
    """Open the program."""
    from ui.settings import Settings
    from ui.start import Program, application

    app = application()
    app.kept = Program(Settings(home))
    app.kept.open(None)
    return app


if __name__ == "__main__":
    running = bare() if sys.argv[1] == "bare" else ours(Path(sys.argv[2]))
    first = FirstPaint()
    running.installEventFilter(first)
    running.exec()
