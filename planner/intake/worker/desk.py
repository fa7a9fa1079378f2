"""The intake desk: files are read once and kept, every change of mind only re-proposes."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.intake.propose import Found, find_tables, understood
from planner.intake.recognition.hints import NOTHING_STATED, Hints
from planner.intake.recognition.profiles import load_profiles
from planner.intake.recognition.proposal import Proposal
from planner.intake.records.returned import read_returned
from planner.intake.snapshot import take_in
from planner.journeys.aside import ReturnedRow
from planner.journeys.table import Snapshot

_State = tuple[Path, int, int]


class IntakeDesk:
    """Proposes and takes in, in this process; `ReadingProcess` does the same in another."""

    def __init__(self) -> None:
        self._profiles = load_profiles()
        self._found: dict[_State, tuple[Found, ...]] = {}
        self._paths: tuple[Path, ...] = ()
        self._proposed: tuple[tuple[_State, ...], Hints, Proposal] | None = None

    def __enter__(self) -> "IntakeDesk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was read."""
        self._found, self._paths, self._proposed = {}, (), None

    def propose(
        self, paths: Sequence[Path], hints: Hints = NOTHING_STATED, progress: Progress = silent
    ) -> Proposal:
        """Read what has changed since the last time, and propose; RefusedError as `propose`."""
        self.choose(paths)
        return self._settled(hints, progress).shown()

    def choose(self, paths: Sequence[Path]) -> None:
        """Name the files to take in; what was read of others is let go."""
        if self._paths != tuple(paths):
            self._paths, self._proposed = tuple(paths), None

    def take_in(self, hints: Hints = NOTHING_STATED, progress: Progress = silent) -> Snapshot:
        """Return the snapshot of the files proposed last; RefusedError as `take_in`."""
        return take_in(self._settled(hints, progress), progress)

    def returned(
        self, paths: Sequence[Path], progress: Progress = silent
    ) -> tuple[ReturnedRow, ...]:
        """Return the rows of tables of rows set aside; RefusedError as `read_returned`."""
        return tuple(row for path in paths for row in read_returned(path, progress))

    def _settled(self, hints: Hints, progress: Progress) -> Proposal:
        if not self._paths:
            raise RefusedError(Problem("No file was given", "", "Choose one or more exports"))
        states = tuple(map(_state, self._paths))
        self._found = {state: self._found[state] for state in states if state in self._found}
        if self._proposed is None or self._proposed[:2] != (states, hints):
            self._proposed = None
            found = [one for state in states for one in self._tables(state, progress)]
            proposal = understood(found, self._profiles, hints, progress)
            self._proposed = (states, hints, proposal)
        return self._proposed[2]

    def _tables(self, state: _State, progress: Progress) -> tuple[Found, ...]:
        if state not in self._found:
            self._found[state] = find_tables((state[0],), self._profiles, progress)
        return self._found[state]


def _state(path: Path) -> _State:
    """Return what tells one state of a file from another."""
    try:
        found = path.stat()
    except OSError:
        return path, -1, -1
    return path, found.st_size, found.st_mtime_ns
