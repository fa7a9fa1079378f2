"""Measuring for a sheet: at once where the journeys are few, off the window's thread where many."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import TypeVar

from planner.base.progress import Progress, silent
from ui.tasks import Tasks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measuring:
    """One kind of measuring: its lane, what a person is told, and after how many seconds.

    Up to `at_once` journeys are measured before a person notices; more take a thread.
    """

    lane: str
    what: str
    at_once: int
    quiet: float = 0.0

    def run(
        self,
        tasks: Tasks | None,
        journeys: Sized | None,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
    ) -> None:
        """Measure journeys; `done` gets what was found, on the window's thread."""
        if tasks is None or journeys is None or len(journeys) <= self.at_once:
            done(work(silent))
            return

        def told(progress: Progress) -> T:
            progress(self.what, 0, 0)
            return work(progress)

        tasks.run(self.lane, self.what, told, done, quiet=self.quiet)
