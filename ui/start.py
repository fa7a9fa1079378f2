"""From the command to the first window; what is heavy is loaded after the first paint."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from resources import resource
from ui.main_window import PlanWindow
from ui.memory import search_rarely, search_soon, search_when_away
from ui.roles import ToRead
from ui.settings import Settings
from ui.theme import STYLED, Contrast, Scheme, theme

PATIENCE = 500
"""Milliseconds after which a window that cannot be painted is loaded all the same."""


def run(
    plan: str | None = None, *, sample: bool = False, read: bool = False, close: bool = False
) -> int:
    """Open a window and serve it; `plan` is a file, `sample` opens the sample company.

    With `read` nothing can be changed in the plan.

    With `close` the program ends with status 0 once the sheets have been painted.
    """
    app = application()
    app.applicationStateChanged.connect(search_when_away)
    program = Program(Settings())
    path = Path(plan) if plan else None
    wanted = ToRead(path) if read and path else path
    window = program.open("sample" if sample else wanted)
    window.loaded.connect(partial(recover_all, program))
    if close:
        AfterPaint(window, partial(program.end, app))
    return app.exec()


def application() -> QApplication:
    """Return the application, made once, in the program's look."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        app = running
    else:
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
        app.setProperty(STYLED, True)
    app.setApplicationName("Fairlead")
    app.setOrganizationName("Fairlead")
    app.setWindowIcon(QIcon(str(resource("icons", "fairlead.png"))))
    app.aboutToQuit.connect(let_go_of_clipboard)
    return app


def let_go_of_clipboard() -> None:
    """Empty a clipboard that is only our own.

    Without a screen Qt keeps it until after Python has ended, and then falls over what Python made.
    """
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        QGuiApplication.clipboard().clear()


class Program(QObject):
    """Keeps the windows; the last one closed ends the program."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.windows: list[PlanWindow] = []
        theme().force(Scheme(settings.scheme), Contrast(settings.contrast))

    def open(self, wanted: object) -> PlanWindow:
        """Open a window: a Path, 'sample', 'sample year', a Recoverable, or None for a new plan."""
        window = PlanWindow(self.settings)
        window.window_wanted.connect(self._wanted)
        window.closed.connect(self._closed)
        if self.windows:
            window.stand_beside(self.windows[-1])
        self.windows.append(window)
        FirstPaint(window, partial(_begin, window, wanted))
        window.show()
        return window

    def end(self, app: QApplication) -> None:
        """Close everything without asking."""
        for window in tuple(self.windows):
            window.forget()
        app.quit()

    def _wanted(self, wanted: object) -> None:
        if wanted != "quit":
            self.open(wanted)
            return
        for window in tuple(self.windows):
            window.close()

    def _closed(self, window: PlanWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()
            search_soon()


def _begin(window: PlanWindow, wanted: object) -> None:
    from planner.session import Recoverable

    documents = window.load(coming=isinstance(wanted, Path | Recoverable))
    if isinstance(wanted, Path):
        documents.open_path(wanted)
    elif isinstance(wanted, ToRead):
        documents.open_path(wanted.path, reading=True)
    elif wanted in {"sample", "sample year"}:
        documents.open_sample(year=wanted == "sample year")
    elif isinstance(wanted, Recoverable):
        documents.recover(wanted)
    search_rarely()


def recover_all(program: "Program") -> None:
    """Open a window for each plan a program that ended unexpectedly left unsaved."""
    from planner.session import recoverable

    for found in recoverable(program.settings.workspace):
        program.open(found)


class FirstPaint(QObject):
    """Calls `then` once the window's frame has been painted, or shortly after if it cannot be."""

    def __init__(self, window: PlanWindow, then: partial[None]) -> None:
        super().__init__(window)
        self._window = window
        self._due = QTimer(self, singleShot=True, interval=PATIENCE)
        self._due.timeout.connect(then)
        self._due.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on as soon as this paint is done."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._due.start(0)
        return super().eventFilter(watched, event)


class AfterPaint(QObject):
    """Calls `then` once the window has painted its sheets and nothing is under way."""

    def __init__(self, window: PlanWindow, then: partial[None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        window.installEventFilter(self)
        window.loaded.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again after every paint of the window."""
        if event.type() in {QEvent.Type.UpdateRequest, QEvent.Type.Paint}:
            QTimer.singleShot(0, self._look)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        window = self._window
        if window.workspace is None or window.tasks.busy or not window.workspace.isVisible():
            return
        window.removeEventFilter(self)
        window.repaint()
        QTimer.singleShot(0, self._then)
