"""What a plan may bring, worked out off the window's thread while the plan's figures stand."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from planner.base.progress import Progress
from planner.session.views import Results
from planner.sheets.outlook import Late, Outlook, outlook
from ui.tasks import AHEAD, Tasks

REST = 300
"""Milliseconds without a change after which draws begin: not between two key presses."""


class Ahead(QObject):
    """Keeps the latest outlook. `arrived` says that there is a fresh one.

    `results` gives the plan's results, None while there is nothing to look ahead to.
    """

    arrived = Signal()

    def __init__(self, results: Callable[[], Results | None], parent: QObject) -> None:
        super().__init__(parent)
        self._results = results
        self._tasks: Tasks | None = None
        self._latest: Outlook | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._begin)

    @property
    def late(self) -> Late:
        """The outlook there is, stale where the plan has changed since."""
        stale = self._latest is None or self._latest.results is not self._results()
        return Late(self._latest, stale)

    def work_in(self, tasks: Tasks) -> None:
        """Have the work done there; what an earlier plan asked for is dropped."""
        tasks.cancel(AHEAD)
        self._tasks = tasks
        self.ask()

    def ask(self) -> None:
        """Look ahead as soon as the plan rests; what is under way for an older one stops."""
        if self._tasks is None or not self.late.stale:
            return
        self._tasks.cancel(AHEAD)
        self._rest.start()

    def _begin(self) -> None:
        results = self._results()
        if self._tasks is None or results is None:
            return

        def work(progress: Progress) -> Outlook:
            return outlook(results, progress)

        self._tasks.run(AHEAD, "Looking ahead", work, self._take)

    def _take(self, found: Outlook) -> None:
        self._latest = found
        self.arrived.emit()
