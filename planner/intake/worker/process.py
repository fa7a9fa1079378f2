"""Reading in a process of its own: cancelled at once, held to a limit, and gone if it breaks."""

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import cast

from planner.base.problem import Problem, RefusedError
from planner.base.progress import CancelledError, Progress, silent
from planner.intake.recognition.hints import NOTHING_STATED, Hints
from planner.intake.recognition.proposal import Proposal
from planner.intake.worker.child import Child, Ended
from planner.intake.worker.messages import (
    Answer,
    Done,
    Failed,
    Propose,
    ReadReturned,
    Refused,
    Stop,
    Stopped,
    TakeIn,
    Tick,
    Work,
)
from planner.journeys.aside import ReturnedRow
from planner.journeys.table import Snapshot

MOST_MEMORY = 3 << 30
"""Bytes a file may need: a workbook of a million rows and 24 columns takes 2.6 GB, as text 1 GB."""
START = 256 << 20
"""Bytes Python and its libraries take before a file is opened, where the parent watches."""
BEAT = 0.1
"""Seconds between two looks at whether to go on."""


class ReadingProcess:
    """Proposes and takes in as `IntakeDesk` does, in a child process that is started when needed.

    `most_memory`: bytes the child may take beyond what it starts with. `watched`: whether the
    parent watches over it, where the system does not hold a process to a limit by itself.

    Progress comes at least every half second, also while a library is silent. Whatever the
    progress callback raises ends the work at once: files being read are given up with the child;
    a child that holds its files is told to stop and keeps them for the next request. Once it is
    closed, every request is told CancelledError.
    """

    def __init__(
        self, most_memory: int = MOST_MEMORY, *, watched: bool = sys.platform != "linux"
    ) -> None:
        self._most, self._watched = most_memory, watched
        self._child: Child | None = None
        self._number = 0
        self._paths: tuple[Path, ...] = ()
        self._held: tuple[Path, ...] = ()
        self._turns = threading.Lock()
        self._closed = False

    def __enter__(self) -> "ReadingProcess":
        self._started()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's number, None when there is none."""
        return self._child.pid if self._child else None

    def propose(
        self, paths: Sequence[Path], hints: Hints = NOTHING_STATED, progress: Progress = silent
    ) -> Proposal:
        """Return what files mean, as shown; RefusedError also when they need too much."""
        with self._turn(progress):
            self._paths = tuple(paths)
            found = self._asked(Propose(self._number, self._paths, hints), progress)
        return cast(Proposal, found)

    def take_in(self, hints: Hints = NOTHING_STATED, progress: Progress = silent) -> Snapshot:
        """Return the snapshot of the files proposed last; RefusedError as `propose`."""
        with self._turn(progress):
            found = self._asked(TakeIn(self._number, self._paths, hints), progress)
        return cast(Snapshot, found)

    def returned(
        self, paths: Sequence[Path], progress: Progress = silent
    ) -> tuple[ReturnedRow, ...]:
        """Return the rows of tables of rows set aside; RefusedError as `propose`."""
        with self._turn(progress):
            found = self._asked(ReadReturned(self._number, tuple(paths)), progress)
        return cast("tuple[ReturnedRow, ...]", found)

    def close(self) -> None:
        """End the child, whatever it is doing; whoever waits for it is told CancelledError.

        A thread that has just been answered may ask once more: that starts no child anew.
        """
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        child, self._child, self._held = self._child, None, ()
        if child is not None:
            child.end()

    @contextmanager
    def _turn(self, progress: Progress) -> Iterator[None]:
        """Let one request be made at a time; one that was overtaken notices at its next beat."""
        while not self._turns.acquire(timeout=BEAT):
            progress("Waiting", 0, 0)
        try:
            self._number += 1
            yield
        finally:
            self._turns.release()

    def _started(self) -> Child:
        if self._child is not None and not self._child.alive:
            self._let_go()
        if self._closed:
            raise CancelledError
        if self._child is None:
            self._child = Child(0 if self._watched else self._most)
        return self._child

    def _asked(self, request: Work, progress: Progress) -> object:
        child = self._started()
        child.say(request)
        try:
            reply, seen = self._reply(child, request, progress)
        except BaseException:
            self._give_up(child, request)
            raise
        if isinstance(reply, Done):
            if not isinstance(request, ReadReturned):
                self._held = request.paths
            return reply.result
        if isinstance(reply, Refused):
            raise RefusedError(reply.problem)
        if self._child is not child or isinstance(reply, Stopped):
            raise CancelledError
        where = _reading(request.paths, seen)
        problem = _broken(child, reply, self._most, where)
        self._let_go()
        raise RefusedError(problem)

    def _reply(self, child: Child, request: Work, progress: Progress) -> tuple[Answer | Ended, str]:
        """Wait for the answer, telling of progress; also return what was told last."""
        told = Tick(request.number, f"Reading {_names(request.paths)}", 0, 0)
        while True:
            progress(told.what, told.done, told.total)
            heard = child.hear(BEAT)
            if isinstance(heard, Ended):
                return heard, told.what
            if heard is not None and heard.number == request.number:
                if not isinstance(heard, Tick):
                    return heard, told.what
                told = heard
            if self._watched and child.memory() > self._most + START:
                child.stop_growing()

    def _give_up(self, child: Child, request: Work) -> None:
        if self._held == request.paths:
            self._number += 1
            child.say(Stop(self._number))
        else:
            self._let_go()


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(dict.fromkeys(path.name for path in paths))


def _reading(paths: Sequence[Path], seen: str) -> str:
    """Return the file that was being read, by what progress said last; else all of them."""
    return next((path.name for path in paths if path.name in seen), _names(paths))


def _broken(child: Child, reply: Failed | Ended, most: int, where: str) -> Problem:
    """Return what is said of a reading process that ended, or whose reader broke."""
    if isinstance(reply, Ended) and child.ran_out_of_memory():
        return Problem(
            f"The file needs more than {most / (1 << 30):.3g} GB of memory to be read",
            where,
            "Export fewer columns, or fewer rows at a time",
        )
    trace = reply.trace if isinstance(reply, Failed) else child.last_words()
    logging.getLogger("fairlead").error("The reader broke on %s\n%s", where, trace)
    return Problem("Something in the file broke its reader", where, "Export it again, or as .csv")
