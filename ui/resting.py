"""Work on the plan's results off the window's thread, begun when the plan rests."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from planner.base.progress import Progress
from planner.session.views import Results
from ui.tasks import Tasks

T = TypeVar("T")
REST = 300
"""Milliseconds without a change after which work begins: not between two key presses."""


class _Signals(QObject):
    arrived = Signal()


class Resting(_Signals, Generic[T]):
    """Keeps what was last made of the plan's results; `arrived` says that it is fresh.

    `results` gives the plan's results, None while there are none. `begin` reads what else the work
    needs of plan and window, and returns it: it runs in the lane `lane`, announced as `title`,
    where it may read neither. What is under way for an older plan stops.
    """

    def __init__(
        self,
        results: Callable[[], Results | None],
        begin: Callable[[Results], Callable[[Progress], T]],
        lane: str,
        title: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._results, self._work_on, self._lane, self._title = results, begin, lane, title
        self._tasks: Tasks | None = None
        self._made_of: Results | None = None
        self.latest: T | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._begin)

    @property
    def stale(self) -> bool:
        """Whether there is nothing yet, or the plan has changed since."""
        return self.latest is None or self._made_of is not self._results()

    def forget(self) -> None:
        """Drop what was made: it is asked for in another way now."""
        self.latest = None

    def work_in(self, tasks: Tasks) -> None:
        """Have the work done there; what an earlier plan asked for is dropped."""
        tasks.cancel(self._lane)
        self._tasks = tasks
        self.ask()

    def ask(self) -> None:
        """Work as soon as the plan rests."""
        if self._tasks is None or not self.stale:
            return
        self._tasks.cancel(self._lane)
        self._rest.start()

    def _begin(self) -> None:
        results = self._results()
        if self._tasks is None or results is None:
            return

        def take(found: T) -> None:
            self._made_of, self.latest = results, found
            self.arrived.emit()

        self._tasks.run(self._lane, self._title, self._work_on(results), take)
