"""Work that takes longer than a frame: off the GUI thread, with progress, cancel, and an end."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from planner.base.problem import Problem, RefusedError
from planner.base.progress import CancelledError, Progress

T = TypeVar("T")
AHEAD, MOVES, LEADS, COMPARE, WATCH, WORTHS = (
    "ahead", "moves", "leads", "compare", "watch", "worths",
)  # fmt: skip
BEHIND = frozenset({AHEAD, MOVES, LEADS, COMPARE, WATCH, WORTHS})
QUIET = BEHIND | {"preview"}
"""Lanes whose progress is not shown; nobody waits for what looks ahead."""
BETWEEN_REPORTS = 0.05
"""Seconds between two reports of progress."""
STANDS_STILL = 0.3
"""Seconds for which work that nobody waits for stands still when something is asked for."""


@dataclass(eq=False)
class Task(Generic[T]):
    """One piece of work under way; `work` is given the progress it reports to."""

    lane: str
    title: str
    work: Callable[[Progress], T]
    done: Callable[[T], None]
    refused: Callable[[Problem], None]
    ended: Callable[[], None] | None = None
    quiet: float = 0.0
    thread: threading.Thread | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; its result is dropped."""
        self._cancelled.set()

    def stand_still(self, seconds: float) -> None:
        """Do nothing for a while, or until somebody asks to stop."""
        self._cancelled.wait(seconds)

    def stop_if_cancelled(self) -> None:
        """Raise CancelledError when the person asked to stop."""
        if self.cancelled:
            raise CancelledError


class Tasks(QObject):
    """Runs work in lanes: a later request in a lane cancels the one before it.

    Callbacks run on the GUI thread. `progressed(lane, what, done, total)` comes at most every
    50 ms; `busy_changed(bool)` says whether anything is under way.
    """

    progressed = Signal(str, str, int, int)
    busy_changed = Signal(bool)
    failed = Signal(object)
    _reported = Signal(object, str, int, int)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task[object]] = []
        self._still_until = 0.0
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._pass_on, queued)
        self._finished.connect(self._finish, queued)

    @property
    def busy(self) -> bool:
        """Whether anything is under way whose result is awaited."""
        return any(not t.cancelled and t.lane not in BEHIND for t in self._running)

    def give_way(self) -> None:
        """Have work that nobody waits for stand still a moment, at its next report.

        Threads of Python take turns: next to one that computes, a sheet takes twice as long to
        open. A moment only: what is asked for may need what that work has begun.
        """
        self._still_until = time.monotonic() + STANDS_STILL

    def run(
        self,
        lane: str,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        refused: Callable[[Problem], None] | None = None,
        ended: Callable[[], None] | None = None,
        quiet: float = 0.0,
    ) -> "Task[T]":
        """Start work; `done` gets its result, `refused` a problem, `ended` is called after either.

        Without `refused` the problem goes to the signal `failed`. Progress is told only after
        `quiet` seconds: what mostly takes less need not be announced.
        """
        self.cancel(lane)
        if lane not in BEHIND:
            self.give_way()
        task = Task(lane, title, work, done, refused or self.failed.emit, ended, quiet)
        self._running.append(task)  # type: ignore[arg-type]
        task.thread = threading.Thread(target=self._work, args=(task,), name=lane, daemon=True)
        self.busy_changed.emit(self.busy)
        task.thread.start()
        return task

    def cancel(self, lane: str | None = None) -> None:
        """Cancel what runs in a lane, or everything."""
        for task in self._running:
            if lane is None or task.lane == lane:
                task.cancel()
        self.busy_changed.emit(self.busy)

    def cancel_awaited(self) -> None:
        """Cancel what somebody waits for; what goes on behind it goes on."""
        for lane in {task.lane for task in self._running} - BEHIND:
            self.cancel(lane)

    def stop(self, seconds: float = 5.0) -> None:
        """Cancel everything and wait for the threads, before the window goes."""
        self.cancel()
        for task in self._running:
            if task.thread is not None:
                task.thread.join(seconds)

    def _work(self, task: Task[object]) -> None:
        try:
            outcome: object = task.work(self._progress(task))
        except Exception as error:
            outcome = error
        with suppress(RuntimeError):  # the window went while this was under way
            self._finished.emit(task, outcome)

    def _progress(self, task: Task[object]) -> Progress:
        last = time.monotonic() + task.quiet - BETWEEN_REPORTS
        behind = task.lane in BEHIND

        def report(what: str, done: int, total: int) -> None:
            nonlocal last
            while behind and (left := self._still_until - time.monotonic()) > 0:
                task.stop_if_cancelled()
                task.stand_still(left)
            task.stop_if_cancelled()
            now = time.monotonic()
            if now - last >= BETWEEN_REPORTS:
                last = now
                self._reported.emit(task, what, done, total)

        return report

    def _pass_on(self, task: Task[object], what: str, done: int, total: int) -> None:
        if not task.cancelled:
            self.progressed.emit(task.lane, what, done, total)

    def _finish(self, task: Task[object], outcome: object) -> None:
        self._running = [other for other in self._running if other is not task]
        self.busy_changed.emit(self.busy)
        if task.cancelled or isinstance(outcome, CancelledError):
            return
        if task.lane not in BEHIND:
            self.give_way()
        if isinstance(outcome, Exception):
            task.refused(problem_of(outcome))
        else:
            task.done(outcome)
        if task.ended is not None:
            task.ended()


def problem_of(error: Exception) -> Problem:
    """Return what a person is told of an error: the refusal's own sentence, else what broke."""
    if isinstance(error, RefusedError):
        return error.problem
    if isinstance(error, MemoryError):
        return Problem("There is not enough memory for this", "", "Close other programs.")
    if isinstance(error, OSError):
        where = str(error.filename or "")
        return Problem(error.strerror or str(error), where, "Check the disk and the folder.")
    logging.getLogger("fairlead").error("unforeseen", exc_info=error)
    return Problem(
        "Something went wrong in the program, and nothing was changed",
        f"{type(error).__name__}: {error}",
        "Save, and try again.",
    )
